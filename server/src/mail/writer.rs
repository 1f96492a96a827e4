//! Letters, whatever they are about: a message of the content filled in, with the link that it is for.

use super::letter::new_standing;
use super::{LINK, Leads, Letter, Link, Mailroom, Seed};
use crate::clock::Moment;
use crate::store::{Batch, StoreError};
use engine::{Catalogue, Circumstances, Message, Occasion};
use jiff::civil::Date;
use serde::Serialize;
use site::Theme;

/// Writes letters of the service.
#[derive(Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) room: &'a Mailroom,
    pub(crate) theme: &'a Theme,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) at: Circumstances<'a>,
    pub(crate) now: Moment,
}

/// What a letter in HTML prints.
#[derive(Serialize)]
struct Document<'a> {
    lang: &'a str,
    subject: &'a str,
    html: &'a str,
    operator: &'a str,
    contact: Option<&'a str>,
}

impl<'a> Writer<'a> {
    /// A link that opens until a day, in a batch; what its secret is made of.
    pub(crate) fn link(
        &self,
        leads: Leads,
        until: Date,
        askers: Vec<String>,
        batch: &mut Batch,
    ) -> Result<Seed, StoreError> {
        let seed = Seed::random();
        let link = Link {
            leads,
            asked: self.now,
            until: until.to_string(),
            askers,
        };
        batch.claim(&Link::key(&self.room.key.token(&seed)), &link)?;
        Ok(seed)
    }

    /// An occasion about nothing yet but the service.
    pub(crate) fn occasion(&self) -> Occasion<'a> {
        Occasion {
            at: self.at,
            answers: None,
            service_name: &self.catalogue.service().name,
            form_title: "",
            reference: None,
            person: None,
            organisation: None,
            role: None,
            valid_until: None,
            link: Some(LINK),
            base: &self.room.base,
        }
    }

    /// A message to somebody, written.
    pub(crate) fn letter(
        &self,
        message: &Message,
        to: &str,
        occasion: &Occasion<'_>,
        seed: Option<Seed>,
    ) -> Letter {
        let mail = message.write(occasion);
        let service = self.catalogue.service();
        let document = Document {
            lang: &service.language,
            subject: &mail.subject,
            html: &mail.html,
            operator: &service.operator,
            contact: service.contact.as_deref(),
        };
        let html = self.theme.render("mail.html", &document);
        let html = html.unwrap_or_else(|error| {
            tracing::error!(%error, "a letter goes out without what stands around it");
            mail.html.clone()
        });
        Letter {
            message: message.name().to_string(),
            to: to.to_owned(),
            subject: mail.subject,
            text: mail.text,
            html,
            seed,
            written: self.now,
            standing: new_standing(),
        }
    }
}
