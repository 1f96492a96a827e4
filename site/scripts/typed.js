// What somebody typed into a form, as it would be sent; what files and passwords hold, shown or not, is left to the sending.
function typed(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const secret = [...form.elements].some((control) => control.name === name && control.matches("[type=password], .govuk-password-input__input"));
    if (typeof value === "string" && !secret) fields.append(name, value);
  }
  return fields;
}

/** Asks the page that a form is posted to for something about it; nothing when the server does not answer as it should. */
async function ask(address, word, fields, options) {
  const asked = new URL(address, location);
  if (word) asked.search += `${asked.search ? "&" : ""}${word}`;
  try {
    const answer = await fetch(asked, { method: "POST", body: fields, redirect: "error", ...options });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
