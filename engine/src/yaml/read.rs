//! A file as a whole: its size, its encoding, and whether there is anything in it.

use super::build::build;
use super::node::{Kind, Node};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use crate::source::{FileId, LARGEST_FILE, Sources, Span};

/// How large a file may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes.
    pub bytes: usize,
    /// Values and keys.
    pub nodes: usize,
    /// Blocks within blocks.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: LARGEST_FILE,
            nodes: 50_000,
            depth: 32,
        }
    }
}

/// Reads one file. `None` when it cannot be used; then `problems` says why, and there is at least one. What can be read
/// in spite of a problem is, so that everything is said in one run.
pub(crate) fn read(
    file: FileId,
    bytes: &[u8],
    limits: Limits,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    if bytes.len() > limits.bytes {
        // How large it is nobody knows here: whoever reads files stops beyond the limit.
        let message = format!(
            "this file is too large: {} bytes are allowed",
            grouped(limits.bytes)
        );
        problems.push(
            Diagnostic::new(codes::TOO_LARGE, Span::new(file, 0, 0), message)
                .help("make several files of it"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => build(file, text, limits, problems),
        Err(error) => {
            problems.push(not_utf8(file, bytes, error.valid_up_to()));
            None
        }
    }
}

/// `1048576` as `1,048,576`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn not_utf8(file: FileId, bytes: &[u8], at: usize) -> Diagnostic {
    let help = "save the file again with the encoding UTF-8";
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if wide {
        let message = "this file was saved as UTF-16, which some editors call Unicode";
        return Diagnostic::new(codes::NOT_UTF8, Span::new(file, 0, 0), message).help(help);
    }
    let line = bytes.get(..at).unwrap_or(&[]);
    let before = String::from_utf8_lossy(line);
    let words = before.rsplit('\n').next().unwrap_or("").trim_start();
    let message = match words {
        "" => "a character of this file is not UTF-8".to_owned(),
        words => format!("the character after `{words}` is not UTF-8"),
    };
    Diagnostic::new(codes::NOT_UTF8, Span::new(file, at, at + 1), message)
        .why("the file was saved in an older encoding, in which this character looks different on other machines")
        .help(help)
}

/// What the reader makes of one file: texts, lists and keys in the order written, `null` for a value left out. `None`
/// when it finds anything wrong.
///
/// This is for holding the reader against another one. Declarations come through [`crate::check`].
///
/// ```
/// let outline = engine::yaml_outline(b"country: NO\nversion: 1.10").unwrap();
/// assert_eq!(outline["country"], "NO");
/// assert_eq!(outline["version"], "1.10");
/// assert_eq!(engine::yaml_outline(b"a: 1\na: 2"), None);
/// ```
#[must_use]
pub fn outline(bytes: &[u8]) -> Option<serde_json::Value> {
    let sources = Sources::new([(String::new(), bytes.to_vec())]);
    let (file, source) = sources.iter().next()?;
    let mut problems = Vec::new();
    let node = read(file, &source.bytes, Limits::default(), &mut problems)?;
    problems.is_empty().then(|| plain(&node))
}

/// The depth of a tree is bounded by [`Limits::depth`].
fn plain(node: &Node) -> serde_json::Value {
    match &node.kind {
        Kind::Empty => serde_json::Value::Null,
        Kind::Scalar(scalar) => scalar.text.clone().into(),
        Kind::List(items) => items.iter().map(plain).collect(),
        Kind::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|entry| (entry.key.clone(), plain(&entry.value)));
            serde_json::Value::Object(pairs.collect())
        }
    }
}
