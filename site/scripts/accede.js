// What scripts add to a page. Everything works without: the package's components are made in place, one by one,
// so that one that fails leaves the others and the page as they are.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const Part of [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
]) {
  createAll(Part);
}
