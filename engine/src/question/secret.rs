//! `secret`: typed once, kept as a hash, never shown again.
//!
//! What was typed is judged here and sealed by whoever keeps it. From then on the answer is the sealed text, as argon2 writes
//! it, and all that is known of it is that it was set: no condition and no sentence can use it.

use super::common::{Amount, COMMON, amount, check_order, span_of, subject, the, whole};
use super::{Asked, Read, wrong};
use crate::answers::Entered;
use crate::catalogue::meaning;
use crate::condition::Value;
use crate::declare::{Fields, Problems, Record, Takes, may};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use serde_json::{Map, Value as Json, json};

pub(crate) static RECORD: Record = Record {
    what: "a question of type `secret`",
    keys: COMMON,
    also: &[
        may(
            "at least",
            Takes::Amount,
            "How long the secret must be: `12 characters`.",
        ),
        may(
            "at most",
            Takes::Amount,
            "How long the secret may be: `64 characters`.",
        ),
    ],
};

/// Characters that a secret may have when the editor says nothing: a passphrase fits, and hashing it costs no more than usual.
const MOST: usize = 200;

/// What is printed in the place of a secret.
const SET: &str = "Set";

/// Argon2id as its reference implementation writes it, with a salt of 16 bytes and a hash of 32. Memory and passes have an
/// end, so that nobody makes it cost more to compare than to make.
const SEALED: &str =
    r"^\$argon2id\$v=19\$m=[0-9]{5},t=[0-9],p=[0-9]\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$";

/// Something that is kept as a hash.
#[derive(Clone, Debug)]
pub struct Secret {
    least: Option<usize>,
    most: usize,
}

pub(crate) fn declare(fields: &Fields<'_>, problems: &mut Problems) -> Secret {
    let mut length = |key: &str| -> Option<usize> {
        let found: Option<Amount> =
            amount(fields, key, &["characters"], problems).map(|(found, _)| found);
        found.and_then(|found| whole(&found, problems))
    };
    let (least, most) = (length("at least"), length("at most"));
    let at = span_of(fields, "at most").or_else(|| span_of(fields, "at least"));
    check_order(least.as_ref(), Some(&most.unwrap_or(MOST)), at, problems);
    for key in ["starts as", "fixed"] {
        if let Some(node) = fields.get(key) {
            let message = format!("`{key}:` does not go with a secret: nothing ever stands in it");
            problems.push(
                Diagnostic::new(codes::WRONG_SHAPE, node.span, message).help("delete the line"),
            );
        }
    }
    Secret {
        least,
        most: most.unwrap_or(MOST),
    }
}

impl Secret {
    pub(super) fn read(&self, entered: Option<&Entered>, asked: Asked<'_>) -> Read {
        if entered.is_some_and(|entered| entered.sealed().is_some()) {
            return Read::right(Value::Truth(true));
        }
        let typed = match entered {
            None => "",
            Some(Entered::Text(text)) => text.as_str(),
            Some(entered) if entered.is_blank() => "",
            Some(_) => return wrong(format!("Give one answer only for {}", the(asked.called))),
        };
        if typed.trim().is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        let must = |what: String| wrong(format!("{} must be {what}", subject(asked.called)));
        if typed.chars().any(char::is_control) {
            return must("on one line: remove characters that cannot be seen".to_owned());
        }
        let count = typed.chars().count();
        if count > self.most {
            return must(format!("{} or fewer", characters(self.most)));
        }
        match self.least {
            Some(least) if count < least => must(format!("{} or more", characters(least))),
            _ => Read::right(Value::Truth(true)),
        }
    }

    pub(super) fn print() -> Vec<String> {
        vec![SET.to_owned()]
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut typed = json!({
            "type": "string",
            "format": "password",
            "pattern": r"\S",
            "maxLength": self.most,
        });
        if let (Some(least), Some(typed)) = (self.least, typed.as_object_mut()) {
            typed.insert("minLength".into(), json!(least));
        }
        let sealed = json!({
            "type": "object",
            "properties": { Entered::SEALED: { "type": "string", "pattern": SEALED } },
            "required": [Entered::SEALED],
            "additionalProperties": false,
        });
        let mut schema = Map::new();
        schema.insert("writeOnly".into(), json!(true));
        schema.insert("anyOf".into(), json!([typed, sealed]));
        schema
    }

    pub(super) fn beyond_schema(called: &str) -> Vec<String> {
        vec![format!(
            "{} stands on one line and has no characters that cannot be seen",
            super::capital(called)
        )]
    }
}

fn characters(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} character{plural}")
}

/// Whether a text is a sealed secret.
pub(crate) fn is_sealed(text: &str) -> bool {
    let mut parts = text.split('$');
    let mut next = || parts.next().unwrap_or_default();
    let [before, kind, version, cost, salt, hash] = std::array::from_fn(|_| next());
    let is_base64 = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/".contains(&b))
    };
    (before, kind, version) == ("", "argon2id", "v=19")
        && is_cost(cost)
        && (salt.len(), hash.len()) == (22, 43)
        && is_base64(salt)
        && is_base64(hash)
        && parts.next().is_none()
}

/// `m=19456,t=2,p=1`.
fn is_cost(text: &str) -> bool {
    let parts: Vec<&str> = text.split(',').collect();
    let [memory, passes, lanes] = parts.as_slice() else {
        return false;
    };
    [(memory, "m=", 5), (passes, "t=", 1), (lanes, "p=", 1)]
        .into_iter()
        .all(|(part, name, digits)| {
            part.strip_prefix(name).is_some_and(|count| {
                count.len() == digits && count.bytes().all(|b| b.is_ascii_digit())
            })
        })
}

meaning!(Secret { least, most });

#[cfg(test)]
mod tests {
    use super::*;

    const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b5dWRWJTmaaJObG5bnCmwWzoRk";

    fn read(entered: &Entered) -> Read {
        let secret = Secret {
            least: Some(8),
            most: 12,
        };
        let asked = Asked {
            called: "pass phrase",
            optional: false,
        };
        secret.read(Some(entered), asked)
    }

    fn message(typed: &str) -> String {
        match read(&Entered::Text(typed.to_owned())) {
            Read::Wrong { message, .. } => message,
            read => format!("{read:?}"),
        }
    }

    #[test]
    fn what_was_typed_is_judged_by_its_length_and_nothing_of_it_is_kept() {
        assert_eq!(
            message("short"),
            "The pass phrase must be 8 characters or more"
        );
        assert_eq!(
            message("much too long it is"),
            "The pass phrase must be 12 characters or fewer"
        );
        assert_eq!(message("  "), "Enter the pass phrase");
        let right = Read::right(Value::Truth(true));
        assert_eq!(read(&Entered::Text("pässphräse".to_owned())), right);
    }

    #[test]
    fn a_sealed_secret_is_right_and_a_typed_one_that_looks_sealed_is_typed() {
        assert!(is_sealed(PHC));
        let right = Read::right(Value::Truth(true));
        assert_eq!(read(&Entered::of_sealed(PHC.to_owned())), right);
        assert_eq!(
            message(PHC),
            "The pass phrase must be 12 characters or fewer"
        );
    }

    #[test]
    fn what_would_cost_much_to_compare_is_not_sealed() {
        for odd in [
            PHC.replace("m=19456", "m=4194304"),
            PHC.replace("t=2", "t=2000"),
            PHC.replace("argon2id", "argon2d"),
            format!("{PHC}$"),
            PHC.replace("c29t", "c29"),
            "hunter2".to_owned(),
        ] {
            assert!(!is_sealed(&odd), "{odd}");
        }
    }
}
