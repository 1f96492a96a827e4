// Keeps what is typed before it is sent, where the page says so, and says it once, quietly. The server keeps what is right of it,
// and never in place of an answer that was sent. It asks for nothing, moves nothing, and stops when the page is sent.
const REST = 2_000; // milliseconds without typing
const SELDOM = 10_000; // milliseconds between two times

class Keeping {
  constructor(form) {
    this.form = form;
    this.voice = form.querySelector(".accede-kept");
    this.last = 0;
    this.kept = typed(form).toString();
    for (const event of ["input", "change"]) form.addEventListener(event, () => this.later());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep({ keepalive: true }));
  }

  later() {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), Math.max(REST, this.last + SELDOM - Date.now()));
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async keep(options) {
    const fields = typed(this.form);
    if (this.stopped || fields.toString() === this.kept) return;
    clearTimeout(this.timer);
    this.last = Date.now();
    const said = await ask(this.form.action, "keep", fields, options);
    if (!said) return;
    this.kept = fields.toString();
    // Said once: a reader of the screen would say it again each time that it changed.
    if (said.kept && !this.voice.textContent) this.voice.textContent = this.voice.dataset.says;
  }
}
