//! People, the organisations that they act for, and how they prove who they are.
//!
//! What a person may do is worked out from the store on every request ([`Acting`]); no cookie and no form says it. Passwords
//! are kept as slow hashes, what is only recognised as digests, and what has to be read again (the key of an
//! authenticator) locked with a key that stands outside the store.

mod acting;
mod attempts;
mod authenticator;
mod enrol;
mod grant;
mod invite;
mod organisation;
mod password;
mod person;
mod recovery;
mod session;
mod sign_in;
mod vault;

pub(crate) use acting::{Acting, Here};
pub(crate) use attempts::Attempt;
pub(crate) use authenticator::{code_of, picture, spaced};
pub(crate) use enrol::open;
pub(crate) use grant::{Grant, GrantId};
pub(crate) use invite::{Holder, Invitee, Letters, invited, revoke};
pub(crate) use organisation::{Organisation, OrganisationId};
pub(crate) use password::judge;
pub(crate) use person::{Person, PersonId, Standing};
pub(crate) use session::{Keeper, Seen, Session, SessionId, Stage};
pub(crate) use sign_in::{Failed, Proving, Tried};
pub(crate) use vault::Locked;
