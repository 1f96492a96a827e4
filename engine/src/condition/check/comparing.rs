//! Comparisons: both sides must be of one kind.

use super::super::expr::{Expr, Op};
use super::super::syntax::{Compare, Includes, Node, Syntax};
use super::super::types::{Binding, Lookup, Type};
use super::Checker;
use crate::catalogue::List;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;
use crate::source::Span;
use std::sync::Arc;

impl Checker<'_> {
    pub(super) fn compare(&mut self, how: Compare, left: &Syntax, right: &Syntax) -> Option<Op> {
        let left_expr = self.expr(left, None)?;
        self.comparable(&left_expr, left)?;
        let right_expr = self.expr(right, Some(&left_expr.ty))?;
        match how {
            Compare::Is | Compare::IsNot => {
                self.alike(&left_expr, &right_expr, &self.source(right))?;
            }
            _ => self.ordered(&left_expr.ty, &right_expr.ty, right_expr.span)?,
        }
        Some(Op::Compare(how, Box::new(left_expr), Box::new(right_expr)))
    }

    /// `is before` and its like, which only dates have.
    pub(super) fn compare_dates(
        &mut self,
        how: Compare,
        left: &Syntax,
        right: &Syntax,
        span: Span,
    ) -> Option<Op> {
        let compared = self.compare(how, left, right)?;
        let Op::Compare(_, found, _) = &compared else {
            return Some(compared);
        };
        if matches!(found.ty, Type::Date | Type::Month | Type::Wrong) {
            return Some(compared);
        }
        let say = match how {
            Compare::Less => "is less than",
            Compare::AtMost => "is at most",
            Compare::AtLeast => "is at least",
            _ => "is more than",
        };
        let message = format!(
            "`{}` is {}: only dates come before and after one another",
            self.source(left),
            found.ty.describe()
        );
        self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message).help(format!("say `{say}`")))
    }

    /// Refuses a condition on the left of `is`: it stands by itself.
    fn comparable(&mut self, left: &Expr, syntax: &Syntax) -> Option<()> {
        if !matches!(left.ty, Type::Truth) {
            return Some(());
        }
        let words = self.source(syntax);
        let message = format!("`{words}` is a condition, which is compared with nothing");
        let help = format!("leave the rest out: `{words}`, or `not ({words})`");
        self.fail(Diagnostic::new(codes::WRONG_TYPE, left.span, message).help(help))
    }

    /// Whether two sides can be the same.
    fn alike(&mut self, left: &Expr, right: &Expr, words: &str) -> Option<()> {
        let several = matches!(left.ty, Type::Several(_));
        if !several && left.ty.compares() && either_fits(&left.ty, &right.ty) {
            return Some(());
        }
        let message = format!(
            "{} cannot be compared with {}",
            left.ty.describe(),
            right.ty.describe()
        );
        let problem = Diagnostic::new(codes::WRONG_TYPE, right.span, message);
        self.fail(match (&left.ty, &right.ty) {
            (Type::Several(_), _) => problem.help(format!(
                "several options may be chosen: say `includes {words}`"
            )),
            (Type::Opaque | Type::Files | Type::Collection(_) | Type::Entry(_), _) => {
                problem.help("the only question about it is `is answered`")
            }
            (Type::Number | Type::Money | Type::Date, Type::Text) => {
                problem.help("write it without quotes")
            }
            (Type::Text, Type::Number | Type::Date) => {
                problem.help(format!("text stands in double quotes: `\"{words}\"`"))
            }
            _ => problem,
        })
    }

    /// Whether two sides can be more or less.
    fn ordered(&mut self, left: &Type, right: &Type, span: Span) -> Option<()> {
        if left.has_order() && either_fits(left, right) {
            return Some(());
        }
        let message = if left.has_order() {
            format!(
                "{} cannot be compared with {}",
                left.describe(),
                right.describe()
            )
        } else {
            format!(
                "{} has no more or less: only numbers, money and dates have",
                left.describe()
            )
        };
        self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message))
    }

    pub(super) fn between(
        &mut self,
        value: &Syntax,
        low: &Syntax,
        high: &Syntax,
        span: Span,
    ) -> Option<Op> {
        let value = self.expr(value, None)?;
        self.ordered(&value.ty, &value.ty, span)?;
        let (low, high) = (self.fitting(low, &value.ty), self.fitting(high, &value.ty));
        Some(Op::Between(Box::new([value, low?, high?])))
    }

    /// The list behind `one of`.
    pub(super) fn list(&mut self, name: &Syntax) -> Option<Arc<List>> {
        let words = self.source(name);
        let found = match &*name.node {
            Node::Name(path) if path.len() == 1 => self.scope.list(&words),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        let unreadable = matches!(
            self.scope.look_up(&[words.as_str()], self.span(name)),
            Lookup::Found(Binding {
                ty: Type::Wrong,
                ..
            })
        );
        if unreadable {
            return None; // that was said where it is declared
        }
        let message = format!("there is no list `{words}`");
        let problem = Diagnostic::new(codes::NO_SUCH_NAME, self.span(name), message);
        self.fail(problem.help(format!("options stand in brackets: `is one of ({words})`")))
    }

    /// `left is one of LIST`: the rows are compared by their names.
    pub(super) fn row_of(&mut self, left: Expr, list: Arc<List>, yes: bool) -> Option<Op> {
        let named = matches!(
            left.ty,
            Type::Text | Type::Number | Type::Choice(_) | Type::Wrong
        );
        if named {
            return Some(Op::RowOf(Box::new(left), list, yes));
        }
        let message = format!(
            "{} cannot be a row of the list `{}`",
            left.ty.describe(),
            list.name
        );
        self.fail(Diagnostic::new(codes::WRONG_TYPE, left.span, message))
    }

    /// The options behind `one of`.
    pub(super) fn options(&mut self, left: &Expr, options: &[Syntax]) -> Option<Vec<Expr>> {
        let mut checked = Vec::new();
        for option in options {
            let words = self.source(option);
            let expr = self.expr(option, Some(&left.ty));
            checked.push(expr.and_then(|expr| self.alike(left, &expr, &words).map(|()| expr)));
        }
        checked.into_iter().collect()
    }

    pub(super) fn includes(
        &mut self,
        left: &Syntax,
        how: Includes,
        options: &[Syntax],
    ) -> Option<Op> {
        let words = self.source(left);
        let left = self.expr(left, None)?;
        let one = match &left.ty {
            Type::Several(choices) => Type::Choice(choices.clone()),
            Type::Wrong => Type::Wrong,
            other => {
                let message = format!(
                    "`{words}` is {}: only a question with several options `includes` some",
                    other.describe()
                );
                let problem = Diagnostic::new(codes::WRONG_TYPE, left.span, message);
                return self.fail(problem.help("say `is`"));
            }
        };
        let fitting = |option| self.fitting(option, &one);
        let options: Vec<Option<Expr>> = options.iter().map(fitting).collect();
        let options = options.into_iter().collect::<Option<_>>()?;
        Some(Op::Includes(Box::new(left), how, options))
    }
}

/// Whether one of two types can stand where the other is: a bare number beside money is an amount, on either side.
fn either_fits(left: &Type, right: &Type) -> bool {
    right.fits(left) || left.fits(right)
}
