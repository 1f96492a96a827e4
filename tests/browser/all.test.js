// Everything that is tried in a real browser. One Chromium and one gateway for each content; tests run one after another.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, person } from "./chromium.js";
import { serve } from "./gateway.js";
import { keyboard, pointer } from "./hands.js";
import { emptied, fits, inspect, keepServed, unharmed } from "./inspect.js";
import { booking, feedback, interest } from "./journeys.js";
import { walk } from "./walk.js";

let browser;
const gateways = {};

before(async () => {
  await emptied();
  browser = await launch();
  for (const content of [".", "tests/content/rooms"]) gateways[content] = await serve(content);
});

after(async () => {
  await browser?.close();
  for (const gateway of Object.values(gateways)) await gateway.stop();
});

/** A test with a window of its own. */
const tried = (name, kind, act) =>
  test(name, { timeout: 200_000 }, async () => {
    const page = await person(browser, kind);
    try {
      await act(page);
    } catch (error) {
      await page.screenshot({ path: "/tmp/failed.png" }).catch(() => {});
      error.message = `${error.message}\nat ${page.url()}`;
      throw error;
    } finally {
      await page.context().close();
    }
  });

describe("the expression of interest is filled in and sent", () => {
  const goes = (name, kind, hands) =>
    tried(name, kind, async (page) => {
      const visit = async (state) => {
        await fits(page, state);
        unharmed(page, state);
      };
      const seen = await walk(page, gateways["."], interest, hands, { kind, visit });
      assert.ok(seen.filter((state) => state.endsWith("errors")).length >= 12, "most pages were wrong once");
    });
  goes("without scripts", "no scripts", pointer);
  goes("with the keyboard alone", "desk", keyboard);
  goes("on a screen of 320 px", "phone", pointer);
  goes("at 400 %", "400 %", pointer);
});

describe("every page in every state", () => {
  for (const journey of [interest, booking, feedback]) {
    tried(`of ${journey.form}`, "desk", async (page) => {
      keepServed(page);
      const visit = (name, state) => inspect(page, name, { photo: state !== "filled" });
      await walk(page, gateways[journey.content], journey, pointer, { visit });
    });
  }
});
