//! What is drawn and written, for places of every sort.

use super::*;
use crate::diagnostic::codes::declare::UNKNOWN_KEY;
use crate::source::{Sources, Span};

fn sources(text: &[u8]) -> Sources {
    Sources::new([("forms/a.form.yaml".to_owned(), text.to_vec())])
}

fn span(sources: &Sources, start: usize, end: usize) -> Span {
    Span::new(sources.find("forms/a.form.yaml").unwrap(), start, end)
}

fn problem(sources: &Sources, start: usize, end: usize) -> Diagnostic {
    Diagnostic::new(
        UNKNOWN_KEY,
        span(sources, start, end),
        "a question has no key `requird`",
    )
}

const FORM: &[u8] = b"form: a\nrequird: true\nother: yes\n";

#[test]
fn a_problem_is_drawn_with_its_line_and_a_caret() {
    let sources = sources(FORM);
    let problem = problem(&sources, 8, 15).did_you_mean("requird", ["required"]);
    assert_eq!(
        text(&[problem], &sources, false),
        "error[E0201]: a question has no key `requird`\n \
         --> forms/a.form.yaml:2:1\n  \
         |\n\
         2 | requird: true\n  \
         | ^^^^^^^ did you mean `required`?\n"
    );
}
