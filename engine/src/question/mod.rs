//! Kinds of questions: what an answer must look like, what it means, how it is printed and described.
//!
//! One file per kind, each in the same order: keys, declaration, check, read, print, schema, tests.

mod address;
mod choice;
mod clean;
mod common;
mod country;
mod date;
mod declared;
mod email;
mod file;
mod mask;
mod number;
mod options;
mod person_name;
mod phone;
mod postcode;
pub(crate) mod secret;
mod tag;
mod text;
mod website;
mod yes_no;

pub(crate) use address::Address;
pub(crate) use choice::Choice;
pub(crate) use common::{COMMON, capital, the};
pub(crate) use country::Country;
pub(crate) use date::Day;
pub(crate) use declared::Declared;
pub(crate) use email::Email;
pub use email::email_address;
pub use file::{Content, Files, Format, file_name, file_size};
pub(crate) use mask::Mask;
pub(crate) use mask::declare as declare_mask;
pub(crate) use number::{Number, Style};
pub(crate) use options::Offered;
pub(crate) use person_name::PersonName;
pub(crate) use secret::Secret;
pub(crate) use text::Text;

use crate::answers::{Entered, File};
use crate::catalogue::meaning;
use crate::condition::{Facts, Scope, Type, Value};
use crate::declare::{Fields, Problems, Record, Written};
use crate::source::Span;
use serde_json::{Map, Value as Json, json};

/// The kind of a question, checked, with its properties.
#[derive(Debug)]
pub enum Kind {
    /// `text`, `long text`.
    Text(Text),
    /// `choose one`, `choose several`.
    Choice(Choice),
    /// `yes or no`.
    YesOrNo,
    /// `tick box`.
    TickBox,
    /// `whole number`, `number`, `money`.
    Number(Number),
    /// `date`, `month`.
    Day(Day),
    /// `email`.
    Email(Email),
    /// `phone`.
    Phone,
    /// `website`.
    Website,
    /// `person name`.
    PersonName(PersonName),
    /// `address`.
    Address(Address),
    /// `file`.
    File(Files),
    /// `postcode`.
    Postcode,
    /// `country`.
    Country(Country),
    /// `secret`.
    Secret(Secret),
    /// A type that content declares.
    Declared(Declared),
    /// Something whose declaration was wrong: nothing is asked of it.
    Wrong,
}

/// The kind of a question as written, with its properties.
#[derive(Clone, Debug)]
pub(crate) enum KindDeclaration {
    Text(Text),
    Choice(choice::ChoiceDeclaration),
    YesOrNo,
    TickBox,
    Number(Number),
    Day(date::DayDeclaration),
    Email(Email),
    Phone,
    Website,
    PersonName(PersonName),
    Address(Span),
    File(Files),
    Postcode,
    Country(Span),
    Secret(Secret),
}

/// Names of the kinds with their keys.
pub(crate) static RECORDS: [(&str, &Record); 20] = [
    ("text", &text::TEXT),
    ("long text", &text::LONG),
    ("choose one", &choice::ONE),
    ("choose several", &choice::SEVERAL),
    ("yes or no", &yes_no::YES_OR_NO),
    ("tick box", &yes_no::TICK_BOX),
    ("whole number", &number::WHOLE),
    ("number", &number::NUMBER),
    ("money", &number::MONEY),
    ("date", &date::DATE),
    ("month", &date::MONTH),
    ("email", &email::RECORD),
    ("phone", &phone::RECORD),
    ("website", &website::RECORD),
    ("person name", &person_name::RECORD),
    ("address", &address::RECORD),
    ("postcode", &postcode::RECORD),
    ("country", &country::RECORD),
    ("secret", &secret::RECORD),
    ("file", &file::RECORD),
];

/// The keys of a question whose type is declared by the content.
pub(crate) static DECLARED: Record = Record {
    what: "a question of a declared type",
    keys: COMMON,
    also: &[],
};

