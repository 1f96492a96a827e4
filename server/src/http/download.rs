//! Files, given back to whoever uploaded them: to be saved, never to be shown in a page of ours.

use super::refusal::{Public, Refusal};
use super::screen::Asked;
use crate::submissions;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use engine::{Answers, Entered, File, Format};
use futures_util::stream;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tokio::io::AsyncReadExt;

/// Bytes that are read at a time.
const PIECE: usize = 64 * 1024;
/// Nothing in it may run, wherever it is opened.
const POLICY: &str = "default-src 'none'; sandbox";

/// A file of this draft, or of what became of it.
pub(super) async fn show(asked: Asked<'_>, digest: blake3::Hash) -> Result<Response, Refusal> {
    let opened = asked.found().await?;
    let (store, digest) = (&*asked.app.store, digest.to_hex().to_string());
    let answers = match &opened.kept.record.sent {
        None => opened.kept.record.answers.clone(),
        Some(reference) => {
            let sent = submissions::find(store, reference).await?;
            sent.ok_or(Public::NotFound)?.answers
        }
    };
    let file = among(&Answers::from_json(&answers), &digest).ok_or(Public::NotFound)?;
    let held = crate::files::standings(store, &answers).await?;
    if asked.app.files.scanner.is_some() && held.iter().any(|(held, ..)| *held == digest) {
        return Err(Public::NotLookedThrough.into());
    }
    let path = asked.app.files.path_of(&digest).ok_or(Public::NotFound)?;
    let bytes = tokio::fs::File::open(path)
        .await
        .map_err(|error| Refusal::broken(&error))?;
    let size = bytes
        .metadata()
        .await
        .map_err(|error| Refusal::broken(&error))?
        .len();
    let body = Body::from_stream(stream::unfold(bytes, |mut bytes| async {
        let mut piece = vec![0; PIECE];
        match bytes.read(&mut piece).await {
            Ok(0) => None,
            Ok(read) => {
                piece.truncate(read);
                Some((Ok(axum::body::Bytes::from(piece)), bytes))
            }
            Err(error) => Some((Err(error), bytes)),
        }
    }));
    let format = Format::of_media_type(&file.media_type);
    let kind = format.map_or("application/octet-stream", |format| format.media_type);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_LENGTH, HeaderValue::from(size)),
        (header::CONTENT_DISPOSITION, attachment(&file.name)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}

/// To be saved under this name (RFC 6266).
pub(super) fn attachment(name: &str) -> HeaderValue {
    let encoded = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let value = format!("attachment; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

/// The file of this digest, at the top or in an item.
fn among(answers: &Answers, digest: &str) -> Option<File> {
    answers.iter().find_map(|(_, entered)| match entered {
        Entered::Files(files) => files.iter().find(|file| file.digest == digest).cloned(),
        Entered::Items(items) => items.iter().find_map(|item| among(item, digest)),
        _ => None,
    })
}
