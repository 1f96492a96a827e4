//! A form as written into a form as meant, screen by screen, so that whatever is used has been built before.

use super::members::{Members, Position, What};
use super::names::Known;
use super::renamed;
use super::roles::ANYONE;
use super::scope::{FormScope, Reach};
use super::values;
use super::window::Window;
use crate::catalogue::{Form, Item, Page, Question, Section, Slot};
use crate::condition::{self, Expr, Scope as _, Type, Wanted};
use crate::declare::{
    FileKind, FormDeclaration, ItemDeclaration, PageDeclaration, Problems, SectionDeclaration,
    SectionPart, Written,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::name::{FormName, GuidanceName, PageName, RoleName, SectionName};
use crate::wording::Wording;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a form is built with: the window on the world around it, its names so far, and where the builder stands.
pub(crate) struct Builder<'a> {
    pub(crate) world: &'a Window<'a>,
    pub(crate) members: Members,
    pub(crate) here: Position,
    pub(crate) repeat: Option<usize>,
    /// Conditions under which the builder's place is reached: the section's, the page's, the item's.
    pub(crate) guards: Vec<String>,
    pub(crate) problems: &'a mut Problems,
}

impl Builder<'_> {
    /// Compiles an expression that stands here.
    pub(crate) fn expr(
        &mut self,
        written: &Written,
        reach: Reach,
        wanted: &Wanted,
    ) -> Option<Expr> {
        let Self {
            world,
            members,
            here,
            repeat,
            guards,
            problems,
        } = self;
        let scope = FormScope {
            world,
            members,
            here: *here,
            repeat: *repeat,
            reach,
            guards,
        };
        condition::compile(written, &scope, wanted, problems)
    }

    /// Whether every answer that an expression reads has surely been given when this place is reached.
    pub(crate) fn is_sure(&self, expr: &Expr) -> bool {
        let scope = FormScope {
            world: self.world,
            members: &self.members,
            here: self.here,
            repeat: self.repeat,
            reach: Reach::Before,
            guards: &self.guards,
        };
        let mut sure = true;
        expr.each_place(&mut |place| sure &= scope.is_sure(place));
        sure
    }

    /// Compiles a condition that stands here; a broken one counts as absent, since it was reported.
    pub(crate) fn condition(&mut self, written: Option<&Written>, reach: Reach) -> Option<Expr> {
        self.expr(written?, reach, &Wanted::Truth)
    }

    /// Compiles a sentence that stands here.
    pub(crate) fn wording(&mut self, written: &Written, reach: Reach) -> Wording {
        let Self {
            world,
            members,
            here,
            repeat,
            guards,
            problems,
        } = self;
        let scope = FormScope {
            world,
            members,
            here: *here,
            repeat: *repeat,
            reach,
            guards,
        };
        Wording::compile(written, &scope, problems)
    }

    /// The name of a note that must exist.
    pub(crate) fn note(&mut self, written: Option<&Written>) -> Option<GuidanceName> {
        self.world.note(written?, self.problems)
    }

    /// The name of a note that must exist, or of a section of it.
    pub(crate) fn section_of_note(&mut self, written: Option<&Written>) -> Option<GuidanceName> {
        self.world.section_of_note(written?, self.problems)
    }

    /// Adds a condition to those that hold here; `undo` is the length to cut back to.
    pub(crate) fn guard(&mut self, condition: Option<&Expr>) {
        if let Some(condition) = condition {
            self.guards
                .extend(condition.conjuncts().iter().map(|part| part.canonical()));
        }
    }
}

/// Builds a form, with its names. Everything that is wrong is reported; what is returned is whole enough for others to
/// refer to.
pub(crate) fn build(
    declared: &FormDeclaration,
    world: &Window<'_>,
    problems: &mut Problems,
) -> (Form, Members) {
    let parts = resolve(declared, world, problems);
    let sections: Vec<&SectionDeclaration> = parts.iter().map(|part| part.section).collect();
    let mut members = Members::of(declared, &sections, problems);
    members.open = parts.len() < declared.sections.len();
    renamed::check(&sections, &members, problems);
    let mut builder = Builder {
        world,
        members,
        here: Position::START,
        repeat: None,
        guards: Vec::new(),
        problems,
    };
    let needs = values::needs(declared, &builder.members);
    builder.members.place_values(&needs, builder.problems);
    let mut named = values::Values::new(&declared.values, needs);
    named.compile_until(Position::START, &mut builder);
    let mut form = start(declared, &mut builder);
    for (index, part) in parts.iter().enumerate() {
        let section = builder.section(index, part, &mut named);
        form.sections.push(section);
    }
    form.slots = slots(&form.sections, builder.members.slots);
    builder.here = Position {
        section: usize::MAX,
        page: usize::MAX,
        item: usize::MAX,
    };
    named.compile_until(builder.here, &mut builder);
    form.values = named.done();
    form.declaration = declared
        .declaration
        .as_ref()
        .map(|written| builder.wording(written, Reach::Whole));
    form.rules = builder.rules(&declared.rules, Reach::Whole);
    form.whole = !builder.members.open;
    (form, builder.members)
}

