//! The other commands: explain, test, schema and init.

use super::{FORM, Service, accede};
use engine::Code;
use serde_json::Value as Json;

const EXAMPLES: &str = "forms/lost-item.examples.yaml";

#[test]
fn a_code_is_explained_however_it_is_written_and_all_are_listed() {
    let service = Service::new();
    let ran = service.run(&["explain", "e0201"]);
    assert_eq!(ran.code, 0);
    assert_eq!(Some(ran.out), engine::explain("E0201"));
    let all = service.run(&["explain"]).out;
    assert!(Code::all().all(|code| all.contains(&format!("{}  {}\n", code.id, code.title))));
}

#[test]
fn a_code_that_does_not_exist_is_answered_with_the_nearest() {
    let service = Service::new();
    let ran = service.run(&["explain", "E02O1"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "accede: there is no code `E02O1`; did you mean `E0201`?\n"
    );
    let far = service.run(&["explain", "nonsense"]);
    assert_eq!(
        far.err,
        "accede: there is no code `nonsense`; `accede explain` lists all codes\n"
    );
}

#[test]
fn the_starter_passes_its_own_examples_and_reaches_all_of_its_form() {
    let ran = Service::new().run(&["test"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(!ran.out.contains("no example reaches"), "{}", ran.out);
    assert_eq!(ran.last(), "4 examples, all as expected");
}

#[test]
fn an_example_that_comes_out_otherwise_is_pointed_at_and_ends_with_1() {
    let service = Service::new().with(
        EXAMPLES,
        "expect: { outcome: sent }",
        "expect: { outcome: refused }",
    );
    let ran = service.run(&["test", "lost-item"]);
    assert_eq!(ran.code, 1);
    let said = "forms/lost-item.examples.yaml:33:24\n";
    assert!(ran.out.contains(said), "{}", ran.out);
    assert!(
        ran.out
            .contains("^^^^^^^ outcome: expected refused, came sent"),
        "{}",
        ran.out
    );
    assert_eq!(ran.last(), "4 examples, 1 failed");
}

#[test]
fn what_no_example_reaches_is_told_and_is_no_failure() {
    let service = Service::new().with(
        FORM,
        "bag: A bag\n",
        "bag: A bag\n              keys: Keys\n",
    );
    let ran = service.run(&["test"]);
    assert_eq!(ran.code, 0);
    let said = "no example reaches the option `kind: keys`\n";
    assert!(
        ran.out.contains(said) && ran.out.contains("5 of 6 options"),
        "{}",
        ran.out
    );
}

#[test]
fn examples_are_chosen_by_form_or_by_their_own_name() {
    let service = Service::new();
    assert_eq!(
        service.run(&["test", "bag"]).last(),
        "1 example, all as expected"
    );
    let ran = service.run(&["test", "lost-itme"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let said = "accede: no form and no example of this folder is called `lost-itme`; did you mean `lost-item`?\n";
    assert_eq!(ran.err, said);
}

#[test]
fn no_example_is_run_while_the_content_has_errors() {
    let ran = Service::new()
        .with(FORM, "reference: LOST", "referenc: LOST")
        .run(&["test"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("no key `referenc`"), "{}", ran.out);
    assert!(ran.last().starts_with("No example was run"), "{}", ran.out);
}

#[test]
fn the_schema_of_a_form_and_of_the_declarations_are_printed() {
    let service = Service::new();
    let of =
        |arguments: &[&str]| -> Json { serde_json::from_str(&service.run(arguments).out).unwrap() };
    let form = of(&["schema", "lost-item"]);
    assert_eq!(form["title"], "Report something that you lost");
    assert_eq!(
        of(&["schema", "--declarations"]),
        engine::declarations_schema()
    );
    let written =
        std::fs::read_to_string(service.file(".vscode/declarations.schema.json")).unwrap();
    assert_eq!(
        serde_json::from_str::<Json>(&written).unwrap(),
        engine::declarations_schema()
    );
}

#[test]
fn a_schema_of_nothing_or_of_no_form_ends_with_2() {
    let service = Service::new();
    for (arguments, said) in [
        (&["schema"][..], "<FORM>"),
        (
            &["schema", "lost-item", "--declarations"],
            "cannot be used with",
        ),
        (&["schema", "lost_item"], "did you mean `lost-item`?"),
    ] {
        let ran = service.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn a_starter_is_never_written_over_anything() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let ran = accede(folder.path(), &["init", "."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is not empty"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let ran = accede(folder.path(), &["init", "mine.txt"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn a_starter_is_written_to_a_new_folder_and_into_a_fresh_repository() {
    let folder = tempfile::tempdir().unwrap();
    let ran = accede(folder.path(), &["init", "deep/new"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("  accede check --content deep/new\n"),
        "{}",
        ran.out
    );
    std::fs::create_dir_all(folder.path().join("repository/.git")).unwrap();
    assert_eq!(accede(folder.path(), &["init", "repository"]).code, 0);
}
