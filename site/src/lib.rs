//! How pages look: templates that only print, one stylesheet, one script and one more for forms. Never: reads the store, decides anything.

mod ahead;
mod assets;
pub mod built;
pub mod edit;
mod frame;
mod help;
mod holes;
mod identity;
pub mod pages;
mod printing;
mod questions;
mod read;
mod templates;
mod theme;

pub use ahead::Ahead;
pub use assets::{Asset, assets, theme_folder};
pub use theme::Theme;