/// A section to build, wherever it was written.
struct Part<'a> {
    section: &'a SectionDeclaration,
    /// The condition given where the section was used.
    used_when: Option<&'a Written>,
}

fn resolve<'a>(
    declared: &'a FormDeclaration,
    world: &'a Window<'_>,
    problems: &mut Problems,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for part in &declared.sections {
        match part {
            SectionPart::Here(section) => parts.push(Part {
                section,
                used_when: None,
            }),
            SectionPart::From { name, show_when } => match world.section(&name.text) {
                Some(section) => parts.push(Part {
                    section,
                    used_when: show_when.as_ref(),
                }),
                None if world.known(FileKind::Section, &name.text) == Known::Broken => {}
                None => {
                    let message =
                        format!("there is no section `{}` in a file of its own", name.text);
                    let known = world.all(FileKind::Section);
                    problems.push(
                        Diagnostic::new(codes::NO_SUCH_SECTION, name.span, message)
                            .did_you_mean(&name.text, known),
                    );
                }
            },
        }
    }
    parts
}

fn start(declared: &FormDeclaration, builder: &mut Builder<'_>) -> Form {
    let reference = declared.reference.as_ref().map(|written| {
        let letters = written.text.chars().all(|c| c.is_ascii_uppercase());
        if !letters || !(2..=5).contains(&written.text.len()) {
            let message = format!(
                "`{}` cannot begin a reference: take two to five capital letters",
                written.text
            );
            builder
                .problems
                .push(Diagnostic::new(codes::BAD_REFERENCE, written.span, message));
        }
        written.text.clone()
    });
    Form {
        name: FormName::from(declared.name.text.as_str()),
        title: declared
            .title
            .as_ref()
            .map_or_else(String::new, |title| title.text.clone()),
        summary: Written::words(&declared.summary),
        guidance: builder.note(declared.guidance.as_ref()),
        public: declared.started_by.iter().any(|who| who.text == ANYONE),
        started_by: starters(&declared.started_by),
        reference: reference.unwrap_or_default(),
        declaration: None,
        sent_note: builder.note(declared.sent_note.as_ref()),
        sections: Vec::new(),
        slots: Vec::new(),
        values: Vec::new(),
        rules: Vec::new(),
        version: OnceLock::new(),
        span: declared.span,
        whole: true,
    }
}

/// The roles of a `started by:`; that they exist is checked with the file of roles.
fn starters(written: &[Written]) -> Vec<RoleName> {
    let roles = written.iter().filter(|who| who.text != ANYONE);
    roles.map(|who| RoleName::from(who.text.as_str())).collect()
}

