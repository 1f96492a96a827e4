//! `file`: one or several files that somebody uploads.
//!
//! The answer is what is known of each file: its name, its size, its kind and the digest of its bytes. The bytes themselves
//! are somewhere else; what is in them comes in as a fact, [`Content`].

mod format;
mod name;
mod size;

pub use format::{Content, Format};
pub use name::file_name;
pub use size::file_size;

use super::common::{COMMON, amount, capital, the, whole};
use super::{Asked, Read, wrong};
use crate::answers::{Entered, File};
use crate::catalogue::{Meaning, Writer, meaning};
use crate::condition::{Value, words};
use crate::declare::{Fields, Key, Problems, Record, Takes, Written, may, must};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use serde_json::{Map, Value as Json, json};

static WORD: Takes = Takes::OneOf(&format::WORDS);

static KEYS: [Key; 3] = [
    must(
        "accepts",
        Takes::List(&WORD),
        "The kinds of files that it takes: `[PDF, PNG]`.",
    ),
    may(
        "at most",
        Takes::Amount,
        "How large each file may be: `10 MB`, which is also what counts when it is left out.",
    ),
    may(
        "up to",
        Takes::Amount,
        "How many files there may be: `5 files`; one when it is left out.",
    ),
];

pub(crate) static RECORD: Record = Record {
    what: "a question of type `file`",
    keys: COMMON,
    also: &KEYS,
};

const UNITS: [&str; 2] = ["MB", "KB"];
/// Bytes of a file when the editor says nothing, and the most that one may say.
const USUAL: u64 = 10 * size::MEGABYTE;
const LARGEST: u64 = 100 * size::MEGABYTE;
/// Files of one answer at most.
const MOST_FILES: usize = 50;

/// Files of some kinds.
#[derive(Clone, Debug)]
pub struct Files {
    accepts: Vec<&'static Format>,
    /// Bytes of each.
    most: u64,
    /// How many.
    up_to: usize,
}

pub(crate) fn declare(fields: &Fields<'_>, problems: &mut Problems) -> Files {
    let mut accepts = Vec::new();
    for node in fields.items("accepts") {
        let Some(written) = Written::of(node) else {
            let problem =
                crate::declare::wrong_shape(node, "`accepts:`", "kinds of files: `[PDF, PNG]`");
            problems.push(problem);
            continue;
        };
        match Format::of_word(&written.text) {
            Some(format) if !accepts.contains(&format) => accepts.push(format),
            Some(_) => {}
            None => {
                let message = format!(
                    "`{}` is not a kind of file that can be accepted",
                    written.text
                );
                let problem = Diagnostic::new(codes::BAD_VALUE, written.span, message);
                problems.push(problem.did_you_mean(&written.text, format::WORDS));
            }
        }
    }
    Files {
        accepts,
        most: most(fields, problems).unwrap_or(USUAL),
        up_to: up_to(fields, problems).unwrap_or(1),
    }
}

fn most(fields: &Fields<'_>, problems: &mut Problems) -> Option<u64> {
    let (amount, unit) = amount(fields, "at most", &UNITS, problems)?;
    let count = u64::try_from(whole(&amount, problems)?).ok()?;
    let one = if unit == 0 {
        size::MEGABYTE
    } else {
        size::KILOBYTE
    };
    let bytes = count.saturating_mul(one);
    if (1..=LARGEST).contains(&bytes) {
        return Some(bytes);
    }
    let message = format!("a file may be allowed up to {}", file_size(LARGEST));
    problems.push(Diagnostic::new(codes::BAD_VALUE, amount.span, message));
    None
}

fn up_to(fields: &Fields<'_>, problems: &mut Problems) -> Option<usize> {
    let (amount, _) = amount(fields, "up to", &["files", ""], problems)?;
    let count = whole(&amount, problems)?;
    if (1..=MOST_FILES).contains(&count) {
        return Some(count);
    }
    let message = format!("there may be from 1 to {MOST_FILES} files");
    problems.push(Diagnostic::new(codes::BAD_VALUE, amount.span, message));
    None
}

impl Files {
    /// Files of these kinds, so large and so many.
    pub(crate) fn of(accepts: Vec<&'static Format>, most: u64, up_to: usize) -> Self {
        Self {
            accepts,
            most,
            up_to,
        }
    }

    /// The kinds that it takes.
    #[must_use]
    pub fn accepts(&self) -> &[&'static Format] {
        &self.accepts
    }

