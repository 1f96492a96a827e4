// Files on their way: how far they are, and a way to stop. What is posted is the plain form, and what the server answers is shown
// as if the browser had asked: another page is opened, the same page is put in place with what it says.
const TOLD = 25; // per cent between two times that it is told aloud

const ENGLISH = {
  uploading: "Uploading",
  cancel: "Stop uploading",
  cancelled: "You stopped, and nothing was uploaded",
  failed: "The files could not be uploaded. Check your connection, then try again",
  done: "Uploaded",
};

class Uploading {
  constructor(form) {
    this.form = form;
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
      if (files.length === 0 || this.request) return;
      event.preventDefault();
      this.send(files, event.submitter);
    });
  }

  /** In the language of the page, where it says how. */
  says(text) {
    return this.form.getAttribute(`data-i18n.${text}`) ?? ENGLISH[text];
  }

  send(files, submitter) {
    const body = new FormData(this.form, submitter);
    const { bar, share, box } = this.shown(files, submitter);
    const request = new XMLHttpRequest();
    this.request = request;
    let told = 0;
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const done = Math.floor((100 * loaded) / total);
      bar.value = done;
      share.textContent = `${done}%`;
      if (done - told >= TOLD) say(`${(told = done)}%`);
    });
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.stopped(box, this.says("failed")));
    request.addEventListener("abort", () => this.stopped(box, this.says("cancelled")));
    request.open("POST", this.form.action);
    request.send(body);
  }

  /** A bar with the names, and a button that stops. */
  shown(files, submitter) {
    const box = document.createElement("div");
    box.className = "accede-upload";
    box.innerHTML =
      `<p class="govuk-body"><span></span> <strong></strong></p><progress max="100" value="0"></progress>` +
      `<button type="button" class="govuk-button govuk-button--secondary"></button>`;
    const [line, bar, button] = box.children;
    const [names, share] = line.children;
    names.textContent = `${this.says("uploading")} ${files.map((file) => file.name).join(", ")}`;
    bar.setAttribute("aria-label", names.textContent);
    button.textContent = this.says("cancel");
    button.addEventListener("click", () => this.request.abort());
    this.form.querySelector(".accede-upload")?.remove();
    (submitter?.closest(".govuk-button-group") ?? submitter ?? this.form.lastElementChild).before(box);
    this.form.setAttribute("aria-busy", "true");
    button.focus();
    say(names.textContent);
    return { bar, share, box };
  }

  stopped(box, text) {
    this.request = undefined;
    this.form.removeAttribute("aria-busy");
    box.replaceChildren(Object.assign(document.createElement("p"), { className: "govuk-body", textContent: text }));
    say(text);
    this.form.querySelector("input[type=file], .govuk-file-upload-button")?.focus();
  }

  answered(request) {
    const there = new URL(request.responseURL);
    if (there.pathname !== location.pathname) return location.assign(there);
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    document.title = page.title;
    const main = document.getElementById("main");
    const fresh = document.importNode(page.getElementById("main"), true);
    main.replaceWith(fresh);
    fresh.dispatchEvent(new Event("accede:main", { bubbles: true }));
    if (fresh.querySelector(".govuk-error-summary")) return;
    say(this.says("done"));
    fresh.querySelector(".govuk-file-upload-button, input[type=file]")?.focus();
  }
}

/** Tells a reader of the screen, politely; the place for it outlives what it is about. */
function say(text) {
  const voice = document.getElementById("accede-voice") ?? document.createElement("p");
  Object.assign(voice, { id: "accede-voice", className: "govuk-visually-hidden" });
  voice.setAttribute("role", "status");
  if (!voice.isConnected) document.body.append(voice);
  setTimeout(() => (voice.textContent = text));
}
