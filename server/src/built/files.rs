//! The files of a site that are no pages, and what all of it is made with.

use super::Asked;
use super::pages::{Pages, dated};
use crate::http::Content;
use blake3::{Hash, Hasher};
use site::Theme;
use site::built::{Entry, Plain, feed, sitemaps};
use std::time::UNIX_EPOCH;

/// The address of the news.
pub(super) const FEED: &str = "/feed.xml";

/// Whatever is not content: this very program, its templates, where the site is put. When it changes, all is built again.
pub(super) fn made_with(asked: &Asked<'_>, theme: &Theme) -> Hash {
    let mut digest = Hasher::new();
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.map(|found| {
        let since = found
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (found.len(), since)
    });
    let content = match asked.content {
        crate::content::Content::Folder(folder) => std::fs::canonicalize(folder).ok(),
        crate::content::Content::BuiltIn => None,
    };
    let all = format!(
        "{:?}",
        (
            program.ok(),
            theme.digest(),
            &asked.base,
            &asked.service,
            content
        )
    );
    digest.update(all.as_bytes());
    digest.finalize()
}

/// Styles and scripts, and for those who know its host the map of the site and the news.
pub(super) fn files(content: &Content, pages: &Pages<'_>, asked: &Asked<'_>) -> Vec<Plain> {
    let assets = site::assets()
        .iter()
        .filter(|asset| !asset.name.starts_with("edit."));
    let mut files: Vec<Plain> = assets
        .map(|asset| Plain {
            path: asset.path.trim_start_matches('/').to_owned(),
            bytes: asset.bytes.to_vec(),
        })
        .collect();
    let whole = |file: &str| asked.base.whole(file);
    let Some((site, own)) = whole("").zip(whole(FEED.trim_start_matches('/'))) else {
        return files;
    };
    let file = |address: &str| match address.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        path => format!("{path}.html"),
    };
    let found: Vec<_> = pages
        .to_be_found()
        .filter_map(|(address, note)| Some((whole(&file(&address))?, note)))
        .collect();
    let map: Vec<_> = found
        .iter()
        .map(|(address, note)| (address.clone(), note.and_then(dated)))
        .collect();
    files.extend(sitemaps(&map, whole));
    let entries = found.into_iter().filter_map(|(address, note)| {
        let note = note?;
        Some(Entry {
            address,
            title: note.title().to_owned(),
            published: note.published(),
            updated: dated(note)?,
        })
    });
    let service = content.service();
    if let Some(xml) = feed(
        &service.name,
        &service.operator,
        &own,
        &site,
        entries.collect(),
    ) {
        files.push(Plain {
            path: FEED.trim_start_matches('/').to_owned(),
            bytes: xml.into_bytes(),
        });
    }
    files
}
