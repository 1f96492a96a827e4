//! The schema of a form's answers, as a document that a machine sends.
//!
//! An answer that is not asked for is passed over by the verdict, so the schema takes it whatever it is; a name that the
//! form does not know is refused by both.

use super::condition::{Conditions, Level, all};
use super::guards::{Guard, conjuncts, sentence, split};
use super::rules;
use crate::catalogue::{Form, Optional, Page, Question, Repeat, Section};
use crate::condition::Expr;
use crate::question::Kind;
use serde_json::{Map, Value as Json, json};

/// The JSON Schema (2020-12) of a form's answers. What it cannot say stands under `x-rules`, each with an `id`.
#[must_use]
pub fn answers_schema(form: &Form) -> Json {
    let conditions = Conditions::new(form);
    let mut writer = Writer {
        form,
        conditions: &conditions,
        unsaid: Vec::new(),
        items: Map::new(),
    };
    let mut object = Object::default();
    for (n, section) in form.sections.iter().enumerate() {
        match &section.repeat {
            None => writer.section(section, &mut object),
            Some(repeat) => writer.repeat(n, section, repeat, &mut object),
        }
    }
    let Writer {
        mut unsaid, items, ..
    } = writer;
    unsaid.extend(rules::rules(form));
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    schema.insert("title".to_owned(), form.title.as_str().into());
    schema.extend(object.finish());
    let mut definitions = items;
    definitions.extend(conditions.definitions());
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), definitions.into());
    }
    if !unsaid.is_empty() {
        schema.insert("x-rules".to_owned(), unsaid.into());
    }
    schema.into()
}

/// The schema of an object that is being written.
#[derive(Default)]
struct Object {
    properties: Map<String, Json>,
    required: Vec<String>,
    conditional: Vec<(Json, Then)>,
}

/// What holds besides when a condition does.
#[derive(Default)]
struct Then {
    properties: Map<String, Json>,
    required: Vec<String>,
    all_of: Vec<Json>,
    refused: bool,
}

impl Object {
    /// What holds under a condition; neighbours under the same one share it.
    fn when(&mut self, condition: Json) -> &mut Then {
        let same = self
            .conditional
            .last()
            .is_some_and(|(last, _)| *last == condition);
        if !same {
            self.conditional.push((condition, Then::default()));
        }
        match self.conditional.last_mut() {
            Some((_, then)) => then,
            None => unreachable!("one was added above"),
        }
    }

    fn finish(self) -> Map<String, Json> {
        let mut schema = Map::new();
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), self.properties.into());
        schema.insert("additionalProperties".to_owned(), false.into());
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), self.required.into());
        }
        let conditional = self.conditional.into_iter();
        let conditional: Vec<Json> = conditional
            .map(|(when, then)| json!({ "if": when, "then": then.finish() }))
            .collect();
        if !conditional.is_empty() {
            schema.insert("allOf".to_owned(), conditional.into());
        }
        schema
    }
}

impl Then {
    fn finish(self) -> Json {
        if self.refused {
            return false.into();
        }
        let mut schema = Map::new();
        if !self.properties.is_empty() {
            schema.insert("properties".to_owned(), self.properties.into());
        }
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), self.required.into());
        }
        if !self.all_of.is_empty() {
            schema.insert("allOf".to_owned(), self.all_of.into());
        }
        schema.into()
    }
}

/// The schema of one answer, whatever its question's kind can be left as.
pub(super) fn of_answer(question: &Question) -> Map<String, Json> {
    let mut schema = question.kind.schema();
    if matches!(question.kind, Kind::TickBox) && !matches!(question.optional, Optional::Never) {
        schema.remove("const"); // it may be left, which is a no
    }
    schema
}

/// Writes the parts of a schema.
struct Writer<'a> {
    form: &'a Form,
    conditions: &'a Conditions<'a>,
    unsaid: Vec<Json>,
    /// The schema of an item, by its section.
    items: Map<String, Json>,
}

impl<'a> Writer<'a> {
    fn section(&mut self, section: &'a Section, object: &mut Object) {
        for page in &section.pages {
            if page.stop {
                self.stop(section, page, object);
            }
            for question in page.questions() {
                let guards = conjuncts([&section.show_when, &page.show_when, &question.show_when]);
                self.question(question, &guards, Level::Form, object);
            }
        }
    }

