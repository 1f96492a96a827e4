//! A page taken apart: its shape, as bytes that are alike for two pages exactly when they differ in their holes alone, and what
//! stands in the holes.

use crate::holes::{CHECKED, HTML, TEXT, VALUE};
use serde::Serialize;
use serde::ser::{
    Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use std::fmt;

/// How a part of a shape begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    None,
    No,
    Yes,
    Number,
    Text,
    List,
    Map,
    Html,
    End,
    TextHole,
    CheckedHole,
}

impl Tag {
    pub(super) const ALL: [Self; 11] = [
        Self::None,
        Self::No,
        Self::Yes,
        Self::Number,
        Self::Text,
        Self::List,
        Self::Map,
        Self::Html,
        Self::End,
        Self::TextHole,
        Self::CheckedHole,
    ];
}

/// What stands in a hole.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hole {
    /// A text: where it ends among the texts, each beginning where the last one ended.
    Text { start: usize, end: usize },
    /// Whether something is chosen.
    Checked(bool),
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) key: Vec<u8>,
    pub(super) texts: String,
    pub(super) holes: Vec<Hole>,
    /// What the next part is, where that was said.
    next: Option<Next>,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    Text,
    Value,
    Checked,
}

impl Shape {
    /// Takes a page apart; nothing when it has parts that no page of ours has.
    pub(super) fn of(template: &str, page: &impl Serialize) -> Option<Self> {
        let mut shape = Self {
            key: Vec::with_capacity(4096),
            texts: String::with_capacity(1024),
            ..Self::default()
        };
        shape.fixed(template).ok()?;
        page.serialize(&mut shape).ok()?;
        Some(shape)
    }

    /// The text in a hole.
    pub(super) fn text(&self, hole: usize) -> &str {
        match self.holes.get(hole) {
            Some(Hole::Text { start, end }) => self.texts.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    fn tag(&mut self, tag: Tag) {
        self.key.push(tag as u8);
    }

    fn fixed(&mut self, text: &str) -> Result<(), Odd> {
        let length = u32::try_from(text.len()).map_err(|_| Odd)?;
        self.tag(Tag::Text);
        self.key.extend_from_slice(&length.to_le_bytes());
        self.key.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn number(&mut self, number: i64) {
        self.tag(Tag::Number);
        self.key.extend_from_slice(&number.to_le_bytes());
    }

    fn hole(&mut self, text: &str) {
        let start = self.texts.len();
        self.texts.push_str(text);
        let end = self.texts.len();
        self.tag(Tag::TextHole);
        self.holes.push(Hole::Text { start, end });
    }
}

/// A page has a part that no page of ours has.
#[derive(Debug)]
pub(super) struct Odd;

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page that cannot be taken apart")
    }
}

impl std::error::Error for Odd {}

impl Error for Odd {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! odd {
    ($($name:ident($($kind:ty),*) -> $ok:ty;)*) => {
        $(fn $name(self, $(_: $kind),*) -> Result<$ok, Odd> { Err(Odd) })*
    };
}

macro_rules! numbers {
    ($($name:ident: $kind:ty;)*) => {
        $(fn $name(self, number: $kind) -> Result<(), Odd> {
            self.number(i64::try_from(number).map_err(|_| Odd)?);
            Ok(())
        })*
    };
}

impl Serializer for &mut Shape {
    type Ok = ();
    type Error = Odd;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Odd>;
    type SerializeTupleVariant = Impossible<(), Odd>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Odd>;

    numbers! {
        serialize_i8: i8; serialize_i16: i16; serialize_i32: i32; serialize_i64: i64;
        serialize_u8: u8; serialize_u16: u16; serialize_u32: u32; serialize_u64: u64;
    }

    odd! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_tuple_struct(&'static str, usize) -> Impossible<(), Odd>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Odd>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Odd>;
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, yes: bool) -> Result<(), Odd> {
        if let Some(Next::Checked) = self.next.take() {
            self.tag(Tag::CheckedHole);
            self.holes.push(Hole::Checked(yes));
        } else {
            self.tag(if yes { Tag::Yes } else { Tag::No });
        }
        Ok(())
    }

    fn serialize_char(self, c: char) -> Result<(), Odd> {
        self.fixed(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Odd> {
        match self.next.take() {
            Some(Next::Value) => self.hole(text),
            // A template may ask whether there are any words.
            Some(Next::Text) if !text.is_empty() => self.hole(text),
            _ => self.fixed(text)?,
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Odd> {
        self.tag(Tag::None);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Odd> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Odd> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Odd> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Odd> {
        self.fixed(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Odd> {
        if name == HTML {
            self.tag(Tag::Html);
        }
        self.next = match name {
            TEXT => Some(Next::Text),
            VALUE => Some(Next::Value),
            CHECKED => Some(Next::Checked),
            _ => None,
        };
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Odd> {
        Err(Odd)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Odd> {
        self.tag(Tag::List);
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Odd> {
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Odd> {
        self.tag(Tag::Map);
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Odd> {
        self.serialize_map(None)
    }
}

impl SerializeSeq for &mut Shape {
    type Ok = ();
    type Error = Odd;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Odd> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Odd> {
        self.tag(Tag::End);
        Ok(())
    }
}

impl SerializeTuple for &mut Shape {
    type Ok = ();
    type Error = Odd;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Odd> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Odd> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for &mut Shape {
    type Ok = ();
    type Error = Odd;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Odd> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Odd> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Odd> {
        self.tag(Tag::End);
        Ok(())
    }
}

impl SerializeStruct for &mut Shape {
    type Ok = ();
    type Error = Odd;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Odd> {
        self.fixed(name)?;
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Odd> {
        SerializeMap::end(self)
    }
}
