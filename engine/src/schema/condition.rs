//! Conditions over options and yes-or-no answers as schemas.
//!
//! For each condition there are two schemas: one that answers fit when it is true, one that they fit when it is false; with
//! neither it is unknown. An answer counts only when its question is asked, as in the verdict.

use super::answers::of_answer;
use super::guards::{Guard, conjuncts};
use crate::catalogue::{Form, Optional, Question, Slot, Worth};
use crate::condition::{Compare, Expr, Includes, Op, Place, Value};
use crate::name::OptionName;
use crate::question::Kind;
use serde_json::{Map, Value as Json, json};
use std::cell::RefCell;

/// Which object a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// The whole document.
    Form,
    /// An item of the section at this position.
    Item(usize),
}

/// Conditions of a form as schemas, with the definitions that they share.
pub(super) struct Conditions<'a> {
    form: &'a Form,
    /// `asked_NAME`: the answers for which a question is asked.
    asked: RefCell<Map<String, Json>>,
}

/// What a condition looks at.
enum Looked<'a> {
    Question(&'a Question),
    /// The option that an item is about, under this name.
    Each(&'a str),
}

/// What an answer is that a document does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// A box that may be left and was.
    No,
    Unknown,
}

impl Looked<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Question(question) => question.name.as_str(),
            Self::Each(name) => name,
        }
    }

    /// What it means when it is not in the document; none when that depends on other answers.
    fn absent(&self) -> Option<Absent> {
        match self {
            Self::Question(question) if matches!(question.kind, Kind::TickBox) => {
                match question.optional {
                    Optional::Always => Some(Absent::No),
                    Optional::Never => Some(Absent::Unknown),
                    Optional::When(_) => None,
                }
            }
            _ => Some(Absent::Unknown),
        }
    }

    /// How an answer stands in a document.
    fn json(&self, value: &Value) -> Option<Json> {
        match (self, value) {
            (Self::Question(question), value) => Some(question.kind.json(value)),
            (Self::Each(_), Value::Option(option)) => Some(option.as_str().into()),
            (Self::Each(_), _) => None,
        }
    }
}

impl<'a> Conditions<'a> {
    pub(super) fn new(form: &'a Form) -> Self {
        Self {
            form,
            asked: RefCell::new(Map::new()),
        }
    }

    /// The definitions that schemas of conditions refer to.
    pub(super) fn definitions(self) -> Map<String, Json> {
        self.asked.into_inner()
    }

    /// The schema of the answers for which a condition is true, or false; none when a schema cannot say.
    pub(super) fn holds(&self, expr: &Expr, wanted: bool, level: Level) -> Option<Json> {
        match &expr.op {
            Op::And(parts) if wanted => self.every(parts, wanted, level),
            Op::Or(parts) if !wanted => self.every(parts, wanted, level),
            Op::And(parts) | Op::Or(parts) => {
                let parts = parts.iter().map(|part| self.holds(part, wanted, level));
                Some(json!({ "anyOf": parts.collect::<Option<Vec<_>>>()? }))
            }
            Op::Not(part) => self.holds(part, !wanted, level),
            Op::Answered(of, yes) => {
                let given = self.given(&self.looked(of, level)?, level)?;
                Some(if *yes == wanted {
                    given
                } else {
                    json!({ "not": given })
                })
            }
            Op::Compare(Compare::Is, left, right) => self.one_of(left, &[right], wanted, level),
            Op::Compare(Compare::IsNot, left, right) => self.one_of(left, &[right], !wanted, level),
            Op::OneOf(left, options, yes) => {
                let options: Vec<&Expr> = options.iter().collect();
                self.one_of(left, &options, *yes == wanted, level)
            }
            Op::Includes(left, how, options) => self.includes(left, *how, options, wanted, level),
            Op::Read(Place::Named(n), _) => match &self.form.values.get(*n)?.is {
                Worth::Expr(expr) => self.holds(expr, wanted, level),
                Worth::Bounds(_) => None,
            },
            _ => None,
        }
    }

    fn every(&self, parts: &[Expr], wanted: bool, level: Level) -> Option<Json> {
        let parts = parts.iter().map(|part| self.holds(part, wanted, level));
        Some(all(parts.collect::<Option<Vec<_>>>()?).unwrap_or(Json::Bool(true)))
    }

    fn one_of(&self, left: &Expr, options: &[&Expr], wanted: bool, level: Level) -> Option<Json> {
        let looked = self.looked(left, level)?;
        let options = options.iter().map(|option| looked.json(&literal(option)?));
        let options = options.collect::<Option<Vec<Json>>>()?;
        let found = match options.as_slice() {
            [option] => json!({ "const": option }),
            _ => json!({ "enum": options }),
        };
        let found = if wanted {
            found
        } else {
            json!({ "not": found })
        };
        self.with(&looked, found, level)
    }

    fn includes(
        &self,
        left: &Expr,
        how: Includes,
        options: &[Expr],
        wanted: bool,
        level: Level,
    ) -> Option<Json> {
        let looked = self.looked(left, level)?;
        let contains = |option: &Expr| match literal(option)? {
            Value::Option(name) => Some(json!({ "contains": { "const": name.as_str() } })),
            _ => None,
        };
        let options = options
            .iter()
            .map(contains)
            .collect::<Option<Vec<Json>>>()?;
        let found = match (how, options.as_slice()) {
            (Includes::None, _) => json!({ "not": { "anyOf": options } }),
            (_, [option]) => option.clone(),
            (Includes::Any, _) => json!({ "anyOf": options }),
            (Includes::All, _) => json!({ "allOf": options }),
        };
        let found = if wanted {
            found
        } else {
            json!({ "not": found })
        };
        self.with(&looked, found, level)
    }

