//! Letters out of messages: who is written to, and what else is remembered with it.

use super::addresses::Given;
use super::{Addresses, Leads, Seed, Writer};
use crate::reference::Reference;
use crate::store::{Batch, Key, StoreError};
use engine::{Form, Occasion, Place, Trigger, Verdict};
use jiff::ToSpan;
use jiff::civil::Date;

/// Writes letters about a form that somebody fills in.
#[derive(Clone, Copy)]
pub(crate) struct Composer<'a> {
    pub(crate) writer: Writer<'a>,
    pub(crate) form: &'a Form,
    pub(crate) verdict: &'a Verdict,
    /// Days for which a link opens.
    pub(crate) days: u32,
}

impl<'a> Composer<'a> {
    /// The last day on which a link that is sent today opens.
    pub(crate) fn last_day(&self) -> Date {
        self.writer
            .at
            .today
            .saturating_add(i64::from(self.days).days())
    }

    /// What sending this form causes: the messages that go out, and with them a link for each address to be confirmed.
    pub(crate) fn on_sending(
        &self,
        reference: &Reference,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let sent = Trigger::Sent(self.form.name().clone());
        let answers = self.verdict.facts(self.form, self.writer.at, Place::Check);
        let mut addresses: Vec<String> = Vec::new();
        for message in self.writer.catalogue.messages(&sent) {
            let Some(to) = message.address(&answers) else {
                continue;
            };
            let occasion = Occasion {
                answers: Some(answers),
                reference: Some(reference.as_str()),
                ..self.occasion()
            };
            self.writer
                .letter(message, &to, &occasion, None)
                .put(batch)?;
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
        let Some(message) = self.writer.catalogue.messages(&trigger).next() else {
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
            self.writer
                .letter(message, address, &occasion, Some(seed))
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
        let Some(message) = self.writer.catalogue.messages(&trigger).next() else {
            return Ok(());
        };
        let leads = Leads::Draft {
            form: self.form.name().to_string(),
            id: draft.to_owned(),
        };
        let seed = self.link(leads, askers, batch)?;
        self.writer
            .letter(message, to, &self.occasion(), Some(seed))
            .put(batch)
    }

    fn link(
        &self,
        leads: Leads,
        askers: Vec<String>,
        batch: &mut Batch,
    ) -> Result<Seed, StoreError> {
        self.writer.link(leads, self.last_day(), askers, batch)
    }

    fn occasion(&self) -> Occasion<'a> {
        Occasion {
            form_title: self.form.title(),
            valid_until: Some(self.last_day()),
            ..self.writer.occasion()
        }
    }
}
