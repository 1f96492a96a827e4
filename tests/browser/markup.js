// The Nu HTML checker over every page that was served, in one call.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { served } from "./inspect.js";
import { markup as upstream } from "./upstream.js";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

const run = (files) =>
  new Promise((resolve, reject) => {
    const given = ["-Xmx512m", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always", ...files];
    execFile("java", given, { maxBuffer: 64 << 20 }, (error, _, said) => (error ? reject(error) : resolve(said)));
  });

export async function markup() {
  const files = (await readdir(served)).filter((name) => name.endsWith(".html"));
  assert.ok(files.length > 100, `only ${files.length} pages were kept`);
  const { messages } = JSON.parse(await run(files.map((name) => path.join(served, name))));
  const known = (message) => upstream.find((entry) => message.startsWith(entry.says));
  const ours = messages.filter(({ message }) => !known(message));
  const lines = ours.map(({ url, message, extract }) => `${path.basename(url)}: ${message}: ${extract}`);
  assert.deepEqual(lines, [], "the HTML checker finds nothing");
  const idle = upstream.filter((entry) => !messages.some(({ message }) => message.startsWith(entry.says)));
  assert.deepEqual(idle, [], "every entry of the list is still hit");
}
