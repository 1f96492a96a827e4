//! `choose one` and `choose several`.

use super::common::{COMMON, amount, capital, check_order, span_of, subject, the, whole};
use super::options::{self, Offered, OptionDeclaration};
use super::{Asked, Build, Read, wrong};
use crate::answers::Entered;
use crate::catalogue::meaning;
use crate::condition::{Choices, Expr, Facts, Truth, Type, Value};
use crate::declare::{Fields, Key, Problems, Record, Takes, Written, may};
use crate::name::OptionName;
use crate::source::Span;
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

static LABEL: Takes = Takes::Either(&[Takes::Sentence, Takes::Block(&options::OPTION)]);
const OPTIONS: Key = may(
    "options",
    Takes::Named(&LABEL),
    "The options: a name and a label each.",
);
const FROM: Key = may(
    "options from",
    Takes::Name,
    "The list that the options come from.",
);
const OFFER: Key = may(
    "offer",
    Takes::Condition,
    "Which rows of the list are offered: `its is_open is yes`.",
);
const ALSO: Key = may(
    "and also",
    Takes::Named(&LABEL),
    "Options besides those of the list.",
);

pub(crate) static ONE: Record = Record {
    what: "a question of type `choose one`",
    keys: COMMON,
    also: &[OPTIONS, FROM, OFFER, ALSO],
};
pub(crate) static SEVERAL: Record = Record {
    what: "a question of type `choose several`",
    keys: COMMON,
    also: &[
        OPTIONS,
        FROM,
        OFFER,
        ALSO,
        may("at least", Takes::Count, "How many must be chosen."),
        may("at most", Takes::Count, "How many may be chosen."),
    ],
};

/// A choice as written.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceDeclaration {
    several: bool,
    options: Vec<OptionDeclaration>,
    from: Option<Written>,
    offer: Option<Written>,
    least: Option<usize>,
    most: Option<usize>,
    span: Span,
}

/// A choice.
#[derive(Debug)]
pub struct Choice {
    /// Whether several may be chosen.
    pub several: bool,
    pub(crate) choices: Arc<Choices>,
    pub(crate) options: Vec<Offered>,
    /// Which rows of the list are offered.
    pub(crate) offer: Option<Expr>,
    least: usize,
    most: Option<usize>,
}

pub(crate) fn declare(
    several: bool,
    fields: &Fields<'_>,
    problems: &mut Problems,
) -> Option<ChoiceDeclaration> {
    let mut all = options::declare(fields, "options", problems);
    all.extend(options::declare(fields, "and also", problems));
    let from = fields.text("options from", problems);
    let span = span_of(fields, "question").unwrap_or(fields.node().span);
    options::check_source(fields, span, from.is_some(), problems)?;
    let count = |key: &str, problems: &mut Problems| {
        if !several {
            return None;
        }
        amount(fields, key, &["", "options"], problems)
            .and_then(|(found, _)| whole(&found, problems))
    };
    let (least, most) = (count("at least", problems), count("at most", problems));
    if several {
        check_order(
            least.as_ref(),
            most.as_ref(),
            span_of(fields, "at most"),
            problems,
        );
    }
    Some(ChoiceDeclaration {
        several,
        options: all,
        from,
        offer: fields.text("offer", problems),
        least,
        most,
        span,
    })
}

impl ChoiceDeclaration {
    pub(crate) fn build(&self, context: &mut Build<'_>) -> Option<Choice> {
        let list = match &self.from {
            Some(name) => Some(options::list(name, context)?),
            None => None,
        };
        let offer = match (&self.offer, &list) {
            (Some(offer), Some(list)) => options::offer(offer, list, context),
            _ => None,
        };
        let options = options::offered(list.as_ref(), &self.options, context);
        if options.is_empty() {
            options::none(self.span, context.problems);
        }
        let named = options
            .iter()
            .map(|option| (option.name.clone(), option.label.clone()))
            .collect();
        let choices = Arc::new(Choices {
            options: named,
            list,
        });
        let least = self.least.unwrap_or(0).max(1);
        Some(Choice {
            several: self.several,
            choices,
            options,
            offer,
            least,
            most: self.most,
        })
    }
}

impl Choice {
    pub(super) fn ty(&self) -> Type {
        if self.several {
            Type::Several(self.choices.clone())
        } else {
            Type::Choice(self.choices.clone())
        }
    }

    /// The options offered now, in order.
    pub fn offered<'a>(&'a self, facts: &'a dyn Facts) -> impl Iterator<Item = &'a Offered> {
        self.options
            .iter()
            .filter(move |option| self.is_offered(option, facts))
    }

