// Patterns of ours beyond the design system's: the examples of tests/cases/patterns as tests/src/patterns.rs prints them.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { standing } from "./components.js";
import { root } from "./gateway.js";
import { inspect } from "./inspect.js";
import { interest } from "./journeys.js";
import { pointer } from "./hands.js";
import { straight } from "./walk.js";

const folder = path.join(root, "tests/cases/patterns");

/** The examples of a pattern by their names. */
async function examples(pattern) {
  const text = await readFile(path.join(folder, `${pattern}.html`), "utf8");
  const parts = text.split(/^<!-- (.*) -->$/m).slice(1);
  return Object.fromEntries(parts.flatMap((name, n) => (n % 2 ? [] : [[name, parts[n + 1]]])));
}

/** A page that is filled in, for patterns to stand on. */
async function filledIn(page, gateway) {
  await straight(page, gateway, interest, pointer, /company-name$/);
  return page.url();
}

export async function looked(page, gateway) {
  const address = await filledIn(page, gateway);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".html"));
  assert.ok(files.length >= 4);
  for (const file of files) {
    const pattern = path.basename(file, ".html");
    await standing(page, address, pattern, Object.values(await examples(pattern)).join("\n"));
    await inspect(page, `pattern ${pattern}`);
  }
}

export async function filtered(page, gateway) {
  const all = await examples("filterable_table");
  const address = await filledIn(page, gateway);
  await standing(page, address, "Days", all["too few rows to be narrowed down"]);
  assert.equal(await page.getByRole("searchbox").count(), 0);
  await standing(page, address, "Rooms", all.rooms);
  const box = page.getByLabel("Find a room");
  const shown = () => page.locator("tbody tr:visible th").allInnerTexts();
  const voice = page.locator(".accede-filter [role=status]");
  assert.equal((await shown()).length, 5);
  await box.fill("first room");
  assert.deepEqual(await shown(), ["Reading room"], "every word has to be there, in any order");
  assert.equal(await voice.innerText(), "1 of 5 rooms");
  await box.fill("CRECHE");
  assert.deepEqual(await shown(), ["Crèche"], "whatever the accents and the case");
  await box.fill("cellar");
  assert.equal(await page.locator("table").isVisible(), false);
  assert.equal(await voice.innerText(), "No room holds that");
  await inspect(page, "pattern filterable_table nothing");
  await box.fill("");
  assert.equal((await shown()).length, 5);
  assert.equal(await voice.innerText(), "");
}

/** A page on which something ends, at a clock that the test winds. */
async function ending(page, gateway, name) {
  const all = await examples("timeout_warning");
  const address = await filledIn(page, gateway);
  await page.clock.install({ time: new Date("2026-11-23T09:00:00Z") });
  await standing(page, address, "Something ends", all[name]);
  return page.locator("dialog");
}

const stays = (page, answer) => page.route("**/stay", (route) => route.fulfill(answer));

export async function warned(page, gateway) {
  const dialog = await ending(page, gateway, "a session of twenty minutes");
  const left = page.locator(".accede-timeout__left");
  const voice = dialog.locator("[role=status]");
  await page.clock.fastForward("17:58");
  assert.equal(await dialog.isVisible(), false, "nothing is said before it is time");
  await page.clock.runFor(3_000);
  assert.equal(await dialog.isVisible(), true);
  assert.equal(await left.innerText(), "2 minutes");
  const focus = () => page.evaluate(() => document.activeElement.textContent.trim());
  assert.equal(await focus(), "Stay signed in", "enter stays");
  await page.clock.runFor(58_000);
  assert.equal(await left.innerText(), "2 minutes");
  await page.clock.runFor(2_000);
  assert.match(await left.innerText(), /^(1 minute|60 seconds|59 seconds)$/);
  assert.match(await voice.textContent(), /We sign you out.* in (1 minute|60 seconds)/s, "it is told aloud once a minute");
  const told = await voice.textContent();
  await page.clock.runFor(10_000);
  assert.equal(await voice.textContent(), told, "and not at every second");
  await inspect(page, "pattern timeout_warning open");

  await stays(page, { status: 503, body: "" });
  await dialog.getByRole("button").click();
  await dialog.getByText("We could not reach the service").waitFor();
  assert.equal(await dialog.isVisible(), true, "it is open while nobody knows");
  await page.unroute("**/stay");
  page.wrong.length = 0; // the browser remarks on the answer that we gave
  await stays(page, { json: { ends: 1200 } });
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.clock.fastForward("17:58");
  assert.equal(await dialog.isVisible(), false, "it lasts as long again");
  await page.clock.fastForward("00:05");
  assert.equal(await dialog.isVisible(), true);
}

export async function ended(page, gateway) {
  const dialog = await ending(page, gateway, "a session of twenty minutes");
  await page.clock.fastForward("20:01");
  await dialog.getByRole("heading", { name: "You were signed out" }).waitFor();
  assert.equal(await dialog.getByRole("button").count(), 0, "there is nothing to stay for");
  await inspect(page, "pattern timeout_warning over");
}

export async function left(page, gateway) {
  await ending(page, gateway, "at the end another page");
  await page.route("**/ended", (route) => route.fulfill({ body: "<title>Ended</title>", contentType: "text/html" }));
  await page.clock.fastForward("50:01");
  await page.waitForURL("**/ended");
}

export async function slept(page, gateway) {
  const dialog = await ending(page, gateway, "nothing ends yet");
  await page.clock.fastForward("48:00:00");
  assert.equal(await dialog.isVisible(), false, "a long time is no short one");
}