/// The keys of a question of this type.
pub(crate) fn record_for(type_name: &str) -> &'static Record {
    RECORDS
        .iter()
        .find(|(name, _)| *name == type_name)
        .map_or(&DECLARED, |(_, record)| record)
}

/// Whether these are the keys of a declared type, or of one that nobody declared.
pub(crate) fn is_declared(record: &Record) -> bool {
    std::ptr::eq(record, &raw const DECLARED)
}

/// Whether questions of one of the engine's kinds have this key.
pub(crate) fn is_key_of_a_kind(key: &str) -> bool {
    RECORDS.iter().any(|(_, record)| record.key(key).is_some())
}

/// Whether this is one of the engine's kinds.
pub(crate) fn is_kind(type_name: &str) -> bool {
    RECORDS.iter().any(|(name, _)| *name == type_name)
}

/// Reads the properties of one of the engine's kinds; `None` for a declared type, and where something is wrong.
pub(crate) fn declare(
    type_name: &Written,
    fields: &Fields<'_>,
    problems: &mut Problems,
) -> Option<KindDeclaration> {
    Some(match type_name.text.as_str() {
        "text" => KindDeclaration::Text(text::declare(false, fields, problems)),
        "long text" => KindDeclaration::Text(text::declare(true, fields, problems)),
        "choose one" => KindDeclaration::Choice(choice::declare(false, fields, problems)?),
        "choose several" => KindDeclaration::Choice(choice::declare(true, fields, problems)?),
        "yes or no" => KindDeclaration::YesOrNo,
        "tick box" => KindDeclaration::TickBox,
        "whole number" => KindDeclaration::Number(number::declare(Style::Whole, fields, problems)),
        "number" => KindDeclaration::Number(number::declare(Style::Decimal, fields, problems)),
        "money" => KindDeclaration::Number(number::declare(Style::Money, fields, problems)),
        "date" => KindDeclaration::Day(date::declare(false, fields, problems)),
        "month" => KindDeclaration::Day(date::declare(true, fields, problems)),
        "email" => KindDeclaration::Email(email::declare(fields, problems)),
        "phone" => KindDeclaration::Phone,
        "website" => KindDeclaration::Website,
        "person name" => KindDeclaration::PersonName(person_name::declare(fields, problems)),
        "address" => KindDeclaration::Address(type_name.span),
        "file" => KindDeclaration::File(file::declare(fields, problems)),
        "postcode" => KindDeclaration::Postcode,
        "country" => KindDeclaration::Country(type_name.span),
        "secret" => KindDeclaration::Secret(secret::declare(fields, problems)),
        _ => return None,
    })
}

/// What a kind is built with.
pub(crate) struct Build<'a> {
    pub(crate) scope: &'a dyn Scope,
    /// The names of all lists.
    pub(crate) list_names: &'a dyn Fn() -> Vec<&'a str>,
    /// Lists whose files could not be read; nothing more is said about them.
    pub(crate) broken_lists: &'a dyn Fn(&str) -> bool,
    pub(crate) problems: &'a mut Problems,
}

impl Build<'_> {
    pub(crate) fn is_broken_list(&self, name: &str) -> bool {
        (self.broken_lists)(name)
    }
}

impl KindDeclaration {
    /// Builds the kind; what is wrong is reported, and the question is then of no kind.
    pub(crate) fn build(&self, context: &mut Build<'_>) -> Kind {
        match self {
            Self::Text(text) => Kind::Text(text.clone()),
            Self::Choice(choice) => choice.build(context).map_or(Kind::Wrong, Kind::Choice),
            Self::YesOrNo => Kind::YesOrNo,
            Self::TickBox => Kind::TickBox,
            Self::Number(number) => Kind::Number(number.clone()),
            Self::Day(day) => Kind::Day(day.build(context)),
            Self::Email(email) => Kind::Email(email.clone()),
            Self::Phone => Kind::Phone,
            Self::Website => Kind::Website,
            Self::PersonName(name) => Kind::PersonName(name.clone()),
            Self::Address(span) => country::build(*span, context)
                .map_or(Kind::Wrong, |country| Kind::Address(Address { country })),
            Self::File(files) => Kind::File(files.clone()),
            Self::Postcode => Kind::Postcode,
            Self::Country(span) => {
                country::build(*span, context).map_or(Kind::Wrong, Kind::Country)
            }
            Self::Secret(secret) => Kind::Secret(secret.clone()),
        }
    }
}

