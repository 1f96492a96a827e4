// The distribution's Chromium, and windows of it: what a person has on the desk, on the phone, or without scripts.
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, timeout: 120_000 });

/** Windows by name. A window of 1280 px at 400 % shows 320 px of a page, four times as large. */
export const windows = {
  desk: { viewport: { width: 1280, height: 900 } },
  "no scripts": { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
  phone: { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true },
  "400 %": { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 },
};

/** A new person with a window of their own: nobody else's cookies. What goes wrong in a script fails the test. */
export async function person(browser, kind = "desk") {
  const context = await browser.newContext({ ...windows[kind], locale: "en-GB", reducedMotion: "reduce" });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // A page of wrong answers is a 422, which the console remarks on.
    if (message.type() === "error" && !/status of 422/.test(text)) page.wrong.push(`console: ${text}`);
  });
  page.on("requestfailed", (request) => {
    // Whoever goes on does not wait for the verdict on what they typed last, nor for it to be kept, nor for the icon of the page.
    const left = request.failure()?.errorText === "net::ERR_ABORTED" && /[?&](check=|keep$)|\/icon-[0-9a-f]+\.svg$/.test(request.url());
    if (!left) page.wrong.push(`not loaded: ${request.url()}`);
  });
  return page;
}