    /// The answers that include an option of a question with several.
    pub(super) fn chosen(&self, question: &Question, option: &OptionName) -> Option<Json> {
        let found = json!({ "contains": { "const": option.as_str() } });
        self.with(&Looked::Question(question), found, Level::Form)
    }

    /// What an expression looks at, when it is one answer at this level.
    fn looked(&self, expr: &Expr, level: Level) -> Option<Looked<'a>> {
        match (&expr.op, level) {
            (Op::Read(Place::Form(slot), _), Level::Form) => match self.form.slots.get(*slot)? {
                Slot::Question(question) => Some(Looked::Question(question)),
                Slot::Collection => None,
            },
            (Op::Read(Place::Item(slot), _), Level::Item(section)) => {
                let repeat = self.form.sections.get(section)?.repeat.as_ref()?;
                if let (Some(each), 0) = (&repeat.for_each, *slot) {
                    return Some(Looked::Each(&each.name));
                }
                let mut questions = repeat.questions.iter();
                let question = questions.find(|question| question.slot == *slot)?;
                Some(Looked::Question(question))
            }
            _ => None,
        }
    }

    /// Answers among which this one stands, counts and fits `found`.
    fn with(&self, looked: &Looked<'_>, found: Json, level: Level) -> Option<Json> {
        let name = looked.name();
        let no_when_absent = looked.absent()? == Absent::No && takes_no(&found);
        let mut fits = json!({ "properties": { name: found }, "required": [name] });
        if let (true, Some(fits)) = (no_when_absent, fits.as_object_mut()) {
            fits.remove("required");
        }
        all([self.asked(looked, level)?, Some(fits)]
            .into_iter()
            .flatten())
    }

    /// Answers among which this one stands and counts.
    fn given(&self, looked: &Looked<'_>, level: Level) -> Option<Json> {
        let name = looked.name();
        let mut fits = match looked.absent()? {
            Absent::No => json!({}),
            Absent::Unknown => json!({ "required": [name] }),
        };
        if let (Looked::Question(question), Some(fits)) = (looked, fits.as_object_mut()) {
            fits.insert(
                "properties".to_owned(),
                json!({ name: of_answer(question) }),
            );
        }
        all([self.asked(looked, level)?, Some(fits)]
            .into_iter()
            .flatten())
    }

    /// The schema of the answers for which a question is asked: none inside when it always is, none when it cannot be said.
    #[expect(
        clippy::option_option,
        reason = "cannot be said, and always, are two answers"
    )]
    fn asked(&self, looked: &Looked<'_>, level: Level) -> Option<Option<Json>> {
        let Looked::Question(question) = looked else {
            return Some(None);
        };
        if question.fixed {
            return None; // its value is worked out, whatever the document says
        }
        let key = format!("asked_{}", question.name);
        let reference = || Some(Some(json!({ "$ref": format!("#/$defs/{key}") })));
        if self.asked.borrow().contains_key(&key) {
            return reference();
        }
        match Guard::of(self, &self.guards(question, level), level) {
            Guard::Always => Some(None),
            Guard::Unsaid(_) => None,
            Guard::When(schema) => {
                self.asked.borrow_mut().insert(key.clone(), schema);
                reference()
            }
        }
    }

    /// The conditions under which a question is asked; of an item, those of its section apart.
    fn guards(&self, question: &Question, level: Level) -> Vec<&'a Expr> {
        let found = self.form.pages().find_map(|(section, page)| {
            let mut questions = page.questions();
            let found = questions.find(|found| found.name == question.name)?;
            Some((section, page, found))
        });
        let Some((section, page, question)) = found else {
            return Vec::new();
        };
        let own = [&page.show_when, &question.show_when];
        match level {
            Level::Form => conjuncts([&section.show_when].into_iter().chain(own)),
            Level::Item(_) => conjuncts(own),
        }
    }
}

/// Whether a schema takes `false`: the answer of a box that was left.
fn takes_no(schema: &Json) -> bool {
    let no = Json::Bool(false);
    match (schema.get("const"), schema.get("enum"), schema.get("not")) {
        (Some(only), ..) => *only == no,
        (_, Some(some), _) => some.as_array().is_some_and(|some| some.contains(&no)),
        (.., Some(inner)) => !takes_no(inner),
        _ => true,
    }
}

/// An option, a yes or a no that was written.
fn literal(expr: &Expr) -> Option<Value> {
    match &expr.op {
        Op::Option(name, _) => Some(Value::Option(name.clone())),
        Op::YesNo(yes) => Some(Value::Truth(*yes)),
        _ => None,
    }
}

/// All of several schemas; none when there is none.
pub(super) fn all(schemas: impl IntoIterator<Item = Json>) -> Option<Json> {
    let mut schemas: Vec<Json> = schemas.into_iter().collect();
    match schemas.len() {
        0 => None,
        1 => schemas.pop(),
        _ => Some(json!({ "allOf": schemas })),
    }
}
