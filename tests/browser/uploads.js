// Files on their way: how far they are is seen and told, and whoever wants to stop may. What is sent is the plain form.
import assert from "node:assert/strict";
import { pointer } from "./hands.js";
import { inspect } from "./inspect.js";
import { booking } from "./journeys.js";
import { onwards, straight } from "./walk.js";

/** A picture of so many bytes, as far as its first bytes tell. */
const picture = (name, size) => {
  const buffer = Buffer.alloc(size, 7);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]).copy(buffer);
  return { name, mimeType: "image/png", buffer };
};

const box = (page) => page.locator("input[type=file]");
const there = (page) => page.locator(".accede-files dt a");
const upload = (page) => page.getByRole("button", { name: "Upload", exact: true });

/** A line that takes so many bytes in a second. */
async function slow(page, bytes) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes };
  await session.send("Network.emulateNetworkConditions", conditions);
}

export async function uploaded(page, gateway) {
  await straight(page, gateway, booking, pointer, /\/plan$/);
  await slow(page, 200_000);
  const bar = page.locator(".accede-upload progress");

  await box(page).setInputFiles(picture("hall.png", 1_500_000));
  await upload(page).click();
  await page.waitForFunction(() => document.querySelector(".accede-upload progress")?.value > 5);
  assert.match(await page.locator(".accede-upload").innerText(), /Uploading hall\.png \d+%/);
  assert.equal(await bar.getAttribute("aria-label"), "Uploading hall.png");
  await inspect(page, "booking paying plan uploading");
  const cancel = page.getByRole("button", { name: "Stop uploading" });
  assert.equal(await cancel.evaluate((it) => it === document.activeElement), true, "the keyboard is where one may stop");
  await cancel.click();
  await page.locator(".accede-upload").getByText("nothing was uploaded").waitFor();
  page.wrong.length = 0; // the browser remarks on what was stopped
  await page.waitForFunction(() => /nothing was uploaded/.test(document.getElementById("accede-voice").textContent));
  assert.equal(await there(page).count(), 0);

  await slow(page, -1);
  await box(page).setInputFiles([picture("hall.png", 40_000), picture("stage.png", 41_000)]);
  await upload(page).click();
  await there(page).nth(1).waitFor();
  assert.deepEqual(await there(page).allInnerTexts(), ["hall.png", "stage.png"], "several at once");
  await page.waitForFunction(() => document.getElementById("accede-voice").textContent === "Uploaded");
  assert.match(page.url(), /\/plan$/);
  await inspect(page, "booking paying plan uploaded");

  await box(page).setInputFiles({ name: "notes.pdf", mimeType: "application/pdf", buffer: Buffer.from("These are notes.") });
  await upload(page).click();
  await page.locator(".govuk-error-summary").waitFor();
  assert.match(await page.title(), /^Error: /);
  const focus = await page.evaluate(() => document.activeElement.className);
  assert.equal(focus, "govuk-error-summary", "what is wrong has the focus");
  assert.equal(await there(page).count(), 2, "what was right stays");
  page.wrong.length = 0; // the browser remarks on the status
  await inspect(page, "booking paying plan refused");

  await box(page).setInputFiles(picture("door.png", 39_000));
  await onwards(page, () => pointer.press(page));
  assert.match(page.url(), /\/agree$/, "whoever goes on takes their files along");
  await onwards(page, () => page.locator(".govuk-back-link").click());
  assert.deepEqual(await there(page).allInnerTexts(), ["hall.png", "stage.png", "door.png"]);
}

/** With no line the page says so, and nothing that was chosen or typed is gone. */
export async function unsent(page, gateway) {
  await straight(page, gateway, booking, pointer, /\/plan$/);
  await page.context().setOffline(true);
  await box(page).setInputFiles(picture("hall.png", 40_000));
  await upload(page).click();
  await page.locator(".accede-upload").getByText("could not be uploaded").waitFor();
  await page.context().setOffline(false);
  page.wrong.length = 0;
  assert.equal(await box(page).evaluate((it) => it.files.length), 1, "it is still chosen");
  await upload(page).click();
  await there(page).first().waitFor();
}
