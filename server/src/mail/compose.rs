//! Letters out of messages: who is written to, and what else is remembered with it.

use super::addresses::Given;
use super::letter::new_standing;
use super::{Addresses, LINK, Leads, Letter, Link, Mailroom, Seed};
use crate::clock::Moment;
use crate::reference::Reference;
use crate::store::{Batch, Key, StoreError};
use engine::{Catalogue, Circumstances, Form, Message, Occasion, Place, Trigger, Verdict};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use site::Theme;

/// Writes letters about a form that somebody fills in.
#[derive(Clone, Copy)]
pub(crate) struct Composer<'a> {
    pub(crate) room: &'a Mailroom,
    pub(crate) theme: &'a Theme,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) form: &'a Form,
    pub(crate) verdict: &'a Verdict,
    pub(crate) at: Circumstances<'a>,
    pub(crate) now: Moment,
    /// Days for which a link opens.
    pub(crate) days: u32,
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

impl<'a> Composer<'a> {
    /// The last day on which a link that is sent today opens.
    pub(crate) fn last_day(&self) -> Date {
        self.at.today.saturating_add(i64::from(self.days).days())
    }

    /// What sending this form causes: the messages that go out, and with them a link for each address to be confirmed.
    pub(crate) fn on_sending(
        &self,
        reference: &Reference,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let sent = Trigger::Sent(self.form.name().clone());
        let answers = self.verdict.facts(self.form, self.at, Place::Check);
        let mut addresses: Vec<String> = Vec::new();
        for message in self.catalogue.messages(&sent) {
            let Some(to) = message.address(&answers) else {
                continue;
            };
            let occasion = Occasion {
                answers: Some(answers),
                reference: Some(reference.as_str()),
                ..self.occasion()
            };
            self.letter(message, &to, &occasion, None).put(batch)?;
            if !addresses.contains(&to) {
                addresses.push(to);
            }
        }
        self.confirm(addresses, reference, batch)
    }

    fn confirm(
        &self,
        addresses: Vec<String>,
        reference: &Reference,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let trigger = Trigger::AddressToConfirm;
        let Some(message) = self.catalogue.messages(&trigger).next() else {
            return Ok(());
        };
        if addresses.is_empty() {
            return Ok(());
        }
        for address in &addresses {
            let leads = Leads::Address {
                reference: reference.to_string(),
                address: address.clone(),
            };
            let seed = self.link(leads, Vec::new(), batch)?;
            let occasion = Occasion {
                reference: Some(reference.as_str()),
                ..self.occasion()
            };
            self.letter(message, address, &occasion, Some(seed))
                .put(batch)?;
        }
        let given = |address| Given {
            address,
            confirmed: None,
        };
        let all = addresses.into_iter().map(given).collect();
        batch.claim(&Key::from(reference.as_str()), &Addresses { all })
    }

    /// A return link to a draft; nothing when the content has no message for it.
    pub(crate) fn return_link(
        &self,
        to: &str,
        draft: &str,
        askers: Vec<String>,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let trigger = Trigger::LinkAsked;
        let Some(message) = self.catalogue.messages(&trigger).next() else {
            return Ok(());
        };
        let leads = Leads::Draft {
            form: self.form.name().to_string(),
            id: draft.to_owned(),
        };
        let seed = self.link(leads, askers, batch)?;
        self.letter(message, to, &self.occasion(), Some(seed))
            .put(batch)
    }

    fn link(
        &self,
        leads: Leads,
        askers: Vec<String>,
        batch: &mut Batch,
    ) -> Result<Seed, StoreError> {
        let seed = Seed::random();
        let link = Link {
            leads,
            asked: self.now,
            until: self.last_day().to_string(),
            askers,
        };
        batch.claim(&Link::key(&self.room.key.token(&seed)), &link)?;
        Ok(seed)
    }

    fn occasion(&self) -> Occasion<'a> {
        Occasion {
            at: self.at,
            answers: None,
            service_name: &self.catalogue.service().name,
            form_title: self.form.title(),
            reference: None,
            valid_until: Some(self.last_day()),
            link: Some(LINK),
            base: &self.room.base,
        }
    }

    fn letter(
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
