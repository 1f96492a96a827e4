// What pages that are filled in are given: all of the above, for a page and for a main part that came without one.
function filledIn(root) {
  for (const select of root.querySelectorAll("main form select")) {
    if (select.options.length > LONG) searchable(select);
  }
  for (const form of root.querySelectorAll("main form")) new OnScreen(form);
  for (const form of root.querySelectorAll("form[data-keeps]")) new Keeping(form);
  for (const form of root.querySelectorAll("form[enctype='multipart/form-data']")) new Uploading(form);
}

filledIn(document);
document.addEventListener("accede:main", ({ target }) => filledIn(target.parentElement));
for (const dialog of document.querySelectorAll(".accede-timeout")) new Ending(dialog);
