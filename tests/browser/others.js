// Pages that no journey passes through: what is refused, what comes by mail, what only whoever sits at the machine sees.
import assert from "node:assert/strict";
import { serve } from "./gateway.js";
import { pointer } from "./hands.js";
import { inspect } from "./inspect.js";
import { interest } from "./journeys.js";
import { onwards, straight } from "./walk.js";

const press = (page) => onwards(page, () => pointer.press(page));

/** Looks at a page that refuses; the console remarks on the status itself. */
async function refused(page, status, name, act) {
  const response = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() === status);
  await act();
  await response;
  await page.waitForLoadState();
  page.wrong.length = 0;
  await inspect(page, name);
  assert.equal(await page.locator("h1").count(), 1, `${name}: says what is the matter`);
}

export async function comingBack(page) {
  const gateway = await serve(".", ["--demo"]);
  try {
    await goingOn(page, gateway);
  } finally {
    await gateway.stop();
  }
}

async function goingOn(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-name$/);
  await pointer(page, interest.answers);
  await onwards(page, () => page.getByRole("button", { name: "Save and come back later" }).click());
  await inspect(page, "come back empty");
  await press(page);
  await inspect(page, "come back errors");
  await page.getByLabel("Email address").fill("ada@tidewater.example");
  await press(page);
  await inspect(page, "come back sent");

  await page.goto(`${gateway.address}/mailbox`);
  await inspect(page, "mailbox");
  await onwards(page, () => page.locator("tbody a").first().click());
  await inspect(page, "mailbox letter");
  const link = page.locator(".accede-letter a").first();
  await onwards(page, () => link.click());
  await inspect(page, "link to go on");
  await press(page);
  assert.match(page.url(), /company/, "the draft is opened");
  await refused(page, 404, "link is over", () => page.goto(`${gateway.address}/links/${"a".repeat(43)}`));
}

export async function refusals(page) {
  const gateway = await serve(".", [], { ACCEDE_LIMITS_DRAFTS_PER_HOUR: "1", ACCEDE_LIMITS_BODY_KILOBYTES: "16" });
  try {
    await refused(page, 404, "refused 404", () => page.goto(`${gateway.address}/nowhere`));
    await page.goto(`${gateway.address}/forms/${interest.form}`);
    await press(page);
    await page.locator("#company_name").evaluate((box) => (box.value = "x".repeat(40_000)));
    await refused(page, 413, "refused 413", () => pointer.press(page));
    await page.goto(`${gateway.address}/forms/${interest.form}`);
    await refused(page, 429, "refused 429", () => pointer.press(page));
  } finally {
    await gateway.stop();
  }
}

/** A store that takes nothing more: reading goes on, and whoever sends is told to try again. */
export async function full(page) {
  const gateway = await serve(".", [], {}, 128);
  try {
    await page.goto(`${gateway.address}/forms/${interest.form}`);
    for (let tries = 0; tries < 400; tries += 1) {
      const answer = await page.request.post(`${gateway.address}/forms/${interest.form}`, { maxRedirects: 0 });
      if (answer.status() === 503) break;
      assert.ok(tries < 399, "the store is never full");
    }
    await refused(page, 503, "refused 503", () => pointer.press(page));
    await page.goto(gateway.address);
    await inspect(page, "first page while the store is full");
  } finally {
    await gateway.stop();
  }
}
