//! What a file question takes, and what it says to the rest.

use super::*;

fn files(up_to: usize) -> Files {
    let accepts = ["PDF", "CSV"].map(|word| Format::of_word(word).unwrap());
    Files {
        accepts: accepts.to_vec(),
        most: 1000,
        up_to,
    }
}

fn pdf() -> &'static Format {
    Format::of_word("pdf").unwrap()
}

fn file(name: &str, size: u64) -> File {
    File {
        name: name.to_owned(),
        size,
        media_type: "application/pdf".to_owned(),
        digest: "0f".repeat(32),
    }
}

fn refused(up_to: usize, given: &[File]) -> String {
    let asked = Asked {
        called: "plan",
        optional: false,
    };
    match files(up_to).read(Some(&Entered::Files(given.to_vec())), asked) {
        Read::Wrong { message, .. } => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_is_taken_as_what_is_in_it() {
    let files = files(1);
    let taken = files.take("C:\\Plan.PDF", 10, Content::Is(pdf()));
    assert_eq!(taken, Ok(("Plan.PDF".to_owned(), pdf())));
    let taken = files.take("plan", 10, Content::Is(pdf()));
    assert_eq!(taken, Ok(("plan.pdf".to_owned(), pdf())));
    let taken = files.take("rows.csv", 10, Content::Text).unwrap();
    assert_eq!(taken.1.word, "CSV");
}

#[test]
fn what_it_cannot_be_taken_as_it_is_told() {
    let files = files(1);
    let told = |name, bytes, content| files.take(name, bytes, content).unwrap_err();
    assert_eq!(
        told("a.exe", 10, Content::Other),
        "a.exe must be a PDF or CSV"
    );
    assert_eq!(
        told("a.pdf", 10, Content::Text),
        "a.pdf must be a PDF or CSV"
    );
    assert_eq!(
        told("a.txt", 10, Content::Text),
        "a.txt must be a PDF or CSV"
    );
    assert_eq!(
        told("a.csv", 10, Content::Is(pdf())),
        "a.csv holds a PDF, and its name does not say so. Name it with .pdf at the end, and upload it again"
    );
    assert_eq!(
        told("a.pdf", 10, Content::Protected),
        "a.pdf opens with a password only. Save it without the password, and upload it again"
    );
    assert_eq!(
        told("a.pdf", 0, Content::Other),
        "a.pdf is empty. Choose the file with your answer in it"
    );
    assert!(files.take("a.pdf", 1000, Content::Is(pdf())).is_ok());
    assert_eq!(
        told("a.pdf", 1001, Content::Is(pdf())),
        "a.pdf must be 1000 bytes or smaller"
    );
}

#[test]
fn what_is_known_of_a_file_is_judged_again() {
    assert_eq!(refused(1, &[]), "Upload the plan");
    assert_eq!(
        refused(1, &[file("a.pdf", 1), file("b.pdf", 1)]),
        "You can upload 1 file only"
    );
    assert_eq!(
        refused(1, &[file("a.pdf", 1001)]),
        "a.pdf must be 1000 bytes or smaller"
    );
    assert_eq!(
        refused(1, &[file("a.csv", 9)]),
        "a.csv must be a PDF or CSV"
    );
    assert_eq!(
        refused(1, &[file("../a.pdf", 9)]),
        "Upload the file again under another name"
    );
    let odd = File {
        digest: "0F".repeat(32),
        ..file("a.pdf", 9)
    };
    assert_eq!(refused(1, &[odd]), "Upload a.pdf again");
}
