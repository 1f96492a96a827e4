//! Rules of a type: what must hold of its pieces, and what is worth a warning.

use super::names::TypeScope;
use crate::catalogue::meaning;
use crate::condition::{self, Expr, Facts, Truth, Wanted};
use crate::declare::{Problems, RuleDeclaration};
use crate::wording::Wording;

/// A rule, checked.
#[derive(Debug)]
pub(super) struct TypeRule {
    pub(super) test: Expr,
    pub(super) warning: bool,
    show_when: Option<Expr>,
    says: Wording,
}

/// What a rule says of an identifier.
pub(super) enum Said {
    Nothing,
    Wrong(String),
    Warning(String),
}

impl TypeRule {
    /// Checks a rule. `called` is how messages call the identifier.
    pub(super) fn build(
        declared: &RuleDeclaration,
        scope: &TypeScope<'_>,
        called: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        let sentences = TypeScope {
            texts: true,
            ..*scope
        };
        let condition = condition::compile(&declared.test, scope, &Wanted::Truth, problems);
        let show_when = match &declared.show_when {
            Some(written) => Some(condition::compile(
                written,
                scope,
                &Wanted::Truth,
                problems,
            )?),
            None => None,
        };
        let says = match &declared.says {
            Some(written) => Wording::compile(written, &sentences, problems),
            None => Wording::plain(&format!("Check {called}")),
        };
        Some(Self {
            test: condition?,
            warning: declared.warning,
            show_when,
            says,
        })
    }

    /// What it says of these pieces.
    pub(super) fn judge(&self, facts: &dyn Facts) -> Said {
        let applies = |when: &Expr| when.truth(facts) == Truth::True;
        if !self.show_when.as_ref().is_none_or(applies) {
            return Said::Nothing;
        }
        match (self.warning, self.test.truth(facts)) {
            (true, Truth::True) => Said::Warning(self.says.fill(facts)),
            (false, Truth::False) => Said::Wrong(self.says.fill(facts)),
            _ => Said::Nothing,
        }
    }

    /// The condition in English, for what a schema cannot say.
    pub(super) fn sentence(&self) -> String {
        let test = self.test.sentence();
        match &self.show_when {
            Some(when) => format!("when {}, {test}", when.sentence()),
            None => test,
        }
    }
}

meaning!(TypeRule {
    test,
    warning,
    show_when,
    says
});
