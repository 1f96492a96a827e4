//! Kinds of files that a question may accept: a closed table. What a file is called and what is in it must agree.

/// A kind of file.
#[derive(Debug, PartialEq, Eq)]
pub struct Format {
    /// As it is written under `accepts:`, and as people call it: `PDF`.
    pub word: &'static str,
    /// How names of such files end; the usual ending first.
    pub extensions: &'static [&'static str],
    /// What it is served as, whatever a browser said when it came.
    pub media_type: &'static str,
}

/// All of them.
pub(super) static FORMATS: [Format; 7] = [
    Format {
        word: "PDF",
        extensions: &["pdf"],
        media_type: "application/pdf",
    },
    Format {
        word: "CSV",
        extensions: &["csv"],
        media_type: "text/csv",
    },
    Format {
        word: "XLSX",
        extensions: &["xlsx"],
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    Format {
        word: "DOCX",
        extensions: &["docx"],
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    },
    Format {
        word: "PNG",
        extensions: &["png"],
        media_type: "image/png",
    },
    Format {
        word: "JPEG",
        extensions: &["jpg", "jpeg"],
        media_type: "image/jpeg",
    },
    Format {
        word: "TXT",
        extensions: &["txt"],
        media_type: "text/plain",
    },
];

/// The same as words, for whoever writes a form.
pub(super) static WORDS: [&str; 7] = ["PDF", "CSV", "XLSX", "DOCX", "PNG", "JPEG", "TXT"];

/// What is in a file, found by looking into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// It begins, or is put together, as files of this kind are.
    Is(&'static Format),
    /// Characters and nothing else: which kind of text it is, its name says.
    Text,
    /// It opens with a password alone.
    Protected,
    /// Something else.
    Other,
}

impl Format {
    /// The kind of this word, in capitals or not.
    #[must_use]
    pub fn of_word(word: &str) -> Option<&'static Self> {
        let mut all = FORMATS.iter();
        all.find(|format| format.word.eq_ignore_ascii_case(word))
    }

    /// The kind that is served as this.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<&'static Self> {
        FORMATS
            .iter()
            .find(|format| format.media_type == media_type)
    }

    /// Whether a file of this name says that it is of this kind.
    #[must_use]
    pub fn is_name_of(&self, name: &str) -> bool {
        let extension = extension(name);
        extension.is_some_and(|found| {
            let mut usual = self.extensions.iter();
            usual.any(|usual| found.eq_ignore_ascii_case(usual))
        })
    }

    /// Whether files of this kind are text, so that only their name tells them from other text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.media_type.starts_with("text/")
    }
}

/// What stands behind the last point of a name.
pub(super) fn extension(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_its_word_its_type_and_an_ending_of_its_own() {
        assert_eq!(FORMATS.each_ref().map(|format| format.word), WORDS);
        for format in &FORMATS {
            let named = format!("a.b.{}", format.extensions[0].to_uppercase());
            let mut others = FORMATS.iter().filter(|other| other.is_name_of(&named));
            assert_eq!((others.next(), others.next()), (Some(format), None));
            assert_eq!(Format::of_media_type(format.media_type), Some(format));
        }
        assert!(!FORMATS[0].is_name_of(".pdf") && !FORMATS[0].is_name_of("pdf"));
    }
}
