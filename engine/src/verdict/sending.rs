//! What is sent: the answers on the path, without those of abandoned pages.

use super::{Place, Standing, Verdict};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Page, Section};
use serde_json::{Map, Value as Json};

impl Verdict {
    /// The answers to what was asked on the path and nothing else. Items that follow a choice stand in its order.
    #[must_use]
    pub fn answers_to_send(&self, form: &Form, answers: &Answers) -> Answers {
        let mut sent = Answers::new();
        for (place, _) in &self.path {
            let Some((section, page)) = form.page(*place) else {
                continue;
            };
            let typed = self.answers_at(form, *place, answers);
            if let Place::ItemPage {
                section: n, item, ..
            } = *place
            {
                let option = self.chosen(form, n, item);
                if let Some(fields) = item_of_sent(&mut sent, section, item) {
                    if let Some((name, option)) = option {
                        fields.set(name, Entered::Text(option));
                    }
                    self.take(form, page, Some(item), typed, fields);
                }
            } else {
                self.take(form, page, None, typed, &mut sent);
            }
        }
        sent
    }

    /// The answers to what was asked, as a document: each as its kind writes it, nothing for what was left blank.
    #[must_use]
    pub fn document(&self, form: &Form) -> Json {
        let mut document = Map::new();
        for (place, _) in &self.path {
            let Some((section, page)) = form.page(*place) else {
                continue;
            };
            let Place::ItemPage {
                section: n, item, ..
            } = *place
            else {
                self.write(form, page, None, &mut document);
                continue;
            };
            let items = document
                .entry(section.name.as_str())
                .or_insert_with(|| Json::Array(Vec::new()));
            let Json::Array(items) = items else { continue };
            while items.len() <= item {
                let option = self.chosen(form, n, items.len());
                let fresh = option.map(|(name, option)| (name, Json::from(option)));
                items.push(Json::Object(fresh.into_iter().collect()));
            }
            if let Some(Json::Object(fields)) = items.get_mut(item) {
                self.write(form, page, Some(item), fields);
            }
        }
        document.into()
    }

    fn write(
        &self,
        form: &Form,
        page: &Page,
        item: Option<usize>,
        document: &mut Map<String, Json>,
    ) {
        for question in page.questions() {
            let value = self.value(form, question, item);
            // A secret is never written down.
            if !value.is_unknown() && !question.is_secret() {
                document.insert(question.name.to_string(), question.kind.json(value));
            }
        }
    }

    fn take(
        &self,
        form: &Form,
        page: &Page,
        item: Option<usize>,
        typed: Option<&Answers>,
        sent: &mut Answers,
    ) {
        for question in page.questions() {
            let name = question.name.as_str();
            if self.standing(question, item) == Standing::Hidden {
                continue;
            }
            let entered = if question.fixed {
                question.kind.entered(self.value(form, question, item))
            } else {
                typed.and_then(|typed| typed.get(name)).cloned()
            };
            if let Some(entered) = entered {
                sent.set(name, entered);
            }
        }
    }
}

fn item_of_sent<'a>(
    sent: &'a mut Answers,
    section: &Section,
    item: usize,
) -> Option<&'a mut Answers> {
    let items = sent.items_mut(section.name.as_str());
    if items.len() <= item {
        items.resize_with(item + 1, Answers::new);
    }
    items.get_mut(item)
}
