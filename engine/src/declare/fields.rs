//! A block of keys, read by its table: every unknown, missing or misshapen key is collected, reading goes on.

use super::keys::Record;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as codes, form as form_codes};
use crate::yaml::{Entry, Kind, Node};

/// The keys of one block.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    node: &'a Node,
    entries: &'a [Entry],
    record: &'static Record,
}

/// The problems found so far.
pub(crate) type Problems = Vec<Diagnostic>;

impl<'a> Fields<'a> {
    /// Opens a block and reports every key that does not belong and every one that is missing.
    pub(crate) fn open(
        node: &'a Node,
        record: &'static Record,
        problems: &mut Problems,
    ) -> Option<Self> {
        let Some(entries) = node.map() else {
            problems.push(wrong_shape(
                node,
                record.what,
                "a block of keys, one to a line",
            ));
            return None;
        };
        let fields = Self {
            node,
            entries,
            record,
        };
        for entry in entries {
            if record.key(&entry.key).is_none() {
                let names = record
                    .all()
                    .map(|key| key.name)
                    .filter(|name| fields.get(name).is_none());
                let message = format!("{} has no key `{}`", record.what, entry.key);
                let problem = Diagnostic::new(codes::UNKNOWN_KEY, entry.key_span, message);
                problems.push(unknown(
                    problem,
                    &entry.key,
                    &names.collect::<Vec<_>>(),
                    record.key("optional").is_some(),
                ));
            }
        }
        for key in record
            .all()
            .filter(|key| key.required && fields.get(key.name).is_none())
        {
            if fields.entries.iter().any(|e| {
                record.key(&e.key).is_none() && crate::nearest(&e.key, [key.name]).is_some()
            }) {
                continue; // said already, as a slip in the key that is there
            }
            let place = entries.first().map_or(node.span, |entry| entry.key_span);
            let message = format!("{} needs `{}:`", record.what, key.name);
            problems.push(
                Diagnostic::new(codes::MISSING_KEY, place, message)
                    .help(format!("add it: {}", in_sentence(key.about))),
            );
        }
        fields.unconfirmed(problems);
        Some(fields)
    }

    fn unconfirmed(&self, problems: &mut Problems) {
        let node = self
            .record
            .key("unconfirmed")
            .and_then(|key| self.get(key.name));
        if let Some((node, text)) = node.and_then(|node| Some((node, node.text()?))) {
            let message = format!("still to be verified: {text}");
            problems.push(Diagnostic::new(form_codes::UNCONFIRMED, node.span, message));
        }
    }

    /// The whole block.
    pub(crate) fn node(&self) -> &'a Node {
        self.node
    }

    /// What stands under `key`; an empty value counts as absent.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        debug_assert!(
            self.record.key(key).is_some(),
            "{} has no {key} in its table",
            self.record.what
        );
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        (!matches!(entry.value.kind, Kind::Empty)).then_some(&entry.value)
    }

    /// The text under `key`.
    pub(crate) fn text(&self, key: &str, problems: &mut Problems) -> Option<Written> {
        let node = self.get(key)?;
        let written = Written::of(node);
        if written.is_none() {
            problems.push(wrong_shape(node, &format!("`{key}:`"), "a text"));
        }
        written
    }

    /// `true` or `false` under `key`; absent is false.
    pub(crate) fn flag(&self, key: &str, problems: &mut Problems) -> bool {
        let Some(written) = self.text(key, problems) else {
            return false;
        };
        match written.text.as_str() {
            "true" => true,
            "false" => false,
            other => {
                let message = format!("`{key}:` takes `true` or `false`, not `{other}`");
                let problem = Diagnostic::new(codes::BAD_VALUE, written.span, message);
                let meant = match other.to_lowercase().as_str() {
                    "yes" | "on" => "true",
                    "no" | "off" => "false",
                    _ => other,
                };
                problems.push(problem.did_you_mean(meant, ["true", "false"]));
                false
            }
        }
    }

    /// The items under `key`; a single value counts as a list of one.
    pub(crate) fn items(&self, key: &str) -> &'a [Node] {
        match self.get(key) {
            Some(Node {
                kind: Kind::List(items),
                ..
            }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The list under `key`; anything else is reported.
    pub(crate) fn list(&self, key: &str, problems: &mut Problems) -> &'a [Node] {
        let Some(node) = self.get(key) else {
            return &[];
        };
        node.list().unwrap_or_else(|| {
            problems.push(wrong_shape(
                node,
                &format!("`{key}:`"),
                "a list: lines that start with a hyphen",
            ));
            &[]
        })
    }

    /// The keys under `key`.
    pub(crate) fn entries(&self, key: &str, problems: &mut Problems) -> &'a [Entry] {
        let Some(node) = self.get(key) else {
            return &[];
        };
        node.map().unwrap_or_else(|| {
            problems.push(wrong_shape(
                node,
                &format!("`{key}:`"),
                "a block of keys, one to a line",
            ));
            &[]
        })
    }
}

/// Says what may have been meant by a key that does not belong.
fn unknown(problem: Diagnostic, written: &str, names: &[&str], optional: bool) -> Diagnostic {
    if crate::nearest(written, names.iter().copied()).is_some() {
        return problem.did_you_mean(written, names.iter().copied());
    }
    if crate::nearest(written, ["required", "mandatory"]).is_some() && optional {
        return problem
            .help("a question must be answered unless it says `optional: true`; delete this line");
    }
    match names {
        [] => problem.help("delete it: every key that belongs here is there already"),
        names => problem.help(format!("what may stand here is `{}`", names.join("`, `"))),
    }
}

/// A sentence as the end of another one.
fn in_sentence(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// "`at most:` takes a text, and this is a list".
pub(crate) fn wrong_shape(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let problem = Diagnostic::new(
        codes::WRONG_SHAPE,
        node.span,
        format!("{what} takes {wanted}, and this is {}", node.describe()),
    );
    match (&node.kind, wanted) {
        (Kind::List(_), "a text") => {
            problem.help("write the text alone, without brackets or hyphens")
        }
        (Kind::Map(_), "a text") => problem.help(
            "write the text on the line of its key; a text that begins with `{` stands in quotes",
        ),
        _ => problem,
    }
}
