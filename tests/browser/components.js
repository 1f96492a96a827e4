// Every component in every state: the design system's own examples, which our components print tag for tag (tests/src/components.rs
// holds them to it), under our styles and with our script.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./gateway.js";
import { violations } from "./inspect.js";
import { examples as upstream } from "./upstream.js";

const require = createRequire(import.meta.url);

/** The components that we have, as the design system calls them. */
export async function components() {
  const version = async (file) => JSON.parse(await readFile(path.join(root, file), "utf8"));
  const [theirs, ours] = [await version("site/package.json"), await version("tests/browser/package.json")];
  assert.equal(ours.devDependencies["govuk-frontend"], theirs.dependencies["govuk-frontend"], "the same design system");
  const all = await readdir(path.join(root, "site/templates/components"));
  const found = [];
  for (const file of all) {
    const name = path.basename(file, ".html").replaceAll("_", "-");
    const fixtures = path.join(path.dirname(require.resolve("govuk-frontend/package.json")), `dist/govuk/components/${name}/fixtures.json`);
    const text = await readFile(fixtures, "utf8").catch(() => null);
    if (text) found.push({ name, fixtures: JSON.parse(text).fixtures.filter(({ hidden }) => !hidden) });
  }
  return found;
}

/** Several examples on one page: each with ids and names of its own. */
const apart = (html, n) =>
  html
    .replaceAll(/ (id|for|name|aria-controls|aria-labelledby|data-aria-controls)="([^"]+)"/g, ` $1="e${n}-$2"`)
    .replaceAll(/ aria-describedby="([^"]+)"/g, (_, ids) => ` aria-describedby="${ids.split(/\s+/).map((id) => `e${n}-${id}`).join(" ")}"`)
    .replaceAll(/ href="#([^"]+)"/g, ` href="#e${n}-$1"`);

/** Opens a page whose main part is this HTML: our styles and scripts, and all that stands around a page. */
export async function standing(page, address, title, body) {
  const around = await (await page.request.get(address)).text();
  const html = around
    .replace(/<main[^]*<\/main>/, () => `<main id="main"><h1 class="govuk-heading-l">${title}</h1>\n${body}\n</main>`)
    .replace(/<title>[^]*?<\/title>/, `<title>${title}</title>`);
  await page.route(address, (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
  await page.goto(address);
  await page.unroute(address);
}

/** What axe finds in the examples of a component. */
export async function examined(page, gateway, { name, fixtures }) {
  const body = fixtures.map(({ html }, n) => `<div class="example" data-example="${n}">${apart(html, n)}</div>`).join("\n");
  await standing(page, `${gateway.address}/`, name, body);
  return (await violations(page, "main")).map((line) => `${name}: ${line}`);
}

/** What is found and not listed as upstream's own, and what is listed and no longer found. */
export function unlisted(found) {
  const hits = ({ component, rule }, line) => line.startsWith(`${component}: ${rule}`);
  const rest = found.filter((line) => !upstream.some((entry) => hits(entry, line)));
  const idle = upstream.filter((entry) => !found.some((line) => hits(entry, line)));
  return [...rest, ...idle.map(({ component, rule }) => `${component}: ${rule} is listed and no longer found`)];
}
