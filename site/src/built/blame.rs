//! From something wrong on a page back to what an editor wrote.

use super::faults::{Fault, Slip};
use engine::{
    BUILT_DEAD_LINK, BUILT_NO_ALTERNATIVE, BUILT_PLACEHOLDER, BUILT_SAME_ID, Diagnostic, Note,
    Sources, Span,
};

/// What to say of something wrong on a page. `from` is the note that the page was made of; without one, `file` is what else it
/// was made of.
#[must_use]
pub fn blame(fault: &Fault, from: Option<&Note>, file: Span, sources: &Sources) -> Diagnostic {
    let beginning = from.map_or(file, |note| Span::new(note.file(), 0, 0));
    let text = |needles: &[String]| find(sources, beginning, needles);
    let link = |address: &str| {
        from.and_then(|note| note.link(address))
            .unwrap_or(beginning)
    };
    let page = &fault.page;
    match &fault.slip {
        Slip::NoPage(to) => {
            let message = format!("the page `{page}` leads to `{to}`, which is not there");
            let help = "where only the service itself can answer, say how people reach it: `--service https://forms.example.org`";
            Diagnostic::new(BUILT_DEAD_LINK, link(&address(to)), message).help(help)
        }
        Slip::NoPart(to, part) => {
            let message =
                format!("the page `{page}` leads to `{to}#{part}`, and there is no such part");
            let own = link(&format!("#{part}"));
            let span = if to == page && own != beginning {
                own
            } else {
                link(&format!("{}#{part}", address(to)))
            };
            Diagnostic::new(BUILT_DEAD_LINK, span, message).help("name a heading that the page has")
        }
        Slip::SameId(id) => {
            let message = format!("`{id}` is the name of two parts of the page `{page}`");
            let span = text(&[format!("{{#{id}}}"), id.replace('-', " ")]);
            Diagnostic::new(BUILT_SAME_ID, span, message)
                .help("give one of the headings another name: `## Pay {#how-to-pay}`")
        }
        Slip::NoSuchId(id) => {
            let message =
                format!("a part of the page `{page}` refers to `{id}`, which is not on it");
            Diagnostic::new(BUILT_DEAD_LINK, text(std::slice::from_ref(id)), message)
        }
        Slip::NoAlternative(picture) => {
            let message = format!(
                "the picture `{picture}` on the page `{page}` says nothing to those who cannot see it"
            );
            let span = text(std::slice::from_ref(picture));
            Diagnostic::new(BUILT_NO_ALTERNATIVE, span, message).help("say in words what it shows")
        }
        Slip::Placeholder(name) => {
            let message =
                format!("the page `{page}` shows the placeholder `{name}` as it was written");
            let span = text(&[format!("{{{{ {name} }}}}"), name.clone()]);
            Diagnostic::new(BUILT_PLACEHOLDER, span, message)
                .help("name something that can be filled in, or put it between backticks")
        }
    }
}

/// The address on the server of a file of the site.
fn address(file: &str) -> String {
    format!("/{}", file.strip_suffix(".html").unwrap_or(file))
}

/// Where the first of some texts stands in a file; its beginning when none does.
fn find(sources: &Sources, beginning: Span, needles: &[String]) -> Span {
    let text = sources
        .file(beginning.file)
        .and_then(|file| file.text())
        .unwrap_or("");
    let lower = text.to_lowercase();
    let found = needles
        .iter()
        .filter(|needle| !needle.is_empty())
        .find_map(|needle| {
            let at = lower.find(&needle.to_lowercase())?;
            Some(Span::new(beginning.file, at, at + needle.len()))
        });
    found.unwrap_or(beginning)
}
