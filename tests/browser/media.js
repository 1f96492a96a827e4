// Pages under other lights: printed, in colours that the reader chose, and without anything that moves.
import assert from "node:assert/strict";
import path from "node:path";
import { shots } from "./gateway.js";
import { fits } from "./inspect.js";
import { interest } from "./journeys.js";
import { pointer, tabTo } from "./hands.js";
import { onwards, straight } from "./walk.js";

/** What is seen of a page, by selector. */
const seen = (page, selector) =>
  page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).length);

/** What is there to press, or leads elsewhere. */
const toPress = "button, .govuk-back-link, .govuk-skip-link, .govuk-summary-list__actions, .govuk-service-navigation, .accede-footer, .govuk-phase-banner, .accede-on-screen";

export async function printed(page, gateway) {
  await straight(page, gateway, interest, pointer, /\/check$/);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await paper(page, "check");
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await onwards(page, () => pointer.press(page));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await paper(page, "sent");
  assert.match(await page.locator("main").innerText(), interest.reference);
}

/** A clean record, by day: every question with its answer, dark on white, and nothing to press. */
async function paper(page, name) {
  assert.equal(await seen(page, toPress), 0, `${name}: nothing to press is printed`);
  const lines = await seen(page, ".govuk-summary-list__row");
  assert.ok(lines > 20, `${name}: ${lines} answers are printed`);
  assert.ok((await seen(page, ".govuk-generic-header")) === 1, `${name}: it says of which service it is`);
  const [ink, sheet] = await page.evaluate(() => [
    getComputedStyle(document.querySelector("dd")).color,
    getComputedStyle(document.body).backgroundColor,
  ]);
  assert.deepEqual([ink, sheet], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], `${name}: black on white, whatever the screen is`);
  const split = await page.$$eval(".govuk-summary-list__row", (all) => all.filter((one) => getComputedStyle(one).breakInside !== "avoid").length);
  assert.equal(split, 0, `${name}: no answer is torn from its question`);
  await page.pdf({ path: path.join(shots, `printed ${name}.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "18mm", right: "18mm" } });
}

/** In forced colours what was told by a background is told by a line. */
export async function forced(page, gateway) {
  await page.emulateMedia({ forcedColors: "active" });
  await straight(page, gateway, interest, pointer, /formed$/);
  const edged = async (selector) => {
    const bare = await page.$$eval(selector, (all) =>
      all.filter((one) => one.checkVisibility()).filter((one) => {
        const own = getComputedStyle(one);
        const drawn = [own, ...(one.labels ?? [])].map((it) => (it instanceof CSSStyleDeclaration ? it : getComputedStyle(it, "::before")));
        return !drawn.some((style) => style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0 && style.borderTopColor !== "rgba(0, 0, 0, 0)");
      }).map((one) => one.outerHTML.slice(0, 100)),
    );
    assert.deepEqual(bare, [], "has an edge");
  };
  await edged("main button, main input:not([type=hidden]), main select, main textarea");
  await fits(page, "forced colours");
  await page.screenshot({ path: path.join(shots, "forced radios.png"), fullPage: true });
  await onwards(page, () => pointer.press(page));
  await edged(".govuk-error-summary");
  await page.screenshot({ path: path.join(shots, "forced errors.png"), fullPage: true });
  // Wherever the keyboard is, that is drawn as a line: backgrounds and shadows are not.
  await page.keyboard.press("Escape");
  await tabTo(page, "the button that goes on", async (here) => {
    const outline = await page.evaluate(() => {
      const one = document.activeElement;
      const drawn = one.type === "radio" ? getComputedStyle(one.labels[0], "::before") : getComputedStyle(one);
      return drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) >= 2;
    });
    assert.ok(outline, `${here.tag} ${here.text} has an outline`);
    return here.inForm && here.tag === "button";
  });
}

/** Nobody who asked for stillness sees anything move. */
export async function still(page, gateway) {
  const moving = () =>
    page.evaluate(() => [...document.querySelectorAll("*")].flatMap((one) =>
      ["", "::before", "::after"].map((part) => getComputedStyle(one, part)).filter(
        (style) => style.animationName !== "none" || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0.01),
      ).map(() => one.outerHTML.slice(0, 100))));
  await page.goto(gateway.address);
  assert.deepEqual(await moving(), []);
  await straight(page, gateway, interest, pointer, /country$/);
  assert.deepEqual(await moving(), []);
}