/// What a message about an answer needs to know of its question.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// "out-of-hours phone number", for messages: "Enter the out-of-hours phone number".
    pub called: &'a str,
    /// Whether it may be left blank, worked out for these answers.
    pub optional: bool,
}

/// What reading an answer found.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// Nothing was entered, and nothing had to be.
    Blank,
    /// A typed answer.
    Right {
        /// The answer.
        value: Value,
        /// Things that are unusual; the person may go on.
        warnings: Vec<String>,
    },
    /// One message that says what to do.
    Wrong {
        /// "Enter the company number".
        message: String,
        /// Which box is at fault, where there are several: `month`.
        part: Option<&'static str>,
        /// What may have been meant, to be offered and never silently taken.
        suggestion: Option<String>,
    },
}

impl Read {
    fn right(value: Value) -> Self {
        Self::Right {
            value,
            warnings: Vec::new(),
        }
    }
}

impl Asked<'_> {
    /// Nothing was entered: right when it may be left blank, else `message` of how the answer is called.
    fn blank(self, message: impl FnOnce(&str) -> String) -> Read {
        if self.optional {
            Read::Blank
        } else {
            wrong(message(self.called))
        }
    }
}

fn wrong(message: String) -> Read {
    Read::Wrong {
        message,
        part: None,
        suggestion: None,
    }
}

fn wrong_part(message: String, part: &'static str) -> Read {
    Read::Wrong {
        message,
        part: Some(part),
        suggestion: None,
    }
}

/// The schema of a text that matches `pattern`.
fn schema_text(pattern: &str) -> Map<String, Json> {
    let mut schema = Map::new();
    schema.insert("type".into(), json!("string"));
    if !pattern.is_empty() {
        schema.insert("pattern".into(), json!(pattern));
    }
    schema
}

impl Kind {
    /// The type of its answers in conditions.
    #[must_use]
    pub fn ty(&self) -> Type {
        match self {
            Self::Text(_)
            | Self::Email(_)
            | Self::Phone
            | Self::Website
            | Self::PersonName(_)
            | Self::Postcode => Type::Text,
            Self::Choice(choice) => choice.ty(),
            Self::YesOrNo | Self::TickBox => Type::YesNo,
            Self::Number(number) => number.ty(),
            Self::Day(day) => day.ty(),
            Self::Address(_) => Type::Opaque,
            Self::File(_) => Type::Files,
            Self::Country(country) => country.ty(),
            Self::Secret(_) => Type::Secret,
            Self::Declared(_) => Type::Text,
            Self::Wrong => Type::Wrong,
        }
    }

