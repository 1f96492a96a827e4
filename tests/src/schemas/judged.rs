//! One document, judged twice: by the schema and by the verdict.

use super::content::TODAY;
use engine::{
    Answers, Calendar, Circumstances, Entered, Form, Outcome, Verdict, Wrong, answers_schema,
    unknown_names, verdict,
};
use jsonschema::error::ValidationErrorKind;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A form with its schema.
pub(super) struct Judge {
    form: Arc<Form>,
    schema: jsonschema::Validator,
    /// The same, with the formats that the standard names.
    strict: jsonschema::Validator,
    rules: BTreeSet<String>,
    calendar: Calendar,
}

/// What a document showed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) accepted: usize,
    pub(super) refused_by_both: usize,
    pub(super) refused_by_a_rule: usize,
}

impl Judge {
    pub(super) fn new(form: &Arc<Form>) -> Self {
        let schema = answers_schema(form);
        assert!(
            jsonschema::draft202012::meta::is_valid(&schema),
            "{schema:#}"
        );
        let listed = schema
            .get("x-rules")
            .and_then(Json::as_array)
            .into_iter()
            .flatten();
        let rules = listed
            .map(|rule| rule["id"].as_str().unwrap().to_owned())
            .collect();
        let made = |formats: bool| {
            jsonschema::draft202012::options()
                .should_validate_formats(formats)
                .build(&schema)
                .unwrap()
        };
        Self {
            form: form.clone(),
            strict: made(true),
            schema: made(false),
            rules,
            calendar: Calendar::default(),
        }
    }

    fn verdict(&self, document: &Json) -> (Verdict, Vec<String>) {
        let answers = Answers::from_json(document);
        let at = Circumstances {
            today: TODAY,
            calendar: &self.calendar,
        };
        (
            verdict(&self.form, &answers, &at),
            unknown_names(&self.form, &answers),
        )
    }

    /// Judges a document, and fails where the two disagree and no rule says why.
    pub(super) fn judge(&self, document: &Json, seen: &mut Seen) -> Result<(), String> {
        let fits = self.schema.is_valid(document);
        let (verdict, unknown) = self.verdict(document);
        if fits && !unknown.is_empty() {
            return Err(format!("the schema takes {unknown:?} in {document}"));
        }
        let given = without_nulls(document); // null is no answer, whatever its name
        let strange = self.schema.iter_errors(&given).any(|problem| {
            let whole = problem.instance_path().as_str().is_empty();
            whole
                && matches!(
                    problem.kind(),
                    ValidationErrorKind::AdditionalProperties { .. }
                )
        });
        if strange && unknown.is_empty() {
            return Err(format!(
                "the schema knows not every name in {document}, and we do"
            ));
        }
        let ready = verdict.outcome == Outcome::Ready && unknown.is_empty();
        match (ready, fits) {
            (true, _) => {
                seen.accepted += 1;
                let mut written = verdict.document(&self.form);
                self.give_secrets(&mut written, document);
                self.accepted(&written, &verdict)
            }
            (false, false) => {
                seen.refused_by_both += 1;
                Ok(())
            }
            (false, true) => {
                seen.refused_by_a_rule += 1;
                self.explained(document, &verdict)
            }
        }
    }

    /// A secret is never written down: only whoever sent it can send it again.
    fn give_secrets(&self, written: &mut Json, sent: &Json) {
        let answers = Answers::from_json(sent);
        let sent = answers.to_json();
        let pages = self
            .form
            .sections()
            .iter()
            .flat_map(|section| section.pages());
        let secrets = pages.flat_map(|page| page.questions());
        for question in secrets.filter(|question| question.is_secret()) {
            let name = question.name().as_str();
            assert!(written.get(name).is_none(), "{name} was written down");
            let is_blank = answers.get(name).is_none_or(Entered::is_blank);
            if let Some(secret) = sent.get(name).filter(|_| !is_blank) {
                written[name] = secret.clone();
            }
        }
    }

    /// What we accept the schema accepts, as it is written down; and read again it is the same.
    fn accepted(&self, document: &Json, before: &Verdict) -> Result<(), String> {
        if let Some(problem) = self.strict.iter_errors(document).next() {
            return Err(format!(
                "we accept {document}, and the schema does not: {problem} at {}",
                problem.instance_path()
            ));
        }
        let (again, unknown) = self.verdict(document);
        if again.outcome != Outcome::Ready || !unknown.is_empty() || again.slots != before.slots {
            return Err(format!(
                "{document} is read as {:?} and was {:?}",
                again.slots, before.slots
            ));
        }
        Ok(())
    }

    /// Where the schema accepts and we refuse, the rule that refuses is listed.
    fn explained(&self, document: &Json, verdict: &Verdict) -> Result<(), String> {
        if let Outcome::Stopped(place) = verdict.outcome {
            let engine::Place::Page { section, page } = place else {
                return Err(format!("stopped at {place:?}"));
            };
            let page = self.form.sections()[section].pages()[page].name();
            return self.listed(&[format!("page.{page}.stop")], document, "the form ends");
        }
        for wrong in &verdict.wrong {
            self.listed(&self.could_say(wrong, document), document, &wrong.message)?;
        }
        if verdict.wrong.is_empty() {
            Err(format!("{document} is refused and nothing is wrong"))
        } else {
            Ok(())
        }
    }

    fn could_say(&self, wrong: &Wrong, document: &Json) -> Vec<String> {
        if let Some(rule) = wrong.rule {
            return self.form.rule_id(rule).into_iter().collect();
        }
        let name = wrong.path.as_ref().map_or("", |path| path.name.as_str());
        // Of what was sent and means nothing, blanks among them, the kind's own rules speak.
        let sent = has(document, name);
        let kinds: &[&str] = if wrong.missing && !sent {
            &["asked", "optional", "items"]
        } else {
            &["kind", "asked"]
        };
        kinds.iter().map(|kind| format!("{name}.{kind}")).collect()
    }

    fn listed(&self, ids: &[String], document: &Json, why: &str) -> Result<(), String> {
        if ids.iter().any(|id| self.rules.contains(id)) {
            return Ok(());
        }
        Err(format!(
            "the schema takes {document}; we refuse it ({why}), and none of {ids:?} is among {:?}",
            self.rules
        ))
    }
}

fn without_nulls(document: &Json) -> Json {
    let fields = document.as_object().into_iter().flatten();
    let given = fields.filter(|(_, value)| !value.is_null());
    Json::Object(
        given
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

/// Whether a name stands in a document with something under it.
fn has(document: &Json, name: &str) -> bool {
    match document {
        Json::Object(fields) => fields
            .iter()
            .any(|(key, value)| (key == name && !value.is_null()) || has(value, name)),
        Json::Array(items) => items.iter().any(|item| has(item, name)),
        _ => false,
    }
}
