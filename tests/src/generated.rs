//! Made-up content of any size: forms of about 200 lines with 8 types, 6 conditions, 3 checks, a repeat, a list and a note each.

use std::fmt::Write as _;

/// Files of `count` forms with their lists and notes, and a service: path and text.
#[must_use]
pub fn content(count: usize) -> Vec<(String, String)> {
    let service = "service: generated\nname: Generated\noperator: Nobody\nzone: Europe/London\n";
    let mut files = vec![("forms/service.yaml".to_owned(), service.to_owned())];
    for n in 0..count {
        files.push((format!("forms/lists/kinds-{n}.list.yaml"), list(n)));
        files.push((
            format!("forms/folder-{}/made-{n}.form.yaml", n % 20),
            form(n),
        ));
        files.push((format!("guidance/made/note-{n}.md"), note(n)));
    }
    files
}

/// `AAAA` to `ZZZZ`: letters that no other form begins its references with.
fn letters(mut n: usize) -> String {
    let mut letters = String::new();
    for _ in 0..4 {
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    letters
}

fn list(n: usize) -> String {
    let mut list =
        format!("list: kinds_{n}\ntitle: Kinds {n}\ncolumns: {{ days: whole number }}\nrows:\n");
    for (row, label) in ["small", "middle", "large", "huge"].into_iter().enumerate() {
        let _ = writeln!(
            list,
            "  {label}: {{ label: A {label} one, days: {} }}",
            row * 5 + 1
        );
    }
    list
}

fn note(n: usize) -> String {
    format!(
        "# About form {n}\n\nWhat this form is for, in a paragraph.\n\n## Before you start\n\n- something to have at hand\n- and another\n"
    )
}

fn form(n: usize) -> String {
    let mut form = format!(
        "form: made-{n}\ntitle: Made-up form {n}\nguidance: made/note-{n}\nstarted by: anyone\nreference: {}\n\
         declaration: I have read what I wrote\nsource: Nowhere, section {n}\nsections:\n",
        letters(n)
    );
    for part in 0..3 {
        form.push_str(&section(n, part));
        form.push_str(&second_half(part));
    }
    form.push_str(&repeat());
    let _ = write!(
        form,
        "values:\n  total: sum of costs.amount\n  earliest: 10 working days after today\n  is_large: kind_0 is large and count_0 is more than 3\n\
         rules:\n  - must be: total is less than 1000000\n    otherwise: The costs must add up to less than a million\n    source: Nowhere\n"
    );
    form
}

fn section(n: usize, part: usize) -> String {
    let earlier = if part == 0 {
        String::new()
    } else {
        format!("\n            show when: kind_{} is not small", part - 1)
    };
    format!(
        "  - section: part_{part}
    title: Part {part}
    pages:
      - page: name-{part}
        questions:
          - question: name_{part}
            type: text
            ask: What is it called?
            hint: As it is written on the letter
            called: name
            at most: 80 characters{earlier}
            source: Nowhere
      - page: kind-{part}
        questions:
          - question: kind_{part}
            type: choose one
            ask: Which kind is it?
            called: kind
            options from: kinds_{n}
          - question: other_{part}
            type: long text
            ask: What makes it large?
            called: reason
            at most: 400 characters
            show when: kind_{part} is large
      - page: dates-{part}
        title: When is it?
        show when: kind_{part} is one of (middle, large)
        questions:
          - question: starts_{part}
            type: date
            ask: When does it start?
            called: start date
          - question: ends_{part}
            type: date
            ask: When does it end?
            called: end date
            optional: true
            rules:
              - must be: ends_{part} is after starts_{part}
                otherwise: The end date must be after the start date
                source: Nowhere
"
    )
}

fn second_half(part: usize) -> String {
    format!(
        "      - page: count-{part}
        questions:
          - question: count_{part}
            type: whole number
            ask: How many are there?
            called: number of them
            at least: 1
            at most: 500
          - question: formed_{part}
            type: yes or no
            ask: Is it formed?
            called: it is formed
      - page: email-{part}
        show when: formed_{part} is yes
        questions:
          - question: email_{part}
            type: email
            ask: What is its email address?
            called: email address
"
    )
}

fn repeat() -> String {
    "  - section: costs
    title: Costs
    repeat: { each: cost, from: 1, to: 10, item title: \"{{ what_for }}\" }
    pages:
      - page: cost
        title: What does it cost?
        questions:
          - question: what_for
            type: text
            ask: What is it for?
            called: purpose
            at most: 60 characters
          - question: amount
            type: money
            ask: How much is it?
            called: amount
            at least: 0
          - question: paid_on
            type: date
            ask: When is it paid?
            called: date of payment
            rules:
              - must be: paid_on is on or after today
                otherwise: The date of payment must be today or later
                source: Nowhere
"
    .to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_generated_form_has_about_two_hundred_lines() {
        let lines = super::form(7).lines().count();
        assert!((180..=230).contains(&lines), "{lines} lines");
    }
}
