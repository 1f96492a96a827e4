//! `country`: a row of the content's list `countries`, one for each country of ISO 3166-1 by its alpha-2 code.

use super::common::{COMMON, the};
use super::{Asked, Build, Read, clean, wrong};
use crate::catalogue::List;
use crate::catalogue::meaning;
use crate::condition::{Choices, Facts, Type, Value};
use crate::declare::Record;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

pub(crate) static RECORD: Record = Record {
    what: "a question of type `country`",
    keys: COMMON,
    also: &[],
};

/// The list that the content must have.
pub(crate) const LIST: &str = "countries";

/// A country.
#[derive(Debug)]
pub struct Country {
    pub(crate) choices: Arc<Choices>,
    list: Arc<List>,
}

pub(crate) fn build(span: Span, context: &mut Build<'_>) -> Option<Country> {
    let Some(list) = context.scope.list(LIST) else {
        if !context.is_broken_list(LIST) {
            let message = format!("a question about a country needs the list `{LIST}`");
            let help = "add `countries.list.yaml` with a row for each country, named by its two-letter code";
            context
                .problems
                .push(Diagnostic::new(codes::NO_SUCH_LIST, span, message).help(help));
        }
        return None;
    };
    let options = list
        .rows
        .iter()
        .map(|row| (row.name.clone(), row.label.clone()))
        .collect();
    Some(Country {
        choices: Arc::new(Choices {
            options,
            list: Some(list.clone()),
        }),
        list,
    })
}

impl Country {
    pub(super) fn ty(&self) -> Type {
        Type::Choice(self.choices.clone())
    }

    /// Codes and names, in the list's order.
    pub fn options(&self) -> impl Iterator<Item = (&str, &str)> {
        self.choices
            .options
            .iter()
            .map(|(name, label)| (name.as_str(), label.as_str()))
    }

    pub(super) fn read(&self, typed: &str, asked: Asked<'_>, facts: &dyn Facts) -> Read {
        let text = clean::code(typed);
        if text.is_empty() {
            return asked.blank(|called| format!("Select {}", the(called)));
        }
        let row = self.list.row(&text, facts.today()).or_else(|| {
            self.list.rows.iter().find(|row| {
                row.name.as_str().eq_ignore_ascii_case(&text)
                    || row.label.eq_ignore_ascii_case(&text)
            })
        });
        match row.filter(|row| row.is_valid(facts.today())) {
            Some(row) => Read::right(Value::Option(row.name.clone())),
            None => wrong(format!("Select {} from the list", the(asked.called))),
        }
    }

    pub(super) fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.choices.label(code)
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let codes: Vec<&str> = self.options().map(|(code, _)| code).collect();
        let mut schema = Map::new();
        schema.insert("enum".into(), json!(codes));
        schema
    }
}

meaning!(Country { list } without { choices });
