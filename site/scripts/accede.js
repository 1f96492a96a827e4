// What scripts add to a page. Everything works without: the package's components are made in place, one by one,
// so that one that fails leaves the others and the page as they are.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

// A radio has no aria-expanded: the standard gives it to none, and readers of the screen differ in what they make of it.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(radio) {
    super.syncConditionalRevealWithInputState(radio);
    radio.removeAttribute("aria-expanded");
  }
}

const PARTS = [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];

for (const Part of PARTS) createAll(Part);
// A main part that came without a new page around it: see uploading.js.
document.addEventListener("accede:main", ({ target }) => {
  for (const Part of PARTS) createAll(Part, undefined, target);
});
