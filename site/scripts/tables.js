// A table whose rows are narrowed down by typing. Without scripts all of its rows are there, and few rows are left as they are.
const FEW = 4;

const plain = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

class Filter {
  constructor(around, number) {
    this.around = around;
    this.rows = [...around.querySelectorAll("tbody tr")];
    const id = `accede-filter-${number}`;
    const group = document.createElement("div");
    group.className = "govuk-form-group";
    group.innerHTML =
      `<label class="govuk-label"></label><div class="govuk-hint"></div>` +
      `<input class="govuk-input govuk-input--width-20" type="search" autocomplete="off" spellcheck="false">` +
      `<p class="accede-filter__shown" role="status"></p>`;
    const [label, hint, input, voice] = group.children;
    Object.assign(label, { textContent: around.dataset.label, htmlFor: id });
    Object.assign(hint, { textContent: around.dataset.hint ?? "", id: `${id}-hint` });
    input.id = id;
    if (hint.textContent) input.setAttribute("aria-describedby", hint.id);
    else hint.remove();
    this.voice = voice;
    input.addEventListener("input", () => this.show(input.value));
    around.prepend(group);
  }

  show(wanted) {
    const words = plain(wanted).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const text = plain(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    this.around.querySelector("table").hidden = shown === 0;
    this.voice.textContent = words.length ? this.says(shown) : "";
  }

  says(shown) {
    const { around } = this;
    if (shown === 0) return around.getAttribute("data-i18n.none");
    const plural = new Intl.PluralRules(document.documentElement.lang).select(shown);
    const text = around.getAttribute(`data-i18n.shown.${plural}`) ?? around.getAttribute("data-i18n.shown.other");
    return text.replace("%{shown}", shown).replace("%{all}", this.rows.length);
  }
}

let number = 0;
const filters = (root) => {
  for (const around of root.querySelectorAll(".accede-filter")) {
    if (around.querySelectorAll("tbody tr").length > FEW) new Filter(around, (number += 1));
  }
};
filters(document);
document.addEventListener("accede:main", ({ target }) => filters(target));
