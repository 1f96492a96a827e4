//! What each page template prints, ready to print. A page knows its template; the template knows nothing else.

pub use crate::frame::*;
pub use crate::identity::*;
pub use crate::questions::{Asked, Block, FileAt, Offered};
pub use crate::read::{Found, Glossary, Note, Runs, Search, Term};

use crate::help::Helped;
use crate::holes;
use engine::{ErrorView, Needs};
use serde::Serialize;

/// A page of the site.
pub trait Page: Serialize {
    /// Its template below `templates/`.
    const TEMPLATE: &'static str;

    /// Whether pages of the same shape are asked for often, so that it is worth to keep what they have in common.
    const IS_KEPT: bool = true;
}

macro_rules! pages {
    ($($page:ty => $template:literal),* $(,)?) => {
        $(impl Page for $page { const TEMPLATE: &'static str = $template; })*
    };
}

pages! {
    Home => "pages/home.html",
    Glossary => "pages/glossary.html",
    Note => "pages/note.html",
    Start => "pages/start.html",
    Question => "pages/question.html",
    Items => "pages/items.html",
    Remove => "pages/remove.html",
    Table => "pages/table.html",
    Replace => "pages/replace.html",
    Check => "pages/check.html",
    Sent => "pages/sent.html",
    Problem => "pages/problem.html",
    Notice => "pages/notice.html",
    ComeBack => "pages/come_back.html",
    Ask => "pages/ask.html",
    Apps => "pages/apps.html",
    Organisations => "pages/organisations.html",
    Desk => "pages/desk.html",
    People => "pages/people.html",
    Case => "pages/case.html",
    Mailbox => "pages/mailbox.html",
    Delivered => "pages/delivered.html",
}

/// What is wrong, with the field to go to.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// The id of the field; none for the page as a whole.
    pub field: Option<String>,
    /// What to do.
    #[serde(serialize_with = "holes::text")]
    pub message: String,
}

impl From<ErrorView> for Message {
    fn from(ErrorView { field, message }: ErrorView) -> Self {
        Self { field, message }
    }
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Where to.
    #[serde(serialize_with = "holes::text")]
    pub href: String,
    /// What it says.
    #[serde(serialize_with = "holes::text")]
    pub text: String,
}

/// A field that is posted and not shown.
#[derive(Clone, Debug, Serialize)]
pub struct Hidden {
    /// Its name.
    pub name: &'static str,
    /// What is posted.
    #[serde(serialize_with = "holes::value")]
    pub value: String,
}

/// The first page: what the service is, and what one can do here.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// What it is for.
    pub summary: Option<String>,
    /// The forms that anyone may start.
    pub forms: Vec<Open>,
    /// What there is to read, rendered Markdown.
    pub guidance: Option<String>,
    /// How to reach somebody.
    pub contact: Option<String>,
}

/// A form that anyone may start.
#[derive(Clone, Debug, Serialize)]
pub struct Open {
    /// Its start page.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// What it is for.
    pub summary: Option<String>,
}

/// The start page of a form.
#[derive(Clone, Debug, Serialize)]
pub struct Start {
    /// The form's title.
    pub title: String,
    /// The note about the form, rendered Markdown.
    pub html: Option<String>,
    /// Where to begin, when that is here.
    pub action: Option<String>,
    /// Where to begin, when that is at the service, which has another address.
    pub online: Option<String>,
    /// How to reach somebody.
    pub contact: Option<String>,
    /// What it asks of whoever begins.
    pub needs: Needs,
    /// What happens next.
    pub next: Option<Link>,
}

