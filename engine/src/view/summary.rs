//! Check your answers.

use super::{Shown, SummaryLine, SummarySection, SummaryView, Viewer, first_box};
use crate::catalogue::{Page, Repeat};
use crate::verdict::{Place, Standing};

/// What stands together: a section, or an item of one that repeats.
type Group = (usize, Option<usize>);

impl Viewer<'_> {
    /// Check your answers.
    #[must_use]
    pub fn summary(&self) -> SummaryView {
        let known = self.verdict.facts(self.form, self.at, Place::Check);
        let declaration = self.form.declaration.as_ref();
        let warnings = self.verdict.warnings.iter();
        SummaryView {
            sections: self.summary_sections(),
            declaration: declaration.map(|declaration| declaration.fill(&known)),
            warnings: warnings.map(|warning| warning.message.clone()).collect(),
            errors: self.errors(Place::Check, Shown::Judged),
        }
    }

    /// What was asked on the path, a section or an item of one at a time.
    fn summary_sections(&self) -> Vec<SummarySection> {
        let mut sections: Vec<(Option<Group>, SummarySection)> = Vec::new();
        for (place, _) in &self.verdict.path {
            let group = match *place {
                Place::Page { section, .. } => Some((section, None)),
                Place::ItemPage { section, item, .. } => Some((section, Some(item))),
                Place::Items { section } => {
                    self.offer_items(section, *place, &mut sections);
                    continue;
                }
                Place::Check => continue,
            };
            let lines = self
                .form
                .page(*place)
                .map(|(_, page)| self.lines(*place, page))
                .unwrap_or_default();
            match sections.last_mut() {
                Some((last, section)) if *last == group => section.lines.extend(lines),
                _ => {
                    let title = self.summary_title(*place);
                    sections.push((
                        group,
                        SummarySection {
                            title,
                            items: None,
                            lines,
                        },
                    ));
                }
            }
        }
        sections.into_iter().map(|(_, section)| section).collect()
    }

    /// Puts the list of a repeating section's items at its first one, or by itself where there is none.
    fn offer_items(
        &self,
        section: usize,
        place: Place,
        sections: &mut Vec<(Option<Group>, SummarySection)>,
    ) {
        let first = Some((section, Some(0)));
        if let Some((_, found)) = sections.iter_mut().find(|(group, _)| *group == first) {
            found.items = Some(place);
            return;
        }
        let known = self.verdict.facts(self.form, self.at, place);
        let found = self.form.sections.get(section);
        let title = found.and_then(|section| Some(section.title.as_ref()?.fill(&known)));
        let title = title.or_else(|| Some(crate::question::capital(&found?.in_words())));
        sections.push((
            None,
            SummarySection {
                title,
                items: Some(place),
                lines: Vec::new(),
            },
        ));
    }

    fn summary_title(&self, place: Place) -> Option<String> {
        let known = self.verdict.facts(self.form, self.at, place);
        if let Place::ItemPage { section, item, .. } = place {
            let repeat: &Repeat = self.form.sections.get(section)?.repeat.as_ref()?;
            return Some(self.item_title(section, repeat, item));
        }
        self.form.heading(place, &known)
    }

    fn lines(&self, place: Place, page: &Page) -> Vec<SummaryLine> {
        let known = self.verdict.facts(self.form, self.at, place);
        let item = match place {
            Place::ItemPage { item, .. } => Some(item),
            _ => None,
        };
        let asked = page
            .questions()
            .filter(|question| self.verdict.standing(question, item) != Standing::Hidden);
        asked
            .map(|question| {
                let name = question.name.as_str();
                let value = self.verdict.value(self.form, question, item);
                SummaryLine {
                    place,
                    field: first_box(question)
                        .map_or_else(|| name.to_owned(), |part| super::box_name(name, part)),
                    ask: question.ask.fill(&known),
                    answer: question.print(value),
                    fixed: question.fixed,
                }
            })
            .collect()
    }
}