impl Builder<'_> {
    /// Builds the pages of a section but for their rules, each known only under its own conditions.
    fn begin_pages(
        &mut self,
        section: usize,
        pages: &[PageDeclaration],
        values: &mut values::Values<'_>,
    ) -> Vec<Begun> {
        let guards = self.guards.len();
        let mut begun = Vec::new();
        for (page, declared) in pages.iter().enumerate() {
            self.here = Position {
                section,
                page,
                item: 0,
            };
            self.guards.truncate(guards);
            begun.push(self.begin_page(declared, values));
        }
        self.guards.truncate(guards);
        begun
    }

    fn needs_a_page(&mut self, section: &SectionDeclaration) {
        if section.pages.is_empty() {
            let message = format!("the section `{}` has no page", section.name.text);
            let problem = Diagnostic::new(codes::NOTHING_ASKED, section.name.span, message);
            self.problems.push(problem);
        }
    }

    fn section(
        &mut self,
        index: usize,
        part: &Part<'_>,
        values: &mut values::Values<'_>,
    ) -> Section {
        let declared = part.section;
        self.here = Position {
            section: index,
            page: 0,
            item: 0,
        };
        self.repeat = None;
        self.guards.clear();
        let used_when = self.condition(part.used_when, Reach::Before);
        let own = self.condition(declared.show_when.as_ref(), Reach::Before);
        self.guard(used_when.as_ref());
        self.guard(own.as_ref());
        let show_when = Expr::both(used_when, own);
        let title = declared
            .title
            .as_ref()
            .map(|title| self.wording(title, Reach::Before));
        self.needs_a_page(declared);
        let mut repeat = declared
            .repeat
            .as_ref()
            .map(|repeat| self.open_repeat(index, repeat));
        let begun = self.begin_pages(index, &declared.pages, values);
        if let Some(repeat) = &mut repeat {
            let questions = begun.iter().flat_map(Begun::questions);
            self.gather(index, declared, questions, repeat);
        }
        let finished = begun.into_iter().zip(&declared.pages);
        let pages: Vec<Page> = finished
            .map(|(begun, page)| self.finish_page(begun, page))
            .collect();
        if let Some(repeat) = &mut repeat {
            let items = pages.iter().flat_map(|page| &page.items);
            let questions = items.filter_map(|item| match item {
                Item::Question(question) => Some(question.clone()),
                Item::Text { .. } => None,
            });
            repeat.questions = questions.collect();
            self.repeat = None;
            self.here = Position {
                section: index,
                page: pages.len(),
                item: usize::MAX,
            };
            values.compile_until(self.here, self);
        }
        Section {
            name: SectionName::from(declared.name.text.as_str()),
            renamed_from: renamed::old_names(&declared.renamed_from),
            title,
            show_when,
            repeat,
            pages,
        }
    }

    /// Everything of a page but its rules, which may look at the whole page, and at all items of a section that repeats.
    fn begin_page(&mut self, declared: &PageDeclaration, values: &mut values::Values<'_>) -> Begun {
        let show_when = self.condition(declared.show_when.as_ref(), Reach::Before);
        self.guard(show_when.as_ref());
        let title = declared
            .title
            .as_ref()
            .map(|title| self.wording(title, Reach::Before));
        let note = self.section_of_note(declared.guidance.as_ref());
        if declared.items.is_empty() {
            let message = format!("the page `{}` has nothing on it", declared.name.text);
            self.problems.push(Diagnostic::new(
                codes::NOTHING_ASKED,
                declared.name.span,
                message,
            ));
        }
        let mut items = Vec::new();
        for (position, item) in declared.items.iter().enumerate() {
            self.here.item = position + 1;
            items.push(match item {
                ItemDeclaration::Question(question) => {
                    Unfinished::Question(Box::new(self.question(question)))
                }
                ItemDeclaration::Text { text, show_when } => {
                    let guards = self.guards.len();
                    self.world.leads().check_text(text, self.problems);
                    let show_when = self.condition(show_when.as_ref(), Reach::Reveal);
                    self.guard(show_when.as_ref());
                    let text = self.wording(text, Reach::Before);
                    self.guards.truncate(guards);
                    Unfinished::Text(Item::Text { text, show_when })
                }
            });
        }
        let here = self.here;
        let end = Position {
            item: usize::MAX,
            ..here
        };
        values.compile_until(end, self);
        Begun {
            title,
            note,
            show_when,
            items,
            here,
            guards: self.guards.clone(),
        }
    }

    /// The rules of a page, and with them the page.
    fn finish_page(&mut self, begun: Begun, declared: &PageDeclaration) -> Page {
        self.here = begun.here;
        let outer = std::mem::replace(&mut self.guards, begun.guards);
        let mut items = Vec::new();
        for (item, declared) in begun.items.into_iter().zip(&declared.items) {
            items.push(match (item, declared) {
                (Unfinished::Question(mut question), ItemDeclaration::Question(declared)) => {
                    question.rules = self.rules(&declared.rules, Reach::Page);
                    Item::Question((*question).into())
                }
                (Unfinished::Question(question), _) => Item::Question((*question).into()),
                (Unfinished::Text(text), _) => text,
            });
        }
        let rules = self.rules(&declared.rules, Reach::Page);
        self.guards = outer;
        Page {
            name: PageName::from(declared.name.text.as_str()),
            title: begun.title,
            guidance: begun.note,
            show_when: begun.show_when,
            stop: declared.stop,
            items,
            rules,
            span: declared.name.span,
        }
    }
}

/// A page whose rules are still to come.
struct Begun {
    title: Option<Wording>,
    note: Option<GuidanceName>,
    show_when: Option<Expr>,
    items: Vec<Unfinished>,
    /// Where its last item stands, and what holds there.
    here: Position,
    guards: Vec<String>,
}

impl Begun {
    fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items.iter().filter_map(|item| match item {
            Unfinished::Question(question) => Some(&**question),
            Unfinished::Text(_) => None,
        })
    }
}

/// An item of a page whose rules are still to come.
enum Unfinished {
    Question(Box<Question>),
    Text(Item),
}

/// What stands in each slot of the form.
fn slots(sections: &[Section], count: usize) -> Vec<Slot> {
    let mut slots: BTreeMap<usize, Slot> = BTreeMap::new();
    for section in sections {
        if let Some(repeat) = &section.repeat {
            slots.insert(repeat.slot, Slot::Collection);
            continue;
        }
        for item in section.pages.iter().flat_map(|page| &page.items) {
            if let Item::Question(question) = item {
                slots.insert(question.slot, Slot::Question(question.clone()));
            }
        }
    }
    // Two questions of one name share a slot; that was reported, and the form is never used.
    debug_assert!(slots.len() <= count, "a slot for every question");
    slots.into_values().collect()
}

/// Whether a name's type is known, for a message about `for each`.
pub(crate) fn is_several(members: &Members, name: &str) -> bool {
    members.get(name).is_some_and(|member| {
        matches!(
            (&member.what, &member.ty),
            (
                What::Question { section: None, .. },
                Some(Type::Several(_) | Type::Wrong)
            )
        )
    })
}
