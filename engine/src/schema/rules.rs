//! What a schema cannot say: each rule with an id, its sentence and what it is about.

use crate::catalogue::{Form, Rule};
use crate::source::Span;
use serde_json::{Value as Json, json};

impl Form {
    /// The id of a rule in the `x-rules` of the form's schema, by its place in the declaration.
    #[must_use]
    pub fn rule_id(&self, rule: Span) -> Option<String> {
        homes(self)
            .flat_map(|(home, rules)| {
                rules
                    .iter()
                    .enumerate()
                    .map(move |(n, rule)| (home.id(n), rule))
            })
            .find_map(|(id, found)| (found.span == rule).then_some(id))
    }
}

/// What rules stand on.
#[derive(Clone, Copy)]
enum Home<'a> {
    Question(&'a str),
    Page(&'a str),
    Form,
}

impl Home<'_> {
    fn id(self, n: usize) -> String {
        let n = n + 1;
        match self {
            Self::Question(name) => format!("{name}.rule.{n}"),
            Self::Page(name) => format!("page.{name}.rule.{n}"),
            Self::Form => format!("form.rule.{n}"),
        }
    }

    fn about(self) -> Json {
        match self {
            Self::Question(name) => json!({ "question": name }),
            Self::Page(name) => json!({ "page": name }),
            Self::Form => json!({}),
        }
    }
}

/// Every place where rules can stand, with those that do.
fn homes(form: &Form) -> impl Iterator<Item = (Home<'_>, &[Rule])> {
    let pages = form.pages().flat_map(|(_, page)| {
        let questions = page.questions();
        let questions =
            questions.map(|question| (Home::Question(question.name.as_str()), &question.rules[..]));
        questions.chain([(Home::Page(page.name.as_str()), &page.rules[..])])
    });
    pages.chain([(Home::Form, &form.rules[..])])
}

/// The rules of a form that refuse.
pub(super) fn rules(form: &Form) -> Vec<Json> {
    let mut found = Vec::new();
    for (home, rules) in homes(form) {
        for (n, rule) in rules.iter().enumerate().filter(|(_, rule)| !rule.warning) {
            let mut says = json!({ "id": home.id(n), "rule": rule.test.sentence(), "otherwise": rule.says.template() });
            if let Some(says) = says.as_object_mut() {
                if let Some(when) = &rule.show_when {
                    says.insert("when".to_owned(), when.sentence().into());
                }
                if let Json::Object(about) = home.about() {
                    says.extend(about);
                }
            }
            found.push(says);
        }
    }
    found
}

/// Something else about a question or a section that a schema cannot say: `what` is `kind`, `asked`, `optional` or `items`.
pub(super) fn unsaid(name: &str, what: &str, rule: impl Into<String>) -> Json {
    json!({ "id": format!("{name}.{what}"), "question": name, "rule": rule.into() })
}

/// A page at which the form ends, at times that a schema cannot say.
pub(super) fn unsaid_stop(page: &str, when: &str) -> Json {
    json!({ "id": format!("page.{page}.stop"), "page": page, "rule": format!("the form ends here when {when}") })
}
