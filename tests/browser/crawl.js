// Every page that links lead to, each once: the first page, notes, where forms begin, what is generated, what editors see.
import assert from "node:assert/strict";
import { serve } from "./gateway.js";
import { inspect } from "./inspect.js";

/** Pages that are alike but for what is asked of them: so many are enough. */
const ALIKE = 2;

/** The addresses that a page leads to on the same service, without what opens no page. */
const links = (page) =>
  page.$$eval("a[href]:not([download])", (all) =>
    all.map((one) => new URL(one.href)).filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search));

/** Goes wherever links lead below `under`. Answers with the paths, in the order of the visits. */
export async function crawl(page, address, { from = "/", under = "/", visit }) {
  const waiting = [from];
  const known = new Set(waiting);
  const alike = new Map();
  const seen = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [path] = next.split("?");
    const times = alike.get(path) ?? 0;
    if (times === ALIKE) continue;
    alike.set(path, times + 1);
    const response = await page.goto(address + next);
    if (!(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    assert.equal(response.status(), 200, `a link leads to ${next}`);
    seen.push(next);
    await visit(next);
    for (const link of await links(page)) {
      if (known.has(link) || !link.startsWith(under)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
  return seen;
}

/** Every page of a service that anybody may read. */
export async function publicPages(page, gateway, name) {
  const seen = await crawl(page, gateway.address, { visit: (next) => inspect(page, `${name} ${next}`) });
  assert.ok(seen.some((next) => next.startsWith("/guidance/")), "notes are among them");
  assert.ok(seen.some((next) => /^\/forms\/[a-z-]+$/.test(next)), "and where forms begin");
}

/** Every page that whoever writes content sees: all questions of all forms in their states. */
export async function editPages(page, content) {
  const gateway = await serve(content, ["--edit"]);
  try {
    const visit = async (next) => {
      // A page that is left stops waiting for the next state; a browser calls that a request that failed.
      page.wrong = page.wrong.filter((wrong) => !wrong.endsWith("/edit/changes"));
      await inspect(page, `${content} ${next}`);
    };
    const seen = await crawl(page, gateway.address, { from: "/edit/", under: "/edit/", visit });
    assert.ok(seen.length > 1, "every form has a page");
  } finally {
    await gateway.stop();
  }
}
