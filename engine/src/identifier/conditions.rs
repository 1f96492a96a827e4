//! What looks at the pieces by their names: weights, checks and rules.

use super::IdentifierType;
use super::build::{Given, Origin};
use super::checks;
use super::declared::CheckDeclaration;
use super::modulus::operator;
use super::names::TypeScope;
use super::rules::TypeRule;
use crate::declare::{Fields, FileKind, Problems, rules};
use crate::question::the;

/// Everything that looks at pieces by their names: weights, checks, rules.
pub(super) fn conditions(
    given: &Given<'_>,
    ty: &mut IdentifierType,
    fields: &Fields<'_>,
    check: CheckDeclaration<'_>,
    origins: &[Origin<'_>],
    problems: &mut Problems,
) {
    let broken = |name: &str| (given.broken)(FileKind::List, name);
    let scope = TypeScope {
        names: &ty.names,
        lists: given.lists,
        broken_list: &broken,
        texts: false,
    };
    let called = the(&ty.called);
    let declared_rules = rules(fields, problems);
    let build = |declared: &[_], problems: &mut Problems| -> Vec<TypeRule> {
        let rules = declared.iter();
        rules
            .filter_map(|rule| TypeRule::build(rule, &scope, &called, problems))
            .collect()
    };
    let type_rules = build(&declared_rules, problems);
    let context = checks::Context {
        scope: &scope,
        counting: &ty.counting,
        called: &called,
        table: checks::asks_for_table(&check, origins)
            .and_then(|right| operator::table(fields, right, given.sources, problems)),
    };
    for (shape, origin) in ty.shapes.iter_mut().zip(origins) {
        shape.place(&ty.names);
        let own = origin.as_ref().and_then(|origin| origin.check.as_ref());
        let own = own.filter(|own| own.right.is_some() || own.weights.is_some());
        checks::attach(shape, own.unwrap_or(&check), &context, problems);
        shape.rules = origin
            .as_ref()
            .map_or_else(Vec::new, |origin| build(&origin.rules, problems));
    }
    ty.rules = type_rules;
}
