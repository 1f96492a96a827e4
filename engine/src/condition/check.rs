//! [`Syntax`] into [`Expr`]: names are looked up, types must fit. What is wrong is said in words.

use super::expr::{Collection, Expr, Op, Place};
use super::parse::parse;
use super::syntax::{Arithmetic, Compare, Includes, Node, Over, Syntax, Unit};
use super::types::{Binding, Choices, Lookup, Record, Scope, Type, Wanted};
use super::value::Value;
use crate::catalogue::List;
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
    check(&syntax, written, scope, wanted, problems)
}

/// Checks what was read. `None` when something is wrong; it was reported.
pub(crate) fn check(
    syntax: &Syntax,
    written: &Written,
    scope: &dyn Scope,
    wanted: &Wanted,
    problems: &mut Problems,
) -> Option<Expr> {
    let mut checker = Checker {
        written,
        scope,
        its: Vec::new(),
        problems,
    };
    let expr = match wanted {
        Wanted::Truth => checker.truth(syntax)?,
        Wanted::Any => checker.expr(syntax, None)?,
        Wanted::Type(ty) => checker.fitting(syntax, ty)?,
    };
    Some(expr)
}

pub(super) struct Checker<'a> {
    written: &'a Written,
    scope: &'a dyn Scope,
    /// The entries that `its` can mean, the innermost last.
    its: Vec<Arc<Record>>,
    problems: &'a mut Problems,
}

type Checked = Option<Expr>;