/// A screen with questions, or one on which the form ends.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// What the page is called.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// The same, where no question is the heading.
    #[serde(serialize_with = "holes::text_if_any")]
    pub heading: Option<String>,
    /// The heading of the section.
    #[serde(serialize_with = "holes::text_if_any")]
    pub caption: Option<String>,
    /// What is wrong.
    pub errors: Vec<Message>,
    /// What is unusual.
    #[serde(serialize_with = "holes::texts")]
    pub warnings: Vec<String>,
    /// What helps with it.
    pub help: Option<Helped>,
    /// What stands on it.
    pub blocks: Vec<Block>,
    /// Whether something on it takes files.
    pub has_files: bool,
    /// The form ends here.
    pub stop: bool,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
    /// The name of the button that saves and leads to coming back later; none when that is not offered.
    pub come_back: Option<&'static str>,
    /// Whether what is typed is kept before it is sent.
    pub keeps: bool,
}

/// The items of a section that repeats.
#[derive(Clone, Debug, Serialize)]
pub struct Items {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// How many there are, in words.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What the button says that adds one.
    #[serde(serialize_with = "holes::text")]
    pub add: String,
    /// What is wrong with their number or with all of them together.
    pub errors: Vec<Message>,
    /// What is unusual.
    #[serde(serialize_with = "holes::texts")]
    pub warnings: Vec<String>,
    /// The items with their links.
    pub rows: Vec<ItemRow>,
    /// Whether another may be added.
    pub may_add: bool,
    /// Where to upload all of them; none where they come one by one.
    pub upload: Option<Link>,
    /// Where a message about their number leads.
    pub field: String,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
}

/// An item with its links.
#[derive(Clone, Debug, Serialize)]
pub struct ItemRow {
    /// How it is headed.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// Whether everything in it is answered and right.
    pub complete: bool,
    /// Where to change it.
    #[serde(serialize_with = "holes::text")]
    pub change: String,
    /// Where to take it away; none when it must stay.
    #[serde(serialize_with = "holes::text_if_any")]
    pub remove: Option<String>,
}

/// Filling a section that repeats from a table.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// What is uploaded.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// Headings to fill in below.
    pub template: Link,
    /// The rows at fault, with what is wrong with each.
    pub to_mend: Option<Link>,
    /// The headings.
    #[serde(serialize_with = "holes::texts")]
    pub columns: Vec<String>,
    /// What is wrong, row by row.
    pub errors: Vec<Message>,
    /// What to do about it, beside the field.
    #[serde(serialize_with = "holes::text_if_any")]
    pub error: Option<String>,
    /// The name of the field.
    pub field: &'static str,
    /// What a browser offers to choose from.
    pub accept: String,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
}

/// Whether the items of a table may take the place of those that are there.
#[derive(Clone, Debug, Serialize)]
pub struct Replace {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// The question.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What there is to know.
    #[serde(serialize_with = "holes::texts")]
    pub lines: Vec<String>,
    /// What is wrong with the page itself.
    pub errors: Vec<Message>,
    /// What the button says.
    #[serde(serialize_with = "holes::text")]
    pub button: String,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
    /// Where they stay.
    pub keep: Link,
}

/// Taking an item away.
#[derive(Clone, Debug, Serialize)]
pub struct Remove {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// The word for one.
    #[serde(serialize_with = "holes::text")]
    pub each: String,
    /// What is wrong with the page itself.
    pub errors: Vec<Message>,
    /// Which one.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// Where it stays.
    #[serde(serialize_with = "holes::text")]
    pub keep: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
}

/// Check your answers.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// The sections with what was answered.
    pub sections: Vec<Answered>,
    /// What the person declares by sending.
    #[serde(serialize_with = "holes::text_if_any")]
    pub declaration: Option<String>,
    /// What is wrong with all of it together.
    pub errors: Vec<Message>,
    /// What is unusual.
    #[serde(serialize_with = "holes::texts")]
    pub warnings: Vec<String>,
    /// Where it is sent.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
}

/// Questions and answers under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct Answered {
    /// The heading.
    #[serde(serialize_with = "holes::text_if_any")]
    pub title: Option<String>,
    /// Where to add to them or take away, of a section that repeats.
    #[serde(serialize_with = "holes::text_if_any")]
    pub list: Option<String>,
    /// The questions.
    pub lines: Vec<AnsweredLine>,
}

