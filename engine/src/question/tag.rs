//! What a kind is called: in a draft, to tell whether an answer still fits, and to the person who has to answer again.

use super::{Kind, Style};

impl Kind {
    /// A short name that stays: of one of the engine's kinds as it is written under `type:`, else of the declared type.
    #[must_use]
    pub fn tag(&self) -> &str {
        match self {
            Self::Text(text) if text.long => "long text",
            Self::Text(_) => "text",
            Self::Choice(choice) if choice.several => "choose several",
            Self::Choice(_) => "choose one",
            Self::YesOrNo => "yes or no",
            Self::TickBox => "tick box",
            Self::Number(number) => match number.style {
                Style::Whole => "whole number",
                Style::Decimal => "number",
                Style::Money => "money",
            },
            Self::Day(day) if day.month => "month",
            Self::Day(_) => "date",
            Self::Email(_) => "email",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::PersonName(_) => "person name",
            Self::Address(_) => "address",
            Self::File(_) => "file",
            Self::Postcode => "postcode",
            Self::Country(_) => "country",
            Self::Secret(_) => "secret",
            Self::Declared(declared) => declared.declaration().name().as_str(),
            Self::Wrong => "",
        }
    }

    /// What an answer is, in words: "The answer is now a whole number".
    #[must_use]
    pub fn in_words(&self) -> String {
        let words = match self {
            Self::Text(_) => "a text",
            Self::Choice(choice) if choice.several => "one or more of some options",
            Self::Choice(_) => "one of some options",
            Self::YesOrNo => "yes or no",
            Self::TickBox => "a box to tick",
            Self::Number(number) => match number.style {
                Style::Whole => "a whole number",
                Style::Decimal => "a number",
                Style::Money => "an amount of money",
            },
            Self::Day(day) if day.month => "a month",
            Self::Day(_) => "a date",
            Self::Email(_) => "an email address",
            Self::Phone => "a phone number",
            Self::Website => "the address of a website",
            Self::PersonName(_) => "a name",
            Self::Address(_) => "an address",
            Self::File(_) => "a file",
            Self::Postcode => "a postcode",
            Self::Country(_) => "a country",
            Self::Secret(_) => "a secret",
            Self::Declared(declared) => return super::the(declared.declaration().called()),
            Self::Wrong => "another one",
        };
        words.to_owned()
    }

    /// Whether what was typed for a kind of this tag can be an answer of this kind: the same kind, or one that takes all that
    /// the other took.
    pub(crate) fn fits(&self, tag: &str) -> bool {
        let wider = [
            ("text", "long text"),
            ("choose one", "choose several"),
            ("whole number", "number"),
        ];
        let own = self.tag();
        own == tag || wider.contains(&(tag, own))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RECORDS, is_kind};

    #[test]
    fn a_wider_kind_is_one_of_the_kinds() {
        for kind in [
            "text",
            "long text",
            "choose one",
            "choose several",
            "whole number",
            "number",
        ] {
            assert!(is_kind(kind), "{kind}");
        }
        assert!(RECORDS.iter().all(|(name, _)| !name.contains(" as ")));
    }
}
