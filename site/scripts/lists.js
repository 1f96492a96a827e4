// A long list is searched by typing. Without scripts it is the plain list that it is made of, which keeps the answer either way.
const LONG = 20;

const folded = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Options that hold what was typed, those that begin with it first. */
function matching(options, typed) {
  const wanted = folded(typed.trim());
  const found = options.filter((option) => folded(option.text).includes(wanted));
  const begins = (option) => !folded(option.text).startsWith(wanted);
  return found.sort((one, other) => begins(one) - begins(other)).map((option) => option.text);
}

function searchable(select) {
  const options = [...select.options].filter((option) => option.value);
  const described = (select.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  const words = described.map((id) => document.getElementById(id)?.textContent.trim());
  const help = "Type, then use the up and down arrows and enter to choose. With touch, explore or swipe";
  const wrong = select.classList.contains("govuk-select--error");
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    source: (typed, populate) => populate(matching(options, typed)),
    defaultValue: select.value ? select.selectedOptions[0].text : "",
    autoselect: false,
    inputClasses: wrong ? "govuk-input govuk-input--error" : "govuk-input",
    tAssistiveHint: () => [...words, help].join(". "),
    onConfirm: (text) => text && choose(text),
  });
  const input = select.parentElement.querySelector("input[role=combobox]");
  // What stands in the box is the answer: what is in no list is none, and the server says so.
  const choose = (text) => {
    const chosen = options.find((option) => folded(option.text) === folded(text.trim()));
    const value = chosen?.value ?? "";
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
  };
  input.addEventListener("input", () => choose(input.value));
  input.addEventListener("blur", () => setTimeout(() => choose(input.value)));
  select.form?.addEventListener("submit", () => choose(input.value));
}
