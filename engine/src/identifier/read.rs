//! What was typed, read: an identifier in the one way in which it is kept, or a message that says what to do.

use super::IdentifierType;
use super::names::Pieces;
use super::rules::Said;
use super::shape::Shape;
use super::takes::{Takes, code};
use crate::catalogue::List;
use crate::question::the;
use jiff::civil::Date;

/// More characters than any identifier has.
const TOO_LONG: usize = 400;

/// What came of reading an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is right.
    Right {
        /// In the form in which it is kept.
        canonical: String,
        /// What is unusual about it; the person may go on.
        warnings: Vec<String>,
    },
    /// It is wrong.
    Wrong {
        /// What to do.
        message: String,
        /// What may have been meant, to be offered and never silently taken.
        suggestion: Option<String>,
    },
}

/// An identifier that is right.
pub(super) struct Judged<'t> {
    /// The text of each name, where its shape has it.
    pub(super) texts: Vec<Option<&'t str>>,
    pub(super) warnings: Vec<String>,
}

/// Why an identifier is wrong.
pub(super) enum Fault {
    /// It has none of the shapes.
    Shape,
    /// A rule or the check says this.
    Said(String),
}

impl IdentifierType {
    /// Reads what was typed. `called` is how messages call it: "the company number".
    #[must_use]
    pub fn read(&self, typed: &str, called: &str, today: Date) -> Outcome {
        if typed.len() > TOO_LONG {
            return wrong(self.shape_message("", called));
        }
        if !self.boxes.is_empty() {
            return self.read_text_of_boxes(typed, called, today);
        }
        let text = self.normalise(typed);
        match self.judge(&text, today) {
            Ok(judged) => Outcome::Right {
                warnings: judged.warnings,
                canonical: text.into_owned(),
            },
            Err(fault) => Outcome::Wrong {
                message: self.message(fault, &text, called),
                suggestion: self.suggestion(&text, today),
            },
        }
    }

    /// Checks an identifier that is already in the form in which it is kept. Nothing is repaired.
    #[must_use]
    pub fn check(&self, canonical: &str, today: Date) -> Outcome {
        match self.judge(canonical, today) {
            Ok(judged) => Outcome::Right {
                warnings: judged.warnings,
                canonical: canonical.to_owned(),
            },
            Err(fault) => wrong(self.message(fault, canonical, &the(&self.called))),
        }
    }

    fn message(&self, fault: Fault, text: &str, called: &str) -> String {
        match fault {
            Fault::Shape => self.shape_message(text, called),
            Fault::Said(message) => message,
        }
    }

    /// Tries the shapes in order: the first that has nothing against it counts, else the first complaint.
    pub(super) fn judge<'t>(&'t self, text: &'t str, today: Date) -> Result<Judged<'t>, Fault> {
        let mut first = None;
        for shape in self.shapes.iter().filter(|shape| shape.counts_on(today)) {
            let Some(texts) = shape.fit(text) else {
                continue;
            };
            match self.judge_shape(shape, &texts, today) {
                Ok(judged) => return Ok(judged),
                Err(fault) => first = first.or(Some(fault)),
            }
        }
        Err(first.unwrap_or(Fault::Shape))
    }

    fn judge_shape<'t>(
        &'t self,
        shape: &'t Shape,
        texts: &[&'t str],
        today: Date,
    ) -> Result<Judged<'t>, Fault> {
        let mut named = vec![None; self.names.len()];
        let mut warnings = Vec::new();
        let pieces = shape.pieces.iter().zip(&shape.places).zip(&shape.inside);
        for (((piece, place), inside), text) in pieces.zip(texts) {
            if let Some(slot) = place.and_then(|place| named.get_mut(place)) {
                *slot = Some(*text);
            }
            match &piece.takes {
                Takes::Row(list) if !counts_on(list, text, today) => return Err(Fault::Shape),
                Takes::Type(other) => {
                    let judged = other.judge(text, today)?;
                    warnings.extend(judged.warnings);
                    for (there, here) in inside {
                        if let Some(slot) = named.get_mut(*here) {
                            *slot = judged.texts.get(*there).copied().flatten();
                        }
                    }
                }
                _ => {}
            }
        }
        let weights = shape.weights.as_ref();
        let facts = Pieces {
            names: &self.names,
            counting: &self.counting,
            texts: named,
            sum: weights.and_then(|weights| {
                let weighed = weights.pieces.iter().filter_map(|piece| texts.get(*piece));
                weights.sum(weighed.copied(), &self.counting)
            }),
            today,
            calendar: &self.calendar,
        };
        for rule in shape.rules.iter().chain(&self.rules) {
            match rule.judge(&facts) {
                Said::Nothing => {}
                Said::Warning(warning) => warnings.push(warning),
                Said::Wrong(message) => return Err(Fault::Said(message)),
            }
        }
        if let Some(check) = shape
            .check
            .as_ref()
            .filter(|check| !check.passes(texts, &facts))
        {
            let message = check.says.fill(&facts);
            if !check.warning {
                return Err(Fault::Said(message));
            }
            warnings.push(message);
        }
        Ok(Judged {
            texts: facts.texts,
            warnings,
        })
    }
}

/// Whether a row of this code counts on `today`.
fn counts_on(list: &List, text: &str, today: Date) -> bool {
    let mut rows = list.rows.iter();
    rows.any(|row| code(row) == text && row.is_valid(today))
}

pub(super) fn wrong(message: String) -> Outcome {
    Outcome::Wrong {
        message,
        suggestion: None,
    }
}
