//! `renamed from:` leads from one old name to one thing: the old name is free now, and nothing else claims it.

use super::members::Members;
use crate::declare::{ItemDeclaration, Problems, SectionDeclaration, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use std::collections::BTreeMap;

/// Checks the old names of a form's sections and questions.
pub(crate) fn check(sections: &[&SectionDeclaration], members: &Members, problems: &mut Problems) {
    let mut claimed: BTreeMap<&str, Span> = BTreeMap::new();
    for old in sections.iter().flat_map(|section| old_names_in(section)) {
        if let Some(member) = members.get(&old.text) {
            problems.push(taken(old, member.span));
        } else if let Some(first) = claimed.insert(&old.text, old.span) {
            problems.push(taken(old, first));
        }
    }
}

fn old_names_in(section: &SectionDeclaration) -> Vec<&Written> {
    let items = section.pages.iter().flat_map(|page| &page.items);
    let of_questions = items.filter_map(|item| match item {
        ItemDeclaration::Question(question) => Some(&question.renamed_from),
        ItemDeclaration::Text { .. } => None,
    });
    section
        .renamed_from
        .iter()
        .chain(of_questions.flatten())
        .collect()
}

/// Says that an old name is not free.
pub(crate) fn taken(old: &Written, first: Span) -> Diagnostic {
    let message = format!("`{}` is not a name of the past", old.text);
    Diagnostic::new(codes::DUPLICATE_NAME, old.span, message)
        .related(first, "it is used here")
        .help(
            "`renamed from:` takes a name that nothing has any more, and that stands under it once",
        )
}

/// Old names as they are kept.
pub(crate) fn old_names(written: &[Written]) -> Vec<String> {
    written.iter().map(|name| name.text.clone()).collect()
}
