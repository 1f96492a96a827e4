//! Names: what is looked up, options, columns of lists.

use super::super::expr::{Expr, Op, Place};
use super::super::syntax::Syntax;
use super::super::types::{Binding, Lookup, Type};
use super::super::words;
use super::{Checked, Checker};
use crate::catalogue::List;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{condition as codes, form as form_codes};
use crate::source::Span;
use std::sync::Arc;

impl Checker<'_> {
    pub(super) fn name(
        &mut self,
        path: &[String],
        syntax: &Syntax,
        beside: Option<&Type>,
    ) -> Checked {
        let span = self.span(syntax);
        if let ([word], Some(beside)) = (path, beside)
            && let Some(option) = self.option(word, beside, span)
        {
            return option;
        }
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        for length in (1..=names.len()).rev() {
            let (head, rest) = names.split_at(length);
            match self.scope.look_up(head, span) {
                Lookup::Found(binding) => return self.columns(binding, rest, span),
                Lookup::Refused(problem) => return self.fail(*problem),
                Lookup::Missing => {}
            }
        }
        if let ([_], Some(Type::Wrong)) = (path, beside) {
            return Some(nothing(span)); // an option of something that could not be read
        }
        let written = path.join(".");
        let known = self.scope.names();
        let message = format!("nothing is called `{written}` here");
        let problem = Diagnostic::new(codes::NO_SUCH_NAME, span, message);
        let problem = match (beside, written.as_str()) {
            (Some(Type::Text), _) => problem.help(format!(
                "text to compare with stands in double quotes: `\"{written}\"`"
            )),
            (_, "true" | "false") => problem.help("say `is yes` or `is no`"),
            _ => problem,
        };
        self.fail(problem.did_you_mean(&written, known.iter().map(String::as_str)))
    }

    /// A bare word beside a choice or a yes or no. `None` when the word may still be a name.
    fn option(&mut self, word: &str, beside: &Type, span: Span) -> Option<Checked> {
        let choices: Vec<(&str, &str)> = match beside {
            Type::Choice(choices) | Type::Several(choices) => choices
                .options
                .iter()
                .map(|(name, label)| (name.as_str(), label.as_str()))
                .collect(),
            Type::YesNo => vec![("yes", "Yes"), ("no", "No")],
            _ => return None,
        };
        if let Some((name, label)) = choices.iter().find(|(name, _)| *name == word) {
            let op = match beside {
                Type::YesNo => Op::YesNo(word == "yes"),
                _ => Op::Option((*name).into(), (*label).to_owned()),
            };
            let ty = beside.one();
            return Some(Some(Expr { ty, span, op }));
        }
        if !matches!(self.scope.look_up(&[word], span), Lookup::Missing) {
            return None;
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let message = format!("there is no option `{word}`");
        let problem = Diagnostic::new(codes::NO_SUCH_OPTION, span, message);
        let help = match names.len() {
            0..=12 => format!("the options are {}", words::listed(&names, "and")),
            more => format!("there are {more} options; see the list they come from"),
        };
        Some(self.fail(problem.did_you_mean(word, names).help(help)))
    }

    /// What is left of a dotted name after a binding: a column of the list behind a choice.
    pub(super) fn columns(&mut self, binding: Binding, rest: &[&str], span: Span) -> Checked {
        if matches!(binding.ty, Type::Secret) {
            let message = format!(
                "{} is a secret, and nothing can be made of it",
                binding.called
            );
            let problem = Diagnostic::new(form_codes::SECRET, span, message);
            let help = "leave it out: it is kept as a hash, and is neither compared nor printed";
            return self.fail(problem.help(help));
        }
        let expr = Expr {
            ty: binding.ty,
            span,
            op: Op::Read(binding.place, binding.called),
        };
        let [column] = rest else {
            if rest.is_empty() || matches!(expr.ty, Type::Wrong) {
                return Some(expr);
            }
            let message = format!("`{}` goes too deep", rest.join("."));
            return self.fail(Diagnostic::new(codes::NO_SUCH_NAME, span, message));
        };
        let list: Option<&Arc<List>> = match &expr.ty {
            Type::Choice(choices) => choices.list.as_ref(),
            Type::Wrong => return Some(expr),
            _ => None,
        };
        let Some(list) = list.cloned() else {
            let message = format!(
                "{} has no `.{column}`: only a choice from a list has columns",
                expr.ty.describe()
            );
            return self.fail(Diagnostic::new(codes::NO_SUCH_NAME, span, message));
        };
        let Some(position) = list.column(column) else {
            let message = format!("the list `{}` has no column `{column}`", list.name);
            let known: Vec<&str> = list
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .collect();
            return self.fail(
                Diagnostic::new(codes::NO_SUCH_NAME, span, message).did_you_mean(column, known),
            );
        };
        let ty = list
            .columns
            .get(position)
            .map_or(Type::Wrong, |column| column.ty.clone());
        Some(Expr {
            ty,
            span,
            op: Op::Column {
                of: Box::new(expr),
                list,
                column: position,
                on: None,
            },
        })
    }

    pub(super) fn on(&mut self, cell: &Syntax, day: &Syntax, span: Span) -> Checked {
        let cell = self.expr(cell, None)?;
        let on = Box::new(self.fitting(day, &Type::Date)?);
        let op = match cell.op {
            Op::Column {
                of, list, column, ..
            } => Op::Column {
                of,
                list,
                column,
                on: Some(on),
            },
            Op::Read(Place::Cell { list, row, column }, _) => Op::CellOn {
                list,
                row,
                column,
                on,
            },
            _ if matches!(cell.ty, Type::Wrong) => return Some(nothing(span)),
            _ => {
                let message = "only a value from a list can be asked for `on` a day";
                return self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message));
            }
        };
        Some(Expr {
            ty: cell.ty,
            span,
            op,
        })
    }
}

/// What stands for something whose own declaration was wrong, which was said there.
fn nothing(span: Span) -> Expr {
    let ty = Type::Wrong;
    let op = Op::YesNo(false);
    Expr { ty, span, op }
}
