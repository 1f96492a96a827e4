//! What editors see beside the pages of everybody else, with `accede serve --edit`: what is wrong with what they wrote, where,
//! and every question in its states. Only ever for whoever sits at this machine.

mod found;

pub(crate) use found::{Edit, Found};
