//! Messages: what the service writes to people, from one text in Markdown: a subject, a plain body and one in HTML.

mod plain;
#[cfg(test)]
mod tests;

use crate::calendar::Calendar;
use crate::condition::{Facts, Place, Type, Value};
use crate::guidance;
use crate::name::{FormName, MessageName, QuestionName};
use crate::verdict::{Circumstances, Known};
use crate::wording::Wording;
use jiff::civil::Date;
use std::borrow::Cow;

/// Stands for the link until the body is rendered, so that no Markdown can take its address apart.
const MARK: char = '\u{e000}';

/// What sends a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Somebody sent this form.
    Sent(FormName),
    /// Somebody wants to go on with a form later, or elsewhere.
    LinkAsked,
    /// A form was sent, and whether the address in it is theirs is not known yet.
    AddressToConfirm,
    /// Somebody was given a role for an organisation.
    AccessGiven,
    /// Somebody forgot their password.
    PasswordAsked,
}

/// What the service itself says in a message, besides answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Link,
    FormTitle,
    ValidUntil,
    Reference,
    SentOn,
    ServiceName,
    PersonName,
    Organisation,
    Role,
}

/// A checked message.
#[derive(Debug)]
pub struct Message {
    pub(crate) name: MessageName,
    pub(crate) trigger: Trigger,
    /// The question that asks for the address, and its slot.
    pub(crate) to: Option<(QuestionName, usize)>,
    pub(crate) subject: Wording,
    pub(crate) body: Wording,
    pub(crate) source: Option<String>,
    pub(crate) unconfirmed: Option<String>,
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The day, and the working days.
    pub at: Circumstances<'a>,
    /// The answers, where a form was sent.
    pub answers: Option<Known<'a>>,
    /// What the service is called.
    pub service_name: &'a str,
    /// What the form is called.
    pub form_title: &'a str,
    /// The reference of what was sent.
    pub reference: Option<&'a str>,
    /// Whom it is written to.
    pub person: Option<&'a str>,
    /// The organisation that it is about.
    pub organisation: Option<&'a str>,
    /// The role that was given, in words.
    pub role: Option<&'a str>,
    /// The last day on which the link opens.
    pub valid_until: Option<Date>,
    /// Where the link leads.
    pub link: Option<&'a str>,
    /// What addresses of the service begin with.
    pub base: &'a str,
}

/// A message to one person, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line.
    pub subject: String,
    /// The body for programs that show plain text.
    pub text: String,
    /// The body as HTML, without what stands around it.
    pub html: String,
}

impl Trigger {
    /// The service's own, as written under `when:`.
    pub(crate) const OWN: [(&'static str, Self); 4] = [
        ("a return link is asked for", Self::LinkAsked),
        ("an address is to be confirmed", Self::AddressToConfirm),
        ("access is given", Self::AccessGiven),
        ("a new password is asked for", Self::PasswordAsked),
    ];

    /// What the service tells a message of this kind.
    pub(crate) const fn tells(&self) -> &'static [Told] {
        use Told::{
            FormTitle, Link, Organisation, PersonName, Reference, Role, SentOn, ServiceName,
            ValidUntil,
        };
        match self {
            Self::Sent(_) => &[Reference, SentOn, FormTitle, ServiceName],
            Self::LinkAsked => &[Link, FormTitle, ValidUntil, ServiceName],
            Self::AddressToConfirm => &[Link, FormTitle, Reference, ValidUntil, ServiceName],
            Self::AccessGiven => &[
                Link,
                PersonName,
                Organisation,
                Role,
                ValidUntil,
                ServiceName,
            ],
            Self::PasswordAsked => &[Link, PersonName, ServiceName],
        }
    }
}

impl Told {
    /// As placeholders name it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::FormTitle => "form_title",
            Self::ValidUntil => "valid_until",
            Self::Reference => "reference",
            Self::SentOn => "sent_on",
            Self::ServiceName => "service_name",
            Self::PersonName => "person_name",
            Self::Organisation => "organisation",
            Self::Role => "role",
        }
    }

    pub(crate) const fn ty(self) -> Type {
        match self {
            Self::ValidUntil | Self::SentOn => Type::Date,
            _ => Type::Text,
        }
    }

    fn value(self, of: &Occasion<'_>) -> Value {
        let text = |text: &str| Value::Text(text.into());
        let day = |day: Option<Date>| day.map_or(Value::Unknown, Value::Date);
        match self {
            Self::Link => text(&MARK.to_string()),
            Self::FormTitle => text(of.form_title),
            Self::ServiceName => text(of.service_name),
            Self::Reference => of.reference.map_or(Value::Unknown, text),
            Self::PersonName => of.person.map_or(Value::Unknown, text),
            Self::Organisation => of.organisation.map_or(Value::Unknown, text),
            Self::Role => of.role.map_or(Value::Unknown, text),
            Self::ValidUntil => day(of.valid_until),
            Self::SentOn => Value::Date(of.at.today),
        }
    }
}

impl Message {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &MessageName {
        &self.name
    }

    /// What sends it.
    #[must_use]
    pub fn trigger(&self) -> &Trigger {
        &self.trigger
    }

    /// The question that asks for the address.
    #[must_use]
    pub fn to(&self) -> Option<&QuestionName> {
        self.to.as_ref().map(|(name, _)| name)
    }

    /// Where it is written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What still has to be verified.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }

    /// The address that the answers give; none when it was not asked for, or left blank.
    #[must_use]
    pub fn address(&self, answers: &Known<'_>) -> Option<String> {
        let (_, slot) = self.to.as_ref()?;
        match &*answers.value(&Place::Form(*slot)) {
            Value::Text(address) => Some(address.to_string()),
            _ => None,
        }
    }

    /// The message about one occasion.
    #[must_use]
    pub fn write(&self, of: &Occasion<'_>) -> Mail {
        let subject = self.subject.fill(of);
        let body = self.body.fill_markdown(of);
        let (html, text) = (guidance::html(&body), plain::text(&body, of.base));
        // Addresses of our own begin at the root; a mail is read elsewhere. No quote stands in text: it is escaped.
        let html = html.replace("href=\"/", &format!("href=\"{}/", escaped(of.base)));
        let link = of.link.unwrap_or_default();
        let anchor = format!("<a href=\"{0}\">{0}</a>", escaped(link));
        Mail {
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: text.replace(MARK, link),
            html: html.replace(MARK, &anchor),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    guidance::escape(text, &mut html);
    html
}

impl Facts for Occasion<'_> {
    fn value<'b>(&'b self, place: &Place) -> Cow<'b, Value> {
        if let Place::Outside(name) = place {
            let all = Trigger::OWN.iter().map(|(_, own)| own.tells());
            let all = all.chain([[Told::Reference, Told::SentOn].as_slice()]);
            let told = all.flatten().find(|told| told.name() == &**name);
            return Cow::Owned(told.map_or(Value::Unknown, |told| told.value(self)));
        }
        match &self.answers {
            Some(answers) => answers.value(place),
            None => Cow::Owned(Value::Unknown),
        }
    }

    fn because(&self, value: usize) -> Option<String> {
        self.answers.as_ref()?.because(value)
    }

    fn today(&self) -> Date {
        self.at.today
    }

    fn calendar(&self) -> &Calendar {
        self.at.calendar
    }
}
