//! Every template, carried inside the program. A new file under `templates/` is a new line here.

macro_rules! carried {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../templates/", $name)))),*]
    };
}

/// Name and text.
pub(crate) const TEMPLATES: &[(&str, &str)] = carried![
    "base.html"
    "components/accordion.html"
    "components/back_link.html"
    "components/breadcrumbs.html"
    "components/button.html"
    "components/character_count.html"
    "components/checkboxes.html"
    "components/choice.html"
    "components/cookie_banner.html"
    "components/date_input.html"
    "components/details.html"
    "components/error_message.html"
    "components/error_summary.html"
    "components/field.html"
    "components/fieldset.html"
    "components/file_upload.html"
    "components/footer.html"
    "components/footer_licence.html"
    "components/generic_header.html"
    "components/group.html"
    "components/hint.html"
    "components/input.html"
    "components/inset_text.html"
    "components/label.html"
    "components/language_navigation.html"
    "components/notification_banner.html"
    "components/pagination.html"
    "components/panel.html"
    "components/password_input.html"
    "components/phase_banner.html"
    "components/radios.html"
    "components/said.html"
    "components/select.html"
    "components/service_navigation.html"
    "components/skip_link.html"
    "components/summary_card.html"
    "components/summary_list.html"
    "components/table.html"
    "components/tabs.html"
    "components/tag.html"
    "components/task_list.html"
    "components/textarea.html"
    "components/warning_text.html"
];