/// A question with its printed answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnsweredLine {
    /// The question in the words asked.
    #[serde(serialize_with = "holes::text")]
    pub ask: String,
    /// The answer, in lines; none when it was left blank.
    #[serde(serialize_with = "holes::texts")]
    pub answer: Vec<String>,
    /// Where to change it.
    #[serde(serialize_with = "holes::text_if_any")]
    pub change: Option<String>,
}

/// What was sent.
#[derive(Clone, Debug, Serialize)]
pub struct Sent {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What to quote.
    #[serde(serialize_with = "holes::text")]
    pub reference: String,
    /// What is known of the addresses that mail went to.
    #[serde(serialize_with = "holes::texts")]
    pub mail: Vec<String>,
    /// The day it was sent on, in words.
    #[serde(serialize_with = "holes::text")]
    pub sent_on: String,
    /// What happens next, rendered Markdown.
    pub html: Option<String>,
    /// What was answered.
    pub sections: Vec<Answered>,
    /// What was declared.
    #[serde(serialize_with = "holes::text_if_any")]
    pub declaration: Option<String>,
}

/// A page that says why there is not another.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// What is the matter.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What to do.
    #[serde(serialize_with = "holes::texts")]
    pub lines: Vec<String>,
    /// What to quote to whoever looks into it.
    #[serde(serialize_with = "holes::text_if_any")]
    pub reference: Option<String>,
    /// A way on.
    pub next: Option<Link>,
}

/// Something to know, and at most one thing to do about it.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// What it is about.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What there is to know.
    #[serde(serialize_with = "holes::texts")]
    pub lines: Vec<String>,
    /// What to do.
    pub button: Option<Button>,
    /// A way on.
    pub next: Option<Link>,
}

/// A button by itself.
#[derive(Clone, Debug, Serialize)]
pub struct Button {
    /// Where it posts to.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What it says.
    pub text: &'static str,
}

/// Where a link to go on later is to be sent.
#[derive(Clone, Debug, Serialize)]
pub struct ComeBack {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub form: String,
    /// Where it is posted.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is posted with it.
    pub hidden: Vec<Hidden>,
    /// The name of the field.
    pub field: &'static str,
    /// What stands in it.
    #[serde(serialize_with = "holes::value")]
    pub typed: String,
    /// The last day on which the link opens, in words.
    #[serde(serialize_with = "holes::text")]
    pub until: String,
    /// What is wrong.
    pub errors: Vec<Message>,
}

/// The mail that was written.
#[derive(Clone, Debug, Serialize)]
pub struct Mailbox {
    /// The letters, newest first.
    pub rows: Vec<MailboxRow>,
}

/// A letter in the mailbox.
#[derive(Clone, Debug, Serialize)]
pub struct MailboxRow {
    /// Where to read it, and its subject.
    pub letter: Link,
    /// The address.
    #[serde(serialize_with = "holes::text")]
    pub to: String,
    /// What became of it.
    #[serde(serialize_with = "holes::text")]
    pub standing: String,
}

/// One letter in plain words.
#[derive(Clone, Debug, Serialize)]
pub struct Delivered {
    /// Its subject.
    #[serde(serialize_with = "holes::text")]
    pub subject: String,
    /// The address.
    #[serde(serialize_with = "holes::text")]
    pub to: String,
    /// What became of it.
    #[serde(serialize_with = "holes::text")]
    pub standing: String,
    /// Where to read it as HTML.
    #[serde(serialize_with = "holes::text")]
    pub html: String,
    /// Its words, in runs.
    pub text: Vec<Run>,
}

/// Words, or a link.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// What is read.
    #[serde(serialize_with = "holes::text")]
    pub text: String,
    /// Whether it is an address to follow.
    pub is_link: bool,
}
