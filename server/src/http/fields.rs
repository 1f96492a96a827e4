//! What a page posts: names and texts, read strictly and within limits.

use super::app::App;
use super::refusal::{Public, Refusal};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use percent_encoding::percent_decode;
use std::borrow::Cow;
use std::sync::Arc;

/// How many times the limit of a body is let past, unread, so that a browser that is still sending gets the answer.
const PATIENCE: usize = 16;

/// Fields that a page may post.
const MOST_FIELDS: usize = 1_000;

/// Names of fields that are the gateway's own; those of questions begin with a letter.
const OURS: char = '_';

/// Fields in the order posted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    answers: Vec<(String, String)>,
    ours: Vec<(String, String)>,
}

impl Fields {
    /// The fields of questions.
    pub(crate) fn answers(&self) -> &[(String, String)] {
        &self.answers
    }

    /// A field of the gateway's own.
    pub(crate) fn ours(&self, name: &str) -> Option<&str> {
        let found = self.ours.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    fn read(body: &[u8]) -> Result<Self, Refusal> {
        let mut fields = Self::default();
        let pairs = body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty());
        for (count, pair) in pairs.enumerate() {
            if count == MOST_FIELDS {
                return Err(Public::TooManyFields.into());
            }
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = text(halves.next().unwrap_or_default())?;
            let value = text(halves.next().unwrap_or_default())?;
            fields.put(name, value);
        }
        Ok(fields)
    }

    fn put(&mut self, name: String, value: String) {
        if name.starts_with(OURS) {
            self.ours.push((name, value));
        } else {
            self.answers.push((name, value));
        }
    }

    /// A field of a page that came in parts.
    pub(super) fn add(&mut self, name: String, value: Vec<u8>) -> Result<(), Refusal> {
        if self.answers.len() + self.ours.len() == MOST_FIELDS {
            return Err(Public::TooManyFields.into());
        }
        let value = readable(String::from_utf8(value).ok())?;
        self.put(readable(Some(name))?, value);
        Ok(())
    }
}

fn text(encoded: &[u8]) -> Result<String, Refusal> {
    let spaced: Vec<u8> = encoded
        .iter()
        .map(|b| if *b == b'+' { b' ' } else { *b })
        .collect();
    let decoded = percent_decode(&spaced).decode_utf8();
    readable(decoded.ok().map(Cow::into_owned))
}

fn readable(text: Option<String>) -> Result<String, Refusal> {
    // The control character that texts end with in other languages is in nothing that a person types.
    let readable = text.filter(|text| !text.contains('\0'));
    readable.ok_or_else(|| Public::Unreadable.into())
}

impl FromRequest<Arc<App>> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        // A form without fields may come as nothing at all.
        if !is_form(request.headers()) && !request.body().is_end_stream() {
            return Err(Public::WrongType.into());
        }
        let limits = &app.settings.limits;
        let body = bytes(request.into_body(), limits.body);
        let body = tokio::time::timeout(limits.body_time, body).await;
        Self::read(&body.map_err(|_| Refusal::from(Public::TooSlow))??)
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    kind.is_some_and(|kind| {
        kind.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

async fn bytes(mut body: Body, most: usize) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::new();
    let mut past = 0_usize;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Refusal::from(Public::Unreadable))?;
        let data: Bytes = frame.into_data().unwrap_or_default();
        past = past.saturating_add(data.len());
        if past <= most {
            kept.extend_from_slice(&data);
        } else if past / PATIENCE > most {
            break;
        } else {
            kept = Vec::new();
        }
    }
    if past > most {
        return Err(Public::TooLarge.into());
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_they_were_typed() {
        let fields = Fields::read(b"name=Jo+%26+Co%0D%0A&_item=2&empty=&none&name=again").unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = [
            pair("name", "Jo & Co\r\n"),
            pair("empty", ""),
            pair("none", ""),
            pair("name", "again"),
        ];
        assert_eq!(fields.answers(), expected);
        assert_eq!(fields.ours("_item"), Some("2"));
    }

    #[test]
    fn what_is_not_text_is_refused_not_replaced() {
        for body in [&b"name=%FF"[..], b"name=\xc3", b"%ff=1", b"name=a%00b"] {
            assert!(Fields::read(body).is_err(), "{body:?}");
        }
    }

    #[test]
    fn more_fields_than_any_page_has_are_refused() {
        assert!(Fields::read(&b"a=1&".repeat(MOST_FIELDS)).is_ok());
        assert!(Fields::read(&b"a=1&".repeat(MOST_FIELDS + 1)).is_err());
    }
}
