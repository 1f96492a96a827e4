//! stub
use crate::name::FormName; use crate::catalogue::Catalogue; use crate::yaml::Node; use crate::declare::Problems;
#[derive(Debug)] pub struct Example{ pub(crate) form: FormName}
pub(crate) fn declare(_n:&Node,_c:&Catalogue,_p:&mut Problems)->Vec<Example>{vec![]}
