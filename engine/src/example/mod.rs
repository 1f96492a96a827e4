//! stub
use crate::catalogue::Catalogue;
use crate::declare::Problems;
use crate::name::FormName;
use crate::yaml::Node;
#[derive(Debug)]
pub struct Example {
    pub(crate) form: FormName,
}
pub(crate) fn declare(_n: &Node, _c: &Catalogue, _p: &mut Problems) -> Vec<Example> {
    vec![]
}
