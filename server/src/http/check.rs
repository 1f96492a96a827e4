//! Check your answers, declare, send.

use super::address::{From, Screen};
use super::answer::{Around, Copies, page};
use super::app::App;
use super::fields::Fields;
use super::nonce::STALE;
use super::opened::Opened;
use super::question::back;
use super::refusal::Refusal;
use super::screen::{Asked, go};
use super::upload::holds_back;
use crate::reference::Reference;
use crate::store::{Batch, StoreError};
use crate::submissions::{self, Submission};
use axum::response::Response;
use engine::{ErrorView, Place, SummaryLine, SummarySection};
use site::pages::{Answered, AnsweredLine, Check, Hidden};

/// What was looked over: another window may have saved since, and the form may have changed.
const SHOWN: &str = "_shown";

const CHANGED: &str = "Your answers changed after you opened this page. Check them again";
const FORM_CHANGED: &str = "This form changed after you opened this page. Check your answers again";

/// Shows everything that was answered.
pub(super) async fn show(asked: Asked<'_>) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Check).await?;
    print(asked, &opened, None)
}

/// Sends it, if it is what was shown. Sent twice, it is one submission.
pub(super) async fn take(asked: Asked<'_>, fields: &Fields) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Check).await?;
    if opened.wrong(Place::Check).next().is_some() {
        return print(asked, &opened, None);
    }
    if asked.stale {
        return print(asked, &opened, Some(STALE));
    }
    if let Some(changed) = changed(&opened, fields.ours(SHOWN).unwrap_or_default()) {
        return print(asked, &opened, Some(changed));
    }
    if let Some(held) = holds_back(asked.app, &opened).await? {
        return print(asked, &opened, Some(&held));
    }
    match send(asked.app, &opened).await {
        Ok(()) => {
            asked.app.mail.bell.notify_one();
            Ok(go(&opened.address(Screen::Sent)))
        }
        Err(StoreError::Conflict { .. }) => {
            let opened = asked.draft_on(Place::Check).await?;
            print(asked, &opened, Some(CHANGED))
        }
        Err(error) => Err(error.into()),
    }
}

/// Sends it as it is, with the mail that this causes.
pub(super) async fn send(app: &App, opened: &Opened) -> Result<(), StoreError> {
    let submission = Submission::of(opened, app.clock.now());
    let (store, prefix) = (&*app.store, opened.form.reference());
    let composer = opened.composer(app);
    let mail = |reference: &Reference, batch: &mut Batch| composer.on_sending(reference, batch);
    let (id, kept) = (&opened.id, &opened.kept);
    let sent = submissions::send(store, id, kept, prefix, &submission, &mail).await;
    sent.map(|_| ())
}

/// What is looked over: the answers, and the definition version that they belong to.
fn shown(opened: &Opened) -> String {
    let draft = &opened.kept.record;
    let answers = blake3::hash(draft.answers.to_string().as_bytes());
    format!("{} {}", draft.definition, answers.to_hex())
}

/// Why what was looked over is not what would be sent.
fn changed(opened: &Opened, looked_over: &str) -> Option<&'static str> {
    if looked_over == shown(opened) {
        return None;
    }
    let same_form = looked_over.starts_with(opened.kept.record.definition.as_str());
    Some(if same_form || looked_over.is_empty() {
        CHANGED
    } else {
        FORM_CHANGED
    })
}

/// Shows the answers, with what is wrong with all of them together, and what else there is to say.
fn print(asked: Asked<'_>, opened: &Opened, notice: Option<&str>) -> Result<Response, Refusal> {
    let view = opened.viewer().summary();
    let notice = notice.map(|message| ErrorView {
        field: None,
        message: message.to_owned(),
    });
    let errors: Vec<ErrorView> = view.errors.into_iter().chain(notice).collect();
    let sections = view.sections.into_iter();
    let action = opened.address(Screen::At(Place::Check)).to_string();
    let looked_over = Hidden {
        name: SHOWN,
        value: shown(opened),
    };
    let check = Check {
        form: opened.form.title().to_owned(),
        sections: sections.map(|section| answered(opened, section)).collect(),
        declaration: view.declaration,
        warnings: view.warnings,
        hidden: vec![looked_over, asked.nonce(&action)],
        action,
        errors: errors.iter().cloned().map(Into::into).collect(),
    };
    let around = Around::of(&errors, asked)
        .behind(back(opened, Place::Check, None))
        .about(&opened.form, Some(Screen::At(Place::Check)))
        .telling(opened)
        .ending(opened, asked.app);
    page(asked.app, &opened.content, around, &check, Copies::None)
}

fn answered(opened: &Opened, section: SummarySection) -> Answered {
    let line = |line: SummaryLine| {
        let change = opened.returning(line.place, Some(From::Check));
        AnsweredLine {
            change: (!line.fixed).then(|| format!("{change}#{}", line.field)),
            ask: line.ask,
            answer: line.answer,
        }
    };
    let list = section
        .items
        .map(|list| opened.returning(list, Some(From::Check)));
    Answered {
        title: section.title,
        list: list.map(|list| list.to_string()),
        lines: section.lines.into_iter().map(line).collect(),
    }
}