    /// Bytes that each file may have.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.most
    }

    /// How many files there may be.
    #[must_use]
    pub fn up_to(&self) -> usize {
        self.up_to
    }

    /// What a file that comes in is taken as.
    ///
    /// # Errors
    /// What to do, when it cannot be taken.
    pub fn take(
        &self,
        given: &str,
        bytes: u64,
        content: Content,
    ) -> Result<(String, &'static Format), String> {
        let name = file_name(given);
        self.fits(&name, bytes)?;
        if content == Content::Protected {
            return Err(format!(
                "{name} opens with a password only. Save it without the password, and upload it again"
            ));
        }
        let fits = |format: &&&'static Format| match content {
            Content::Is(found) => found == **format,
            Content::Text => format.is_text() && format.is_name_of(&name),
            Content::Protected | Content::Other => false,
        };
        let Some(format) = self.accepts.iter().find(fits).copied() else {
            return Err(self.wrong_kind(&name));
        };
        if format.is_name_of(&name) {
            return Ok((name, format));
        }
        let usual = format.extensions.first().copied().unwrap_or_default();
        if format::extension(&name).is_none() {
            return Ok((format!("{name}.{usual}"), format));
        }
        Err(format!(
            "{name} holds {}, and its name does not say so. Name it with .{usual} at the end, and upload it again",
            article(format.word)
        ))
    }

    fn fits(&self, name: &str, bytes: u64) -> Result<(), String> {
        match bytes {
            0 => Err(format!(
                "{name} is empty. Choose the file with your answer in it"
            )),
            _ if bytes > self.most => Err(self.too_large(name)),
            _ => Ok(()),
        }
    }

    /// What to do about a file that is larger than may be.
    #[must_use]
    pub fn too_large(&self, name: &str) -> String {
        format!("{name} must be {} or smaller", file_size(self.most))
    }

    /// What to do about a file too many.
    #[must_use]
    pub fn too_many(&self) -> String {
        match self.up_to {
            1 => "You can upload 1 file only".to_owned(),
            up_to => format!("You can upload up to {up_to} files"),
        }
    }

    fn wrong_kind(&self, name: &str) -> String {
        format!("{name} must be {}", self.kinds())
    }

    /// "a PDF or PNG".
    fn kinds(&self) -> String {
        let kinds: Vec<&str> = self.accepts.iter().map(|format| format.word).collect();
        article(&words::listed(&kinds, "or"))
    }

    pub(super) fn read(&self, entered: Option<&Entered>, asked: Asked<'_>) -> Read {
        let files = match entered {
            Some(Entered::Files(files)) => files.as_slice(),
            Some(other) if !other.is_blank() => {
                return wrong(format!("Upload {} as a file", the(asked.called)));
            }
            _ => &[],
        };
        if files.is_empty() {
            return asked.blank(|called| format!("Upload {}", the(called)));
        }
        if files.len() > self.up_to {
            return wrong(self.too_many());
        }
        match files.iter().find_map(|file| self.refuses(file)) {
            Some(message) => wrong(message),
            None => Read::right(Value::Files(files.into())),
        }
    }

    /// Why what is known of a file does not make it an answer.
    fn refuses(&self, file: &File) -> Option<String> {
        if file_name(&file.name) != file.name {
            return Some("Upload the file again under another name".to_owned());
        }
        let is_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        if file.digest.len() != 64 || !file.digest.bytes().all(is_hex) {
            return Some(format!("Upload {} again", file.name));
        }
        if let Err(message) = self.fits(&file.name, file.size) {
            return Some(message);
        }
        let format = Format::of_media_type(&file.media_type);
        let fits = format
            .is_some_and(|format| self.accepts.contains(&format) && format.is_name_of(&file.name));
        (!fits).then(|| self.wrong_kind(&file.name))
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let types: Vec<&str> = self
            .accepts
            .iter()
            .map(|format| format.media_type)
            .collect();
        let mut schema = Map::new();
        schema.insert("type".into(), json!("array"));
        schema.insert("minItems".into(), json!(1));
        schema.insert("maxItems".into(), json!(self.up_to));
        let file = json!({
            "type": "object",
            "properties": {
                "name": { "type": "string", "minLength": 3, "maxLength": name::MOST },
                "size": { "type": "integer", "minimum": 1, "maximum": self.most },
                "media type": { "enum": types },
                "digest": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            },
            "required": ["name", "size", "media type", "digest"],
            "additionalProperties": false,
        });
        schema.insert("items".into(), file);
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        vec![
            format!(
                "{} has names without paths or characters that cannot be seen",
                capital(called)
            ),
            format!(
                "{} has names that end as files of their media type do",
                capital(called)
            ),
            format!(
                "{} was uploaded before: the digest is that of its bytes (BLAKE3)",
                capital(called)
            ),
        ]
    }
}

/// "a PDF", "an XLSX": what is spelled takes its article from the sound of its first letter.
fn article(kinds: &str) -> String {
    if kinds.starts_with('X') {
        return format!("an {kinds}");
    }
    words::article(kinds)
}

/// A file as people read it: "plan.pdf (120 KB)".
pub(super) fn print(file: &File) -> String {
    format!("{} ({})", file.name, file_size(file.size))
}

impl Meaning for &'static Format {
    fn write(&self, to: &mut Writer) {
        to.word(self.word);
    }
}

meaning!(Files {
    accepts,
    most,
    up_to
});

#[cfg(test)]
mod tests;
