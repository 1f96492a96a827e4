//! stub
use crate::catalogue::Form;
use crate::declare::Problems;
pub(crate) fn check(_f: &Form, _p: &mut Problems) {}
