//! Stories: what made-up people did, one after the other. `--demo` plays them; checking finds what could not have happened.

use super::answers;
use super::tables::{STEP, STORY};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Catalogue, Form, Question};
use crate::declare::{Fields, Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as declare_codes, example as codes};
use crate::name::{FormName, StoryName};
use crate::question::Kind;
use crate::verdict::{Circumstances, Outcome, Wrong, unknown_names, verdict};
use crate::yaml::{Entry, Node};
use jiff::ToSpan;
use jiff::civil::Date;

/// What made-up people did.
#[derive(Clone, Debug)]
pub struct Story {
    pub(crate) name: StoryName,
    pub(crate) steps: Vec<Step>,
}

/// Something that somebody did with a form.
#[derive(Clone, Debug)]
pub struct Step {
    /// The form.
    pub form: FormName,
    /// Who did it, for whoever tries the demo out.
    pub who: String,
    /// Whether it was sent; else it was left half filled.
    pub sent: bool,
    /// How many days before the demo began.
    days_ago: u32,
    /// The day on which the story was written as if it began.
    today: Date,
    /// The answers, those of the example that it starts from among them.
    answers: Answers,
    /// Where a link to what was left goes.
    pub link_to: Option<String>,
}

impl Story {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &StoryName {
        &self.name
    }

    /// What happens, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Days that a draft is kept at least; what was left longer ago would be erased as soon as it is made up.
const LONGEST: u32 = 27;

/// Reads a story against the forms that it fills in. `broken` says of which form, or of its examples, something is said elsewhere.
pub(crate) fn declare(
    node: &Node,
    catalogue: &Catalogue,
    broken: &dyn Fn(&str) -> bool,
    problems: &mut Problems,
) -> Option<Story> {
    let fields = Fields::open(node, &STORY, problems)?;
    let name = fields.text("story", problems)?;
    let today = fields.text("today", problems)?;
    let today = super::read::day(&today, problems)?;
    let steps = fields.list("then", problems);
    let reader = Reader {
        catalogue,
        today,
        broken,
    };
    Some(Story {
        name: StoryName::from(name.text.as_str()),
        steps: steps
            .iter()
            .filter_map(|node| reader.step(node, problems))
            .collect(),
    })
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    today: Date,
    broken: &'a dyn Fn(&str) -> bool,
}

impl Reader<'_> {
    fn step(&self, node: &Node, problems: &mut Problems) -> Option<Step> {
        let fields = Fields::open(node, &STEP, problems)?;
        let (sends, begins) = (
            fields.text("sends", problems),
            fields.text("begins", problems),
        );
        let (of, sent) = match (sends, begins) {
            (Some(form), None) => (form, true),
            (None, Some(form)) => (form, false),
            _ => {
                let message = "this says one of two things: `sends: FORM`, or `begins: FORM` for what was left half filled";
                problems.push(Diagnostic::new(
                    declare_codes::MISSING_KEY,
                    node.span,
                    message,
                ));
                return None;
            }
        };
        let form = self.form(&of, problems)?;
        let entries = fields.entries("answers", problems);
        answers::check(entries, form, problems);
        let from = fields.text("starts from", problems);
        let mut found = from.map_or_else(Answers::new, |from| self.example(&from, form, problems));
        answers::add(entries, form, &mut found);
        let step = Step {
            form: form.name.clone(),
            who: fields.text("who", problems)?.text,
            sent,
            days_ago: days_ago(&fields, problems),
            today: self.today,
            answers: found,
            link_to: fields.text("link to", problems).map(|to| to.text),
        };
        self.judge(&step, form, &of, entries, problems);
        Some(step)
    }

    fn form(&self, of: &Written, problems: &mut Problems) -> Option<&Form> {
        if (self.broken)(&of.text) {
            return None;
        }
        let found = self.catalogue.form(&of.text);
        if found.is_none() {
            let known = self.catalogue.forms().map(|form| form.name.as_str());
            let message = format!("there is no form `{}`", of.text);
            let problem = Diagnostic::new(codes::STORY_FORM, of.span, message);
            problems.push(problem.did_you_mean(&of.text, known));
        }
        found.map(|form| &**form)
    }

