//! Style, script and pictures: the same bytes for everybody, under addresses that change with them.

use super::refusal::{Public, Refusal};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// One of them.
pub(super) async fn asset(uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let found = site::assets().iter().find(|asset| asset.path == uri.path());
    let asset = found.ok_or(Public::NotFound)?;
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    let is_known = known.is_some_and(|tags| {
        tags.split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == asset.etag)
    });
    let tag = HeaderValue::from_str(&asset.etag).map_err(|error| Refusal::broken(&error))?;
    let common = [(header::CACHE_CONTROL, FOR_EVER), (header::ETAG, tag)];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let kind = [(header::CONTENT_TYPE, asset.content_type)];
    Ok((common, kind, Body::from(asset.bytes)).into_response())
}
