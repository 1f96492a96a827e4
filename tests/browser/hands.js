// Ways to fill in what a page asks: with the pointer, or with the keyboard alone.
import assert from "node:assert/strict";

const inMain = "main form";

/** The controls that a person can see and use, as they stand in the page. A list that is searched posts for a list behind it. */
const controls = (page) =>
  page.$$eval(`${inMain} :is(input, select, textarea)`, (all) =>
    all
      .filter((one) => one.type !== "hidden" && one.checkVisibility())
      .map((one) => {
        const behind = one.role === "combobox" ? document.getElementById(`${one.id}-select`) : null;
        const type = behind ? "searched" : one.type;
        return { name: (behind ?? one).name, id: one.id, type, value: one.value, checked: Boolean(one.checked) };
      })
      .filter((one) => one.name),
  );

/** What a person reads for a value of a list. */
const label = (page, name, value) =>
  page.evaluate(([name, value]) => [...document.getElementsByName(name)[0].options].find((one) => one.value === value).label, [name, value]);

const wants = (answer, value) => (Array.isArray(answer) ? answer.includes(value) : answer === value);

/** Points, clicks and types. What an answer reveals is filled in, too. */
export async function pointer(page, answers) {
  const done = new Set();
  for (;;) {
    const open = (await controls(page)).find(({ name, id }) => answers[name] !== undefined && !done.has(id));
    if (!open) return;
    done.add(open.id);
    const control = page.locator(`[id="${open.id}"]`);
    const answer = answers[open.name];
    if (open.type === "radio" || open.type === "checkbox") {
      if (wants(answer, open.value) !== open.checked && (open.type === "checkbox" || !open.checked))
        await page.locator(`label[for="${open.id}"]`).click();
    } else if (open.type === "searched") {
      await control.fill((await label(page, open.name, answer)).slice(0, -1));
      await page.locator('[role="option"]').first().click();
    } else if (open.type.startsWith("select")) await control.selectOption(answer);
    else await control.fill(answer);
  }
}

pointer.press = (page) => page.locator("main form button:not([name])").last().click();
pointer.follow = (page, link) => link.click();

/** Where the keyboard is. */
const focused = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const group = one.type === "radio" ? [...document.getElementsByName(one.name)].map((radio) => radio.value) : [];
    const box = one.getBoundingClientRect();
    // A radio or a tick box is drawn by its label.
    const drawn = one.type === "radio" || one.type === "checkbox" ? getComputedStyle(one.labels[0], "::before") : style;
    const behind = one.role === "combobox" ? document.getElementById(`${one.id}-select`) : null;
    return {
      tag: one.tagName.toLowerCase(),
      name: (behind ?? one).name,
      type: behind ? "searched" : one.type,
      value: one.value,
      checked: Boolean(one.checked),
      text: one.textContent.trim(),
      inForm: Boolean(one.closest("main form")),
      group,
      seen: drawn.outlineStyle !== "none" || drawn.boxShadow !== "none",
      onScreen: box.bottom > 0 && box.top < innerHeight,
    };
  });

/** Goes on with Tab until `found` says that this is it. Every stop shows where the keyboard is. */
export async function tabTo(page, what, found) {
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (here.tag === "body") continue;
    const name = `${here.tag} ${here.name || here.text}`;
    assert.ok(here.seen, `${name} shows that the keyboard is there`);
    assert.ok(here.onScreen || here.text === "Skip to main content", `${name} is on the screen when the keyboard is there`);
    if (await found(here)) return here;
  }
  assert.fail(`the keyboard does not come to ${what}`);
}

async function answerHere(page, here, answer) {
  if (here.type === "radio") {
    await page.keyboard.press("Space");
    const away = here.group.indexOf(answer) - here.group.indexOf(here.value);
    for (let step = 0; step < Math.abs(away); step += 1) await page.keyboard.press(away > 0 ? "ArrowDown" : "ArrowUp");
  } else if (here.type === "checkbox") {
    if (wants(answer, here.value) !== here.checked) await page.keyboard.press("Space");
  } else if (here.type.startsWith("select")) {
    await page.keyboard.type(await label(page, here.name, answer));
  } else if (here.type === "searched") {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type((await label(page, here.name, answer)).slice(0, -1));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  } else {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(answer);
  }
}

/** Tab, arrows, space, enter and letters: nothing else. It ends on the button that goes on. */
export async function keyboard(page, answers) {
  const stop = async (here) => {
    if (!here.inForm) return false;
    if (here.tag === "button") return !here.name;
    if (answers[here.name] !== undefined) await answerHere(page, here, answers[here.name]);
    return false;
  };
  await stop(await focused(page));
  await tabTo(page, "the button that goes on", stop);
}

keyboard.press = async (page) => {
  const here = await focused(page);
  if (!(here.inForm && here.tag === "button" && !here.name)) await keyboard(page, {});
  await page.keyboard.press("Enter");
};
keyboard.follow = async (page, link) => {
  const text = (await link.textContent()).trim();
  await tabTo(page, text, (here) => here.tag === "a" && here.text === text);
  await page.keyboard.press("Enter");
};
