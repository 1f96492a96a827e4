//! Numbers and dates that are worked out.

use super::super::expr::{Expr, Op};
use super::super::syntax::{Arithmetic, Syntax, Unit};
use super::super::types::Type;
use super::{Checked, Checker};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;
use crate::source::Span;

impl Checker<'_> {
    pub(super) fn arithmetic(
        &mut self,
        how: Arithmetic,
        left: &Syntax,
        right: &Syntax,
        span: Span,
    ) -> Checked {
        let (left, right) = (self.expr(left, None), self.expr(right, None));
        let (left, right) = (left?, right?);
        let Some(ty) = worked_out(&left.ty, how, &right.ty) else {
            let message = format!(
                "{} and {} cannot be worked out together",
                left.ty.describe(),
                right.ty.describe()
            );
            let problem = Diagnostic::new(codes::WRONG_TYPE, span, message);
            let dates = matches!(left.ty, Type::Date) || matches!(right.ty, Type::Date);
            return self.fail(if dates {
                problem.help("say `10 days after d`, `3 months before d`")
            } else {
                problem
            });
        };
        let op = Op::Arithmetic(how, Box::new(left), Box::new(right));
        Some(Expr { ty, span, op })
    }

    pub(super) fn shift(
        &mut self,
        count: &Syntax,
        unit: Unit,
        after: bool,
        from: &Syntax,
        span: Span,
    ) -> Checked {
        let count = self.fitting(count, &Type::Number);
        let from = self.fitting(from, &Type::Date);
        let op = Op::Shift {
            count: Box::new(count?),
            unit,
            after,
            from: Box::new(from?),
        };
        Some(Expr {
            ty: Type::Date,
            span,
            op,
        })
    }

    pub(super) fn extreme(&mut self, latest: bool, items: &[Syntax], span: Span) -> Checked {
        let fitting = |item| self.fitting(item, &Type::Date);
        let items: Vec<Checked> = items.iter().map(fitting).collect();
        let items = items.into_iter().collect::<Option<_>>()?;
        Some(Expr {
            ty: Type::Date,
            span,
            op: Op::Extreme(latest, items),
        })
    }

    pub(super) fn length(&mut self, part: &Syntax, span: Span) -> Checked {
        let words = self.source(part);
        let part = self.expr(part, None)?;
        if !matches!(part.ty, Type::Text | Type::Several(_) | Type::Wrong) {
            let message = format!(
                "`{words}` is {}: only a text and several options have a length",
                part.ty.describe()
            );
            return self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message));
        }
        Some(Expr {
            ty: Type::Number,
            span,
            op: Op::Length(Box::new(part)),
        })
    }
}

/// What two types make together; `None` where they make nothing. A bare number beside money is an amount: `fee + 10`.
fn worked_out(left: &Type, how: Arithmetic, right: &Type) -> Option<Type> {
    use Arithmetic::{Add, Divide, Modulo, Multiply, Subtract};
    Some(match (left, how, right) {
        (Type::Wrong, ..) | (.., Type::Wrong) => Type::Wrong,
        (Type::Number, _, Type::Number) | (Type::Money, Divide, Type::Money) => Type::Number,
        (Type::Money, Add | Subtract | Modulo, Type::Money)
        | (Type::Money, _, Type::Number)
        | (Type::Number, Add | Subtract | Multiply, Type::Money) => Type::Money,
        _ => return None,
    })
}
