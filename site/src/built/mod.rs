//! The static site: pages as files, under whatever path they are put, and without scripts.
//!
//! A page is rendered as the server renders it. Then its links are made relative and its ids, links and pictures are noted, in
//! one pass; nothing takes its place in the output folder before all of them were checked. What was built is remembered, so
//! that next time only what changed is made again. No page is held for longer than it takes to write it.

mod blame;
mod cores;
mod faults;
mod feed;
mod folder;
mod memory;
mod places;
mod settle;
mod sitemap;
mod tags;

pub use blame::blame;
pub use cores::on_all_cores;
pub use faults::{Fault, Slip};
pub use feed::{Entry, feed};
pub use folder::{Cannot, Folder};
pub use memory::{KeptSource, Memory};
pub use places::{BadBase, Base, Places};
pub use sitemap::sitemaps;

use blake3::Hash;
use memory::{KeptPage, Texts};
use settle::{Settled, settle};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A page that is to be there.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its address on the server: `/guidance/entry/costs`.
    pub address: String,
    /// A digest of all that it is made of: as long as that is the same, so is the page.
    pub made_of: Hash,
    /// Whether it is shown under any address, so that its links have to begin at the root.
    pub anywhere: bool,
}

/// A file that is no page: styles, a map of the site.
#[derive(Clone, Debug)]
pub struct Plain {
    /// Its path below the output folder.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What came of building.
#[derive(Debug)]
pub struct Built {
    /// How many pages were made again.
    pub made: usize,
    /// What is wrong: then nothing was put in place.
    pub faults: Vec<Fault>,
}

/// Builds the site in a folder. `render` makes the page at a position of `pages`, with the addresses of the server.
///
/// # Errors
///
/// When a file cannot be read or written, or a page cannot be rendered.
pub fn build<E: Send + From<Cannot>>(
    folder: &Folder,
    memory: &mut Memory,
    places: &Places,
    pages: &[Planned],
    files: &[Plain],
    render: &(dyn Fn(usize) -> Result<String, E> + Sync),
) -> Result<Built, E> {
    let before = memory.take_pages();
    let texts = Mutex::new(std::mem::take(&mut memory.texts));
    folder.begin()?;
    let made = on_all_cores(pages, |n, page| {
        let path = places.file(&page.address);
        let same = before
            .get(&path)
            .filter(|kept| kept.is_of(page, folder, &path));
        if let Some(kept) = same {
            return Ok((kept.clone(), false));
        }
        let html = render(n)?;
        let settled = settle(&html, &path, places, page.anywhere);
        let print = folder.stage(&path, settled.html.as_bytes())?;
        Ok((kept(path, page, settled, print, &texts), true))
    });
    memory.texts = texts
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let made: Vec<(KeptPage, bool)> = made.into_iter().collect::<Result<_, E>>()?;
    let again: Vec<String> = made
        .iter()
        .filter(|(_, again)| *again)
        .map(|(page, _)| page.path.clone())
        .collect();
    let now: BTreeMap<String, KeptPage> = made
        .into_iter()
        .map(|(page, _)| (page.path.clone(), page))
        .collect();
    let made = again.len();
    let gone: Vec<String> = before
        .keys()
        .filter(|path| !now.contains_key(*path))
        .cloned()
        .collect();
    let faults = faults::faults(&now, &again, &gone, &memory.texts, files);
    if !faults.is_empty() {
        folder.give_up();
        return Ok(Built { made, faults });
    }
    folder.put_in_place(again.iter().map(String::as_str))?;
    for file in files {
        folder.put(&file.path, &file.bytes)?;
    }
    let plain = files.iter().map(|file| file.path.as_str());
    folder.keep_only(&now.keys().map(String::as_str).chain(plain).collect())?;
    memory.keep_pages(now);
    Ok(Built { made, faults })
}

/// What is remembered of a page.
fn kept(
    path: String,
    page: &Planned,
    settled: Settled,
    print: (u64, i64, i64),
    texts: &Mutex<Texts>,
) -> KeptPage {
    let mut texts = texts
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    KeptPage {
        path,
        made_of: *page.made_of.as_bytes(),
        print,
        ids: settled.ids.iter().map(|id| texts.number(id)).collect(),
        links: settled
            .links
            .iter()
            .map(|link| texts.number(link))
            .collect(),
        slips: settled.slips,
    }
}
