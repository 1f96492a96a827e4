//! What is said of a built page that is wrong: golden cases with a page as a broken template would make it.

use engine::{Diagnostic, Sources, Span};
use site::built::{Base, Cannot, Folder, Memory, Places, Planned, blame, build};
use std::path::Path;

/// What is wrong with the page `page.html` of a case, made of its note `guidance/fees.md`.
pub(crate) fn problems(case: &Path, sources: &Sources) -> Vec<Diagnostic> {
    let checked = engine::check(sources, crate::diagnostics::today());
    let catalogue = checked.catalogue.expect("the content itself is sound");
    let html = std::fs::read_to_string(case.join("page.html")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let folder = Folder::take(out.path()).unwrap();
    let page = Planned {
        address: "/guidance/fees".to_owned(),
        made_of: blake3::hash(html.as_bytes()),
        anywhere: false,
    };
    let places = Places::new(Base::root(), None, [page.address.clone()]);
    let render = |_: usize| Ok::<_, Cannot>(html.clone());
    let built = build(
        &folder,
        &mut Memory::default(),
        &places,
        &[page],
        &[],
        &render,
    )
    .unwrap();
    assert!(
        !out.path().join("guidance").exists(),
        "a page with a slip was put in place"
    );
    let file = Span::new(sources.find("guidance/fees.md").unwrap(), 0, 0);
    let note = catalogue.note("fees");
    let faults = built.faults.iter();
    faults
        .map(|fault| blame(fault, note, file, sources))
        .collect()
}
