// What every page in every state is held to: axe for people who use a screen reader, no sideways scrolling, no failing script.
// Each is kept for the HTML checker, and with PICTURES=yes photographed for people to look at.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { root, shots } from "./gateway.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.0 to 2.2, A and AA. */
const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Where pages are kept as they were served. */
export const served = path.join(root, "target/browser-pages");

export const widths = [320, 768, 1280];

export async function emptied() {
  for (const folder of [served, shots]) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
}

/** What depends on colours alone: looked at again by night. */
const colours = ["color-contrast", "link-in-text-block"];

/** Whether people want everything under every light, however long it takes: tests/all-pages. */
const everything = process.env.EVERYTHING === "yes";

/** What axe finds by day and by night, in a line each. */
export async function violations(page, context) {
  await page.evaluate(axe);
  const all = { type: "tag", values: standard };
  const lines = await found(page, context, all);
  const under = async (light, media, rules) => {
    await page.emulateMedia(media);
    lines.push(...(await found(page, context, rules)).map((line) => `${light}: ${line}`));
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  };
  await under("by night", { colorScheme: "dark" }, everything ? all : { type: "rule", values: colours });
  if (!everything) return lines;
  await under("in forced colours", { forcedColors: "active" }, all);
  const window = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 568 });
  await under("on a phone", {}, all);
  await page.setViewportSize(window);
  return lines;
}

async function found(page, context, runOnly) {
  const found = await page.evaluate(
    async ([context, runOnly]) => {
      const result = await globalThis.axe.run(context ?? document, { runOnly, resultTypes: ["violations"] });
      return { rules: result.passes.length, violations: result.violations };
    },
    [context, runOnly],
  );
  assert.ok(found.rules > 0, "axe had something to look at");
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}: ${node.failureSummary.replace(/\s+/g, " ")}`),
  );
}

/** Nothing is cut off or has to be scrolled sideways. */
export async function fits(page, name) {
  const [wide, window] = await page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= window, `${name}: ${wide} px wide in a window of ${window} px`);
}

export function unharmed(page, name) {
  assert.deepEqual(page.wrong, [], name);
}

/** Keeps what the server sent last. */
export function keepServed(page) {
  page.on("response", (response) => {
    const isPage = response.request().isNavigationRequest() && (response.headers()["content-type"] ?? "").startsWith("text/html");
    if (isPage) page.served = response.text();
  });
}

const file = (name, ending) => name.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-+|-+$/g, "") + ending;

/** Whether people want to look: a picture takes longer than everything else. */
const pictures = everything || process.env.PICTURES === "yes";

/** At every width: nothing has to be scrolled sideways, and a picture for whoever wants to look. */
async function atEveryWidth(page, name) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, `${name} at ${width} px`);
    if (pictures) await page.screenshot({ path: path.join(shots, file(`${name} ${width}`, ".png")), fullPage: true });
  }
  if (pictures) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: path.join(shots, file(`${name} night`, ".png")), fullPage: true });
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize(before);
}

/** All of it. */
export async function inspect(page, name) {
  assert.deepEqual(await violations(page), [], name);
  unharmed(page, name);
  if (page.served) await writeFile(path.join(served, file(name, ".html")), await page.served);
  await atEveryWidth(page, name);
}
