// Everything that is tried in a real browser: one Chromium, and one gateway for each content. Tests of a group run two at a time,
// each in a window of its own; the groups run one after another.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { built } from "./built.js";
import { launch, person } from "./chromium.js";
import { components, examined, unlisted } from "./components.js";
import { editPages, publicPages } from "./crawl.js";
import { editing } from "./editing.js";
import { serve, shots } from "./gateway.js";
import { keyboard, pointer } from "./hands.js";
import { emptied, fits, inspect, keepServed, unharmed } from "./inspect.js";
import { booking, feedback, interest } from "./journeys.js";
import { markup } from "./markup.js";
import { keeping, unkept } from "./keeping.js";
import { forced, printed, still } from "./media.js";
import { cleared, confirmed, pasted, searched } from "./on_screen.js";
import { comingBack, full, refusals } from "./others.js";
import { ended, filtered, left, looked, slept, warned } from "./patterns.js";
import { unsent, uploaded } from "./uploads.js";
import { onwards, straight, walk } from "./walk.js";
import { weigh } from "./wire.js";

const together = { concurrency: 2 };

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

/** A test with a window of its own. One that fails leaves a picture of what it saw. */
const tried = (name, kind, act) =>
  test(name, { timeout: process.env.EVERYTHING === "yes" ? 1_800_000 : 280_000 }, async () => {
    const page = await person(browser, kind);
    try {
      await act(page);
    } catch (error) {
      const picture = path.join(shots, `failed ${name}.png`);
      await page.screenshot({ path: picture }).catch(() => {});
      error.message = `${error.message}\nat ${page.url()}, see ${picture}`;
      throw error;
    } finally {
      await page.context().close();
    }
  });

describe("the expression of interest is filled in and sent", together, () => {
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

describe("axe, and whoever looks, finds nothing on", together, () => {
  for (const journey of [interest, booking, feedback]) {
    tried(`every page of ${journey.form} in every state`, "desk", async (page) => {
      keepServed(page);
      await walk(page, gateways[journey.content], journey, pointer, { visit: (name) => inspect(page, name) });
    });
  }

  for (const content of [".", "tests/content/rooms"]) {
    const name = content === "." ? "what ships" : "rooms";
    tried(`every page of ${name} that links lead to`, "desk", async (page) => {
      keepServed(page);
      await publicPages(page, gateways[content], name);
    });
    tried(`every question of ${name} in its states`, "desk", async (page) => {
      keepServed(page);
      await editPages(page, content);
    });
  }

  for (const content of [".", "tests/content/rooms"]) {
    tried(`every page of the static site of ${content}`, "desk", async (page) => {
      keepServed(page);
      const site = await built(content);
      try {
        assert.ok(site.pages.length > 4, `only ${site.pages.length} pages`);
        for (const file of site.pages) {
          await page.goto(`${site.address}/gateway/${file}`);
          await inspect(page, `built ${path.basename(content)} ${file}`);
        }
        await page.goto(`${site.address}/gateway/nowhere/at/all`);
        page.wrong.length = 0; // the console remarks on the 404 itself
        await page.getByRole("link", { name: "Go to the start page" }).click();
        assert.equal(new URL(page.url()).pathname, "/gateway/index.html");
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), "flex", "the page has its styles");
      } finally {
        await site.stop();
      }
    });
  }

  tried("a list of items, taking one out, a page where a form ends, and a page that is not there", "desk", async (page) => {
    keepServed(page);
    const [gateway, rooms] = [gateways["."], gateways["tests/content/rooms"]];
    await straight(page, gateway, interest, pointer, /\/items$/);
    await onwards(page, () => page.locator('button[name="_add"]').click());
    for (let pages = 0; pages < 2; pages += 1) {
      await pointer(page, interest.answers);
      await onwards(page, () => pointer.press(page));
    }
    await inspect(page, "two items");
    await onwards(page, () => page.getByRole("link", { name: "Remove" }).first().click());
    await inspect(page, "an item is taken out");
    const party = { ...booking, answers: { ...booking.answers, purpose: "party" } };
    await straight(page, rooms, party, pointer, /no-parties$/);
    await inspect(page, "a form ends");
    page.wrong.length = 0;
    await page.goto(`${gateway.address}/nowhere`);
    page.wrong.length = 0; // the console remarks on the 404 itself
    await inspect(page, "not there");
  });

  tried("every component in every state", "desk", async (page) => {
    const all = await components();
    assert.ok(all.length >= 34, `only ${all.length} components have examples`);
    const found = [];
    for (const component of all) found.push(...(await examined(page, gateways["."], component)));
    assert.deepEqual(unlisted(found), []);
  });

  const others = (name, act) =>
    tried(name, "desk", async (page) => {
      keepServed(page);
      await act(page, gateways["."]);
    });
  others("every pattern in every state", looked);
  others("coming back later, and the mailbox", comingBack);
  others("pages that refuse", refusals);
  others("a page that cannot be saved", full);
});

describe("on screen", together, () => {
  const says = (name, act, content = ".") =>
    tried(name, "desk", async (page) => {
      await act(page, gateways[content]);
      unharmed(page, name);
    });
  says("an answer that is complete and right is confirmed", confirmed);
  says("a message goes away when its answer is mended", cleared);
  says("a number is understood however it was pasted", pasted);
  says("a long list is searched by typing", searched);
  says("what is typed is kept before it is sent", keeping);
  says("without a line nothing is in the way", unkept);
  says("files on their way are seen, and may be stopped", uploaded, "tests/content/rooms");
  says("files that do not arrive are not gone", unsent, "tests/content/rooms");
  says("the rows of a table are narrowed down", filtered);
  says("before something ends somebody is asked to stay", warned);
  says("what is over says so", ended);
  says("what is over may lead elsewhere", left);
  says("what lasts for long is left alone", slept);
});

describe("under other lights", together, () => {
  const shows = (name, act) => tried(name, "desk", (page) => act(page, gateways["."]));
  shows("answers print as a clean record", printed);
  shows("nothing is told by a background alone", forced);
  shows("nothing moves", still);
});

tried("the first page is under 60 KB over the wire, with one stylesheet and one script", "desk", async (page) => {
  const bytes = await weigh(page, gateways["."]);
  console.log(`first page: ${bytes} bytes`);
});

describe("whoever writes content", () => editing(tried));

test("the HTML checker finds nothing on any page", { timeout: 240_000 }, markup);
