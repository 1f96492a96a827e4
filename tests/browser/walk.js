// Somebody fills in a whole form: opens the first page, sends every page empty first, reads what is wrong, mends it, and
// goes on to a reference.
import assert from "node:assert/strict";
import { windows } from "./chromium.js";

const heading = (page) => page.locator("h1").first().innerText();

/** Does something that leads to another page, and waits for that page. */
export async function onwards(page, act) {
  const loaded = page.waitForEvent("load");
  await act();
  await loaded;
}

const where = (page) => new URL(page.url()).pathname.split("/").slice(4).join(" ");
const summary = (page) => page.locator(".govuk-error-summary");

/** The error summary says what is wrong, has the focus, and leads to each field. */
async function reads(page, hands, scripts) {
  const here = where(page);
  assert.match(await page.title(), /^Error: /, here);
  const links = summary(page).locator("a");
  const lines = await links.evaluateAll((all) => all.map((one) => [one.textContent.trim(), one.hash.slice(1)]));
  assert.ok(lines.length > 0, `${here}: the summary says what is wrong`);
  for (const [message, id] of lines) {
    const field = page.locator(`[id="${id}"]`);
    assert.equal(await field.count(), 1, `${here}: "${message}" leads to a field`);
    const beside = await page.locator(".govuk-error-message", { hasText: message }).count();
    // What is wrong with several answers together stands above them alone.
    if (lines.length > 1) assert.ok(beside > 0, `${here}: "${message}" stands beside its field, too`);
  }
  if (!scripts) return;
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  assert.equal(await focus(), "govuk-error-summary", `${here}: the summary has the focus`);
  const [message, id] = lines[0];
  await hands.follow(page, links.first());
  assert.equal(await focus(), id, `${here}: "${message}" leads to its field`);
}

/** Straight to a page: everything before it is answered as the journey says. */
export async function straight(page, gateway, journey, hands, to) {
  await page.goto(`${gateway.address}/forms/${journey.form}`);
  await onwards(page, () => hands.press(page));
  for (let steps = 0; !to.test(page.url()); steps += 1) {
    assert.ok(steps < 60, `the walk goes in circles, at last at ${page.url()}`);
    await hands(page, journey.answers);
    await onwards(page, () => hands.press(page));
  }
}

/** From the first page to a reference. `visit` sees every page in every state. */
export async function walk(page, gateway, journey, hands, { kind = "desk", visit = async () => {} } = {}) {
  const scripts = windows[kind].javaScriptEnabled !== false;
  const seen = [];
  const look = async (state) => {
    seen.push(`${where(page)} ${state}`);
    await visit(`${journey.form} ${where(page)} ${state}`, state);
  };
  await page.goto(gateway.address);
  await visit(`${journey.content} first page`, "empty");
  await onwards(page, () => hands.follow(page, page.locator(`main a[href="/forms/${journey.form}"]`).first()));
  await visit(`${journey.form} start`, "empty");
  await onwards(page, () => hands.press(page));
  for (let steps = 0; !page.url().endsWith("/check"); steps += 1) {
    assert.ok(steps < 60, `the walk goes in circles, at last at ${page.url()}`);
    await step(page, journey, hands, scripts, look);
  }
  await look("check");
  await onwards(page, () => hands.press(page));
  assert.ok(page.url().endsWith("/sent"), `sent: ${await heading(page)}`);
  await look("submitted");
  assert.match(await page.locator(".govuk-panel").innerText(), journey.reference);
  return seen;
}

/** One page: empty, wrong where it can be, filled, and what is unusual about it. */
async function step(page, journey, hands, scripts, look) {
  const here = page.url();
  await look("empty");
  await onwards(page, () => hands.press(page));
  if (here.endsWith("/items")) return;
  if (page.url() !== here) {
    // It need not be answered. Back, to answer it all the same.
    await onwards(page, () => hands.follow(page, page.locator(".govuk-back-link")));
    assert.equal(page.url(), here, "back is the page before");
  } else {
    await look("errors");
    await reads(page, hands, scripts);
  }
  await hands(page, journey.answers);
  await look("filled");
  await onwards(page, () => hands.press(page));
  if (page.url() === here) {
    const wrong = await summary(page).allInnerTexts();
    assert.deepEqual(wrong, [], `${where(page)} takes the answers`);
    await look("unusual");
    await onwards(page, () => hands.press(page));
  }
  assert.notEqual(page.url(), here, `${await heading(page)}: goes on`);
}
