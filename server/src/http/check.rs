//! Check your answers, declare, send.

use super::address::{Address, From, Screen};
use super::answer::{Around, Copies, page};
use super::fields::Fields;
use super::opened::Opened;
use super::question::back;
use super::refusal::Refusal;
use super::screen::{Asked, go};
use crate::store::StoreError;
use crate::submissions::{self, Submission};
use axum::response::Response;
use engine::{ErrorView, Place, SummaryLine};
use site::pages::{Answered, AnsweredLine, Check, Hidden};

/// The draft that was looked over: another window may have saved since.
const SHOWN: &str = "_shown";

const CHANGED: &str = "Your answers changed after you opened this page. Check them again";

/// Shows everything that was answered.
pub(super) async fn show(asked: Asked<'_>) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Check).await?;
    let errors = wrong(&opened);
    print(asked, &opened, errors)
}

/// Sends it, if it is what was shown. Sent twice, it is one submission.
pub(super) async fn take(asked: Asked<'_>, fields: &Fields) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Check).await?;
    let errors = wrong(&opened);
    if !errors.is_empty() {
        return print(asked, &opened, errors);
    }
    if fields.ours(SHOWN) != Some(version(&opened).as_str()) {
        return print(asked, &opened, vec![of_page(CHANGED)]);
    }
    let submission = Submission::of(&opened, asked.app.clock.now());
    let (store, prefix) = (&*asked.app.store, opened.form.reference());
    match submissions::send(store, &opened.id, &opened.kept, prefix, &submission).await {
        Ok(_) => Ok(go(&opened.address(Screen::Sent))),
        Err(StoreError::Conflict { .. }) => {
            let opened = asked.draft_on(Place::Check).await?;
            print(asked, &opened, vec![of_page(CHANGED)])
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with all of it together.
fn wrong(opened: &Opened) -> Vec<ErrorView> {
    let wrong = opened.wrong(Place::Check);
    wrong.map(|wrong| of_page(&wrong.message)).collect()
}

fn of_page(message: &str) -> ErrorView {
    ErrorView {
        field: None,
        message: message.to_owned(),
    }
}

fn version(opened: &Opened) -> String {
    opened.kept.version.0.to_string()
}

fn print(asked: Asked<'_>, opened: &Opened, errors: Vec<ErrorView>) -> Result<Response, Refusal> {
    let view = opened.viewer().summary();
    let line = |line: SummaryLine| {
        let screen = Screen::At(line.place);
        let change = Address::Return(&opened.form, &opened.id, screen, From::Check);
        AnsweredLine {
            ask: line.ask,
            answer: line.answer,
            change: Some(format!("{change}#{}", line.field)),
        }
    };
    let sections = view.sections.into_iter().map(|section| Answered {
        title: section.title,
        lines: section.lines.into_iter().map(line).collect(),
    });
    let around = Around::of(&errors).behind(back(opened, Place::Check, None));
    let check = Check {
        form: opened.form.title().to_owned(),
        sections: sections.collect(),
        declaration: view.declaration,
        errors,
        warnings: view.warnings,
        action: opened.address(Screen::At(Place::Check)).to_string(),
        hidden: vec![Hidden {
            name: SHOWN,
            value: version(opened),
        }],
    };
    page(asked.app, &opened.content, around, &check, Copies::None)
}
