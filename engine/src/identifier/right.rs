//! The check of an identifier: a formula over its pieces and their weighed sum, or an algorithm with a name.

use super::iso7064::mod_97_10;
use super::luhn::luhn;
use super::modulus::{self, Table};
use crate::catalogue::{Meaning, Writer, meaning};
use crate::condition::{Expr, Facts, Truth};
use crate::wording::Wording;
use std::sync::Arc;

/// How an identifier proves itself.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// A condition.
    Formula(Arc<Expr>),
    /// ISO 7064, MOD 97-10.
    Mod97,
    /// The Luhn algorithm.
    Luhn,
    /// The modulus check of sort codes and accounts, over the operator's table where there is one.
    Modulus(Option<Arc<Table>>),
}

/// Algorithms by name.
pub(super) const NAMED: [&str; 3] = ["iso 7064 mod 97-10", "luhn", "uk modulus check"];

/// A check with its message.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) how: How,
    /// The pieces that a named algorithm reads, in its order.
    pub(super) pieces: Vec<usize>,
    pub(super) says: Wording,
    /// Whether a wrong check is only worth a warning.
    pub(super) warning: bool,
}

impl Check {
    /// Whether the check comes out right; what cannot be worked out is not wrong.
    pub(super) fn passes(&self, texts: &[&str], facts: &dyn Facts) -> bool {
        let pieces = || self.pieces.iter().filter_map(|piece| texts.get(*piece));
        let digits = || pieces().copied().collect::<String>();
        match &self.how {
            How::Formula(expr) => expr.truth(facts) != Truth::False,
            How::Mod97 => mod_97_10(pieces().flat_map(|text| text.chars())),
            How::Luhn => luhn(digits().chars()),
            How::Modulus(None) => true,
            How::Modulus(Some(table)) => {
                let digits: String = digits().chars().filter(char::is_ascii_digit).collect();
                modulus::check(table, &digits)
            }
        }
    }

    /// What must come out, for what a schema cannot say.
    pub(super) fn sentence(&self) -> String {
        match &self.how {
            How::Formula(expr) => expr.sentence(),
            How::Mod97 => "it is right by ISO 7064 MOD 97-10".to_owned(),
            How::Luhn => "its last digit is right by the Luhn algorithm".to_owned(),
            How::Modulus(_) => "it passes the UK modulus check".to_owned(),
        }
    }
}

meaning!(Check {
    how,
    pieces,
    says,
    warning
});

impl Meaning for How {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Formula(expr) => expr.as_ref().write(to),
            Self::Mod97 => to.word("mod 97-10"),
            Self::Luhn => to.word("luhn"),
            // The table is the operator's, not the form's.
            Self::Modulus(_) => to.word("modulus"),
        }
    }
}
