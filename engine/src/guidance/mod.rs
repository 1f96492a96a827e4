//! stub
use crate::declare::Problems;
use crate::name::GuidanceName;
use crate::source::FileId;
use jiff::civil::Date;
use std::collections::BTreeMap;
#[derive(Debug)]
pub struct Note;
pub(crate) fn read(
    _f: FileId,
    _b: &[u8],
    _n: GuidanceName,
    _t: Date,
    _p: &mut Problems,
) -> Option<Note> {
    Some(Note)
}
pub(crate) fn check_links(
    _n: &BTreeMap<GuidanceName, Note>,
    _f: &dyn Fn(&str) -> bool,
    _p: &mut Problems,
) {
}
