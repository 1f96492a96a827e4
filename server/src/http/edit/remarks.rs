//! Problems as editors read them on a page: the sentence, the place, the line itself.

use super::found::Found;
use engine::{Diagnostic, Severity, Sources, Span};
use site::edit::Remark;

/// More of a line is not shown: some files are one line.
const LONGEST: usize = 200;

impl Found {
    /// How many problems there are, in words.
    pub(super) fn summary(&self) -> String {
        match self.unreadable.len() {
            0 => engine::summary(&self.problems),
            _ => "the content cannot be read".to_owned(),
        }
    }

    /// Every problem; notes only tell what is to be verified one day, and are left to `accede check --notes`.
    pub(super) fn remarks(&self) -> impl Iterator<Item = Remark> {
        let problems = self.problems.iter();
        let shown = problems.filter(|problem| problem.severity != Severity::Note);
        shown.map(|problem| remark(problem, &self.sources))
    }
}

fn remark(problem: &Diagnostic, sources: &Sources) -> Remark {
    let related = problem.related.iter();
    let related = related.map(|(span, word)| format!("{}: {word}", place(*span, sources)));
    let said = [&problem.label, &problem.why, &problem.help];
    let said = said.into_iter().flatten().cloned();
    Remark {
        severity: match problem.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Note => "Note",
        },
        code: problem.code.id,
        message: problem.message.clone(),
        place: place(problem.primary, sources),
        line: sources
            .line(problem.primary)
            .chars()
            .take(LONGEST)
            .collect(),
        more: said.chain(related).collect(),
    }
}

/// File, line and column.
pub(super) fn place(span: Span, sources: &Sources) -> String {
    let (line, column) = sources.line_column(span);
    format!("{}:{line}:{column}", sources.shown(span.file))
}
