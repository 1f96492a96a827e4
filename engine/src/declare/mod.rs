//! What was written: declarations as they stand in the files, with the place of every word.

mod fields;
mod file;
mod form;
mod keys;
mod list;
pub(crate) mod message;
mod page;
mod question;
mod roles;
mod rule;
mod section;
mod service;
mod stray;
pub(crate) mod tables;
mod written;

pub(crate) use fields::{Fields, Problems, wrong_shape};
pub(crate) use file::{Content, DeclaredFile, FileKind, declare};
pub(crate) use form::{FormDeclaration, SectionPart, check_snake, renamed_from};
pub(crate) use keys::{Key, Record, Takes, may, must};
pub(crate) use list::{LIST, list, table_of};
pub(crate) use message::{MESSAGE, MessageDeclaration};
pub(crate) use page::{ItemDeclaration, PageDeclaration};
pub(crate) use question::{OptionalDeclaration, QuestionDeclaration};
pub(crate) use roles::{HELD_BY, ROLES, RoleDeclaration, RolesDeclaration};
pub(crate) use rule::{RuleDeclaration, WorthDeclaration, rules};
pub(crate) use section::{RepeatDeclaration, SectionDeclaration};
pub(crate) use service::{AppDeclaration, ServiceDeclaration};
pub use stray::meant_name;
pub(crate) use stray::passed_over;
pub(crate) use tables::{FORM, SECTION, SERVICE, TEXT};
pub(crate) use written::Written;
