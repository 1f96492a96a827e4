//! [`Syntax`] into [`Expr`]: names are looked up, types must fit. What is wrong is said in words.

mod collections;
mod comparing;
mod names;
mod working;

use super::expr::{Expr, Op, Place};
use super::parse::parse;
use super::syntax::{Node, Syntax};
use super::types::{Record, Scope, Type, Wanted};
use super::value::Value;
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;
use crate::source::Span;
use std::sync::Arc;

/// Reads an expression and checks it. `None` when something is wrong; it was reported.
pub(crate) fn compile(
    written: &Written,
    scope: &dyn Scope,
    wanted: &Wanted,
    problems: &mut Problems,
) -> Option<Expr> {
    let syntax = parse(written, problems)?;
    let mut checker = Checker {
        written,
        scope,
        its: Vec::new(),
        problems,
    };
    match wanted {
        Wanted::Truth => checker.truth(&syntax),
        Wanted::Any => checker.expr(&syntax, None),
        Wanted::Type(ty) => checker.fitting(&syntax, ty),
    }
}

struct Checker<'a> {
    written: &'a Written,
    scope: &'a dyn Scope,
    /// The entries that `its` can mean, the innermost last.
    its: Vec<Arc<Record>>,
    problems: &'a mut Problems,
}

type Checked = Option<Expr>;

impl Checker<'_> {
    /// A condition.
    fn truth(&mut self, syntax: &Syntax) -> Checked {
        let expr = self.expr(syntax, None)?;
        let words = self.source(syntax);
        let problem = match &expr.ty {
            Type::Truth | Type::Wrong => return Some(expr),
            Type::YesNo => {
                let message = format!("`{words}` is a yes or no, so say which");
                let better = format!("{words} is yes");
                Diagnostic::new(codes::NO_CONDITION, expr.span, message)
                    .label(format!("`{better}`?"))
                    .suggest(expr.span, better)
            }
            other => {
                let message = format!(
                    "`{words}` is {}, and a condition is needed here",
                    other.describe()
                );
                Diagnostic::new(codes::NO_CONDITION, expr.span, message).help(format!(
                    "say what must hold, for example `{words} is answered`"
                ))
            }
        };
        self.fail(problem)
    }

    fn truths(&mut self, parts: &[Syntax]) -> Option<Vec<Expr>> {
        // Each is checked, so that each is reported, before one that is wrong ends the whole.
        let parts: Vec<Checked> = parts.iter().map(|part| self.truth(part)).collect();
        parts.into_iter().collect()
    }

    /// A value that fits `ty`, where an option may be written as its bare name.
    fn fitting(&mut self, syntax: &Syntax, ty: &Type) -> Checked {
        let expr = self.expr(syntax, Some(ty))?;
        if expr.ty.fits(ty) {
            return Some(expr);
        }
        let message = format!(
            "{} is needed here, and `{}` is {}",
            ty.describe(),
            self.source(syntax),
            expr.ty.describe()
        );
        self.fail(Diagnostic::new(codes::WRONG_TYPE, expr.span, message))
    }

    /// Any expression. `beside` is the type of the other side, which says what a bare word can mean.
    fn expr(&mut self, syntax: &Syntax, beside: Option<&Type>) -> Checked {
        let span = self.span(syntax);
        let made = |ty: Type, op: Op| Some(Expr { ty, span, op });
        match &*syntax.node {
            Node::Number(number) => made(Type::Number, Op::Literal(Value::Number(*number))),
            Node::Date(date) => made(Type::Date, Op::Literal(Value::Date(*date))),
            Node::Text(text) => made(Type::Text, Op::Literal(Value::Text(text.as_str().into()))),
            Node::Today => made(Type::Date, Op::Read(Place::Today, "today".to_owned())),
            Node::Name(path) => self.name(path, syntax, beside),
            Node::Its(field) => self.its(field, span),
            Node::On(cell, day) => self.on(cell, day, span),
            Node::Arithmetic(how, left, right) => self.arithmetic(*how, left, right, span),
            Node::Shift {
                count,
                unit,
                after,
                from,
            } => self.shift(count, *unit, *after, from, span),
            Node::Length(part) => self.length(part, span),
            Node::Extreme(latest, items) => self.extreme(*latest, items, span),
            Node::Count(collection) => made(Type::Number, Op::Count(self.collection(collection)?)),
            Node::Over(over, collection, field) => self.over(*over, collection, field, span),
            Node::Filter(..) => {
                let message = "a list of things is no condition by itself";
                let problem = Diagnostic::new(codes::NO_CONDITION, span, message);
                self.fail(problem.help("say `any of`, `no` or `number of` in front of it"))
            }
            _ => {
                let op = self.condition(syntax, span)?;
                made(Type::Truth, op)
            }
        }
    }

    /// What is true or false in itself.
    fn condition(&mut self, syntax: &Syntax, span: Span) -> Option<Op> {
        Some(match &*syntax.node {
            Node::And(parts) => Op::And(self.truths(parts)?),
            Node::Or(parts) => Op::Or(self.truths(parts)?),
            Node::Not(part) => Op::Not(Box::new(self.truth(part)?)),
            Node::Answered(part, yes) => Op::Answered(Box::new(self.expr(part, None)?), *yes),
            Node::Compare(how, left, right) => self.compare(*how, left, right)?,
            Node::CompareDates(how, left, right) => self.compare_dates(*how, left, right, span)?,
            Node::OneOf(left, options, yes) => {
                let left = self.expr(left, None)?;
                let options = self.options(&left, options)?;
                Op::OneOf(Box::new(left), options, *yes)
            }
            Node::RowOf(left, list, yes) => {
                let left = self.expr(left, None)?;
                let list = self.list(list)?;
                self.row_of(left, list, *yes)?
            }
            Node::Between(value, low, high) => self.between(value, low, high, span)?,
            Node::Includes(left, how, options) => self.includes(left, *how, options)?,
            Node::Some(quantity, collection) => Op::Some(*quantity, self.collection(collection)?),
            Node::Every(collection, condition) => {
                let collection = self.collection(collection)?;
                let condition = self.of_entry(&collection.record, condition)?;
                Op::Every(collection, Box::new(condition))
            }
            Node::Live(day) => {
                let record = self.live_record(span)?;
                let day = match day {
                    Some(day) => Some(Box::new(self.fitting(day, &Type::Date)?)),
                    None => None,
                };
                Op::Live(record, day)
            }
            Node::Overlaps(first, last) => {
                let record = self.live_record(span)?;
                let first = self.fitting(first, &Type::Date);
                let last = self.fitting(last, &Type::Date);
                Op::Overlaps(record, Box::new(first?), Box::new(last?))
            }
            _ => return None, // a value, which `expr` knows
        })
    }

    fn span(&self, syntax: &Syntax) -> Span {
        self.written.part(syntax.from, syntax.to)
    }

    fn source(&self, syntax: &Syntax) -> String {
        let text = self.written.text.get(syntax.from..syntax.to);
        text.unwrap_or("").to_owned()
    }

    fn fail<T>(&mut self, problem: Diagnostic) -> Option<T> {
        self.problems.push(problem);
        None
    }
}
