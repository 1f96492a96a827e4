// The static site, on a server that knows nothing but files, below a folder as it would stand on a host with other things on it.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { binary, root, today } from "./gateway.js";

const kinds = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "text/xml" };

/** Builds the site of a content folder and serves it until `stop` is called. */
export async function built(content) {
  const folder = await mkdtemp(path.join(tmpdir(), "accede-built-"));
  const out = path.join(folder, "gateway");
  const base = ["--base", "https://www.example.org/gateway", "--service", "https://forms.example.org"];
  await promisify(execFile)(binary, ["build", "--content", path.resolve(root, content), "--out", out, "--today", today, ...base], { cwd: folder });
  const files = (await readdir(out, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const wanted = asked.endsWith("/") ? `${asked}index.html` : asked;
    const file = files.find((file) => `/gateway/${file}` === wanted);
    const kind = file && kinds[path.extname(file)];
    response.writeHead(kind ? 200 : 404, { "content-type": kind ?? kinds[".html"] });
    response.end(await readFile(path.join(out, kind ? file : "404.html")));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    out,
    pages: files.filter((file) => file.endsWith(".html")),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
