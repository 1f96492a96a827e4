// What the first page costs whoever opens it for the first time, as it comes over the wire.
import assert from "node:assert/strict";

const most = 60_000;

export async function weigh(page, gateway) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const kinds = {};
  let bytes = 0;
  session.on("Network.responseReceived", ({ type }) => (kinds[type] = (kinds[type] ?? 0) + 1));
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(gateway.address, { waitUntil: "networkidle" });
  assert.equal(kinds.Stylesheet, 1, "one stylesheet");
  assert.equal(kinds.Script, 1, "one script");
  assert.ok(bytes > 10_000 && bytes < most, `${bytes} bytes`);
  return bytes;
}
