// While somebody edits: waits for the next state of the content and opens the page again, scrolled as it was, with what was
// typed. Nobody else's pages ask for it.
const mark = document.querySelector("[data-accede-found]");
const key = `accede-edit ${location.pathname}${location.search}`;

// Fields that somebody may type into; what passwords and files hold is never kept.
const fields = () =>
  [...document.querySelectorAll("main input, main textarea, main select")].filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
const ticks = (field) => field.type === "checkbox" || field.type === "radio";
const chosen = (field) => [...field.selectedOptions].map((option) => option.value);

// What was typed, not what the page came with.
function typed(field) {
  if (ticks(field)) return field.checked !== field.defaultChecked ? { value: field.value, checked: field.checked } : null;
  if (field.type.startsWith("select")) {
    const same = [...field.options].every((option) => option.selected === option.defaultSelected);
    return same ? null : { chosen: chosen(field) };
  }
  return field.value !== field.defaultValue ? { value: field.value } : null;
}

// What has no field now may have one again after the next edit.
let homeless = [];

function keep() {
  const now = fields()
    .map((field) => ({ name: field.name, ...typed(field) }))
    .filter((one) => Object.keys(one).length > 1);
  const state = { x: scrollX, y: scrollY, focus: document.activeElement?.id ?? "", typed: [...now, ...homeless] };
  sessionStorage.setItem(key, JSON.stringify(state));
}

function put(one) {
  const field = fields().find(
    (field) => field.name === one.name && (!ticks(field) || field.value === one.value) && ticks(field) === "checked" in one,
  );
  if (!field || (one.chosen && !field.options)) return false;
  if ("checked" in one) field.checked = one.checked;
  else if (one.chosen) for (const option of field.options) option.selected = one.chosen.includes(option.value);
  else field.value = one.value;
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  return true;
}

function restore() {
  const state = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!state) return;
  sessionStorage.removeItem(key);
  homeless = state.typed.filter((one) => !put(one));
  const back = () => {
    document.getElementById(state.focus)?.focus({ preventScroll: true });
    scrollTo(state.x, state.y);
  };
  if (document.readyState === "complete") back();
  else addEventListener("load", back, { once: true });
}

// A page that came of sending a form is asked for again, never sent again.
function again() {
  keep();
  location.replace(location.href.split("#")[0]);
}

// A browser holds few connections to one server, so that only a page that is seen waits.
let waiting;
function wait() {
  if (document.hidden) {
    waiting?.close();
    waiting = undefined;
  } else if (!waiting) {
    waiting = new EventSource("/edit/changes");
    waiting.onmessage = (event) => {
      if (event.data !== mark.dataset.accedeFound) again();
    };
  }
}

restore();
if (mark) {
  document.addEventListener("visibilitychange", wait);
  addEventListener("pagehide", () => waiting?.close());
  wait();
}
