//! Files in a backup: a folder beside the backup of the store, each file under its digest, read again and compared.

use super::{Folder, SHARD, is_digest, made, path_below};
use crate::drafts;
use crate::store::{Key, Listing, Snapshot, StoreError};
use crate::submissions;
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Index entries that are read at a time.
const PAGE: usize = 256;

/// The folder of files beside a backup of a store: `backup` has `backup.files`.
fn folder_of(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".files");
    PathBuf::from(name)
}

/// The files that the records of a moment name.
///
/// # Errors
/// When the store fails.
async fn all_named(snapshot: &(dyn Snapshot + 'static)) -> Result<BTreeSet<String>, StoreError> {
    let mut all = BTreeSet::new();
    for space in [drafts::BY_FILE.space, submissions::BY_FILE.space] {
        let mut listing = Listing::first(PAGE);
        loop {
            let page = snapshot.list(space, &listing).await?;
            let Some((last, _)) = page.last() else { break };
            listing.behind = Some(last.clone());
            all.extend(page.iter().map(|(entry, _)| digest_of(entry)));
        }
    }
    all.retain(|digest| is_digest(digest));
    Ok(all)
}

/// Copies files from one folder to another, those that are there already apart. Each is read again and compared with its
/// name; on the disk when this returns.
///
/// # Errors
/// When one is missing or damaged, or the disk does not take it.
fn copied(from: &Path, to: &Path, digests: &BTreeSet<String>) -> Result<usize, Error> {
    let mut shards = BTreeSet::new();
    for digest in digests {
        let (Some(source), Some(target)) = (path_below(from, digest), path_below(to, digest))
        else {
            continue;
        };
        if is_whole(&target, digest) {
            continue;
        }
        let shard = to.join(digest.get(..SHARD).unwrap_or_default());
        made(&shard)?;
        let part = shard.join("part");
        std::fs::copy(&source, &part)?;
        crate::store::only_for_us(&part)?;
        if !is_whole(&part, digest) {
            let said = format!("the file {digest} is damaged");
            return Err(Error::new(ErrorKind::InvalidData, said));
        }
        std::fs::File::open(&part)?.sync_all()?;
        std::fs::rename(&part, &target)?;
        shards.insert(shard);
    }
    for shard in shards
        .iter()
        .map(PathBuf::as_path)
        .chain(to.exists().then_some(to))
    {
        std::fs::File::open(shard)?.sync_all()?;
    }
    Ok(digests.len())
}

fn is_whole(path: &Path, digest: &str) -> bool {
    let hashed = || {
        let mut hash = blake3::Hasher::new();
        std::io::copy(&mut std::fs::File::open(path)?, &mut hash)?;
        Ok::<_, Error>(hash.finalize())
    };
    hashed().is_ok_and(|hash| *hash.to_hex() == *digest)
}

/// The files that the records of a backup name.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn named_in(backup: &Path) -> Result<BTreeSet<String>, StoreError> {
    let spaces = [drafts::BY_FILE.space, submissions::BY_FILE.space];
    let keys = crate::store::keys_in(backup, &spaces)?;
    let mut all: BTreeSet<String> = keys.iter().map(digest_of).collect();
    all.retain(|digest| is_digest(digest));
    Ok(all)
}

/// The digest that an entry of an index by file begins with.
fn digest_of(entry: &Key) -> String {
    let digest = entry.as_text().split('\0').next();
    digest.unwrap_or_default().to_owned()
}

/// Copies the files that the records of a backup name into a data folder; how many.
///
/// # Errors
/// When one is missing or damaged, or the disk does not take it.
pub(crate) fn copy_from(
    backup: &Path,
    data: &Path,
    digests: &BTreeSet<String>,
) -> Result<usize, Error> {
    made(&super::folder_in(data))?;
    copied(&folder_of(backup), &super::folder_in(data), digests)
}

/// Keeps the files that the store of a data folder names beside the name that it is kept under: a sweep takes nothing of them.
///
/// # Errors
/// When one is missing or damaged, or the disk does not take it.
pub(crate) fn keep_beside(data: &Path, kept: &Path) -> Result<(), Error> {
    let store = crate::store::file_in(data);
    let named = named_in(&store).map_err(|error| Error::other(error.to_string()))?;
    if named.is_empty() {
        return Ok(());
    }
    made(&folder_of(kept))?;
    copied(&super::folder_in(data), &folder_of(kept), &named).map(|_| ())
}

impl Folder {
    /// Copies files beside a backup of the store; how many. Whoever calls this holds [`Folder::hold`].
    ///
    /// # Errors
    /// When one is missing or damaged, or the disk does not take it.
    pub(crate) fn copy_to(
        &self,
        backup: &Path,
        digests: &BTreeSet<String>,
    ) -> Result<usize, Error> {
        if !digests.is_empty() {
            made(&folder_of(backup))?;
        }
        copied(&self.path, &folder_of(backup), digests)
    }

    /// The files that are named and missing, or not what they were: a sentence each.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn problems(
        &self,
        snapshot: &(dyn Snapshot + 'static),
    ) -> Result<(u64, Vec<String>), StoreError> {
        let named = all_named(snapshot).await?;
        let mut problems = Vec::new();
        for digest in &named {
            let Some(path) = self.path_of(digest) else {
                continue;
            };
            if !path.exists() {
                problems.push(format!("files: {digest} is named and not there"));
            } else if !is_whole(&path, digest) {
                problems.push(format!("files: {digest} is not what it was"));
            }
        }
        Ok((named.len() as u64, problems))
    }
}
