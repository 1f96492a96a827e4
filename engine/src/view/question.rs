//! A question as a template prints it: its control, what stands in it, and what is said about it.

use super::filled::{boxes, chosen, filled, text};
use super::{BoxView, FileView, OptionView, QuestionView, Shown, Viewer, attributes, box_name};
use crate::answers::{Entered, File};
use crate::catalogue::{Optional, Question};
use crate::condition::{Facts, Truth};
use crate::question::{Address, Choice, Country, Kind, file_size};
use crate::verdict::{Known, Place, Wrong};

/// Options that are read at a glance; more of them stand in a list that opens.
const AT_A_GLANCE: usize = 20;

impl Viewer<'_> {
    /// A question of a screen.
    pub(super) fn question(&self, place: Place, question: &Question, shown: Shown) -> QuestionView {
        let known = self.verdict.facts(self.form, self.at, place);
        let name = question.name.as_str();
        let wrong = self.wrong(place).find(|wrong| {
            let path = wrong.path.as_ref();
            shown == Shown::Judged && path.is_some_and(|path| path.name.as_str() == name)
        });
        let answers = self.verdict.answers_at(self.form, place, self.answers);
        let entered = answers.and_then(|answers| answers.get(name));
        let kept =
            question.is_secret() && entered.is_some_and(|entered| entered.sealed().is_some());
        let entered = filled(question, entered, &known);
        let entered = entered.as_deref();
        let control = control(question, &known);
        QuestionView {
            field: name.to_owned(),
            control,
            ask: question.ask.fill(&known),
            hint: question.hint.as_ref().map(|hint| hint.fill(&known)),
            error: wrong.map(|wrong| wrong.message.clone()),
            suggestion: wrong.and_then(|wrong| wrong.suggestion.clone()),
            value: match control {
                "fixed" => self.fixed(place, question),
                "text" | "textarea" => text(entered),
                _ => String::new(),
            },
            kept,
            boxes: box_views(question, entered, wrong, &known),
            options: option_views(question, entered, &known),
            files: file_views(question, entered),
            help: self
                .catalogue
                .help_of_question(self.form, question, self.at.today),
            optional: match &question.optional {
                Optional::Never => false,
                Optional::Always => true,
                Optional::When(condition) => condition.truth(&known) == Truth::True,
            },
            attributes: attributes::of(question),
            revealed_by: self.revealed_by(place, question.show_when.as_ref()),
        }
    }

    /// What is shown of an answer that is worked out.
    fn fixed(&self, place: Place, question: &Question) -> String {
        let known = self.verdict.facts(self.form, self.at, place);
        let starts_as = question.starts_as.as_ref();
        let value = starts_as.map(|expr| expr.value(&known).into_owned());
        value.map_or_else(String::new, |value| question.print(&value).join("\n"))
    }
}

/// The template that prints a question.
fn control(question: &Question, known: &Known<'_>) -> &'static str {
    if question.fixed {
        return "fixed";
    }
    match &question.kind {
        Kind::Text(text) if text.long => "textarea",
        Kind::Choice(choice) if choice.several => "checkboxes",
        Kind::Choice(choice) if choice.offered(known).count() > AT_A_GLANCE => "select",
        Kind::Choice(_) | Kind::YesOrNo => "radios",
        Kind::TickBox => "tick",
        Kind::Country(_) => "select",
        Kind::Day(day) if day.month => "month",
        Kind::Day(_) => "date",
        Kind::Address(_) => "address",
        Kind::Secret(_) => "secret",
        Kind::File(_) => "file",
        kind if kind.has_parts() => "boxes",
        _ => "text",
    }
}

fn box_views(
    question: &Question,
    entered: Option<&Entered>,
    wrong: Option<&Wrong>,
    known: &Known<'_>,
) -> Vec<BoxView> {
    if question.fixed || !question.kind.has_parts() {
        return Vec::new();
    }
    let mut texts = boxes(question, entered, known);
    let at_fault = |part: &str| wrong.is_some_and(|wrong| wrong.part.is_none_or(|at| at == part));
    let view = |(part, label): (&str, &str)| {
        let value = texts.remove(part).unwrap_or_default();
        let options = match &question.kind {
            Kind::Address(Address { country }) if part == "country" => {
                countries(country, std::slice::from_ref(&value), known)
            }
            _ => Vec::new(),
        };
        BoxView {
            field: box_name(question.name.as_str(), part),
            label: label.to_owned(),
            value,
            wrong: at_fault(part),
            attributes: attributes::of_box(question, part),
            options,
        }
    };
    question.kind.parts().into_iter().map(view).collect()
}

fn option_views(
    question: &Question,
    entered: Option<&Entered>,
    known: &Known<'_>,
) -> Vec<OptionView> {
    if question.fixed {
        return Vec::new();
    }
    let chosen = || chosen(question, entered, known);
    match &question.kind {
        Kind::Choice(choice) => offered(choice, &chosen(), known),
        Kind::YesOrNo => [("yes", "Yes"), ("no", "No")]
            .map(|(value, label)| option(value, label, &chosen()))
            .into(),
        Kind::TickBox => vec![option("yes", &question.ask.fill(known), &chosen())],
        Kind::Country(country) => countries(country, &chosen(), known),
        _ => Vec::new(),
    }
}

fn file_views(question: &Question, entered: Option<&Entered>) -> Vec<FileView> {
    let (Kind::File(_), Some(Entered::Files(files)), false) =
        (&question.kind, entered, question.fixed)
    else {
        return Vec::new();
    };
    let view = |file: &File| FileView {
        name: file.name.clone(),
        size: file_size(file.size),
        digest: file.digest.clone(),
        note: None,
    };
    files.iter().map(view).collect()
}

fn offered(choice: &Choice, chosen: &[String], known: &Known<'_>) -> Vec<OptionView> {
    let view = |offered: &crate::question::Offered| OptionView {
        hint: offered.hint.clone(),
        alone: offered.alone,
        ..option(offered.name.as_str(), &offered.label, chosen)
    };
    choice.offered(known).map(view).collect()
}

/// The countries that count today.
fn countries(country: &Country, chosen: &[String], known: &Known<'_>) -> Vec<OptionView> {
    let list = country.choices.list.iter().flat_map(|list| &list.rows);
    list.filter(|row| row.is_valid(known.today()))
        .map(|row| option(row.name.as_str(), &row.label, chosen))
        .collect()
}

fn option(value: &str, label: &str, chosen: &[String]) -> OptionView {
    OptionView {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: None,
        chosen: chosen.iter().any(|chosen| chosen == value),
        alone: false,
    }
}
