//! Small pages with a few fields, as every step of signing in is one.

use crate::http::answer::{Around, Copies, page};
use crate::http::app::{App, Content};
use crate::http::refusal::Refusal;
use axum::response::Response;
use site::pages::{Ask, Field, FieldKind, Message};
use std::time::Duration;

/// A field with nothing typed.
pub(super) fn field(name: &'static str, label: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        label,
        hint: None,
        kind,
        typed: String::new(),
        autocomplete: None,
        choices: Vec::new(),
        parts: Vec::new(),
        error: None,
    }
}

/// The field for a code of the second factor.
pub(super) fn code_field() -> Field {
    Field {
        hint: Some("Six digits from your authenticator app, or one of your recovery codes"),
        autocomplete: Some("one-time-code"),
        ..field("_code", "Code", FieldKind::Code)
    }
}

/// The fields for a password that is chosen. It is typed once: whoever wants to see it can have it shown.
pub(super) fn new_password() -> Field {
    Field {
        hint: Some(
            "12 characters or more. Three or four words that do not belong together are good",
        ),
        autocomplete: Some("new-password"),
        ..field("_password", "Choose a password", FieldKind::Password)
    }
}

/// What to do about attempts that failed too often.
pub(super) fn wait(wait: Duration) -> String {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    let minutes = if minutes == 1 {
        "a minute".to_owned()
    } else {
        format!("{minutes} minutes")
    };
    format!("There were too many attempts. Wait {minutes}, then try again")
}

/// Says of a field, or of the page, what is wrong.
pub(super) fn wrong(ask: &mut Ask, name: Option<&'static str>, message: impl Into<String>) {
    let message = message.into();
    if let Some(field) = ask.fields.iter_mut().find(|field| Some(field.name) == name) {
        field.error = Some(message.clone());
    }
    ask.errors.push(Message {
        field: name.map(str::to_owned),
        message,
    });
}

/// The page, as it answers a question or what was posted.
pub(super) fn show(
    app: &App,
    content: &Content,
    around: Around,
    ask: &Ask,
) -> Result<Response, Refusal> {
    let around = around.wrong(!ask.errors.is_empty());
    page(app, content, around, ask, Copies::None)
}
