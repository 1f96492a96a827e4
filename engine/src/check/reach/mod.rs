//! What plainly nothing reaches: sections, pages, questions, texts and options whose conditions cannot all hold, and whatever
//! stands behind a page where the form always ends.
//!
//! Only what is certain is said. A condition counts here when it is about choices, yes or no, and numbers or dates beside
//! written ones; anything else is taken to be possible. The proof over a whole form (each message reachable and with an example
//! that reaches it, no rule that refuses every answer, no path without an end) belongs beside this module: it needs the
//! same [`demand`] and [`search`], over every path at once and with a budget that is spoken of when it runs out.

mod demand;
mod search;

#[cfg(test)]
mod tests;

use crate::catalogue::{Form, Item, Page, Section};
use crate::condition::Expr;
use crate::declare::Problems;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::question::Kind;
use crate::source::Span;
use demand::Demand;
use std::ops::ControlFlow;

/// The walk over the form: what must hold where it stands.
struct Walk<'a> {
    form: &'a Form,
    /// The section that repeats around it.
    repeat: Option<usize>,
    demands: Vec<Demand<'a>>,
    problems: &'a mut Problems,
}

/// Reports whatever can never be there, the outermost only.
pub(crate) fn check(form: &Form, problems: &mut Problems) {
    let mut walk = Walk {
        form,
        repeat: None,
        demands: Vec::new(),
        problems,
    };
    for (index, section) in form.sections.iter().enumerate() {
        if walk.section(index, section).is_break() {
            return; // nothing behind it is reached either, and that was said
        }
    }
}

impl<'a> Walk<'a> {
    fn section(&mut self, index: usize, section: &'a Section) -> ControlFlow<()> {
        self.repeat = section.repeat.as_ref().map(|_| index);
        let before = self.demands.len();
        let what = format!("the section `{}`", section.name);
        let mut stops = Vec::new();
        if self.holds(section.show_when.as_ref(), &what)? {
            for page in &section.pages {
                let outside = self.demands.len();
                let what = format!("the page `{}`", page.name);
                let there = match page.show_when.as_ref() {
                    Some(condition) => self.holds(Some(condition), &what)?,
                    None => self.reached(page, &what)?,
                };
                if there {
                    self.items(page)?;
                }
                self.demands.truncate(outside);
                // A stop inside a repeat ends the form only when there is an item.
                if page.stop && section.repeat.is_none() {
                    let conditions = section.show_when.iter().chain(&page.show_when);
                    stops.push(Demand::NotAll(conditions.collect(), page.span));
                    self.demands.extend(stops.last().cloned());
                }
            }
        }
        self.demands.truncate(before);
        self.demands.append(&mut stops);
        ControlFlow::Continue(())
    }

    fn items(&mut self, page: &'a Page) -> ControlFlow<()> {
        for item in &page.items {
            let outside = self.demands.len();
            match item {
                Item::Text { show_when, .. } => {
                    self.holds(show_when.as_ref(), "this text")?;
                }
                Item::Question(question) => {
                    let what = format!("the question `{}`", question.name);
                    if self.holds(question.show_when.as_ref(), &what)?
                        && let Kind::Choice(choice) = &question.kind
                    {
                        for option in &choice.options {
                            let inside = self.demands.len();
                            let what = format!("the option `{}`", option.name);
                            self.holds(option.show_when.as_ref(), &what)?;
                            self.demands.truncate(inside);
                        }
                    }
                }
            }
            self.demands.truncate(outside);
        }
        ControlFlow::Continue(())
    }

    /// Adds a condition to what must hold; whether it can, with all that must hold around it.
    fn holds(&mut self, condition: Option<&'a Expr>, what: &str) -> ControlFlow<(), bool> {
        let Some(condition) = condition else {
            return ControlFlow::Continue(true);
        };
        self.demands
            .extend(condition.conjuncts().into_iter().map(Demand::Holds));
        match search::conflict(self.form, self.repeat, &self.demands) {
            None => ControlFlow::Continue(true),
            Some(conflict) => self.report(condition.span, what, &conflict),
        }
    }

    /// A page without a condition of its own may still stand behind a page where the form always ends.
    fn reached(&mut self, page: &'a Page, what: &str) -> ControlFlow<(), bool> {
        if !self
            .demands
            .iter()
            .any(|demand| matches!(demand, Demand::NotAll(..)))
        {
            return ControlFlow::Continue(true);
        }
        match search::conflict(self.form, self.repeat, &self.demands) {
            None => ControlFlow::Continue(true),
            Some(conflict) => self.report(page.span, what, &conflict),
        }
    }

    fn report(&mut self, span: Span, what: &str, conflict: &[Demand<'a>]) -> ControlFlow<(), bool> {
        let ends = conflict
            .iter()
            .all(|demand| matches!(demand, Demand::NotAll(..)));
        let message = match ends {
            true => format!("{what} is never reached: the form always ends before it"),
            false if conflict.iter().all(|demand| span.covers(demand.span())) => {
                format!("{what} is never reached: its condition can never hold")
            }
            false => format!(
                "{what} is never reached: its condition cannot hold together with what is marked"
            ),
        };
        let mut problem = Diagnostic::new(codes::NEVER_SHOWN, span, message);
        for demand in conflict.iter().filter(|demand| !span.covers(demand.span())) {
            problem = problem.related(demand.span(), demand.says());
        }
        let help = match ends {
            true => {
                "give the page where the form ends a `show when:`, or delete what stands behind it"
            }
            false => "mend one of the conditions, or delete what they show",
        };
        self.problems.push(problem.help(help));
        if ends {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(false)
        }
    }
}
