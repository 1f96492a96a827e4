// The picture of the README: a page of the form that ships, with an answer that the server has just confirmed.
// `npm run picture FILE`; make it smaller with any tool that reduces a PNG to a palette.
import { launch, person, windows } from "./chromium.js";
import { serve } from "./gateway.js";
import { pointer } from "./hands.js";
import { interest } from "./journeys.js";
import { straight } from "./walk.js";

windows.picture = { viewport: { width: 860, height: 640 }, deviceScaleFactor: 2 };

const [browser, gateway] = await Promise.all([launch(), serve(".")]);
try {
  const page = await person(browser, "picture");
  await straight(page, gateway, interest, pointer, /company-number$/);
  await page.locator("#company_number").fill("00445790");
  await page.locator(".accede-confirmed", { hasText: "valid" }).waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: process.argv[2] ?? "question.png" });
} finally {
  await browser.close();
  await gateway.stop();
}
