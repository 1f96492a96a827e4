//! The static site: the pages that anybody may read, built as files. Forms are filled in at the service, to which their start
//! pages lead.
//!
//! Notes that have not changed since the last time are not read again: what others have to know of them is remembered.

mod files;
mod notes;
mod pages;

use crate::content::{Content, Seen, Unreadable};
use crate::http;
use engine::{Diagnostic, Sources};
use jiff::civil::Date;
use notes::Notes;
use pages::Pages;
use site::Theme;
use site::built::{Base, Cannot, Folder, Memory, Places, blame};
use std::path::Path;

/// What is to be built.
pub(crate) struct Asked<'a> {
    pub(crate) content: &'a Content,
    pub(crate) out: &'a Path,
    /// Where the site is put.
    pub(crate) base: Base,
    /// How people reach the service.
    pub(crate) service: Option<String>,
    pub(crate) today: Date,
}

/// What came of it.
pub(crate) enum Outcome {
    /// The site stands in its folder.
    Built(Told),
    /// Something is wrong with the content; the folder holds what it held before.
    Wrong(Vec<Diagnostic>, Sources),
}

/// What there is to tell of a site.
pub(crate) struct Told {
    /// How many pages it has.
    pub(crate) pages: usize,
    /// How many of them were made again.
    pub(crate) made: usize,
    /// Whether it has a map; the host has to be known for that.
    pub(crate) mapped: bool,
    /// Why what was built is not remembered for the next time, when it is not.
    pub(crate) forgotten: Option<String>,
}

impl From<Unreadable> for Cannot {
    fn from(unreadable: Unreadable) -> Self {
        Self(unreadable.to_string())
    }
}

/// Builds the site.
pub(crate) fn build(asked: &Asked<'_>) -> Result<Outcome, Cannot> {
    let folder = Folder::take(asked.out)?;
    let theme =
        Theme::new().map_err(|error| Cannot(format!("the templates cannot be read: {error}")))?;
    let file = folder.memory();
    let made_with = files::made_with(asked, &theme);
    let mut memory = file
        .as_deref()
        .map(|file| Memory::load(file, made_with))
        .unwrap_or_default();
    let mut seen = notes::remembered(&memory);
    let mut sources = asked.content.read_again(&mut seen)?;
    let mut notes = Notes::of(&sources, std::mem::take(&mut memory.sources), asked.today);
    if notes.miss_one(&sources) {
        seen = Seen::default();
        sources = asked.content.read_again(&mut seen)?;
        notes = Notes::of(&sources, Vec::new(), asked.today);
    }
    let checked = notes.check(&sources, asked.today);
    let Some(catalogue) = checked else {
        let (problems, sources) = all_problems(asked)?;
        return Ok(Outcome::Wrong(problems, sources));
    };
    let content = http::Content::new(catalogue);
    let mapped = asked.base.whole("index.html").is_some();
    let pages = Pages::of(&content, &sources, &notes, asked, &theme);
    let files = files::files(&content, &pages, asked);
    let planned = pages.planned()?;
    let places = places(asked, &planned);
    let render = |n: usize| pages.render(n);
    let built = site::built::build(&folder, &mut memory, &places, &planned, &files, &render)?;
    if !built.faults.is_empty() {
        return blamed(asked, &pages, &built.faults);
    }
    let forgotten = match file {
        Some(file) => {
            memory.sources = notes.kept(&sources, &seen);
            memory
                .save(&file)
                .err()
                .map(|cause| format!("{}: {cause}", file.display()))
        }
        None => None,
    };
    Ok(Outcome::Built(Told {
        pages: planned.len(),
        made: built.made,
        mapped,
        forgotten,
    }))
}

fn places(asked: &Asked<'_>, planned: &[site::built::Planned]) -> Places {
    let pages = planned.iter().map(|page| page.address.clone());
    Places::new(asked.base.clone(), asked.service.clone(), pages)
}

/// Everything that is wrong with the content, as `accede check` says it.
fn all_problems(asked: &Asked<'_>) -> Result<(Vec<Diagnostic>, Sources), Cannot> {
    let sources = asked.content.read_again(&mut Seen::default())?;
    let problems = engine::check(&sources, asked.today).problems;
    Ok((problems, sources))
}

/// What is wrong with built pages, said of what they were made of. What the content itself says of its links is said better.
fn blamed(
    asked: &Asked<'_>,
    pages: &Pages<'_>,
    faults: &[site::built::Fault],
) -> Result<Outcome, Cannot> {
    let sources = asked.content.read_again(&mut Seen::default())?;
    let checked = engine::check(&sources, asked.today);
    let Some(catalogue) = checked.catalogue else {
        return Ok(Outcome::Wrong(checked.problems, sources));
    };
    let problems = faults.iter().map(|fault| {
        let (note, file) = pages.made_from(&fault.page);
        let note = note.and_then(|name| catalogue.note(name));
        blame(fault, note, file, &sources)
    });
    Ok(Outcome::Wrong(problems.collect(), sources))
}
