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
    let vary = HeaderValue::from_static("accept-encoding");
    let common = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, tag),
        (header::VARY, vary),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let kind = [(header::CONTENT_TYPE, asset.content_type)];
    for (way, bytes) in [("br", asset.brotli), ("gzip", asset.gzip)] {
        if let Some(bytes) = bytes.filter(|_| takes(&headers, way)) {
            let encoding = [(header::CONTENT_ENCODING, way)];
            return Ok((common, kind, encoding, Body::from(bytes)).into_response());
        }
    }
    Ok((common, kind, Body::from(asset.bytes)).into_response())
}

/// Whether a browser reads a way of compressing: it says so, and does not take it back with a weight of nothing.
fn takes(headers: &HeaderMap, wanted: &str) -> bool {
    let given = headers.get_all(header::ACCEPT_ENCODING).iter();
    let texts = given.filter_map(|value| value.to_str().ok());
    let mut ways = texts.flat_map(|text| text.split(','));
    ways.any(|way| {
        let (name, weight) = way.split_once(';').unwrap_or((way, "q=1"));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case(wanted) && weight.parse::<f32>().is_ok_and(|q| q > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_reads_a_way_of_compressing_gets_it() {
        let takes = |says: &'static str, way| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(says));
            takes(&headers, way)
        };
        assert!(takes("gzip, deflate, br", "gzip") && takes("gzip, deflate, br", "br"));
        assert!(takes("br;q=1.0, GZIP;q=0.5", "gzip"));
        assert!(!takes("br, gzip;q=0", "gzip") && !takes("gzip;q=1, br;q=0.0", "br"));
        assert!(!takes("identity", "gzip"));
        assert!(!super::takes(&HeaderMap::new(), "br"));
    }
}
