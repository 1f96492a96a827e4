//! stub
use crate::catalogue::List;
use crate::declare::Problems;
use crate::name::ListName;
use crate::yaml::Node;
use std::collections::BTreeMap;
use std::sync::Arc;
#[derive(Debug, Default)]
pub struct Types;
#[derive(Debug)]
pub struct IdentifierType;
pub(crate) enum Outcome {
    Right {
        canonical: String,
        warnings: Vec<String>,
    },
    Wrong {
        message: String,
        suggestion: Option<String>,
    },
}
impl IdentifierType {
    pub(crate) fn boxes(&self) -> Vec<(&str, &str)> {
        vec![]
    }
    pub(crate) fn read(&self, _t: &str, _c: &str) -> Outcome {
        Outcome::Wrong {
            message: String::new(),
            suggestion: None,
        }
    }
    pub(crate) fn schema(&self) -> serde_json::Map<String, serde_json::Value> {
        Default::default()
    }
    pub fn title(&self) -> &str {
        ""
    }
}
impl Types {
    pub(crate) fn build<'a>(
        _n: impl Iterator<Item = &'a Node>,
        _l: &BTreeMap<ListName, Arc<List>>,
        _p: &mut Problems,
    ) -> Self {
        Self
    }
    pub fn get(&self, _n: &str) -> Option<&Arc<IdentifierType>> {
        None
    }
}
