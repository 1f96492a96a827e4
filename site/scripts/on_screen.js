// Says beside an answer that it is right, and takes a message away once its answer is mended. What is right is for the server
// to say: the page is sent as it stands, with the name of the field, and nothing of it is kept. Fields that nobody has
// touched are left alone, and without scripts the page says the same once it is sent.
const PAUSE = 300; // milliseconds

/** The outermost group that a control stands in; what an option reveals is a question of its own. */
function groupOf(control) {
  let group = control.closest(".govuk-form-group");
  for (let outer = group; outer; outer = outer.parentElement.closest(".govuk-form-group, .govuk-radios__conditional, .govuk-checkboxes__conditional")) {
    if (!outer.matches(".govuk-form-group")) break;
    group = outer;
  }
  return group;
}

class OnScreen {
  constructor(form) {
    this.form = form;
    this.waiting = new Map();
    form.addEventListener("input", (event) => this.changed(event.target));
    for (const control of form.querySelectorAll("[data-confirm]")) this.voiceOf(groupOf(control));
  }

  /** Where a group is spoken of: it has to be there before something is said in it. */
  voiceOf(group) {
    let voice = group.querySelector(".accede-confirmed");
    if (!voice) {
      voice = document.createElement("p");
      voice.className = "accede-confirmed";
      voice.setAttribute("role", "status");
      group.append(voice);
    }
    return voice;
  }

  changed(control) {
    // What the gateway itself asks for has a name that begins so, and is judged when it is sent: sending it may do something.
    if (!control.name || control.name.startsWith("_")) return;
    const group = groupOf(control);
    if (!group) return;
    const wrong = group.classList.contains("govuk-form-group--error");
    const confirms = group.querySelector("[data-confirm]");
    if (!wrong && !confirms) return;
    const field = control.name.split("-")[0];
    const before = this.waiting.get(field);
    clearTimeout(before?.timer);
    before?.abort.abort();
    if (confirms) this.voiceOf(group).textContent = "";
    const abort = new AbortController();
    const timer = setTimeout(() => this.ask(field, group, abort.signal), PAUSE);
    this.waiting.set(field, { abort, timer });
  }

  async ask(field, group, signal) {
    // Without an answer, or with another one typed meanwhile, sending the page says the same.
    const said = await ask(this.form.action, `check=${encodeURIComponent(field)}`, typed(this.form), { signal });
    if (signal.aborted || !said?.right) return;
    this.mended(field, group);
    if (said.says && group.querySelector("[data-confirm]")) this.voiceOf(group).textContent = said.says;
  }

  /** Takes away what was said to be wrong: beside the field, in the summary, and in the title once nothing is left. */
  mended(field, group) {
    if (!group.classList.contains("govuk-form-group--error")) return;
    group.classList.remove("govuk-form-group--error");
    const error = group.querySelector(".govuk-error-message");
    for (const control of group.querySelectorAll("[aria-describedby]")) {
      const ids = control.getAttribute("aria-describedby").split(/\s+/).filter((id) => id !== error?.id);
      if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
      else control.removeAttribute("aria-describedby");
    }
    error?.remove();
    const marks = ["input", "textarea", "select"].map((kind) => `govuk-${kind}--error`);
    for (const control of group.querySelectorAll(marks.map((mark) => `.${mark}`).join(", "))) control.classList.remove(...marks);
    const summary = document.querySelector(".govuk-error-summary");
    for (const link of summary?.querySelectorAll("a") ?? []) {
      if (link.hash.slice(1).split("-")[0] === field) link.closest("li").remove();
    }
    if (summary && !summary.querySelector("li")) {
      summary.remove();
      document.title = document.title.replace(/^Error: /, "");
    }
  }
}
