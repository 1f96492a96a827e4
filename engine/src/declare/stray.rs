//! Files that were meant to be content and are called otherwise: nothing in them is read, which is said.

use super::fields::Problems;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::source::{FileId, Span};

/// What files of content end in.
const ENDINGS: [&str; 4] = [".yaml", ".yml", ".csv", ".md"];

/// What a file was probably meant to be called, where nobody would read it as it is: `contact.form.yaml` for
/// `contact.form.yaml.txt` and for `contact.form.YAML`.
#[must_use]
pub fn meant_name(name: &str) -> Option<String> {
    let small = name.to_ascii_lowercase();
    let bare = small.strip_suffix(".txt").unwrap_or(&small);
    let ending = ENDINGS.iter().find(|ending| bare.ends_with(**ending))?;
    let stem = name.get(..bare.len() - ending.len())?;
    let meant = format!("{stem}{ending}");
    (meant != name).then_some(meant)
}

/// What to say of such a file; nothing of any other.
pub(crate) fn passed_over(file: FileId, path: &str) -> Problems {
    let mut problems = Problems::new();
    let name = path.rsplit('/').next().unwrap_or(path);
    if let Some(meant) = meant_name(name) {
        let message = format!("`{name}` is passed over: files of content do not end so");
        let problem = Diagnostic::new(codes::PASSED_OVER, Span::new(file, 0, 0), message);
        problems.push(problem.help(format!("rename it to `{meant}`, or move it elsewhere")));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::meant_name;

    #[test]
    fn what_a_program_added_is_taken_off_and_what_is_right_stays() {
        let meant = |name| meant_name(name).unwrap_or_default();
        assert_eq!(meant("contact.form.yaml.txt"), "contact.form.yaml");
        assert_eq!(meant("Contact.form.YAML"), "Contact.form.yaml");
        assert_eq!(meant("fees.CSV.txt"), "fees.csv");
        for right in [
            "contact.form.yaml",
            "a.yml",
            "fees.csv",
            "note.md",
            "todo.txt",
            "x.yaml.bak",
        ] {
            assert_eq!(meant_name(right), None, "{right}");
        }
    }
}