    fn stop(&mut self, section: &'a Section, page: &'a Page, object: &mut Object) {
        let guards = conjuncts([&section.show_when, &page.show_when]);
        match Guard::of(self.conditions, &guards, Level::Form) {
            Guard::Always => object.when(Json::Bool(true)).refused = true,
            Guard::When(condition) => object.when(condition).refused = true,
            Guard::Unsaid(when) => {
                self.unsaid
                    .push(rules::unsaid_stop(page.name.as_str(), &when));
            }
        }
    }

    /// A question's place among the properties, and what holds when it is asked.
    fn question(
        &mut self,
        question: &Question,
        guards: &[&Expr],
        level: Level,
        object: &mut Object,
    ) {
        let name = question.name.as_str();
        let mut about = Map::new();
        about.insert("title".to_owned(), question.ask.template().into());
        if question.fixed {
            about.insert("readOnly".to_owned(), true.into());
            object.properties.insert(name.to_owned(), about.into());
            return;
        }
        let schema = self.answer(question);
        match Guard::of(self.conditions, guards, level) {
            Guard::Always => {
                about.extend(schema);
                object.properties.insert(name.to_owned(), about.into());
                match self.required(question, level) {
                    Required::Yes => object.required.push(name.to_owned()),
                    Required::No => {}
                    Required::When(condition) => {
                        object.when(condition).required.push(name.to_owned())
                    }
                }
            }
            Guard::When(condition) => {
                about.insert("description".to_owned(), asked_when(guards).into());
                object.properties.insert(name.to_owned(), about.into());
                let required = self.required(question, level);
                let then = object.when(condition);
                then.properties.insert(name.to_owned(), schema.into());
                match required {
                    Required::Yes => then.required.push(name.to_owned()),
                    Required::No => {}
                    Required::When(condition) => {
                        then.all_of
                            .push(json!({ "if": condition, "then": { "required": [name] } }));
                    }
                }
            }
            Guard::Unsaid(when) => {
                about.insert("description".to_owned(), asked_when(guards).into());
                object.properties.insert(name.to_owned(), about.into());
                let rule = format!("asked when {when}");
                self.unsaid.push(rules::unsaid(name, "asked", rule));
            }
        }
    }

    /// The schema of one answer, without what it cannot say.
    fn answer(&mut self, question: &Question) -> Map<String, Json> {
        for rule in question.kind.beyond_schema(&question.called) {
            self.unsaid
                .push(rules::unsaid(question.name.as_str(), "kind", rule));
        }
        if let (Kind::TickBox, Optional::When(condition)) = (&question.kind, &question.optional) {
            let rule = format!("must be ticked, unless {}", condition.sentence());
            let name = question.name.as_str();
            self.unsaid.push(rules::unsaid(name, "kind", rule));
        }
        of_answer(question)
    }

    fn required(&mut self, question: &Question, level: Level) -> Required {
        match &question.optional {
            Optional::Never => Required::Yes,
            Optional::Always => Required::No,
            Optional::When(condition) => match self.conditions.holds(condition, true, level) {
                Some(schema) => Required::When(json!({ "not": schema })),
                None => {
                    let rule = format!("may be left out only when {}", condition.sentence());
                    let name = question.name.as_str();
                    self.unsaid.push(rules::unsaid(name, "optional", rule));
                    Required::No
                }
            },
        }
    }

    fn repeat(&mut self, n: usize, section: &'a Section, repeat: &'a Repeat, object: &mut Object) {
        let name = section.name.as_str();
        let item = self.item(n, section, repeat);
        self.items.insert(name.to_owned(), item);
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        let mut about = Map::new();
        about.insert("title".to_owned(), section.in_words().into());
        let guards = conjuncts([&section.show_when]);
        let guard = Guard::of(self.conditions, &guards, Level::Form);
        if repeat.for_each.is_some() {
            object.properties.insert(name.to_owned(), about.into());
            self.each(section, repeat, &guards, &reference, object);
        } else {
            let mut list = Map::new();
            list.insert("type".to_owned(), "array".into());
            list.insert("items".to_owned(), reference);
            list.insert("minItems".to_owned(), repeat.from.into());
            list.insert("maxItems".to_owned(), repeat.to.into());
            let required = (repeat.from > 0).then(|| name.to_owned());
            match &guard {
                Guard::Always => {
                    about.extend(list);
                    object.properties.insert(name.to_owned(), about.into());
                    object.required.extend(required);
                }
                Guard::When(condition) => {
                    about.insert("description".to_owned(), asked_when(&guards).into());
                    object.properties.insert(name.to_owned(), about.into());
                    let then = object.when(condition.clone());
                    then.properties.insert(name.to_owned(), list.into());
                    then.required.extend(required);
                }
                Guard::Unsaid(when) => {
                    about.insert("description".to_owned(), asked_when(&guards).into());
                    object.properties.insert(name.to_owned(), about.into());
                    let rule = format!("asked when {when}");
                    self.unsaid.push(rules::unsaid(name, "asked", rule));
                }
            }
        }
        self.depending_on_form(n, section, object);
    }

