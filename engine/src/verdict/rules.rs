//! Rules: what must hold between answers, each with its sentence.

use super::walk::{Order, Screen, Walk, at, path};
use super::{AnswerPath, Place, Standing, Warning, Wrong};
use crate::catalogue::{Item, Rule};
use crate::condition::{Truth, Value};
use crate::name::QuestionName;

/// What a rule is about.
struct About {
    place: Place,
    path: Option<AnswerPath>,
    order: Order,
}

impl<'a> Walk<'a> {
    /// Applies the rules of a page: those of each question whose answer is right so far, then the page's own.
    pub(super) fn judge(&mut self, screen: Screen<'a>) {
        for (position, item) in screen.page.items.iter().enumerate() {
            let Item::Question(question) = item else {
                continue;
            };
            if question.rules.is_empty()
                || !matches!(self.standing(question), Standing::Right | Standing::Blank)
            {
                continue;
            }
            let about = || About {
                place: screen.place,
                path: Some(path(screen, &question.name)),
                order: at(screen.order, position),
            };
            if self.apply(&question.rules, about) {
                self.set(question, Value::Unknown, Standing::Wrong);
            }
        }
        let about = || About {
            place: screen.place,
            path: None,
            order: at(screen.order, usize::MAX),
        };
        self.apply(&screen.page.rules, about);
    }

    /// Applies the rules of the form as a whole.
    pub(super) fn judge_form(&mut self) {
        let about = || About {
            place: Place::Check,
            path: None,
            order: (usize::MAX, 0, 0, 0),
        };
        let form = self.form;
        self.apply(&form.rules, about);
    }

    /// Applies rules in order; the first that fails speaks. Warnings are said only where nothing failed.
    fn apply(&mut self, rules: &[Rule], about: impl Fn() -> About) -> bool {
        let failed = rules.iter().find(|rule| {
            !rule.warning
                && self.truth(Some(&rule.test)) == Truth::False
                && self.truth(rule.show_when.as_ref()) == Truth::True
        });
        if let Some(rule) = failed {
            let About { place, path, order } = about();
            let wrong = Wrong {
                place,
                path,
                part: None,
                message: rule.says.fill(&self.facts),
                suggestion: None,
                missing: false,
                rule: Some(rule.span),
            };
            self.wrong.push((order, wrong));
            return true;
        }
        for rule in rules.iter().filter(|rule| rule.warning) {
            if self.truth(Some(&rule.test)) == Truth::True
                && self.truth(rule.show_when.as_ref()) == Truth::True
            {
                let About { place, path, order } = about();
                let message = rule.says.fill(&self.facts);
                let warning = Warning {
                    place,
                    path,
                    message,
                    rule: Some(rule.span),
                };
                self.warnings.push((order, warning));
            }
        }
        false
    }

    /// Keeps something unusual about an answer.
    pub(super) fn warn(
        &mut self,
        screen: Screen<'a>,
        position: usize,
        name: Option<&QuestionName>,
        message: String,
    ) {
        let warning = Warning {
            place: screen.place,
            path: name.map(|name| path(screen, name)),
            message,
            rule: None,
        };
        self.warnings.push((at(screen.order, position), warning));
    }
}
