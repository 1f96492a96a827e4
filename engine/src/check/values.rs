//! Named values: each is built as soon as the last answer that it needs was.

use super::form::Builder;
use super::members::{Members, Position, What};
use super::scope::Reach;
use crate::catalogue::{NamedValue, Worth};
use crate::condition::{Expr, Op, Type, Wanted};
use crate::declare::{FormDeclaration, WorthDeclaration, Written};
use crate::name::ValueName;
use crate::wording::Bounds;
use std::collections::BTreeMap;

/// The values of a form while it is being built.
pub(crate) struct Values<'a> {
    declared: &'a [(Written, WorthDeclaration)],
    needs: BTreeMap<String, Vec<String>>,
    built: Vec<Option<NamedValue>>,
    tried: Vec<bool>,
}

/// Which names of the form each value uses.
pub(crate) fn needs(form: &FormDeclaration, members: &Members) -> BTreeMap<String, Vec<String>> {
    let mut needs = BTreeMap::new();
    for (name, worth) in &form.values {
        let texts: Vec<&Written> = match worth {
            WorthDeclaration::Expr(written) => vec![written],
            WorthDeclaration::Bounds { candidates, .. } => candidates
                .iter()
                .flat_map(|candidate| [&candidate.date, &candidate.because])
                .collect(),
        };
        let used = texts
            .iter()
            .flat_map(|written| words(&written.text))
            .filter(|word| members.get(word).is_some());
        needs.insert(name.text.clone(), used.collect());
    }
    needs
}

/// The bare names in an expression: no words in quotes, no fields (`its x`, `costs.x`).
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (index, part) in text.split('"').enumerate() {
        if index % 2 == 1 {
            continue;
        }
        let mut before = "";
        for word in part.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')) {
            let head = word.split('.').next().unwrap_or("");
            if !head.is_empty() && before != "its" {
                words.push(head.to_owned());
            }
            if !word.is_empty() {
                before = word;
            }
        }
    }
    words
}

impl<'a> Values<'a> {
    pub(crate) fn new(
        declared: &'a [(Written, WorthDeclaration)],
        needs: BTreeMap<String, Vec<String>>,
    ) -> Self {
        let built = declared.iter().map(|_| None).collect();
        Self {
            declared,
            needs,
            built,
            tried: vec![false; declared.len()],
        }
    }

    /// Builds every value that is known by `here`, those first that others need.
    pub(crate) fn compile_until(&mut self, here: Position, builder: &mut Builder<'_>) {
        for index in 0..self.declared.len() {
            self.compile(index, here, builder, 0);
        }
    }

    fn compile(&mut self, index: usize, here: Position, builder: &mut Builder<'_>, depth: usize) {
        let Some((name, worth)) = self.declared.get(index) else {
            return;
        };
        let known = builder
            .members
            .get(&name.text)
            .is_some_and(|member| member.at <= here);
        if !known || self.tried.get(index).copied().unwrap_or(true) || depth > self.declared.len() {
            return;
        }
        if let Some(tried) = self.tried.get_mut(index) {
            *tried = true;
        }
        let needed = self.needs.get(&name.text).cloned().unwrap_or_default();
        for other in &needed {
            if let Some(What::Value(other)) = builder.members.get(other).map(|member| &member.what)
            {
                self.compile(*other, here, builder, depth + 1);
            }
        }
        let (repeat, guards) = (builder.repeat.take(), std::mem::take(&mut builder.guards));
        let is = worked_out(worth, builder);
        builder.repeat = repeat;
        builder.guards = guards;
        let ty = match &is {
            Some(Worth::Expr(expr)) => expr.ty.clone(),
            Some(Worth::Bounds(_)) => Type::Date,
            None => Type::Wrong,
        };
        let (mut all_guards, mut optional, mut masked) = (Vec::new(), false, false);
        for other in needed.iter().filter_map(|other| builder.members.get(other)) {
            all_guards.extend(other.guards.iter().cloned());
            optional |= other.optional;
            masked |= other.masked;
        }
        // A condition is never without an answer in the sense of a hole in a sentence.
        let truth = matches!(ty, Type::Truth);
        if let Some(member) = builder.members.get_mut(&name.text) {
            member.ty = Some(ty);
            member.guards = if truth { Vec::new() } else { all_guards };
            member.optional = optional && !truth;
            member.masked = masked && !truth;
        }
        if let (Some(slot), Some(is)) = (self.built.get_mut(index), is) {
            *slot = Some(NamedValue {
                name: ValueName::from(name.text.as_str()),
                is,
                masked: masked && !truth,
            });
        }
    }

    /// All of them. One that could not be built was reported, so that the form is never used; its name still stands.
    pub(crate) fn done(self) -> Vec<NamedValue> {
        let named = self.declared.iter().zip(self.built);
        named
            .map(|((name, _), built)| built.unwrap_or_else(|| broken(name)))
            .collect()
    }
}

/// How a value is worked out; none when that is wrong.
fn worked_out(worth: &WorthDeclaration, builder: &mut Builder<'_>) -> Option<Worth> {
    match worth {
        WorthDeclaration::Expr(written) => builder
            .expr(written, Reach::Whole, &Wanted::Any)
            .map(Worth::Expr),
        WorthDeclaration::Bounds { latest, candidates } => {
            let mut all = Vec::new();
            for candidate in candidates {
                let date = builder.expr(&candidate.date, Reach::Whole, &Wanted::Type(Type::Date));
                let because = builder.wording(&candidate.because, Reach::Whole);
                all.extend(date.map(|date| (date, because)));
            }
            Some(Worth::Bounds(Bounds {
                latest: *latest,
                candidates: all,
            }))
        }
    }
}

fn broken(name: &Written) -> NamedValue {
    let nothing = Expr {
        ty: Type::Wrong,
        span: name.span,
        op: Op::YesNo(false),
    };
    NamedValue {
        name: ValueName::from(name.text.as_str()),
        is: Worth::Expr(nothing),
        masked: false,
    }
}
