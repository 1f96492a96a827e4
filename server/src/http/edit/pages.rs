//! The pages of editors: all forms with all problems, and one form with every question in its states.

use super::remarks::place;
use super::states::sections;
use super::{Edit, Editor};
use crate::http::address::Address;
use crate::http::answer::{Around, Copies, page};
use crate::http::app::App;
use crate::http::refusal::{Public, Refusal};
use axum::extract::{Path, State};
use axum::response::Response;
use engine::{Form, Sources};
use site::edit;
use std::sync::Arc;

/// Where everything begins.
const ALL: &str = "/edit/";

/// All forms, and everything that is to be said about the content.
pub(super) async fn all(
    State(app): State<Arc<App>>,
    Editor(edit): Editor,
) -> Result<Response, Refusal> {
    let (found, content) = (edit.now(), app.content());
    let forms = content.catalogue.forms();
    let shown = edit::Edit {
        summary: found.summary(),
        served: found.served,
        unreadable: found.unreadable.clone(),
        remarks: found.remarks().collect(),
        forms: forms.map(|form| edited(form, &found.sources)).collect(),
    };
    page(&app, &content, Around::default(), &shown, Copies::None)
}

/// A form with every question in its states.
pub(super) async fn form(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Editor(edit): Editor,
) -> Result<Response, Refusal> {
    let (content, sources) = (app.content(), sources_of(&edit));
    let form = content.catalogue.form(&name).ok_or(Public::NotFound)?;
    let at = content.on(app.today(&content));
    let shown = edit::EditForm {
        form: edited(form, &sources),
        sections: sections(&content.catalogue, form, at, &sources),
    };
    let around = Around::default().behind(ALL);
    page(&app, &content, around, &shown, Copies::None)
}

fn sources_of(edit: &Edit) -> Sources {
    edit.now().sources.clone()
}

fn edited(form: &Form, sources: &Sources) -> edit::EditedForm {
    edit::EditedForm {
        title: form.title().to_owned(),
        place: place(form.span(), sources),
        questions: format!("{ALL}forms/{}", form.name()),
        start: form.is_public().then(|| Address::Start(form).to_string()),
    }
}
