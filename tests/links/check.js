// Two link checkers that we did not write, over the static sites of the shipped content and of the rooms. Each site stands below
// a folder, as it would on a host with other things on it. Only what is on the site is followed.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LinkChecker } from "linkinator";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const root = path.resolve(here, "../..");
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
const accede = process.env.ACCEDE ?? path.join(target, "ci/accede");
const built = path.join(root, "target/links");
const service = "https://forms.example.org";

/** Builds a site; its folder, and how many pages it has. */
async function build(content) {
  const site = path.join(built, path.basename(path.resolve(root, content)));
  const out = path.join(site, "gateway");
  await mkdir(site, { recursive: true });
  const base = ["--base", "https://www.example.org/gateway", "--service", service];
  await run(accede, ["build", "--content", path.resolve(root, content), "--out", out, ...base], { cwd: site });
  const files = await readdir(out, { recursive: true });
  return { site, out, pages: files.filter((file) => file.endsWith(".html")) };
}

/** What linkinator finds, from the first page on. */
async function linkinator({ site, pages }) {
  const checker = new LinkChecker();
  const result = await checker.check({
    path: "gateway/index.html",
    serverRoot: site,
    recurse: true,
    linksToSkip: [service.replaceAll(".", "\\."), "^https://(?!localhost)", "^mailto:", "^tel:"],
  });
  const followed = result.links.filter((link) => link.state === "OK").map((link) => new URL(link.url).pathname);
  // Nothing leads to the page for what is not there.
  const missed = pages.filter((page) => page !== "404.html" && !followed.includes(`/gateway/${page}`));
  assert.deepEqual(missed, [], "every page can be reached from the first");
  return result.links.filter((link) => link.state === "BROKEN").map((link) => `${link.parent}: ${link.url} (${link.status})`);
}

/** What hyperlink finds, on every page. */
async function hyperlink({ out, pages }) {
  const bin = path.join(here, "node_modules/.bin/hyperlink");
  const inputs = pages.filter((page) => page !== "404.html").map((page) => path.join(out, page));
  const skip = ["--skip", service, "--skip", "https://www.example.org"];
  const said = await run(process.execPath, [bin, "--root", out, "--internal", ...skip, ...inputs], { maxBuffer: 64 << 20 }).catch(
    (failed) => failed,
  );
  const lines = said.stdout.split("\n");
  assert.ok(lines.some((line) => /^# tests\s+[1-9]/.test(line)), `${said.stdout.slice(-2000)}${said.stderr}`);
  return lines.filter((line) => line.startsWith("not ok"));
}

await rm(built, { recursive: true, force: true });
for (const content of [".", "tests/content/rooms"]) {
  const site = await build(content);
  assert.ok(site.pages.length > 4, `${content} has ${site.pages.length} pages`);
  for (const [name, check] of Object.entries({ linkinator, hyperlink })) {
    const found = await check(site);
    assert.deepEqual(found, [], `${name} finds nothing on the site of ${content}`);
    console.log(`${name} finds nothing on the ${site.pages.length} pages of ${content}`);
  }
}
