//! What is said on the terminal when content that is served changes.

use super::check::{drawn, last_line};
use super::terminal::print;
use crate::content::Content;
use crate::reload::News;

/// Paths that are named; of more, only their number is.
const NAMED: usize = 3;

/// Says it.
pub(super) fn tell(news: &News<'_>, content: &Content) {
    print(&said(news, content));
}

fn said(news: &News<'_>, content: &Content) -> String {
    match news {
        News::Served {
            problems,
            sources,
            changed,
        } => {
            let what = match changed.len() {
                0 => "the content can be read again".to_owned(),
                n if n > NAMED => format!("{n} files changed"),
                _ => format!("{} changed", changed.join(", ")),
            };
            let drawn = drawn(problems, sources, false);
            format!("{drawn}{what}: served as it is now\n")
        }
        News::Broken { problems, sources } => {
            let (drawn, last) = (
                drawn(problems, sources, false),
                last_line(problems, sources, content, false),
            );
            format!("{drawn}{last}What was there before is still served, until this is mended.\n")
        }
        News::Unreadable(why) => {
            format!("{why}\nWhat was there before is still served, until this is mended.\n")
        }
        News::Polling(why) => {
            format!("{content} is looked at every half second for changes: {why}\n")
        }
    }
}
