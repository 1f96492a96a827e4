//! Files in examples: named with their size and kind, so that nobody has to keep real ones beside a form.

use crate::answers::{Entered, File};
use crate::declare::{Fields, Problems, Record, Takes, must};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::diagnostic::codes::example as example_codes;
use crate::question::Format;
use crate::yaml::{Entry, Kind, Node};

/// A file of an example.
static FILE: Record = Record {
    what: "a file of an example",
    keys: &[
        must("name", Takes::Sentence, "Its name: `plan.pdf`."),
        must("size", Takes::Amount, "Its size: `120 KB`."),
        must("type", Takes::Name, "What is in it: `PDF`."),
    ],
    also: &[],
};

/// Reports what is no file.
pub(super) fn check(entry: &Entry, problems: &mut Problems) {
    for node in nodes(&entry.value) {
        if node.map().is_none() {
            let message = format!(
                "`{}` takes files, each with its name, size and type",
                entry.key
            );
            let problem = Diagnostic::new(example_codes::ANSWER_SHAPE, node.span, message);
            problems.push(problem.help("write `{ name: plan.pdf, size: 120 KB, type: PDF }`"));
            continue;
        }
        let Some(fields) = Fields::open(node, &FILE, problems) else {
            continue;
        };
        if let Some(written) = fields.text("size", problems)
            && size(&written.text).is_none()
        {
            let message = format!(
                "`size:` takes a number with its unit, like `120 KB`, not `{}`",
                written.text
            );
            problems.push(Diagnostic::new(codes::BAD_VALUE, written.span, message));
        }
    }
}

/// The files of an answer, with digests that are alike for files of the same name.
pub(super) fn entered(node: &Node) -> Entered {
    Entered::Files(nodes(node).iter().filter_map(file).collect())
}

/// One file may be written without a list around it.
fn nodes(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::Empty => &[],
        Kind::List(files) => files,
        _ => std::slice::from_ref(node),
    }
}

fn file(node: &Node) -> Option<File> {
    let text = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default();
    node.map()?;
    let format = Format::of_word(text("type"));
    Some(File {
        name: text("name").to_owned(),
        size: size(text("size")).unwrap_or_default(),
        media_type: format.map_or_else(
            || text("type").to_owned(),
            |format| format.media_type.to_owned(),
        ),
        digest: blake3::hash(text("name").as_bytes()).to_hex().to_string(),
    })
}

/// `120 KB`, `3 bytes`.
fn size(text: &str) -> Option<u64> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: u64 = number.parse().ok()?;
    let one = match unit.trim() {
        "byte" | "bytes" => 1,
        "KB" => 1024,
        "MB" => 1024 * 1024,
        _ => return None,
    };
    number.checked_mul(one)
}