    fn is_offered(&self, option: &Offered, facts: &dyn Facts) -> bool {
        let shown = option
            .show_when
            .as_ref()
            .is_none_or(|when| when.truth(facts) == Truth::True);
        shown && option.is_valid(self.choices.list.as_deref(), self.offer.as_ref(), facts)
    }

    fn find(&self, typed: &str) -> Option<&Offered> {
        self.options
            .iter()
            .find(|option| option.name.as_str() == typed)
    }

    pub(super) fn read(
        &self,
        entered: Option<&Entered>,
        asked: Asked<'_>,
        facts: &dyn Facts,
    ) -> Read {
        let one;
        let chosen: &[String] = match entered {
            Some(Entered::Text(text)) => {
                one = [text.clone()];
                &one
            }
            Some(Entered::Several(texts)) => texts,
            _ => &[],
        };
        if chosen.iter().all(|text| text.trim().is_empty()) {
            return asked.blank(|called| format!("Select {}", the(called)));
        }
        if !self.several {
            return match chosen {
                [text] => match self
                    .find(text.trim())
                    .filter(|option| self.is_offered(option, facts))
                {
                    Some(option) => Read::right(Value::Option(option.name.clone())),
                    None => wrong(format!("Select {} from the list", the(asked.called))),
                },
                _ => wrong(format!("Select one option only for {}", the(asked.called))),
            };
        }
        self.read_several(chosen, asked, facts)
    }

    fn read_several(&self, chosen: &[String], asked: Asked<'_>, facts: &dyn Facts) -> Read {
        let known = chosen.iter().all(|text| {
            text.trim().is_empty()
                || self
                    .find(text.trim())
                    .is_some_and(|option| self.is_offered(option, facts))
        });
        if !known {
            return wrong(format!("Select {} from the list", the(asked.called)));
        }
        let picked = |option: &&Offered| {
            chosen
                .iter()
                .any(|text| text.trim() == option.name.as_str())
        };
        let found: Vec<&Offered> = self.options.iter().filter(picked).collect();
        if let Some(alone) = found
            .iter()
            .find(|option| option.alone)
            .filter(|_| found.len() > 1)
        {
            return wrong(format!(
                "Select “{}” or other options, not both",
                alone.label
            ));
        }
        let is_alone = found.iter().any(|option| option.alone);
        if found.len() < self.least && !is_alone {
            return wrong(format!(
                "Select at least {} for {}",
                self.least,
                the(asked.called)
            ));
        }
        if let Some(most) = self.most
            && found.len() > most
        {
            return wrong(format!(
                "Select no more than {most} for {}",
                the(asked.called)
            ));
        }
        let names: Vec<OptionName> = found
            .into_iter()
            .map(|option| option.name.clone())
            .collect();
        Read::right(Value::Several(names.into()))
    }

    pub(super) fn label<'a>(&'a self, name: &'a OptionName) -> &'a str {
        self.choices.label(name.as_str())
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let options: Vec<Json> = self
            .options
            .iter()
            .map(|option| json!({ "const": option.name.as_str(), "title": option.label }))
            .collect();
        let mut schema = Map::new();
        if !self.several {
            schema.insert("oneOf".into(), json!(options));
            return schema;
        }
        schema.insert("type".into(), json!("array"));
        schema.insert("items".into(), json!({ "oneOf": options }));
        schema.insert("uniqueItems".into(), json!(true));
        let lone = self.options.iter().any(|option| option.alone);
        schema.insert("minItems".into(), json!(if lone { 1 } else { self.least }));
        if let Some(most) = self.most {
            schema.insert("maxItems".into(), json!(most));
        }
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        let mut rules = Vec::new();
        let conditional = self
            .options
            .iter()
            .filter(|option| option.show_when.is_some());
        rules.extend(conditional.filter_map(|option| {
            let when = option.show_when.as_ref()?.sentence();
            Some(format!("“{}” is offered only when {when}", option.label))
        }));
        if let Some(offer) = &self.offer {
            rules.push(format!(
                "{} is offered only where {}",
                capital(called),
                offer.sentence()
            ));
        }
        if self.choices.list.is_some() {
            rules.push(format!(
                "{} is a row of the list that counts today",
                subject(called)
            ));
        }
        let alone = self.options.iter().filter(|option| option.alone);
        rules
            .extend(alone.map(|option| format!("“{}” cannot be chosen with others", option.label)));
        if self.least > 1 && self.options.iter().any(|option| option.alone) {
            rules.push(format!(
                "At least {} are chosen, unless it is one that stands alone",
                self.least
            ));
        }
        rules
    }
}

meaning!(Choice {
    several,
    options,
    choices,
    offer,
    least,
    most
});
