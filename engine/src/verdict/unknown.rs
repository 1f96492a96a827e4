//! Names in a document that the form does not have: a machine's typing errors, which a person's browser cannot make.

use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Section};

/// The names among answers that the form has no question or repeating section for, as paths: `emial`, `costs.1.amout`.
#[must_use]
pub fn unknown_names(form: &Form, answers: &Answers) -> Vec<String> {
    let mut unknown = Vec::new();
    for (name, entered) in answers.iter() {
        let repeats =
            |section: &&Section| section.repeat.is_some() && section.name.as_str() == name;
        if let Some(section) = form.sections.iter().find(repeats) {
            let Entered::Items(items) = entered else {
                continue;
            };
            for (n, item) in items.iter().enumerate() {
                let known = |field: &str| is_field(section, field);
                let names = item.iter().map(|(field, _)| field);
                let strange = names.filter(|field| !known(field));
                unknown.extend(strange.map(|field| format!("{name}.{}.{field}", n + 1)));
            }
        } else if form
            .question(name)
            .is_none_or(|question| question.section.is_some())
        {
            unknown.push(name.to_owned());
        }
    }
    unknown
}

fn is_field(section: &Section, name: &str) -> bool {
    let each = section
        .repeat
        .as_ref()
        .and_then(|repeat| repeat.for_each.as_ref());
    let mut questions = section.pages.iter().flat_map(|page| page.questions());
    each.is_some_and(|each| each.name == name)
        || questions.any(|question| question.name.as_str() == name)
}
