// What scripts add while somebody types: the server's own verdict beside the answer, and long lists that are searched.
import assert from "node:assert/strict";
import { inspect } from "./inspect.js";
import { interest } from "./journeys.js";
import { pointer } from "./hands.js";
import { onwards, straight } from "./walk.js";

const voice = (page) => page.locator(".accede-confirmed");
const summary = (page) => page.locator(".govuk-error-summary");
const press = (page) => onwards(page, () => pointer.press(page));

/** Waits for the verdict on what was typed just now. */
const judged = (page, act) =>
  Promise.all([page.waitForResponse((response) => response.url().includes("check="), { timeout: 60_000 }), act()]);

export async function confirmed(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-number$/);
  const box = page.locator("#company_number");
  await box.focus();
  await box.blur();
  assert.equal(await voice(page).innerText(), "", "nothing is said of a field that nobody filled in");
  await judged(page, () => box.pressSequentially("0044579"));
  assert.equal(await voice(page).innerText(), "", "nothing is said of half a number");
  assert.equal(await page.locator(".govuk-error-message").count(), 0, "nor that it is wrong");
  await judged(page, () => box.pressSequentially("0"));
  await voice(page).getByText("That is a valid company number").waitFor();
  assert.equal(await voice(page).getAttribute("role"), "status", "it is announced, politely");
  await inspect(page, "expression-of-interest company company-number confirmed");
  await box.press("Backspace");
  assert.equal(await voice(page).innerText(), "", "and taken back at once");
}

export async function cleared(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-number$/);
  await press(page);
  assert.equal(await summary(page).count(), 1);
  const box = page.locator("#company_number");
  await judged(page, () => box.pressSequentially("123"));
  assert.equal(await summary(page).count(), 1, "a message stays while the answer is wrong");
  await judged(page, () => box.fill("00445790"));
  await summary(page).waitFor({ state: "detached" });
  assert.equal(await page.locator(".govuk-error-message, .govuk-input--error, .govuk-form-group--error").count(), 0);
  assert.doesNotMatch(await page.title(), /^Error/);
  assert.doesNotMatch((await box.getAttribute("aria-describedby")) ?? "", /error/);
  await inspect(page, "expression-of-interest company company-number mended");
}

/** As people paste it: from a letter, from a table, from a keyboard that writes wide digits. */
export async function pasted(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-number$/);
  const box = page.locator("#company_number");
  for (const text of [" 0044 5790 ", "00-44-57-90", "0044\u00a05790", "\u2009sc 123 456", "\uff10\uff10\uff14\uff14\uff15\uff17\uff19\uff10"]) {
    await judged(page, () => box.fill(text));
    await voice(page).getByText("That is a valid company number").waitFor();
  }
  await press(page);
  assert.match(page.url(), /website$/, "and it is taken when it is sent");
}

export async function searched(page, gateway) {
  await straight(page, gateway, interest, pointer, /country$/);
  const box = page.locator("#country");
  assert.equal(await box.getAttribute("role"), "combobox");
  await box.fill("atlantis");
  await press(page);
  assert.equal(await summary(page).count(), 1, "what is in no list is no answer");
  await box.fill("norw");
  await page.locator('[role="option"]').first().waitFor();
  await inspect(page, "expression-of-interest company country searched");
  await judged(page, () => page.locator('[role="option"]', { hasText: "Norway" }).click());
  await summary(page).waitFor({ state: "detached" });
  await press(page);
  assert.match(page.url(), /register-number$/, "a country abroad has a register of its own");
  await onwards(page, () => page.locator(".govuk-back-link").click());
  assert.equal(await box.inputValue(), "Norway", "the answer stands in the box");
}
