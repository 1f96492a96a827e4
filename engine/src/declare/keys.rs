//! What may be written: every kind of block, its keys, what each takes and what it is for.
//!
//! One table serves three readers: the decoder (unknown and missing keys), `accede schema --declarations` (completion
//! in any YAML editor) and the handbook.

/// A kind of block.
#[derive(Debug)]
pub(crate) struct Record {
    /// "a question".
    pub(crate) what: &'static str,
    /// Its keys in the order in which they should stand: identity, wording, answer, rules.
    pub(crate) keys: &'static [Key],
    /// Keys of this variant alone: the properties of one kind of question.
    pub(crate) also: &'static [Key],
}

/// A key of a block.
#[derive(Debug)]
pub(crate) struct Key {
    /// As written.
    pub(crate) name: &'static str,
    /// What stands under it.
    pub(crate) takes: Takes,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// One sentence for the person who edits.
    pub(crate) about: &'static str,
}

/// Shapes of values.
#[derive(Debug)]
pub(crate) enum Takes {
    /// A name, an id: one word.
    Name,
    /// A line of text, with placeholders.
    Sentence,
    /// Text with Markdown.
    Markdown,
    /// True, false or unknown.
    Condition,
    /// Anything that works out to a value.
    Expression,
    /// A whole number.
    Count,
    /// A number of something: `80 characters`, `10 MB`, `3`.
    Amount,
    /// `true` or `false`.
    Flag,
    /// A date, `2026-11-23`.
    Day,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of these.
    List(&'static Takes),
    /// A block.
    Block(&'static Record),
    /// Names, each with one of these.
    Named(&'static Takes),
    /// Any of these.
    Either(&'static [Takes]),
    /// A question of any kind, or a text.
    Item,
    /// Whatever stands there.
    Anything,
}

impl Record {
    /// All keys, the variant's own last.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().chain(self.also)
    }

    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.all().find(|key| key.name == name)
    }
}

/// A key that must be there.
pub(crate) const fn must(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        name,
        takes,
        required: true,
        about,
    }
}

/// A key that may be there.
pub(crate) const fn may(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        name,
        takes,
        required: false,
        about,
    }
}
