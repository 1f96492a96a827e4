//! What is sent: the answers on the path, without those of abandoned pages.

use super::{Place, Standing, Verdict};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Page, Section};

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
                    self.take(page, Some(item), typed, fields);
                }
            } else {
                self.take(page, None, typed, &mut sent);
            }
        }
        sent
    }

    fn take(&self, page: &Page, item: Option<usize>, typed: Option<&Answers>, sent: &mut Answers) {
        for question in page.questions() {
            let name = question.name.as_str();
            if self.standing(question, item) == Standing::Hidden {
                continue;
            }
            if let Some(entered) = typed.and_then(|typed| typed.get(name)) {
                sent.set(name, Entered::clone(entered));
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