    /// Reads what was entered.
    #[must_use]
    pub fn read(&self, entered: Option<&Entered>, asked: Asked<'_>, facts: &dyn Facts) -> Read {
        if let Self::Secret(secret) = self {
            return secret.read(entered, asked);
        }
        let typed = match entered {
            None => "",
            Some(Entered::Text(text)) => text.as_str(),
            Some(Entered::Several(texts)) => match texts.as_slice() {
                [] => "",
                [one] => one.as_str(),
                _ if matches!(self, Self::Choice(_)) => "",
                _ => return wrong(format!("Give one answer only for {}", the(asked.called))),
            },
            Some(Entered::Parts(_)) if self.has_parts() => "",
            Some(_) if matches!(self, Self::File(_)) => "",
            Some(_) => return wrong(format!("Give one answer only for {}", the(asked.called))),
        };
        match self {
            Self::Text(text) => text.read(typed, asked),
            Self::Choice(choice) => choice.read(entered, asked, facts),
            Self::YesOrNo => yes_no::read(typed, asked),
            Self::TickBox => yes_no::read_tick(typed, asked),
            Self::Number(number) => number.read(typed, asked),
            Self::Day(day) => day.read(entered, asked, facts),
            Self::Email(email) => email.read(typed, asked),
            Self::Phone => phone::read(typed, asked),
            Self::Website => website::read(typed, asked),
            Self::PersonName(name) => name.read(typed, asked),
            Self::Address(address) => address.read(entered, asked, facts),
            Self::File(files) => files.read(entered, asked),
            Self::Postcode => postcode::read(typed, asked),
            Self::Country(country) => country.read(typed, asked, facts),
            Self::Declared(declared) => declared.read(entered, asked, facts.today()),
            Self::Secret(_) | Self::Wrong => Read::Blank,
        }
    }

