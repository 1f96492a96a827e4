//! A file while it arrives: written piece by piece, hashed on the way, gone again unless somebody keeps it.

use super::Folder;
use super::content::content;
use engine::Content;
use rand::Rng;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// A file of which more is to come.
#[derive(Debug)]
pub(crate) struct Arriving {
    file: File,
    path: Passing,
    hash: blake3::Hasher,
    size: u64,
}

/// A file that is all there, on the disk, and looked into.
#[derive(Debug)]
pub(crate) struct Arrived {
    path: Passing,
    digest: String,
    size: u64,
    content: Content,
}

/// A path whose file goes when this does. When it was moved elsewhere meanwhile, nothing is left to go.
#[derive(Debug)]
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Arriving {
    /// A file without a byte.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(crate) async fn begin(folder: &Folder) -> Result<Self, Error> {
        let name = format!("{:032x}", rand::rng().random::<u128>());
        let path = Passing(folder.incoming().join(name));
        let file = File::create_new(&path.0).await?;
        crate::store::only_for_us(&path.0)?;
        Ok(Self {
            file,
            path,
            hash: blake3::Hasher::new(),
            size: 0,
        })
    }

    /// More of it.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(crate) async fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.hash.update(bytes);
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.file.write_all(bytes).await
    }

    /// All of it: on the disk when this returns.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(crate) async fn end(mut self) -> Result<Arrived, Error> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let path = self.path.0.clone();
        let looked = tokio::task::spawn_blocking(move || content(&path));
        let content = looked
            .await
            .map_err(|_| Error::from(ErrorKind::Interrupted))??;
        Ok(Arrived {
            path: self.path,
            digest: self.hash.finalize().to_hex().to_string(),
            size: self.size,
            content,
        })
    }
}

impl Arrived {
    /// Where it is for now.
    pub(crate) fn path(&self) -> &Path {
        &self.path.0
    }

    /// The digest of its bytes.
    pub(crate) fn digest(&self) -> &str {
        &self.digest
    }

    /// Its bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// What is in it.
    pub(crate) fn content(&self) -> Content {
        self.content
    }
}
