// Two link checkers that we did not write, over the static sites of the shipped content and of the rooms. Only what is on a site
// is followed.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LinkChecker } from "linkinator";
import { built } from "../browser/built.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** What linkinator finds, from the first page on. */
async function linkinator({ address, pages }) {
  const checker = new LinkChecker();
  const outside = ["^https://", "^mailto:", "^tel:"];
  const result = await checker.check({ path: `${address}/gateway/`, recurse: true, linksToSkip: outside });
  const followed = new Set(result.links.filter((link) => link.state === "OK").map((link) => new URL(link.url).pathname));
  // Nothing leads to the page for what is not there.
  const missed = pages.filter((page) => page !== "404.html" && !followed.has(`/gateway/${page}`));
  assert.deepEqual(missed, [], "every page can be reached from the first");
  return result.links.filter((link) => link.state === "BROKEN").map((link) => `${link.parent}: ${link.url} (${link.status})`);
}

/** What hyperlink finds, from the first page on: given all of them, it follows the links of none. */
async function hyperlink({ out, pages }) {
  const bin = path.join(here, "node_modules/.bin/hyperlink");
  const skip = ["--skip", "https://forms.example.org", "--skip", "https://www.example.org"];
  const given = [bin, "--root", out, "--internal", "--recursive", ...skip, path.join(out, "index.html")];
  const said = await promisify(execFile)(process.execPath, given, { maxBuffer: 64 << 20 }).catch((failed) => failed);
  const lines = said.stdout.split("\n");
  const tests = Number(/^# tests\s+(\d+)/m.exec(said.stdout)?.[1] ?? 0);
  assert.ok(tests > pages.length, `only ${tests} links: ${said.stdout.slice(-2000)}${said.stderr}`);
  return lines.filter((line) => line.startsWith("not ok"));
}

for (const content of [".", "tests/content/rooms"]) {
  const site = await built(content);
  try {
    assert.ok(site.pages.length > 4, `${content} has ${site.pages.length} pages`);
    for (const [name, check] of Object.entries({ linkinator, hyperlink })) {
      assert.deepEqual(await check(site), [], `${name} finds nothing on the site of ${content}`);
      console.log(`${name} finds nothing on the ${site.pages.length} pages of ${content}`);
    }
  } finally {
    await site.stop();
  }
}
