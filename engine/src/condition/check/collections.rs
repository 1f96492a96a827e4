//! Collections, their entries, and what is drawn from them.

use super::super::expr::{Collection, Expr, Op, Place};
use super::super::syntax::{Node, Over, Syntax};
use super::super::types::{Binding, Record, Type};
use super::super::words;
use super::{Checked, Checker};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;
use crate::source::Span;
use std::sync::Arc;

impl Checker<'_> {
    pub(super) fn collection(&mut self, syntax: &Syntax) -> Option<Collection> {
        if let Node::Filter(inner, condition) = &*syntax.node {
            let mut collection = self.collection(inner)?;
            let condition = self.of_entry(&collection.record, condition)?;
            let filter = collection.filter.map(|filter| *filter);
            collection.filter = Expr::both(filter, Some(condition)).map(Box::new);
            return Some(collection);
        }
        let source = self.source(syntax);
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
                    "`{source}` is {}, and a list of things is needed here",
                    other.describe()
                );
                self.fail(Diagnostic::new(codes::WRONG_TYPE, of.span, message))
            }
        }
    }

    /// A condition in which `its` means the fields of `record`.
    pub(super) fn of_entry(&mut self, record: &Arc<Record>, condition: &Syntax) -> Checked {
        self.its.push(record.clone());
        let condition = self.truth(condition);
        self.its.pop();
        condition
    }

    /// The entry that `its` and `it` mean.
    fn entry(&mut self, word: &str, span: Span) -> Option<Arc<Record>> {
        let record = self.its.last().cloned().or_else(|| self.scope.entry());
        if record.is_some() {
            return record;
        }
        let message =
            format!("`{word}` means an entry of a list of things, and there is none here");
        let problem = Diagnostic::new(codes::NO_SUCH_NAME, span, message);
        self.fail(problem.help("it is used behind `where` or `every`"))
    }

    /// `its amount`, and `its kind.days`: a column of the list behind it.
    pub(super) fn its(&mut self, path: &str, span: Span) -> Checked {
        let record = self.entry("its", span)?;
        let (field, rest) = path
            .split_once('.')
            .map_or((path, None), |(field, rest)| (field, Some(rest)));
        let slot = record.fields.iter().position(|column| column.name == field);
        if let Some((slot, column)) = slot.and_then(|slot| Some((slot, record.fields.get(slot)?))) {
            let binding = Binding {
                place: Place::Its(slot),
                ty: column.ty.clone(),
                called: format!("its {}", column.called),
            };
            return self.columns(binding, &rest.into_iter().collect::<Vec<_>>(), span);
        }
        let known = record.fields.iter().map(|column| column.name.as_str());
        let message = format!("{} has no field `{field}`", words::article(&record.each));
        let problem = Diagnostic::new(codes::NO_SUCH_NAME, span, message);
        self.fail(problem.did_you_mean(field, known))
    }

    pub(super) fn live_record(&mut self, span: Span) -> Option<Arc<Record>> {
        let record = self.entry("it", span)?;
        if record.live.is_some() {
            return Some(record);
        }
        let message = format!(
            "{} has no dates from which it would be live",
            words::article(&record.each)
        );
        self.fail(Diagnostic::new(codes::WRONG_TYPE, span, message))
    }

    /// `sum of c.x`, `earliest of c.x`, `latest of c.x`.
    pub(super) fn over(
        &mut self,
        over: Over,
        collection: &Syntax,
        field: &str,
        span: Span,
    ) -> Checked {
        let collection = self.collection(collection)?;
        self.its.push(collection.record.clone());
        let column = self.its(field, span);
        self.its.pop();
        let column = column?;
        let Op::Read(Place::Its(slot), _) = column.op else {
            let message = format!("`{field}` goes too deep: name a field of the entries");
            return self.fail(Diagnostic::new(codes::NO_SUCH_NAME, span, message));
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
}
