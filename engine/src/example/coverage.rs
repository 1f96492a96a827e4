//! What examples reach of a form, and what none of them does.

use crate::catalogue::{Form, Item, Question, Rule};
use crate::condition::{Choices, Facts, Type, Value};
use crate::name::FormName;
use crate::source::Span;
use crate::verdict::{Circumstances, Place, Standing, Verdict};
use std::collections::HashSet;

/// The kinds of things that examples can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A page was on the way.
    Page,
    /// A question was asked.
    Question,
    /// An option was chosen.
    Option,
    /// A rule spoke.
    Message,
    /// A text was shown.
    Text,
}

/// What the examples of one form reached.
#[derive(Debug)]
pub struct Coverage {
    /// The form.
    pub form: FormName,
    /// For each kind of thing, how many were reached, and of how many.
    pub reached: Vec<(Part, usize, usize)>,
    /// What none reached.
    pub unreached: Vec<Unreached>,
}

/// Something that no example reaches.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreached {
    /// What kind of thing.
    pub part: Part,
    /// Which: `kinds: credit_default`.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Page,
        Self::Question,
        Self::Option,
        Self::Message,
        Self::Text,
    ];

    /// "pages", "questions".
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Page => "pages",
            Self::Question => "questions",
            Self::Option => "options",
            Self::Message => "messages",
            Self::Text => "texts",
        }
    }

    /// "page", "question".
    #[must_use]
    pub fn word(self) -> &'static str {
        self.plural().trim_end_matches('s')
    }
}

/// What was reached so far.
#[derive(Default)]
pub(super) struct Seen {
    pages: HashSet<(usize, usize)>,
    questions: HashSet<String>,
    options: HashSet<(String, String)>,
    rules: HashSet<Span>,
    texts: HashSet<(usize, usize, usize)>,
}

impl Seen {
    /// Adds what a verdict shows.
    pub(super) fn add(&mut self, form: &Form, found: &Verdict, at: Circumstances<'_>) {
        for (place, _) in &found.path {
            let (Place::Page { section, page } | Place::ItemPage { section, page, .. }) = *place
            else {
                continue;
            };
            self.pages.insert((section, page));
            let Some((_, declared)) = form.page(*place) else {
                continue;
            };
            let facts = found.facts(form, at, *place);
            for (n, item) in declared.items.iter().enumerate() {
                match item {
                    Item::Question(question) => self.question(question, found, *place, &facts),
                    Item::Text { show_when, .. } => {
                        if Verdict::holds(show_when.as_ref(), &facts) {
                            self.texts.insert((section, page, n));
                        }
                    }
                }
            }
        }
        self.rules
            .extend(found.wrong.iter().filter_map(|wrong| wrong.rule));
        self.rules
            .extend(found.warnings.iter().filter_map(|warning| warning.rule));
    }

    fn question(&mut self, question: &Question, found: &Verdict, place: Place, facts: &dyn Facts) {
        let item = match place {
            Place::ItemPage { item, .. } => Some(item),
            _ => None,
        };
        if found.standing(question, item) == Standing::Hidden {
            return;
        }
        let name = question.name.as_str();
        self.questions.insert(name.to_owned());
        let slot = match item {
            Some(_) => crate::condition::Place::Item(question.slot),
            None => crate::condition::Place::Form(question.slot),
        };
        let mut chosen = |option: &str| {
            self.options.insert((name.to_owned(), option.to_owned()));
        };
        match &*facts.value(&slot) {
            Value::Option(option) => chosen(option.as_str()),
            Value::Several(options) => options.iter().for_each(|option| chosen(option.as_str())),
            Value::Truth(yes) => chosen(if *yes { "yes" } else { "no" }),
            _ => {}
        }
    }

    /// What was reached of all that there is.
    pub(super) fn coverage(&self, form: &Form) -> Coverage {
        let all = everything(form);
        let mut reached = Vec::new();
        let mut unreached = Vec::new();
        for part in Part::ALL {
            let of_part = all.iter().filter(|thing| thing.part == part);
            let (mut hit, mut total) = (0, 0);
            for thing in of_part {
                total += 1;
                if self.has(&thing.key) {
                    hit += 1;
                } else {
                    unreached.push(Unreached {
                        part,
                        name: thing.name.clone(),
                        span: thing.span,
                    });
                }
            }
            reached.push((part, hit, total));
        }
        Coverage {
            form: form.name.clone(),
            reached,
            unreached,
        }
    }

    fn has(&self, key: &Key) -> bool {
        match key {
            Key::Page(page) => self.pages.contains(page),
            Key::Question(name) => self.questions.contains(name),
            Key::Option(option) => self.options.contains(option),
            Key::Rule(span) => self.rules.contains(span),
            Key::Text(text) => self.texts.contains(text),
        }
    }
}

enum Key {
    Page((usize, usize)),
    Question(String),
    Option((String, String)),
    Rule(Span),
    Text((usize, usize, usize)),
}

/// Something that can be reached.
struct Thing {
    part: Part,
    key: Key,
    name: String,
    span: Span,
}

fn everything(form: &Form) -> Vec<Thing> {
    let mut all = Vec::new();
    for (n, section) in form.sections.iter().enumerate() {
        for (m, page) in section.pages.iter().enumerate() {
            let (key, name) = (Key::Page((n, m)), page.name.to_string());
            let span = page.span;
            all.push(Thing {
                part: Part::Page,
                key,
                name,
                span,
            });
            for (position, item) in page.items.iter().enumerate() {
                match item {
                    Item::Question(question) => things_of(question, &mut all),
                    Item::Text { .. } => all.push(Thing {
                        part: Part::Text,
                        key: Key::Text((n, m, position)),
                        name: format!("number {} of page {}", position + 1, page.name),
                        span,
                    }),
                }
            }
            rules(&page.rules, page.name.as_str(), &mut all);
        }
    }
    rules(&form.rules, form.name.as_str(), &mut all);
    all
}

fn things_of(question: &Question, all: &mut Vec<Thing>) {
    let (name, span) = (question.name.to_string(), question.span);
    let key = Key::Question(name.clone());
    all.push(Thing {
        part: Part::Question,
        key,
        name: name.clone(),
        span,
    });
    let mut option = |option: &str| {
        let key = Key::Option((name.clone(), option.to_owned()));
        let name = format!("{name}: {option}");
        all.push(Thing {
            part: Part::Option,
            key,
            name,
            span,
        });
    };
    if !question.fixed {
        match question.kind.ty() {
            // Nobody writes an example for each row of a list: it changes by itself.
            Type::Choice(choices) | Type::Several(choices) if choices.list.is_none() => {
                let Choices { options, .. } = &*choices;
                options.iter().for_each(|(name, _)| option(name.as_str()));
            }
            // A box that has to be ticked is never a no.
            Type::YesNo if question.must_be_ticked() => option("yes"),
            Type::YesNo => ["yes", "no"].into_iter().for_each(&mut option),
            _ => {}
        }
    }
    rules(&question.rules, question.name.as_str(), all);
}

fn rules(rules: &[Rule], of: &str, all: &mut Vec<Thing>) {
    for (n, rule) in rules.iter().enumerate() {
        all.push(Thing {
            part: Part::Message,
            key: Key::Rule(rule.span),
            name: format!("rule {} of {of}", n + 1),
            span: rule.span,
        });
    }
}
