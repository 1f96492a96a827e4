//! What is said beside an answer while it is typed. The verdict is the one that sending the page gives, and nothing is kept.

use super::fields::Fields;
use super::refusal::{Public, Refusal};
use super::screen::Asked;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use engine::Place;

/// The field that a script asks about, where it does: `?check=company_number`.
pub(super) fn field(query: Option<&str>) -> Option<&str> {
    let mut pairs = query?.split('&');
    pairs.find_map(|pair| pair.strip_prefix("check="))
}

/// How it stands with that field, as JSON, if the page were sent as it is.
pub(super) async fn judge(
    asked: Asked<'_>,
    place: Place,
    field: &str,
    fields: &Fields,
) -> Result<Response, Refusal> {
    let opened = asked.draft_on(place).await?;
    let answered = opened.answered(place, fields.answers());
    let found = answered.viewer().on_screen(place, field);
    let said = found.ok_or(Public::NotFound)?;
    let json = serde_json::to_string(&said).map_err(|error| Refusal::broken(&error))?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], json).into_response())
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_script_asks_about_one_field_wherever_the_page_came_from() {
        assert_eq!(field(Some("check=day")), Some("day"));
        assert_eq!(field(Some("from=check&check=day")), Some("day"));
        assert_eq!(field(Some("from=check")), None);
        assert_eq!(field(None), None);
    }
}
