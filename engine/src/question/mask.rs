//! `masked: all but the last 4`: an answer that is printed without most of its letters and digits.
//!
//! It is kept and checked whole; whatever prints it hides it: the summary, the record, the book's pictures.

use super::KindDeclaration;
use crate::catalogue::meaning;
use crate::declare::{Fields, Problems};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;

/// How much of an answer may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mask {
    /// Letters and digits at the end that stay.
    last: usize,
}

/// Reads `masked:`. `kind` is none for a declared type.
pub(crate) fn declare(
    kind: Option<&KindDeclaration>,
    fields: &Fields<'_>,
    problems: &mut Problems,
) -> Option<Mask> {
    let written = fields.text("masked", problems)?;
    let last = match written.text.trim() {
        "all" => Some(0),
        text => text
            .strip_prefix("all but the last ")
            .and_then(|count| count.trim().parse().ok())
            .filter(|count| (1..=10).contains(count)),
    };
    let Some(last) = last else {
        let message = format!(
            "`masked:` takes `all`, or `all but the last 4`, not `{}`",
            written.text
        );
        problems.push(Diagnostic::new(codes::BAD_VALUE, written.span, message));
        return None;
    };
    let one_text = matches!(
        kind,
        None | Some(
            KindDeclaration::Text(_)
                | KindDeclaration::Number(_)
                | KindDeclaration::Email(_)
                | KindDeclaration::Phone
        )
    );
    if !one_text {
        let message = "`masked:` goes with an answer that is one text or number";
        problems.push(Diagnostic::new(codes::WRONG_SHAPE, written.span, message));
        return None;
    }
    Some(Mask { last })
}

impl Mask {
    /// The text with its letters and digits hidden, but for the last ones. All are hidden where there are no more than those.
    pub(crate) fn hide(self, text: &str) -> String {
        let count = text.chars().filter(|c| c.is_alphanumeric()).count();
        let hidden = if count > self.last {
            count - self.last
        } else {
            count
        };
        let mut seen = 0;
        let hide = |c: char| {
            seen += usize::from(c.is_alphanumeric());
            if c.is_alphanumeric() && seen <= hidden {
                '•'
            } else {
                c
            }
        };
        text.chars().map(hide).collect()
    }
}

meaning!(Mask { last });

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::{Answers, Entered};
    use crate::source::Sources;
    use crate::verdict::{Circumstances, verdict};
    use crate::{Calendar, Checked};

    const FORM: &str = "form: pay
title: Pay
started by: anyone
reference: PAY
pages:
  - page: account
    questions:
      - { question: account, type: text, ask: Which account?, masked: all but the last 4 }
  - page: after
    questions:
      - { question: sure, type: yes or no, ask: SURE }
values:
  same: account
";

    fn checked(form: &str) -> Checked {
        let service = "service: pay\nname: Pay\noperator: Nobody\n";
        let files = [
            ("forms/service.yaml", service),
            ("forms/pay.form.yaml", form),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        crate::check(&Sources::new(files), jiff::civil::date(2026, 11, 25))
    }

    fn problems(form: &str) -> Vec<String> {
        let found = checked(form).problems.into_iter();
        found
            .map(|problem| format!("{} {}", problem.code.id, problem.message))
            .collect()
    }

    #[test]
    fn the_last_ones_are_seen_and_the_shape_stays() {
        assert_eq!(Mask { last: 4 }.hide("12-34-5678"), "••-••-5678");
        assert_eq!(Mask { last: 1 }.hide("Zoë 17"), "••• •7");
        assert_eq!(Mask { last: 0 }.hide("12 34"), "•• ••");
    }

    #[test]
    fn an_answer_no_longer_than_what_is_seen_is_hidden_whole() {
        assert_eq!(Mask { last: 4 }.hide("1234"), "••••");
        assert_eq!(Mask { last: 4 }.hide("12345"), "•2345");
    }

    #[test]
    fn what_is_kept_of_a_submission_hides_a_masked_answer() {
        let catalogue = checked(FORM).catalogue.unwrap();
        let form = catalogue.form("pay").unwrap();
        let (mut answers, calendar) = (Answers::new(), Calendar::default());
        answers.set("account", Entered::Text("66374958".to_owned()));
        let at = Circumstances {
            today: jiff::civil::date(2026, 11, 25),
            calendar: &calendar,
        };
        let lines = verdict(form, &answers, &at).record(form, at);
        assert_eq!(lines[0].answer, ["••••4958"]);
    }

    #[test]
    fn no_sentence_prints_a_masked_answer_nor_a_value_made_of_it() {
        for (name, ask) in [
            ("account", "\"Is it {{ account }}?\""),
            ("same", "\"Is it {{ same }}?\""),
        ] {
            let said = problems(&FORM.replace("SURE", ask));
            assert_eq!(
                said,
                [format!(
                    "E0602 `{name}` is masked, so no sentence prints it"
                )]
            );
        }
    }

    #[test]
    fn a_mask_says_how_much_and_goes_with_one_text() {
        let odd = problems(&FORM.replace("all but the last 4", "a bit"));
        assert_eq!(
            odd,
            ["E0205 `masked:` takes `all`, or `all but the last 4`, not `a bit`"]
        );
        let yes_no = problems(&FORM.replace("type: text", "type: yes or no"));
        assert_eq!(
            yes_no,
            ["E0203 `masked:` goes with an answer that is one text or number"]
        );
    }
}
