//! A form as it is meant: what is asked, when, and what must hold.

use super::meaning::{DefinitionVersion, meaning};
use crate::condition::{Choices, Expr, Record};
use crate::name::{
    FormName, GuidanceName, PageName, QuestionName, RoleName, SectionName, ValueName,
};
use crate::question::{Format, Kind, Mask};
use crate::source::Span;
use crate::wording::{Bounds, Wording};
use std::sync::{Arc, OnceLock};

/// A checked form.
#[derive(Debug)]
pub struct Form {
    pub(crate) name: FormName,
    pub(crate) title: String,
    pub(crate) summary: Option<String>,
    pub(crate) guidance: Option<GuidanceName>,
    /// Whether anyone may start it, signed in or not.
    pub(crate) public: bool,
    /// The roles that may start it; none of them need when anyone may.
    pub(crate) started_by: Vec<RoleName>,
    /// Letters before a submission's reference: `EOI`.
    pub(crate) reference: String,
    pub(crate) declaration: Option<Wording>,
    /// The note to show when it was sent.
    pub(crate) sent_note: Option<GuidanceName>,
    pub(crate) sections: Vec<Section>,
    /// Every question and collection asked once: slot n of [`crate::condition::Place::Form`].
    pub(crate) slots: Vec<Slot>,
    /// Named values, each using only what stands before it.
    pub(crate) values: Vec<NamedValue>,
    /// Rules over the whole form, tested when it is sent.
    pub(crate) rules: Vec<Rule>,
    /// Worked out when it is first asked for.
    pub(crate) version: OnceLock<DefinitionVersion>,
    pub(crate) span: Span,
    /// Whether every section that it names could be read; only such a form is ever used.
    pub(crate) whole: bool,
}

/// What stands in a slot of a form.
#[derive(Debug)]
pub(crate) enum Slot {
    /// A question that is asked once.
    Question(Arc<Question>),
    /// A section that repeats.
    Collection,
}

/// Pages under one heading.
#[derive(Debug)]
pub struct Section {
    pub(crate) name: SectionName,
    /// Names that it had before.
    pub(crate) renamed_from: Vec<String>,
    pub(crate) title: Option<Wording>,
    pub(crate) show_when: Option<Expr>,
    pub(crate) repeat: Option<Repeat>,
    pub(crate) pages: Vec<Page>,
}

/// How a section repeats.
#[derive(Debug)]
pub struct Repeat {
    /// "cost".
    pub(crate) each: String,
    /// How many items there must be and may be.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// How an item is headed once it is filled in; may use the item's answers.
    pub(crate) item_title: Option<Wording>,
    /// The choice-several question whose chosen options each make an item.
    pub(crate) for_each: Option<ForEach>,
    /// The kinds of tables that its items may come in.
    pub(crate) upload: Vec<&'static Format>,
    /// The form's slot that holds the collection.
    pub(crate) slot: usize,
    pub(crate) record: Arc<Record>,
    /// Every question of an item: slot n of [`crate::condition::Place::Item`].
    pub(crate) questions: Vec<Arc<Question>>,
}

/// A repeat over what was chosen. The option stands in slot 0 of each item, under the name given by `as:`.
#[derive(Debug)]
pub(crate) struct ForEach {
    /// The form's slot of the question.
    pub(crate) slot: usize,
    /// The word for one of them: `as: role`.
    pub(crate) name: String,
    pub(crate) choices: Arc<Choices>,
}

/// One screen.
#[derive(Debug)]
pub struct Page {
    pub(crate) name: PageName,
    pub(crate) title: Option<Wording>,
    /// The note about the page.
    pub(crate) guidance: Option<GuidanceName>,
    pub(crate) show_when: Option<Expr>,
    /// The form ends here and cannot be sent.
    pub(crate) stop: bool,
    pub(crate) items: Vec<Item>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) span: Span,
}

/// What stands on a page.
#[derive(Debug)]
pub(crate) enum Item {
    /// A question.
    Question(Arc<Question>),
    /// Markdown.
    Text {
        /// The text, placeholders and all.
        text: Wording,
        /// When it is there.
        show_when: Option<Expr>,
    },
}

/// What is asked.
#[derive(Debug)]
pub struct Question {
    pub(crate) name: QuestionName,
    /// Names that it had before.
    pub(crate) renamed_from: Vec<String>,
    /// Its slot: of the item inside a repeat, of the form otherwise.
    pub(crate) slot: usize,
    /// The section that repeats and that it belongs to.
    pub(crate) section: Option<usize>,
    pub(crate) kind: Kind,
    pub(crate) ask: Wording,
    pub(crate) hint: Option<Wording>,
    /// For messages: "company number".
    pub(crate) called: String,
    pub(crate) guidance: Option<GuidanceName>,
    pub(crate) optional: Optional,
    pub(crate) starts_as: Option<Expr>,
    /// Shown as text, worked out again on sending.
    pub(crate) fixed: bool,
    /// How much of the answer is hidden wherever it is printed.
    pub(crate) masked: Option<Mask>,
    pub(crate) show_when: Option<Expr>,
    /// Whether `show_when` looks at a choice on its own page, so that it opens under it.
    pub(crate) revealed: bool,
    pub(crate) rules: Vec<Rule>,
    pub(crate) source: Option<String>,
    pub(crate) unconfirmed: Option<String>,
    pub(crate) span: Span,
}

/// Whether a question may be left blank.
#[derive(Debug)]
pub(crate) enum Optional {
    /// It must be answered.
    Never,
    /// It may be left blank.
    Always,
    /// It may be left blank when this is true.
    When(Expr),
}

/// What must hold, or is worth a warning.
#[derive(Debug)]
pub(crate) struct Rule {
    /// What must hold; for a warning, what triggers it.
    pub(crate) test: Expr,
    pub(crate) warning: bool,
    /// What to say; made from the test where the editor gave none.
    pub(crate) says: Wording,
    /// It applies only when this is true.
    pub(crate) show_when: Option<Expr>,
    pub(crate) span: Span,
}

/// A value worked out from answers.
#[derive(Debug)]
pub(crate) struct NamedValue {
    pub(crate) name: ValueName,
    pub(crate) is: Worth,
    /// Whether it is worked out from an answer that is never printed whole.
    pub(crate) masked: bool,
}

/// How a named value is worked out.
#[derive(Debug)]
pub(crate) enum Worth {
    /// By an expression.
    Expr(Expr),
    /// The latest or earliest of several dates, each with its reason.
    Bounds(Bounds),
}

meaning!(Form {
    name, title, guidance, public, reference, declaration, sent_note, sections, values, rules,
} without { summary, started_by, slots, version, span, whole });
meaning!(Section {
    name,
    renamed_from,
    title,
    show_when,
    repeat,
    pages
});
meaning!(Repeat { each, from, to, item_title, for_each } without { upload, slot, record, questions });
meaning!(ForEach { slot, name } without { choices });
meaning!(Page { name, title, guidance, show_when, stop, items, rules } without { span });
meaning!(enum Item { Question(question), Text { text, show_when } });
meaning!(Question {
    name, renamed_from, kind, ask, hint, called, guidance, optional, starts_as, fixed, masked, show_when, rules,
} without { slot, section, revealed, source, unconfirmed, span });
meaning!(
    enum Optional {
        Never,
        Always,
        When(condition),
    }
);
meaning!(Rule { test, warning, says, show_when } without { span });
meaning!(NamedValue { name, is } without { masked });
meaning!(
    enum Worth {
        Expr(expr),
        Bounds(bounds),
    }
);