    /// Whether an answer is entered in several boxes with a name each.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        match self {
            Self::Day(_) | Self::Address(_) => true,
            Self::Declared(declared) => !declared.boxes().is_empty(),
            _ => false,
        }
    }

    /// The boxes of an answer in several parts: names and labels.
    #[must_use]
    pub fn parts(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Day(day) => day
                .parts()
                .iter()
                .map(|part| match *part {
                    "day" => ("day", "Day"),
                    "month" => ("month", "Month"),
                    other => (other, "Year"),
                })
                .collect(),
            Self::Address(_) => address::PARTS.to_vec(),
            Self::Declared(declared) => declared.boxes(),
            _ => Vec::new(),
        }
    }

    /// An answer as people read it, in lines.
    #[must_use]
    pub fn print(&self, value: &Value) -> Vec<String> {
        match (self, value) {
            (_, Value::Unknown) => Vec::new(),
            (Self::Secret(_), _) => Secret::print(),
            (Self::Text(_), Value::Text(text)) => text.lines().map(str::to_owned).collect(),
            (Self::Phone, Value::Text(number)) => vec![phone::print(number)],
            (Self::Choice(choice), Value::Option(name)) => vec![choice.label(name).to_owned()],
            (Self::Choice(choice), Value::Several(names)) => names
                .iter()
                .map(|name| choice.label(name).to_owned())
                .collect(),
            (Self::Country(country), Value::Option(name)) => {
                vec![country.label(name.as_str()).to_owned()]
            }
            (Self::Number(number), Value::Number(value)) => vec![number.print(*value)],
            (Self::Day(day), Value::Date(date)) => vec![day.print(*date)],
            (Self::Address(address), Value::Address(value)) => address.print(value),
            (Self::File(_), Value::Files(files)) => files.iter().map(file::print).collect(),
            (Self::Declared(declared), Value::Text(text)) => declared.print(text),
            (_, other) => vec![crate::wording::format::plain(other, &self.ty())],
        }
    }

    /// An answer as it stands in its fields.
    #[must_use]
    pub fn entered(&self, value: &Value) -> Option<Entered> {
        Some(match (self, value) {
            (_, Value::Unknown | Value::Items(_)) | (Self::Secret(_), _) => return None,
            (Self::Day(day), Value::Date(date)) => day.entered(*date),
            (Self::Declared(declared), Value::Text(text)) => declared.entered(text),
            (_, Value::Text(text)) => Entered::Text(text.to_string()),
            (_, Value::Truth(yes)) => Entered::Text(if *yes { "yes" } else { "no" }.to_owned()),
            (_, Value::Option(name)) => Entered::Text(name.to_string()),
            (_, Value::Several(names)) => {
                Entered::Several(names.iter().map(ToString::to_string).collect())
            }
            (_, Value::Number(number)) => Entered::Text(number.to_string()),
            (_, Value::Date(date)) => Entered::Text(date.to_string()),
            (_, Value::Files(files)) => Entered::Files(files.to_vec()),
            (_, Value::Address(address)) => {
                let parts = address::parts(address)
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty());
                Entered::Parts(
                    parts
                        .map(|(part, text)| (part.to_owned(), text.to_owned()))
                        .collect(),
                )
            }
        })
    }

    /// An answer as the API gives and takes it.
    #[must_use]
    pub fn json(&self, value: &Value) -> Json {
        match (self, value) {
            (_, Value::Unknown | Value::Items(_)) | (Self::Secret(_), _) => Json::Null,
            (_, Value::Truth(yes)) => json!(yes),
            (_, Value::Number(number)) => Number::json(*number),
            (Self::Day(day), Value::Date(date)) => json!(day.text(*date)),
            (_, Value::Date(date)) => json!(date.to_string()),
            (_, Value::Text(text)) => json!(&**text),
            (_, Value::Option(name)) => json!(name.as_str()),
            (_, Value::Files(files)) => files.iter().map(File::to_json).collect(),
            (_, Value::Several(names)) => names.iter().map(|name| json!(name.as_str())).collect(),
            (_, Value::Address(address)) => {
                let parts = address::parts(address)
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty());
                Json::Object(
                    parts
                        .map(|(part, text)| (part.to_owned(), json!(text)))
                        .collect(),
                )
            }
        }
    }

    /// The JSON Schema (2020-12) of one answer.
    #[must_use]
    pub fn schema(&self) -> Map<String, Json> {
        match self {
            Self::Text(text) => text.schema(),
            Self::Choice(choice) => choice.schema(),
            Self::YesOrNo => yes_no::schema(false),
            Self::TickBox => yes_no::schema(true),
            Self::Number(number) => number.schema(),
            Self::Day(day) => day.schema(),
            Self::Email(email) => email.schema(),
            Self::Phone => phone::schema(),
            Self::Website => website::schema(),
            Self::PersonName(name) => name.schema(),
            Self::Address(address) => address.schema(),
            Self::File(files) => files.schema(),
            Self::Postcode => postcode::schema(),
            Self::Country(country) => country.schema(),
            Self::Secret(secret) => secret.schema(),
            Self::Declared(declared) => declared.schema(),
            Self::Wrong => Map::new(),
        }
    }

    /// What is checked and a schema cannot say, in sentences.
    #[must_use]
    pub fn beyond_schema(&self, called: &str) -> Vec<String> {
        let plain = |what: &str| vec![format!("{} is {what}", capital(called))];
        match self {
            Self::Text(text) => text.beyond_schema(called),
            Self::Choice(choice) => choice.beyond_schema(called),
            Self::Number(number) => number.beyond_schema(called),
            Self::Day(day) => day.beyond_schema(called),
            Self::Email(_) => plain("an email address to which mail can be sent"),
            Self::Phone => plain("a phone number that can be dialled"),
            Self::Website => plain("the address of a website"),
            Self::PersonName(_) => {
                plain("a name, with at least one letter and nothing that cannot be seen")
            }
            Self::Address(address) => address.beyond_schema(called),
            Self::File(files) => files.beyond_schema(called),
            Self::Postcode => plain("a full UK postcode"),
            Self::Country(_) => plain("a row of the list of countries that counts today"),
            Self::Declared(declared) => declared.beyond_schema(called),
            Self::Secret(_) => Secret::beyond_schema(called),
            Self::YesOrNo | Self::TickBox | Self::Wrong => Vec::new(),
        }
    }
}

meaning!(
    enum Kind {
        Text(text),
        Choice(choice),
        YesOrNo,
        TickBox,
        Number(number),
        Day(day),
        Email(email),
        Phone,
        Website,
        PersonName(name),
        Address(address),
        File(files),
        Postcode,
        Country(country),
        Secret(secret),
        Declared(declared),
        Wrong,
    }
);
