//! Footnotes of a note: numbered as they are referred to, set below the text, each with a way back.

use super::markdown::{Fault, Writer};
use std::collections::BTreeMap;
use std::ops::Range;

/// What was found of them so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Their labels in the order of the first reference, with how often each is referred to.
    referred: Vec<(String, usize)>,
    written: BTreeMap<String, (String, Range<usize>)>,
    /// Those that are being written: label, place, and the text around them.
    open: Vec<(String, Range<usize>, String)>,
}

impl Writer<'_> {
    /// The number that leads down to a footnote.
    pub(super) fn refer_to_footnote(&mut self, label: &str) {
        let referred = &mut self.footnotes.referred;
        let known = referred.iter().position(|(known, _)| known == label);
        let at = known.unwrap_or(referred.len());
        if known.is_none() {
            referred.push((label.to_owned(), 0));
        }
        let times = referred.get_mut(at).map_or(1, |(_, times)| {
            *times += 1;
            *times
        });
        let (number, from) = (at + 1, from(at + 1, times));
        self.put(&format!(
            "<sup><a class=\"govuk-link\" href=\"#footnote-{number}\" id=\"{from}\">\
             <span class=\"govuk-visually-hidden\">Footnote </span>{number}</a></sup>"
        ));
    }

    pub(super) fn open_footnote(&mut self, label: &str, range: Range<usize>) {
        let around = std::mem::take(&mut self.out.html);
        self.footnotes.open.push((label.to_owned(), range, around));
    }

    pub(super) fn close_footnote(&mut self) {
        if let Some((label, range, around)) = self.footnotes.open.pop() {
            let body = std::mem::replace(&mut self.out.html, around);
            self.footnotes.written.insert(label, (body, range));
        }
    }

    /// Writes all that were referred to; says which are not.
    pub(super) fn put_footnotes(&mut self) {
        let Footnotes {
            referred,
            mut written,
            ..
        } = std::mem::take(&mut self.footnotes);
        if !referred.is_empty() {
            self.put("<section class=\"accede-footnotes\" aria-label=\"Footnotes\">\n");
            self.put("<ol class=\"govuk-list govuk-list--number\">\n");
            for (n, (label, times)) in referred.iter().enumerate() {
                let body = written.remove(label).unwrap_or_default().0;
                self.put(&format!("<li id=\"footnote-{}\">{body}", n + 1));
                for time in 1..=*times {
                    let from = from(n + 1, time);
                    self.put(&format!(
                        "<a class=\"govuk-link\" href=\"#{from}\">Back to the text\
                         <span class=\"govuk-visually-hidden\"> of footnote {}</span></a>\n",
                        if time == 1 {
                            format!("{}", n + 1)
                        } else {
                            format!("{}, place {time}", n + 1)
                        }
                    ));
                }
                self.put("</li>\n");
            }
            self.put("</ol>\n</section>\n");
        }
        for (label, (_, range)) in written {
            let fault = Fault::UnusedFootnote(label);
            self.out.faults.push((fault, range));
        }
    }

    /// A bracket that opens a reference to a footnote which nobody wrote: that is left as text.
    pub(super) fn look_for_footnote(&mut self, markdown: &str, range: &Range<usize>) {
        let (before, from) = markdown.split_at_checked(range.start).unwrap_or(("", ""));
        let label = from
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once(']'));
        let Some((label, _)) = label.filter(|_| !before.ends_with('\\')) else {
            return;
        };
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            let range = range.start..range.start + label.len() + "[^]".len();
            self.out
                .faults
                .push((Fault::NoFootnote(label.to_owned()), range));
        }
    }
}

/// The id of a place that refers to a footnote.
fn from(number: usize, time: usize) -> String {
    match time {
        1 => format!("footnote-{number}-from"),
        time => format!("footnote-{number}-from-{time}"),
    }
}
