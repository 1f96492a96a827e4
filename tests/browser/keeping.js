// What is typed is kept before it is sent: quietly, what is right of it, and never in place of what was sent.
import assert from "node:assert/strict";
import { pointer } from "./hands.js";
import { inspect } from "./inspect.js";
import { interest } from "./journeys.js";
import { onwards, straight } from "./walk.js";

const kept = (page, act) => Promise.all([page.waitForResponse((response) => /[?&]keep$/.test(response.url())), act()]);

export async function keeping(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-number$/);
  const box = page.locator("#company_number");
  const voice = page.locator(".accede-kept");
  assert.equal(await voice.innerText(), "");
  assert.equal(await voice.getAttribute("role"), "status", "it is announced, politely");
  await kept(page, () => box.fill("00445790"));
  await voice.getByText("saved as you type").waitFor();
  assert.equal(await box.evaluate((it) => document.activeElement === it), true, "the keyboard stays where it is");
  await inspect(page, "expression-of-interest company company-number kept");
  await page.reload();
  assert.equal(await box.inputValue(), "00445790");
  assert.equal(await page.locator(".govuk-error-summary").count(), 0, "nothing is said to be wrong");
  assert.match(page.url(), /company-number$/);

  // What is wrong is not kept, nor said to be; whoever leaves at once loses nothing that is right.
  await kept(page, () => box.fill("1234"));
  assert.equal(await voice.innerText(), "", "nothing is said of it");
  await page.reload();
  assert.equal(await box.inputValue(), "00445790");
  await box.fill("SC123456");
  await page.reload();
  for (let times = 0; times < 20 && (await box.inputValue()) !== "SC123456"; times += 1) await page.reload();
  assert.equal(await box.inputValue(), "SC123456");

  // Once it was sent, what is typed replaces nothing.
  await onwards(page, () => pointer.press(page));
  await onwards(page, () => page.locator(".govuk-back-link").click());
  assert.equal(await page.locator("form[data-keeps]").count(), 0);
  await box.fill("00445790");
  await page.reload();
  assert.equal(await box.inputValue(), "SC123456");
}

/** Without a line nothing is said, nothing is in the way, and the page is sent as ever once there is one. */
export async function unkept(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-number$/);
  await page.route(/[?&](keep|check=)/, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => /keep$/.test(request.url()));
  await page.locator("#company_number").fill("00445790");
  await failed;
  assert.equal(await page.locator(".accede-kept").innerText(), "");
  page.wrong.length = 0; // the browser remarks on the line
  await onwards(page, () => pointer.press(page));
  assert.match(page.url(), /website$/);
}