    /// The schema of one item, as far as it depends on the item alone.
    fn item(&mut self, n: usize, section: &'a Section, repeat: &'a Repeat) -> Json {
        let mut item = Object::default();
        if let Some(each) = &repeat.for_each {
            let options = each
                .choices
                .options
                .iter()
                .map(|(option, _)| option.as_str());
            let options: Vec<&str> = options.collect();
            item.properties
                .insert(each.name.clone(), json!({ "enum": options }));
            item.required.push(each.name.clone());
        }
        for page in &section.pages {
            if page.stop {
                let when = sentence(&conjuncts([&page.show_when]));
                self.unsaid
                    .push(rules::unsaid_stop(page.name.as_str(), &when));
            }
            for question in page.questions() {
                let guards = conjuncts([&page.show_when, &question.show_when]);
                if split(&guards).1.is_empty() {
                    self.question(question, &guards, Level::Item(n), &mut item);
                } else {
                    let title = json!({ "title": question.ask.template(), "description": asked_when(&guards) });
                    item.properties.insert(question.name.to_string(), title);
                }
            }
        }
        item.finish().into()
    }

    /// Questions of items that are asked depending on answers outside of them.
    fn depending_on_form(&mut self, n: usize, section: &'a Section, object: &mut Object) {
        for page in &section.pages {
            for question in page.questions() {
                let guards = conjuncts([&page.show_when, &question.show_when]);
                let (inside, outside) = split(&guards);
                if outside.is_empty() || question.fixed {
                    continue;
                }
                let of_section = conjuncts([&section.show_when]);
                let outside: Vec<&Expr> = of_section.into_iter().chain(outside).collect();
                let guard = Guard::of(self.conditions, &outside, Level::Form);
                let mut item = Object::default();
                let before = self.unsaid.len();
                self.question(question, &inside, Level::Item(n), &mut item);
                let Guard::When(condition) = guard else {
                    self.unsaid.truncate(before);
                    let rule = format!("asked when {}", sentence(&guards));
                    self.unsaid
                        .push(rules::unsaid(question.name.as_str(), "asked", rule));
                    continue;
                };
                let mut item = item.finish();
                item.remove("additionalProperties");
                let list = json!({ "properties": { section.name.as_str(): { "items": item } } });
                object.when(condition).all_of.push(list);
            }
        }
    }

    /// An item for each chosen option: the items of others are passed over.
    fn each(
        &mut self,
        section: &Section,
        repeat: &Repeat,
        guards: &[&Expr],
        item: &Json,
        object: &mut Object,
    ) {
        let Some(each) = &repeat.for_each else { return };
        let name = section.name.as_str();
        let chosen = self.form.slots.get(each.slot).and_then(|slot| match slot {
            crate::catalogue::Slot::Question(question) => Some(question),
            crate::catalogue::Slot::Collection => None,
        });
        let guard = Guard::of(self.conditions, guards, Level::Form);
        for (option, _) in &each.choices.options {
            let condition = chosen.and_then(|question| self.conditions.chosen(question, option));
            let condition = match (condition, &guard) {
                (Some(chosen), Guard::Always) => chosen,
                (Some(chosen), Guard::When(asked)) => {
                    all([asked.clone(), chosen]).unwrap_or(Json::Bool(true))
                }
                _ => {
                    let rule = format!(
                        "an item for each of the chosen options, by its `{}`",
                        each.name
                    );
                    self.unsaid.push(rules::unsaid(name, "items", rule));
                    return;
                }
            };
            let this = json!({ "properties": { each.name.as_str(): { "const": option.as_str() } }, "required": [each.name] });
            let list = json!({
                "type": "array",
                "contains": this,
                "items": { "if": this, "then": item },
            });
            let then = object.when(condition);
            then.properties.insert(name.to_owned(), list);
            then.required.push(name.to_owned());
        }
    }
}

/// Whether an answer must be there.
enum Required {
    Yes,
    No,
    When(Json),
}

fn asked_when(guards: &[&Expr]) -> String {
    format!("Asked when {}", sentence(guards))
}