impl Checker<'_> {
    fn span(&self, syntax: &Syntax) -> Span {
        self.written.part(syntax.from, syntax.to)
    }

    fn source(&self, syntax: &Syntax) -> String {
        self.written
            .text
            .get(syntax.from..syntax.to)
            .unwrap_or("")
            .to_owned()
    }

    fn fail(&mut self, problem: Diagnostic) -> Checked {
        self.problems.push(problem);
        None
    }

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
            Node::And(parts) => made(Type::Truth, Op::And(self.truths(parts)?)),
            Node::Or(parts) => made(Type::Truth, Op::Or(self.truths(parts)?)),
            Node::Not(part) => made(Type::Truth, Op::Not(Box::new(self.truth(part)?))),
            Node::Answered(part, yes) => {
                let part = self.expr(part, None)?;
                made(Type::Truth, Op::Answered(Box::new(part), *yes))
            }
            Node::Compare(how, left, right) => self.compare(*how, left, right, span),
            Node::OneOf(left, options, yes) => {
                let left = self.expr(left, None)?;
                let options = self.options(&left, options)?;
                made(Type::Truth, Op::OneOf(Box::new(left), options, *yes))
            }
            Node::Between(value, low, high) => {
                let value = self.expr(value, None)?;
                self.ordered(&value.ty, &value.ty, Compare::AtLeast, span)?;
                let (low, high) = (self.fitting(low, &value.ty), self.fitting(high, &value.ty));
                made(Type::Truth, Op::Between(Box::new([value, low?, high?])))
            }
            Node::Includes(left, how, options) => self.includes(left, *how, options, span),
            Node::Arithmetic(how, left, right) => self.arithmetic(*how, left, right, span),
            Node::Shift {
                count,
                unit,
                after,
                from,
            } => self.shift(count, *unit, *after, from, span),
            Node::Length(part) => self.length(part, span),
            Node::Extreme(latest, items) => {
                let items: Vec<Checked> = items
                    .iter()
                    .map(|item| self.fitting(item, &Type::Date))
                    .collect();
                made(
                    Type::Date,
                    Op::Extreme(*latest, items.into_iter().collect::<Option<_>>()?),
                )
            }
            Node::Count(collection) => made(Type::Number, Op::Count(self.collection(collection)?)),
            Node::Over(over, collection, field) => self.over(*over, collection, field, span),
            Node::Filter(..) => {
                let problem = Diagnostic::new(
                    codes::NO_CONDITION,
                    span,
                    "a list of things is no condition by itself",
                );
                self.fail(problem.help("say `any of`, `no` or `number of` in front of it"))
            }
            Node::Some(quantity, collection) => made(
                Type::Truth,
                Op::Some(*quantity, self.collection(collection)?),
            ),
            Node::Every(collection, condition) => {
                let collection = self.collection(collection)?;
                self.its.push(collection.record.clone());
                let condition = self.truth(condition);
                self.its.pop();
                made(Type::Truth, Op::Every(collection, Box::new(condition?)))
            }
            Node::Live(day) => {
                let record = self.live_record(span)?;
                let day = day
                    .as_ref()
                    .map(|day| self.fitting(day, &Type::Date))
                    .map_or(Some(None), |day| day.map(Some))?;
                made(Type::Truth, Op::Live(record, day.map(Box::new)))
            }
            Node::Overlaps(first, last) => {
                let record = self.live_record(span)?;
                let (first, last) = (
                    self.fitting(first, &Type::Date),
                    self.fitting(last, &Type::Date),
                );
                made(
                    Type::Truth,
                    Op::Overlaps(record, Box::new(first?), Box::new(last?)),
                )
            }
            Node::On(cell, day) => self.on(cell, day, span),
        }
    }

    fn truths(&mut self, parts: &[Syntax]) -> Option<Vec<Expr>> {
        // Each is checked, so that each is reported, before one that is wrong ends the whole.
        let parts: Vec<Checked> = parts.iter().map(|part| self.truth(part)).collect();
        parts.into_iter().collect()
    }

    // --- names ---------------------------------------------------------------------------------------------------

    fn name(&mut self, path: &[String], syntax: &Syntax, beside: Option<&Type>) -> Checked {
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
        let written = path.join(".");
        let known = self.scope.names();
        let problem = match beside {
            Some(Type::Text) => Diagnostic::new(
                codes::NO_SUCH_NAME,
                span,
                format!("`{written}` is not a name here"),
            )
            .help(format!(
                "words to compare with stand in double quotes: `\"{written}\"`"
            )),
            _ => Diagnostic::new(
                codes::NO_SUCH_NAME,
                span,
                format!("nothing is called `{written}` here"),
            ),
        };
        self.fail(problem.did_you_mean(&written, known.iter().map(String::as_str)))
    }

    /// A bare word beside a choice or a yes or no. `None` when the word may still be a name.
    fn option(&mut self, word: &str, beside: &Type, span: Span) -> Option<Checked> {
        match beside {
            Type::YesNo if word == "yes" || word == "no" => Some(Some(Expr {
                ty: Type::YesNo,
                span,
                op: Op::YesNo(word == "yes"),
            })),
            Type::YesNo | Type::Choice(_) | Type::Several(_) => {
                let choices: Vec<(&str, &str)> = match beside {
                    Type::Choice(choices) | Type::Several(choices) => choices
                        .options
                        .iter()
                        .map(|(name, label)| (name.as_str(), label.as_str()))
                        .collect(),
                    _ => vec![("yes", "Yes"), ("no", "No")],
                };
                if let Some((name, label)) = choices.iter().find(|(name, _)| *name == word) {
                    let ty = beside.one();
                    return Some(Some(Expr {
                        ty,
                        span,
                        op: Op::Option((*name).into(), (*label).to_owned()),
                    }));
                }
                if matches!(self.scope.look_up(&[word], span), Lookup::Found(_)) {
                    return None;
                }
                let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
                let message = format!("there is no option `{word}`");
                let problem = Diagnostic::new(codes::NO_SUCH_OPTION, span, message)
                    .did_you_mean(word, names.iter().copied());
                let help = match names.len() {
                    0..=12 => format!("the options are {}", super::words::listed(&names, "and")),
                    more => format!("there are {more} options; see the list they come from"),
                };
                Some(self.fail(problem.help(help)))
            }
            _ => None,
        }
    }

    /// What is left of a dotted name after a binding: a column of the list behind a choice.
    fn columns(&mut self, binding: Binding, rest: &[&str], span: Span) -> Checked {
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

    fn its(&mut self, field: &str, span: Span) -> Checked {
        let Some(record) = self.its.last().cloned().or_else(|| self.scope.entry()) else {
            let message = "`its` means an entry of a list of things, and there is none here";
            return self.fail(
                Diagnostic::new(codes::NO_SUCH_NAME, span, message)
                    .help("it is used behind `where` or `every`"),
            );
        };
        match record.fields.iter().position(|column| column.name == field) {
            Some(slot) => {
                let column = record.fields.get(slot)?;
                let called = format!("its {}", column.called);
                Some(Expr {
                    ty: column.ty.clone(),
                    span,
                    op: Op::Read(Place::Its(slot), called),
                })
            }
            None => {
                let known: Vec<&str> = record
                    .fields
                    .iter()
                    .map(|column| column.name.as_str())
                    .collect();
                let message = format!(
                    "{} has no field `{field}`",
                    super::words::article(&record.each)
                );
                self.fail(
                    Diagnostic::new(codes::NO_SUCH_NAME, span, message).did_you_mean(field, known),
                )
            }
        }
    }

    fn on(&mut self, cell: &Syntax, day: &Syntax, span: Span) -> Checked {
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

    // --- comparisons ---------------------------------------------------------------------------------------------

    fn compare(&mut self, how: Compare, left: &Syntax, right: &Syntax, span: Span) -> Checked {
        let left = self.expr(left, None)?;
        let right_expr = self.expr(right, Some(&left.ty))?;
        self.comparable(how, &left, &right_expr, self.source(right))?;
        Some(Expr {
            ty: Type::Truth,
            span,
            op: Op::Compare(how, Box::new(left), Box::new(right_expr)),
        })
    }

    fn comparable(&mut self, how: Compare, left: &Expr, right: &Expr, words: String) -> Option<()> {
        match how {
            Compare::Is | Compare::IsNot => {
                let several = matches!(left.ty, Type::Several(_));
                if !several && left.ty.compares() && right.ty.fits(&left.ty) {
                    return Some(());
                }
                let message = format!(
                    "{} cannot be compared with {}",
                    left.ty.describe(),
                    right.ty.describe()
                );
                let problem = Diagnostic::new(codes::WRONG_TYPE, right.span, message);
                let problem = match (&left.ty, &right.ty) {
                    (Type::Several(_), _) => problem.help(format!(
                        "several options may be chosen: say `includes {words}`"
                    )),
                    (Type::Number | Type::Money | Type::Date, Type::Text) => {
                        problem.help("write it without quotes")
                    }
                    (Type::Text, Type::Number | Type::Date) => {
                        problem.help(format!("words stand in double quotes: `\"{words}\"`"))
                    }
                    _ => problem,
                };
                self.problems.push(problem);
                None
            }
            _ => self.ordered(&left.ty, &right.ty, how, right.span),
        }
    }

    fn ordered(&mut self, left: &Type, right: &Type, _how: Compare, span: Span) -> Option<()> {
        if left.has_order() && right.fits(left) {
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
        self.problems
            .push(Diagnostic::new(codes::WRONG_TYPE, span, message));
        None
    }

    fn options(&mut self, left: &Expr, options: &[Syntax]) -> Option<Vec<Expr>> {
        let mut checked = Vec::new();
        for option in options {
            let expr = self.expr(option, Some(&left.ty));
            let words = self.source(option);
            checked.push(expr.and_then(|expr| {
                self.comparable(Compare::Is, left, &expr, words)
                    .map(|()| expr)
            }));
        }
        checked.into_iter().collect()
    }

    fn includes(
        &mut self,
        left: &Syntax,
        how: Includes,
        options: &[Syntax],
        span: Span,
    ) -> Checked {
        let words = self.source(left);
        let left = self.expr(left, None)?;
        let choices: Option<Arc<Choices>> = match &left.ty {
            Type::Several(choices) => Some(choices.clone()),
            Type::Wrong => None,
            other => {
                let message = format!(
                    "`{words}` is {}: only a question with several options `includes` some",
                    other.describe()
                );
                return self
                    .fail(Diagnostic::new(codes::WRONG_TYPE, left.span, message).help("say `is`"));
            }
        };
        let one = choices.map_or(Type::Wrong, Type::Choice);
        let options: Vec<Checked> = options
            .iter()
            .map(|option| self.fitting(option, &one))
            .collect();
        let options = options.into_iter().collect::<Option<_>>()?;
        Some(Expr {
            ty: Type::Truth,
            span,
            op: Op::Includes(Box::new(left), how, options),
        })
    }

    // --- numbers, dates, collections -------------------------------------------------------------------------------

    fn arithmetic(
        &mut self,
        how: Arithmetic,
        left: &Syntax,
        right: &Syntax,
        span: Span,
    ) -> Checked {
        let (left, right) = (self.expr(left, None), self.expr(right, None));
        let (left, right) = (left?, right?);
        let ty = match (&left.ty, how, &right.ty) {
            (Type::Wrong, ..) | (.., Type::Wrong) => Type::Wrong,
            (Type::Number, _, Type::Number) => Type::Number,
            (Type::Money, Arithmetic::Divide, Type::Money) => Type::Number,
            (
                Type::Money,
                Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Modulo,
                Type::Money,
            ) => Type::Money,
            // A bare number beside money is an amount: `fee + 10`.
            (Type::Money, _, Type::Number) => Type::Money,
            (
                Type::Number,
                Arithmetic::Add | Arithmetic::Subtract | Arithmetic::Multiply,
                Type::Money,
            ) => Type::Money,
            (a, _, b) => {
                let problem = Diagnostic::new(
                    codes::WRONG_TYPE,
                    span,
                    format!(
                        "{} and {} cannot be worked out together",
                        a.describe(),
                        b.describe()
                    ),
                );
                let dates = matches!(a, Type::Date) || matches!(b, Type::Date);
                return self.fail(if dates {
                    problem.help("say `10 days after d`, `3 months before d`")
                } else {
                    problem
                });
            }
        };
        Some(Expr {
            ty,
            span,
            op: Op::Arithmetic(how, Box::new(left), Box::new(right)),
        })
    }

    fn shift(
        &mut self,
        count: &Syntax,
        unit: Unit,
        after: bool,
        from: &Syntax,
        span: Span,
    ) -> Checked {
        let (count, from) = (
            self.fitting(count, &Type::Number),
            self.fitting(from, &Type::Date),
        );
        let (count, from) = (Box::new(count?), Box::new(from?));
        Some(Expr {
            ty: Type::Date,
            span,
            op: Op::Shift {
                count,
                unit,
                after,
                from,
            },
        })
    }

    fn length(&mut self, part: &Syntax, span: Span) -> Checked {
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

    fn collection(&mut self, syntax: &Syntax) -> Option<Collection> {
        if let Node::Filter(inner, condition) = &*syntax.node {
            let mut collection = self.collection(inner)?;
            self.its.push(collection.record.clone());
            let condition = self.truth(condition);
            self.its.pop();
            collection.filter =
                Expr::both(collection.filter.map(|filter| *filter), Some(condition?)).map(Box::new);
            return Some(collection);
        }
        let words = self.source(syntax);
        let of = self.expr(syntax, None)?;
        match &of.ty {
            Type::Collection(record) => {
                let record = record.clone();
                Some(Collection {
                    of: Box::new(of),
                    record,
                    filter: None,
                })
            }
            Type::Wrong => None,
            other => {
                let message = format!(
                    "`{words}` is {}, and a list of things is needed here",
                    other.describe()
                );
                self.problems
                    .push(Diagnostic::new(codes::WRONG_TYPE, of.span, message));
                None
            }
        }
    }

    fn over(&mut self, over: Over, collection: &Syntax, field: &str, span: Span) -> Checked {
        let collection = self.collection(collection)?;
        self.its.push(collection.record.clone());
        let column = self.its(field, span);
        self.its.pop();
        let column = column?;
        let Op::Read(Place::Its(slot), _) = column.op else {
            return None;
        };
        let right = match over {
            Over::Sum => matches!(column.ty, Type::Number | Type::Money | Type::Wrong),
            Over::Earliest | Over::Latest => matches!(column.ty, Type::Date | Type::Wrong),
        };
        if !right {
            let wanted = if over == Over::Sum {
                "numbers and money are added up"
            } else {
                "dates have an earliest and a latest"
            };
            let message = format!("`{field}` is {}: only {wanted}", column.ty.describe());
            return self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message));
        }
        Some(Expr {
            ty: column.ty,
            span,
            op: Op::Over(over, collection, slot),
        })
    }

    fn live_record(&mut self, span: Span) -> Option<Arc<Record>> {
        let record = self.its.last().cloned().or_else(|| self.scope.entry());
        match record {
            Some(record) if record.live.is_some() => Some(record),
            Some(record) => {
                let message = format!(
                    "{} has no dates from which it would be live",
                    super::words::article(&record.each)
                );
                self.problems
                    .push(Diagnostic::new(codes::WRONG_TYPE, span, message));
                None
            }
            None => {
                let message = "`it` means an entry of a list of things, and there is none here";
                self.problems.push(
                    Diagnostic::new(codes::NO_SUCH_NAME, span, message)
                        .help("it is used behind `where` or `every`"),
                );
                None
            }
        }
    }
}
