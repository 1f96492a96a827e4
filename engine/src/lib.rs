//! Declarations in, a checked catalogue out; answers in, a verdict out.
//!
//! The engine is a pure function of its inputs: no network, clock, accounts or store. Today's date, the person and the
//! files come in as values.

mod answers;
mod calendar;
mod catalogue;
mod check;
pub mod condition;
mod declare;
mod diagnostic;
mod example;
mod guidance;
mod identifier;
mod message;
mod moving;
mod name;
mod question;
mod schema;
pub mod search;
mod source;
mod table;
mod verdict;
mod view;
mod wording;
mod yaml;

pub use answers::{Answers, Entered, File};
pub use calendar::Calendar;
pub use catalogue::{
    App, Catalogue, DefinitionVersion, Form, HeldBy, Help, List, NoteInPlace, Page, Question,
    Repeat, Role, Roles, Row, SecretWord, Section, Service,
};
pub use check::{Checked, Checker, check, check_outlined};
pub use condition::{Expr, Facts, Truth, Type, Value};
pub use declare::meant_name;
pub use diagnostic::{
    BUILT_DEAD_LINK, BUILT_NO_ALTERNATIVE, BUILT_PLACEHOLDER, BUILT_SAME_ID, Code, Diagnostic,
    Edit, Severity, examples_text, explain, json, nearest, sarif, summary, text,
};
pub use example::{
    Coverage, Difference, Example, Part, Report, Run, Step, Story, Unreached, run_examples,
};
pub use guidance::{Glossary, Heading, Note, Outline, Term, read_note};
pub use identifier::{IdentifierType, Outcome as IdentifierOutcome, Types};
pub use message::{Mail, Message, Occasion, Trigger};
pub use moving::{Memory, Moved, Remembered, move_answers};
pub use name::{
    ExampleName, FormName, GuidanceName, ListName, MessageName, OptionName, PageName, QuestionName,
    RoleName, SectionName, StoryName, TypeName, ValueName,
};
pub use question::{Content, Files, Format, Kind, email_address, file_name, file_size};
pub use schema::{answers_schema, declarations_schema};
pub use source::{FileId, LARGEST_FILE, SourceFile, Sources, Span};
pub use table::{Column, Refused as TableRefused, Row as TableRow, Taken, is_remark};
pub use verdict::{
    AnswerPath, Circumstances, Known, Outcome, Place, RecordLine, Standing, State, Verdict,
    Warning, Wrong, page_verdict, unknown_names, verdict,
};
pub use view::{
    Attributes, BoxView, ErrorView, FileView, ItemLine, ItemView, ItemsView, Needs, OnScreen,
    OptionView, PageView, Posted, QuestionView, Shown, SummaryLine, SummarySection, SummaryView,
    Viewer, posted,
};
pub use wording::HtmlPart;
pub use yaml::outline as yaml_outline;