    fn example(&self, from: &Written, form: &Form, problems: &mut Problems) -> Answers {
        let examples = self.catalogue.examples(form.name.as_str());
        let mut found = examples.iter();
        if let Some(example) = found.find(|example| example.name.as_str() == from.text) {
            return example.answers.clone();
        }
        let known = examples.iter().map(|example| example.name.as_str());
        let message = format!("there is no example `{}` of this form", from.text);
        let problem = Diagnostic::new(codes::NO_SUCH_EXAMPLE, from.span, message);
        problems.push(problem.did_you_mean(&from.text, known));
        Answers::new()
    }

    /// What could not have happened: a form that was sent is right, and what was left holds nothing wrong.
    fn judge(
        &self,
        step: &Step,
        form: &Form,
        of: &Written,
        entries: &[Entry],
        problems: &mut Problems,
    ) {
        let at = Circumstances {
            today: step.day(self.today),
            calendar: &self.catalogue.service.calendar,
        };
        if !unknown_names(form, &step.answers).is_empty() {
            return; // said where it is written
        }
        let found = verdict(form, &step.answers, &at);
        let counts = |wrong: &&Wrong| step.sent || !wrong.missing;
        for wrong in found.wrong.iter().filter(counts) {
            let about = super::run::about(form, wrong);
            let head = about.split('.').next().unwrap_or_default();
            let entry = entries.iter().find(|entry| entry.key == head);
            let span = entry.map_or(of.span, |entry| entry.key_span);
            let message = format!("`{about}` would be refused: {}", wrong.message);
            problems.push(Diagnostic::new(codes::STORY_REFUSED, span, message));
        }
        if step.sent && matches!(found.outcome, Outcome::Stopped(_)) {
            let message = "with these answers the form ends before it can be sent";
            problems.push(Diagnostic::new(codes::STORY_REFUSED, of.span, message));
        }
    }
}

impl Step {
    /// The day on which it happens, in a demo that begins on this one.
    #[must_use]
    pub fn day(&self, today: Date) -> Date {
        today.saturating_sub(i64::from(self.days_ago).days())
    }

    /// Its answers in a demo that begins on this day: dates are as far from it as they were when the story was written, give
    /// or take some days, since what was a Thursday stays one.
    #[must_use]
    pub fn answers(&self, form: &Form, today: Date) -> Answers {
        let days = today
            .since(self.today)
            .map_or(0, |span| i64::from(span.get_days()));
        let weeks = days.div_euclid(7);
        let mut answers = self.answers.clone();
        for section in &form.sections {
            let questions = || section.pages.iter().flat_map(|page| page.questions());
            if section.repeat.is_none() {
                later(questions(), weeks, &mut answers);
            } else if !answers.items(section.name.as_str()).is_empty() {
                for item in answers.items_mut(section.name.as_str()) {
                    later(questions(), weeks, item);
                }
            }
        }
        answers
    }
}

/// Moves dates and months among answers by so many weeks.
fn later<'a>(questions: impl Iterator<Item = &'a Question>, weeks: i64, answers: &mut Answers) {
    for question in questions {
        let (Kind::Day(day), name) = (&question.kind, question.name.as_str()) else {
            continue;
        };
        let Some(Entered::Text(written)) = answers.get(name) else {
            continue;
        };
        let whole = if day.month {
            format!("{written}-01")
        } else {
            written.clone()
        };
        if let Ok(date) = whole.parse::<Date>() {
            let moved = date.saturating_add(weeks.weeks()).to_string();
            let kept = if day.month { 7 } else { moved.len() };
            let moved = moved.get(..kept).unwrap_or_default().to_owned();
            answers.set(name, Entered::Text(moved));
        }
    }
}

fn days_ago(fields: &Fields<'_>, problems: &mut Problems) -> u32 {
    let Some(written) = fields.text("days ago", problems) else {
        return 0;
    };
    let days = written.text.trim().parse().ok();
    days.filter(|days| *days <= LONGEST).unwrap_or_else(|| {
        let message = format!(
            "`days ago:` takes a number from 0 to {LONGEST}, not `{}`",
            written.text
        );
        problems.push(Diagnostic::new(
            declare_codes::BAD_VALUE,
            written.span,
            message,
        ));
        0
    })
}
