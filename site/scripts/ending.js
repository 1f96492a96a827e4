// Before something ends that somebody has here, a dialog says so in time, counts down, and lets them stay. How long is left is
// told aloud once a minute, and at the last twenty seconds. A clock that slept counts from the time that it is now.
const LAST = 20; // seconds

class Ending {
  constructor(dialog) {
    this.dialog = dialog;
    this.before = Number(dialog.dataset.before);
    this.left = dialog.querySelector(".accede-timeout__left");
    this.voice = dialog.querySelector("[role=status]");
    this.form = dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => this.stay(event));
    dialog.addEventListener("cancel", (event) => this.stay(event));
    document.addEventListener("visibilitychange", () => this.wait());
    this.lasts(Number(dialog.dataset.seconds));
  }

  lasts(seconds) {
    this.end = Date.now() + seconds * 1000;
    this.wait();
  }

  seconds() {
    return Math.ceil((this.end - Date.now()) / 1000);
  }

  wait() {
    clearTimeout(this.timer);
    const wait = this.seconds() - this.before;
    // A timer holds no more than some weeks; an hour is short enough.
    if (wait > 0) this.timer = setTimeout(() => this.wait(), Math.min(wait, 3600) * 1000);
    else this.count();
  }

  count() {
    const seconds = this.seconds();
    if (seconds <= 0) return this.over();
    if (!this.dialog.open) this.dialog.showModal();
    const whole = seconds > 60 ? ["minutes", Math.ceil(seconds / 60)] : ["seconds", seconds];
    this.left.textContent = this.words(...whole);
    if (seconds === LAST || seconds % 60 === 0) this.voice.textContent = this.about().textContent;
    this.timer = setTimeout(() => this.count(), 1000);
  }

  about() {
    return this.left.parentElement;
  }

  /** A number of something, as the page has it in its language. */
  words(of, count) {
    const plural = new Intl.PluralRules(document.documentElement.lang).select(count);
    const { dialog } = this;
    const text = dialog.getAttribute(`data-i18n.${of}.${plural}`) ?? dialog.getAttribute(`data-i18n.${of}.other`);
    return text.replace("%{count}", count);
  }

  async stay(event) {
    event.preventDefault();
    const said = await ask(this.form.action, "", typed(this.form));
    if (!said) {
      this.voice.classList.remove("govuk-visually-hidden");
      this.voice.textContent = this.dialog.getAttribute("data-i18n.failed");
      return;
    }
    this.voice.textContent = "";
    this.dialog.close();
    document.getElementById("accede-ends")?.closest(".govuk-notification-banner").remove();
    this.lasts(said.ends);
  }

  over() {
    const { dialog } = this;
    if (dialog.dataset.endedHref) return location.assign(dialog.dataset.endedHref);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("h2").textContent = dialog.getAttribute("data-i18n.ended-title");
    this.about().textContent = dialog.getAttribute("data-i18n.ended-text");
    this.form.remove();
  }
}
