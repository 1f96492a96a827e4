// Somebody writes content with the page open beside it: what was typed and where it was scrolled stay, whatever is saved.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { root, serve } from "./gateway.js";
import { inspect } from "./inspect.js";

const file = "forms/feedback.form.yaml";

/** A copy of the rooms that may be changed, served for whoever writes it. */
async function written() {
  const folder = await mkdtemp(path.join(tmpdir(), "accede-written-"));
  await cp(path.join(root, "tests/content/rooms"), folder, { recursive: true });
  const gateway = await serve(folder, ["--edit"]);
  const text = await readFile(path.join(folder, file), "utf8");
  return {
    address: gateway.address,
    text,
    async save(changed) {
      assert.notEqual(changed, undefined);
      await writeFile(path.join(folder, ".saving"), changed);
      await rename(path.join(folder, ".saving"), path.join(folder, file));
    },
    async stop() {
      await gateway.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const over = (page) => page.locator("[data-accede-found]");

export function editing(tried) {
  tried("what was typed and the scroll stay through good edits and broken ones", "desk", async (page) => {
    const content = await written();
    try {
      await page.setViewportSize({ width: 900, height: 300 });
      await page.goto(`${content.address}/forms/feedback`);
      await page.getByRole("button", { name: "Start now" }).click();
      const month = page.locator("[name=visited_in-month]");
      await month.fill("10");
      await page.getByLabel("Yes", { exact: true }).check();
      const story = page.getByLabel("What was good, and what was not?");
      await story.fill("Half of a sen");
      await page.evaluate(() => scrollTo(0, 200));

      const kept = async () => {
        assert.equal(await month.inputValue(), "10");
        assert.equal(await page.getByLabel("Yes", { exact: true }).isChecked(), true);
        await page.waitForFunction(() => scrollY === 200);
      };
      await content.save(content.text.replace("title: Your visit", "title: The day that you came"));
      await page.getByRole("heading", { name: "The day that you came" }).waitFor();
      await kept();
      assert.equal(await story.inputValue(), "Half of a sen");

      await content.save(content.text.replace("optional: liked is yes", "optional: likd is yes"));
      await over(page).getByText("nothing is called").waitFor();
      assert.match(await over(page).innerText(), /feedback\.form\.yaml:\d+:\d+/);
      assert.equal(await page.getByRole("heading", { name: "The day that you came" }).count(), 1);
      await kept();

      // A question that goes and comes back finds what was typed into it.
      const question = "      - question: pet\n        type: text\n        ask: Which pet?\n        called: pet\n        optional: true\n";
      const more = content.text.replace("  - page: where\n", `${question}  - page: where\n`);
      const pet = page.getByLabel("Which pet?");
      await content.save(more);
      await pet.fill("A tortoise, I th");
      await content.save(content.text);
      await pet.waitFor({ state: "detached" });
      await content.save(more);
      await pet.waitFor();
      assert.equal(await pet.inputValue(), "A tortoise, I th");
      assert.equal(await story.inputValue(), "Half of a sen");
      assert.equal(await month.inputValue(), "10");
    } finally {
      await content.stop();
    }
  });

  tried("what is wrong with an edit can be read by everybody", "desk", async (page) => {
    const content = await written();
    try {
      await page.goto(`${content.address}/forms/feedback`);
      await content.save(content.text.replace("optional: liked is yes", "optional: likd is yes"));
      await over(page).getByText("nothing is called").waitFor();
      const look = async (name) => {
        // A page that is left stops waiting for the next state; a browser calls that a request that failed.
        page.wrong = page.wrong.filter((wrong) => !wrong.endsWith("/edit/changes"));
        await inspect(page, name);
      };
      await look("edit broken");
      await page.goto(`${content.address}/edit/`);
      await page.getByText("nothing is called").first().waitFor();
      await look("edit remarks");
    } finally {
      await content.stop();
    }
  });

  tried("a page of wrong answers is asked for again, not sent again", "desk", async (page) => {
    const content = await written();
    try {
      await page.goto(`${content.address}/forms/feedback`);
      await page.getByRole("button", { name: "Start now" }).click();
      await page.locator("[name=visited_in-month]").fill("13");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("alert").waitFor();
      let posts = 0;
      page.on("request", (request) => (posts += request.method() === "POST"));
      await content.save(content.text.replace("title: Your visit", "title: The day that you came"));
      await page.getByRole("heading", { name: "The day that you came" }).waitFor();
      assert.equal(posts, 0);
    } finally {
      await content.stop();
    }
  });
}
