//! `postcode`: of the United Kingdom, by the shapes and areas that the post office uses (BS 7666, annex C).

use super::common::{COMMON, subject, the};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::condition::Value;
use crate::declare::Record;
use serde_json::{Map, Value as Json};

pub(crate) static RECORD: Record = Record {
    what: "a question of type `postcode`",
    keys: COMMON,
    also: &[],
};

/// Postcode areas, with the Crown dependencies and the two without a place (BF, BX).
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH \
EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW \
OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV \
YO ZE ";

/// Postcodes that follow no shape: one bank, overseas territories, Gibraltar.
const SPECIAL: [&str; 11] = [
    "GIR 0AA", "ASCN 1ZZ", "BBND 1ZZ", "BIQQ 1ZZ", "FIQQ 1ZZ", "PCRN 1ZZ", "SIQQ 1ZZ", "STHL 1ZZ",
    "TDCU 1ZZ", "TKCA 1ZZ", "GX11 1AA",
];

pub(super) fn read(typed: &str, asked: Asked<'_>) -> Read {
    let text = clean::code(typed);
    if text.is_empty() {
        return asked.blank(|called| format!("Enter {}", the(called)));
    }
    match canonical(&text) {
        Some(postcode) => Read::right(Value::Text(postcode.into())),
        None => wrong(format!(
            "{} must be a full UK postcode, like SW1A 2AA",
            subject(asked.called)
        )),
    }
}

/// The postcode in capitals with one space; `None` when it is none.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let letters: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if !letters.is_ascii() || !(5..=7).contains(&letters.len()) {
        return None;
    }
    let (outward, inward) = letters.split_at_checked(letters.len() - 3)?;
    let postcode = format!("{outward} {inward}");
    (SPECIAL.contains(&postcode.as_str()) || (is_outward(outward) && is_inward(inward)))
        .then_some(postcode)
}

fn is_inward(inward: &str) -> bool {
    let mut letters = inward.chars();
    letters.next().is_some_and(|c| c.is_ascii_digit())
        && letters.all(|c| c.is_ascii_uppercase() && !"CIKMOV".contains(c))
}

fn is_outward(outward: &str) -> bool {
    let area: String = outward
        .chars()
        .take_while(char::is_ascii_uppercase)
        .collect();
    let district: Vec<char> = outward.chars().skip(area.len()).collect();
    let known = AREAS.contains(&format!(" {area} "));
    let digit = |c: &char| c.is_ascii_digit();
    let shape = match district.as_slice() {
        [one] => digit(one),
        [one, two] if digit(one) && digit(two) => true,
        [one, two] if area.len() == 1 => digit(one) && "ABCDEFGHJKPSTUW".contains(*two),
        [one, two] => digit(one) && "ABEHMNPRVWXY".contains(*two),
        _ => false,
    };
    known && shape
}

pub(super) fn schema() -> Map<String, Json> {
    schema_text("^[A-Za-z0-9]{2,4}[ -]?[0-9][A-Za-z]{2}$")
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn postcodes_are_spaced_and_capital() {
        assert_eq!(canonical("ec1a1bb").as_deref(), Some("EC1A 1BB"));
        assert_eq!(canonical("gir 0aa").as_deref(), Some("GIR 0AA"));
        for wrong in [
            "QM1 1AA", "MI1 1AA", "M1 1CA", "W1I 1AA", "EC1C 1AA", "M1 AAA", "M1",
        ] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }
}
