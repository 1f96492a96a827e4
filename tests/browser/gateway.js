// The real binary on a free port of this machine, with a data folder of its own. It is stopped by its process alone.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import path from "node:path";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Folders for people to look at, outside git. */
export const shots = path.join(root, "target/screenshots");

/** The day that every walk takes place on. */
export const today = "2026-11-23";

/** The program, as `cargo build --profile ci` leaves it. */
export const binary = process.env.ACCEDE ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "ci/accede");

const generous = { ACCEDE_LIMITS_POSTS_PER_MINUTE: "1000000", ACCEDE_LIMITS_DRAFTS_PER_HOUR: "1000000" };

/**
 * Serves a content folder of the project, or one with its whole path, until `stop` is called. With `kilobytes`, no file may grow
 * beyond that: a write that would is refused, as on a full disk.
 */
export async function serve(content, more = [], settings = {}, kilobytes = 0) {
  const data = await mkdtemp(path.join(tmpdir(), "accede-browser-"));
  const given = ["serve", "--content", path.resolve(root, content), "--data", data, "--listen", "127.0.0.1:0", "--today", today, ...more];
  const bounded = ["-c", `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`, binary, ...given];
  const process_ = spawn(kilobytes ? "bash" : binary, kilobytes ? bounded : given, {
    cwd: data,
    env: { ...process.env, ...generous, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => process_.once("exit", resolve));
  const address = await said(process_, ended);
  return {
    address,
    async stop() {
      process_.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The address that the binary prints once it listens. */
function said(process_, ended) {
  return new Promise((resolve, reject) => {
    let text = "";
    const read = (chunk) => {
      text += chunk;
      const found = /listening on (http:\/\/[\d.:]+)/.exec(text);
      if (found) resolve(found[1]);
    };
    process_.stdout.on("data", read);
    process_.stderr.on("data", read);
    process_.once("error", reject);
    ended.then((code) => reject(new Error(`${binary} ended with ${code} before it listened:\n${text}`)));
  });
}
