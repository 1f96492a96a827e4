//! What a form means, in one canonical writing, and the hash of it: the definition version.
//!
//! Every type that a form is made of says with [`meaning!`] which of its fields count. The macro takes the type apart without
//! `..`, so that a new field does not compile until somebody says whether it counts. What does not: where something was
//! written, its source, what is unconfirmed, and positions that follow from the order of the rest.
//!
//! The day and the working days are circumstances of a verdict, not part of a form.

use super::{Form, List, Question};
use crate::condition::{Choices, Column, Expr, Value};
use crate::identifier::IdentifierType;
use crate::name::{
    FormName, GuidanceName, ListName, OptionName, PageName, QuestionName, SectionName, TypeName,
    ValueName,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

/// The meaning that a draft or a submission was made with: the same for forms that ask the same in the same words, by the same
/// rules and lists.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DefinitionVersion(Arc<str>);

impl DefinitionVersion {
    /// Its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DefinitionVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DefinitionVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Form {
    /// Its definition version, worked out when it is first asked for.
    #[must_use]
    pub fn version(&self) -> &DefinitionVersion {
        self.version.get_or_init(|| {
            let mut writer = Writer::default();
            self.write(&mut writer);
            DefinitionVersion(writer.hash.finalize().to_hex().as_str().into())
        })
    }
}

/// Takes a meaning down, piece by piece.
#[derive(Default)]
pub(crate) struct Writer {
    hash: blake3::Hasher,
    /// Lists and types that were written: they are used often and written once.
    written: BTreeSet<String>,
}

impl Writer {
    /// A piece, told apart from what follows by its length.
    pub(crate) fn piece(&mut self, bytes: &[u8]) {
        self.hash.update(&(bytes.len() as u64).to_le_bytes());
        self.hash.update(bytes);
    }

    /// A word of ours: the name of a field or of a variant.
    pub(crate) fn word(&mut self, word: &str) {
        self.piece(word.as_bytes());
    }

    /// Writes something that has a name the first time, and its name alone after that.
    fn once(&mut self, kind: &str, name: &str, write: impl FnOnce(&mut Self)) {
        let name = format!("{kind} {name}");
        self.word(&name);
        if self.written.insert(name) {
            write(self);
        }
    }
}

/// What has a part in the meaning of a form.
pub(crate) trait Meaning {
    /// Writes it.
    fn write(&self, to: &mut Writer);
}

/// Which fields of a type count, and which do not: `meaning!(Rule { test, says } without { span });`.
macro_rules! meaning {
    ($ty:ty { $($field:ident),* $(,)? } $(without { $($left:ident),* $(,)? })?) => {
        impl $crate::catalogue::Meaning for $ty {
            fn write(&self, to: &mut $crate::catalogue::Writer) {
                let Self { $($field,)* $($($left: _,)*)? } = self;
                $(
                    to.word(stringify!($field));
                    $crate::catalogue::Meaning::write($field, to);
                )*
            }
        }
    };
    (enum $ty:ty { $($variant:ident $(($($inner:ident),*))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl $crate::catalogue::Meaning for $ty {
            fn write(&self, to: &mut $crate::catalogue::Writer) {
                match self {
                    $(Self::$variant $(($($inner),*))? $({ $($field),* })? => {
                        to.word(stringify!($variant));
                        $($($crate::catalogue::Meaning::write($inner, to);)*)?
                        $($($crate::catalogue::Meaning::write($field, to);)*)?
                    })*
                }
            }
        }
    };
}
pub(crate) use meaning;

/// What is written as its bytes or its text.
macro_rules! plain {
    ($($ty:ty: |$value:ident| $bytes:expr),* $(,)?) => {$(
        impl Meaning for $ty {
            fn write(&self, to: &mut Writer) {
                let $value = self;
                to.piece($bytes.as_ref());
            }
        }
    )*};
}
plain! {
    str: |text| text,
    String: |text| text,
    bool: |yes| [u8::from(*yes)],
    u32: |number| number.to_le_bytes(),
    u64: |number| number.to_le_bytes(),
    i64: |number| number.to_le_bytes(),
    u128: |number| number.to_le_bytes(),
    usize: |number| (*number as u64).to_le_bytes(),
    char: |letter| letter.to_string(),
    Date: |day| day.to_string(),
    Decimal: |number| number.normalize().to_string(),
    FormName: |name| name.as_str(),
    SectionName: |name| name.as_str(),
    PageName: |name| name.as_str(),
    QuestionName: |name| name.as_str(),
    ValueName: |name| name.as_str(),
    OptionName: |name| name.as_str(),
    ListName: |name| name.as_str(),
    TypeName: |name| name.as_str(),
    GuidanceName: |name| name.as_str(),
}

meaning!(Column { name, called } without { ty });

impl<T: Meaning + ?Sized> Meaning for Box<T> {
    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

impl<T: Meaning> Meaning for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.as_slice().write(to);
    }
}

impl<T: Meaning> Meaning for Vec<T> {
    fn write(&self, to: &mut Writer) {
        self.as_slice().write(to);
    }
}

impl<T: Meaning> Meaning for [T] {
    fn write(&self, to: &mut Writer) {
        self.len().write(to);
        for part in self {
            part.write(to);
        }
    }
}

impl<A: Meaning, B: Meaning> Meaning for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }
}

impl Meaning for Arc<Question> {
    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }
}

/// The options are written where they are offered.
impl Meaning for Arc<Choices> {
    fn write(&self, to: &mut Writer) {
        self.list.write(to);
    }
}

/// In the normal form, and then the lists that it looks into.
impl Meaning for Expr {
    fn write(&self, to: &mut Writer) {
        to.word(&self.canonical());
        self.each_list(&mut |list| list.write(to));
    }
}

impl Meaning for Value {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Number(number) => number.write(to),
            other => to.word(&format!("{other:?}")),
        }
    }
}

impl Meaning for Arc<List> {
    fn write(&self, to: &mut Writer) {
        to.once("list", self.name.as_str(), |to| (**self).write(to));
    }
}

impl Meaning for Arc<IdentifierType> {
    fn write(&self, to: &mut Writer) {
        to.once("type", self.name().as_str(), |to| (**self).write(to));
    }
}
