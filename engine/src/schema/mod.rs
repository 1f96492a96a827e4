//! JSON Schemas (2020-12): of a form's answers, for those who send them by machine, and of the declarations themselves,
//! for editors' tools.
//!
//! A schema never decides anything here: the verdict does. It says as much of it as a schema can, and lists the rest.

mod answers;
mod condition;
mod declarations;
mod guards;
mod rules;

pub use answers::answers_schema;
pub use declarations::declarations_schema;
