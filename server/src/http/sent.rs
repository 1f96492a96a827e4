//! What became of a draft: the reference, what happens next, and what was sent, to keep or to print.

use super::address::Screen;
use super::answer::{Around, Copies, Part, page};
use super::opened::Opened;
use super::progress;
use super::refusal::{Public, Refusal};
use super::screen::Asked;
use crate::clock::Moment;
use crate::mail::{Addresses, Given};
use crate::submissions::{self, SentLine, SentSection, Submission};
use axum::response::Response;
use engine::{Place, RecordLine, ValueName};
use jiff::civil::Date;
use site::pages::{Answered, AnsweredLine, Sent};
use std::collections::BTreeMap;

/// Shows what was sent, from the submission alone.
pub(super) async fn show(asked: Asked<'_>) -> Result<Response, Refusal> {
    let opened = asked.found().await?;
    let Some(reference) = &opened.kept.record.sent else {
        return Err(Refusal::elsewhere(&opened.first_open()));
    };
    let found = submissions::find(&*asked.app.store, reference).await?;
    let sent = found.ok_or(Public::NotFound)?;
    let addresses = Addresses::of(&*asked.app.store, reference.as_str()).await?;
    let note = opened.form.sent_note();
    let note = note.and_then(|note| opened.content.catalogue.note(note.as_str()));
    let sent = Sent {
        reference: reference.to_string(),
        mail: addresses.all.iter().map(confirmation).collect(),
        sent_on: in_words(&sent.sent_on),
        html: note.map(|note| opened.content.catalogue.html(note, opened.today())),
        sections: sent.sections.into_iter().map(answered).collect(),
        declaration: sent.declaration,
        title: sent.title,
    };
    page(
        asked.app,
        &opened.content,
        Around::part(Part::Other).about(&opened.form, Some(Screen::Sent)),
        &sent,
        Copies::None,
    )
}

/// Whether an address is known to be theirs.
fn confirmation(given: &Given) -> String {
    match given.confirmed {
        None => format!(
            "We have sent a link to {}. Open it to confirm that the address is yours.",
            given.address
        ),
        Some(_) => format!("You confirmed the address {}.", given.address),
    }
}

pub(super) fn answered(section: SentSection) -> Answered {
    let line = |line: SentLine| AnsweredLine {
        ask: line.ask,
        answer: line.answer,
        change: None,
    };
    Answered {
        title: section.title,
        list: None,
        lines: section.lines.into_iter().map(line).collect(),
    }
}

/// `2 March 2026`.
pub(super) fn in_words(day: &str) -> String {
    let read: Result<Date, _> = day.parse();
    read.map_or_else(
        |_| day.to_owned(),
        |day| day.strftime("%-d %B %Y").to_string(),
    )
}

impl Submission {
    /// Everything that was asked and answered on the way that a draft took.
    pub(super) fn of(opened: &Opened, now: Moment) -> Self {
        let (form, verdict) = (&opened.form, &opened.verdict);
        let path = verdict.path.iter();
        Self {
            form: form.name().to_string(),
            title: form.title().to_owned(),
            definition: form.version().to_string(),
            sent_on: opened.today().to_string(),
            sent: now,
            declaration: opened.viewer().summary().declaration,
            path: path
                .map(|(place, _)| progress::key(form, verdict, *place))
                .collect(),
            sections: sections(verdict.record(form, opened.at())),
            values: values(verdict.printed_values(form, opened.at())),
            answers: verdict.answers_to_send(form, &opened.answers).to_json(),
        }
    }
}

fn values(printed: BTreeMap<ValueName, String>) -> BTreeMap<String, String> {
    let text = |(name, printed): (ValueName, String)| (name.to_string(), printed);
    printed.into_iter().map(text).collect()
}

/// What lines have in common: their section and, where it repeats, the item.
type Heading = Option<(usize, Option<usize>)>;

/// Lines under their headings: those of a section, or of one item of it.
fn sections(lines: Vec<RecordLine>) -> Vec<SentSection> {
    let mut sections: Vec<(Heading, SentSection)> = Vec::new();
    for line in lines {
        let under = match line.place {
            Place::Page { section, .. } => Some((section, None)),
            Place::ItemPage { section, item, .. } => Some((section, Some(item))),
            Place::Items { .. } | Place::Check => None,
        };
        let field = match under {
            Some((_, Some(item))) => format!("{}.{}", item + 1, line.question),
            _ => line.question,
        };
        let sent = SentLine {
            field,
            ask: line.asked,
            answer: line.answer,
        };
        match sections.last_mut() {
            Some((last, section)) if *last == under => section.lines.push(sent),
            _ => sections.push((
                under,
                SentSection {
                    title: line.section,
                    lines: vec![sent],
                },
            )),
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}
