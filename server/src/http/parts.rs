//! A page that was posted with files: read part by part, each file written to the disk as it arrives and never kept in memory.

use super::app::App;
use super::fields::Fields;
use super::refusal::{Public, Refusal};
use crate::files::{Arrived, Arriving};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use engine::Files;
use multer::{Field, Multipart};
use std::sync::Arc;

/// How many times its limit a page is let past, unread, so that a browser that is still sending gets the answer.
const PATIENCE: u64 = 4;

/// What was posted: fields that were read, or parts that are still to be.
pub(super) enum Posted {
    Fields(Fields),
    Parts(Multipart<'static>),
}

/// A field that files may come in.
pub(super) struct Wanted {
    /// Its name.
    pub(super) field: String,
    /// What it takes.
    pub(super) files: Files,
    /// How many more may come.
    pub(super) room: usize,
}

/// A file that came.
pub(super) struct Came {
    /// The field that it came in.
    pub(super) field: String,
    /// What it was called where it came from.
    pub(super) name: String,
    /// The file; none when it was not kept, being too large or one too many.
    pub(super) file: Result<Arrived, String>,
}

impl FromRequest<Arc<App>> for Posted {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        if !has_parts(request.headers()) {
            return Fields::from_request(request, app).await.map(Self::Fields);
        }
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary =
            multer::parse_boundary(kind).map_err(|_| Refusal::from(Public::WrongType))?;
        let body = request.into_body().into_data_stream();
        Ok(Self::Parts(Multipart::new(body, boundary)))
    }
}

/// Whether a page came in parts, as one with files does.
pub(super) fn has_parts(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| {
        let begins = kind.as_bytes().get(..PARTS.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(PARTS.as_bytes()))
    })
}

const PARTS: &str = "multipart/form-data";

impl Posted {
    /// Reads what is still to be read. Files in fields that nobody wants are passed over.
    pub(super) async fn received(
        self,
        app: &App,
        wanted: Vec<Wanted>,
    ) -> Result<(Fields, Vec<Came>), Refusal> {
        let parts = match self {
            Self::Fields(fields) => return Ok((fields, Vec::new())),
            Self::Parts(parts) => parts,
        };
        let receiving = Receiving {
            app,
            wanted,
            fields: Fields::default(),
            came: Vec::new(),
            text: 0,
            all: 0,
        };
        let received =
            tokio::time::timeout(app.settings.limits.upload_time, receiving.all(parts)).await;
        received.map_err(|_| Refusal::from(Public::TooSlow))?
    }
}

struct Receiving<'a> {
    app: &'a App,
    wanted: Vec<Wanted>,
    fields: Fields,
    came: Vec<Came>,
    /// Bytes of fields without files, and of everything.
    text: usize,
    all: u64,
}

impl Receiving<'_> {
    async fn all(mut self, mut parts: Multipart<'static>) -> Result<(Fields, Vec<Came>), Refusal> {
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                None => self.field(name, part).await?,
                Some(file) => self.file(name, file, part).await?,
            }
        }
        if self.is_too_much() {
            return Err(Public::FilesTooLarge.into());
        }
        Ok((self.fields, self.came))
    }

    fn is_too_much(&self) -> bool {
        self.all > self.app.settings.limits.upload
    }

    /// The next piece of a part. Beyond the limit pieces are counted, and at last no more are read.
    async fn piece(
        &mut self,
        part: &mut Field<'static>,
    ) -> Result<Option<axum::body::Bytes>, Refusal> {
        let piece = part.chunk().await.map_err(unreadable)?;
        let size = piece.as_ref().map_or(0, |piece| piece.len() as u64);
        self.all = self.all.saturating_add(size);
        if self.all / PATIENCE > self.app.settings.limits.upload {
            return Err(Public::FilesTooLarge.into());
        }
        Ok(piece)
    }

    async fn field(&mut self, name: String, mut part: Field<'static>) -> Result<(), Refusal> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(&mut part).await? {
            self.text = self.text.saturating_add(piece.len());
            if self.text <= self.app.settings.limits.body {
                bytes.extend_from_slice(&piece);
            }
        }
        if self.text > self.app.settings.limits.body {
            return Err(Public::TooLarge.into());
        }
        self.fields.add(name, bytes)
    }

    async fn file(
        &mut self,
        field: String,
        name: String,
        mut part: Field<'static>,
    ) -> Result<(), Refusal> {
        let wanted = self.wanted.iter_mut().find(|wanted| wanted.field == field);
        let Some(wanted) = wanted else {
            while self.piece(&mut part).await?.is_some() {}
            return Ok(());
        };
        let (most, has_room) = (wanted.files.most(), wanted.room > 0);
        let (too_many, too_large) = (
            wanted.files.too_many(),
            wanted.files.too_large(&engine::file_name(&name)),
        );
        let mut arriving = None;
        let mut size = 0;
        while let Some(piece) = self.piece(&mut part).await? {
            size += piece.len() as u64;
            if !has_room || size > most || self.is_too_much() {
                arriving = None;
                continue;
            }
            let file = match &mut arriving {
                Some(file) => file,
                None => arriving.insert(
                    Arriving::begin(&self.app.files)
                        .await
                        .map_err(|error| full(&error))?,
                ),
            };
            file.push(&piece).await.map_err(|error| full(&error))?;
        }
        // A browser sends a part without a name and without a byte where nothing was chosen.
        if name.is_empty() && size == 0 {
            return Ok(());
        }
        let file = if !has_room {
            Err(too_many)
        } else if size > most {
            Err(too_large)
        } else {
            let file = match arriving {
                Some(file) => file,
                None => Arriving::begin(&self.app.files)
                    .await
                    .map_err(|error| full(&error))?,
            };
            Ok(file.end().await.map_err(|error| full(&error))?)
        };
        if file.is_ok()
            && let Some(wanted) = self.wanted.iter_mut().find(|wanted| wanted.field == field)
        {
            wanted.room -= 1;
        }
        self.came.push(Came { field, name, file });
        Ok(())
    }
}

/// The disk does not take it.
pub(super) fn full(error: &std::io::Error) -> Refusal {
    Refusal::unavailable(error)
}

fn unreadable(error: multer::Error) -> Refusal {
    match error {
        multer::Error::StreamReadFailed(_)
        | multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteStream => Public::CutShort.into(),
        _ => Public::Unreadable.into(),
    }
}
