//! Pages rendered ahead are, byte for byte, those that the templates make: every screen of every example of both markets, as it
//! is asked and as it is judged, with whatever somebody may type in it.

use super::cases::cases;
use super::diagnostics::{sources, today};
use super::tidy::root;
use engine::{Answers, Catalogue, Circumstances, Example, Form, Place, Shown, Verdict, Viewer};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value as Json;
use site::pages::{
    Answered, AnsweredLine, Check, Ends, Frame, Framed, Hidden, ItemRow, Items, Link, Message,
    Page, Problem, Question, Remove, Sent, Service, Told, ToldNews,
};
use site::{Ahead, Theme};
use std::sync::{Arc, LazyLock};

static MARKETS: LazyLock<[Arc<Catalogue>; 2]> = LazyLock::new(|| {
    [root(), root().join("tests/content/rooms")].map(|folder| {
        let checked = engine::check(&sources(&folder), today());
        checked.catalogue.unwrap()
    })
});
static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::new().unwrap());
static AHEAD: LazyLock<[Ahead; 2]> = LazyLock::new(|| [Ahead::new(), Ahead::new()]);

/// What the marks of holes begin with: nobody types it, and somebody will.
const SIGN: &str = "\u{f8ff}";

/// What breaks pages that are put together from strings.
const ODD: [&str; 18] = [
    "<script>alert(1)</script>",
    "\"",
    "' onfocus='x",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "&amp;",
    "</textarea>",
    "\u{f8ff}t0\u{f8ff}",
    "\u{f8ff}y1\u{f8ff}a\u{f8ff}n1\u{f8ff}",
    SIGN,
    "\u{202e}moc.live\u{202c}",
    "\u{2066}a\u{2069}\u{200f}",
    "\0",
    "a\r\nb\n",
    "**bold** [a](javascript:b)",
    "=1+1",
    "",
    "é\u{301}\u{10ffff}",
];

fn typed() -> impl Strategy<Value = String> {
    let odd = prop::collection::vec(select(&ODD[..]), 1..3).prop_map(|parts| parts.concat());
    prop_oneof![3 => odd, 1 => any::<String>()]
}

/// An example of a market, by three numbers that may be anything.
fn example(
    (market, form, example): (usize, usize, usize),
) -> (usize, &'static Form, &'static Example) {
    let market = market % 2;
    let catalogue = &MARKETS[market];
    let forms: Vec<_> = catalogue.forms().collect();
    let form = forms[form % forms.len()];
    let examples = catalogue.examples(form.name().as_str());
    (market, form, &examples[example % examples.len()])
}

/// Puts texts in the place of some that are there.
fn replace(json: &mut Json, texts: &mut impl Iterator<Item = Option<String>>) {
    match json {
        Json::String(text) => {
            if let Some(Some(typed)) = texts.next() {
                *text = typed;
            }
        }
        Json::Array(all) => all.iter_mut().for_each(|one| replace(one, texts)),
        Json::Object(all) => all.values_mut().for_each(|one| replace(one, texts)),
        _ => (),
    }
}

/// A page both ways.
struct Both<'a> {
    ahead: &'a Ahead,
    form: &'a Form,
    viewer: Viewer<'a>,
    /// What stands in addresses.
    id: &'a str,
}

impl Both<'_> {
    /// News whose words somebody typed.
    fn news(&self) -> ToldNews {
        let told = |words: &str, href: Option<String>| Told {
            href,
            words: words.to_owned(),
            why: Some(format!("{words} & \u{202e}{{{{ why }}}}")),
        };
        ToldNews {
            asked: vec![told("Where does <Jo> work?", Some(self.address("asked")))],
            again: Vec::new(),
            gone: vec![told("{{ gone }}", None), told("</li>", None)],
        }
    }

    fn is_same<P: Page>(&self, page: &P, wrong: bool) {
        let frame = Frame {
            person: None,
            service: Service {
                name: "A & B".to_owned(),
                address: "/",
                operator: "The <house>".to_owned(),
                phase: None,
                links: vec![Link {
                    href: "/guidance/a".to_owned(),
                    text: "A & <B>".to_owned(),
                }],
            },
            parts: Vec::new(),
            feed: None,
            search: false,
            ask: wrong.then(|| self.address("<ask>")),
            lang: "en".to_owned(),
            has_errors: wrong,
            back: Some(self.address("back")),
            news: wrong.then(|| self.news()),
            ends: wrong.then(|| Ends {
                seconds: "<60".to_owned(),
                days: "28 & more".to_owned(),
                stay: self.address("stay\"><b>"),
            }),
        };
        let framed = Framed {
            frame: &frame,
            page,
        };
        let plain = THEME.render(P::TEMPLATE, &framed).unwrap();
        // Once made, once kept.
        for _ in 0..2 {
            let ahead = self.ahead.render(&THEME, P::TEMPLATE, &framed).unwrap();
            assert_eq!(ahead, plain);
        }
    }

    fn address(&self, to: &str) -> String {
        format!("/forms/{}/{}/{to}", self.form.name(), self.id)
    }

    fn hidden(&self) -> Vec<Hidden> {
        vec![Hidden {
            name: "_item",
            value: self.id.to_owned(),
        }]
    }

    /// Every screen.
    fn all(&self) {
        for (place, _) in &self.viewer.verdict.path {
            for shown in [Shown::Asked, Shown::Judged] {
                match *place {
                    Place::Items { section } => self.items(section, shown),
                    place => self.question(place, shown),
                }
            }
        }
        self.check();
        self.sent();
        self.is_same(&self.problem(), false);
    }

    fn question(&self, place: Place, shown: Shown) {
        let Some(view) = self.viewer.page(place, shown) else {
            return;
        };
        let wrong = !view.errors.is_empty();
        let page = Question::of(
            view,
            self.form.title(),
            self.address("here?from=check"),
            self.hidden(),
            &|digest| self.address(digest),
        );
        self.is_same(&page, wrong);
    }

    fn items(&self, section: usize, shown: Shown) {
        let Some(view) = self.viewer.items(section, shown) else {
            return;
        };
        let row = |line: &engine::ItemLine| ItemRow {
            title: line.title.clone(),
            complete: line.complete,
            change: self.address("change"),
            remove: view.may_remove.then(|| self.address("remove")),
        };
        let rows: Vec<_> = view.items.iter().map(row).collect();
        for line in &view.items {
            let remove = Remove {
                form: self.form.title().to_owned(),
                each: view.each.clone(),
                title: line.title.clone(),
                action: self.address("remove"),
                keep: self.address("items"),
                errors: Vec::new(),
                hidden: self.hidden(),
            };
            self.is_same(&remove, false);
        }
        let wrong = !view.errors.is_empty();
        let page = Items {
            form: self.form.title().to_owned(),
            field: "field".to_owned(),
            title: view.title,
            add: view.add,
            errors: view.errors.into_iter().map(Message::from).collect(),
            warnings: view.warnings,
            rows,
            may_add: view.may_add,
            upload: None,
            action: self.address("items"),
            hidden: self.hidden(),
        };
        self.is_same(&page, wrong);
    }

    fn check(&self) {
        let view = self.viewer.summary();
        let section = |section: engine::SummarySection| Answered {
            title: section.title,
            list: section.items.map(|_| self.address("list")),
            lines: section
                .lines
                .into_iter()
                .map(|line| self.line(line))
                .collect(),
        };
        let wrong = !view.errors.is_empty();
        let page = Check {
            form: self.form.title().to_owned(),
            sections: view.sections.into_iter().map(section).collect(),
            declaration: view.declaration,
            errors: view.errors.into_iter().map(Message::from).collect(),
            warnings: view.warnings,
            action: self.address("check"),
            hidden: self.hidden(),
        };
        self.is_same(&page, wrong);
    }

    fn line(&self, line: engine::SummaryLine) -> AnsweredLine {
        AnsweredLine {
            change: (!line.fixed).then(|| self.address(&line.field)),
            ask: line.ask,
            answer: line.answer,
        }
    }

    fn sent(&self) {
        let lines = self
            .viewer
            .verdict
            .record(self.form, self.viewer.at)
            .into_iter();
        let lines = lines.map(|line| AnsweredLine {
            ask: line.asked,
            answer: line.answer,
            change: None,
        });
        let page = Sent {
            title: self.form.title().to_owned(),
            reference: self.id.to_owned(),
            mail: vec!["You confirmed <jo@example.org>.".to_owned()],
            sent_on: "2 March 2026".to_owned(),
            html: Some("<p>What <em>happens</em> next</p>".to_owned()),
            sections: vec![Answered {
                title: None,
                list: None,
                lines: lines.collect(),
            }],
            declaration: self.viewer.summary().declaration,
        };
        self.is_same(&page, false);
    }

    fn problem(&self) -> Problem {
        Problem {
            title: "Page not found".to_owned(),
            lines: vec![self.id.to_owned()],
            reference: Some(self.id.to_owned()),
            next: None,
        }
    }
}

fn verdict(catalogue: &Catalogue, form: &Form, example: &Example, answers: &Answers) -> Verdict {
    engine::verdict(form, answers, &at(catalogue, example))
}

fn at<'a>(catalogue: &'a Catalogue, example: &Example) -> Circumstances<'a> {
    Circumstances {
        today: example.today().unwrap_or_else(today),
        calendar: &catalogue.service().calendar,
    }
}

/// Compares every screen of a draft with these answers.
fn compare(market: usize, form: &Form, example: &Example, answers: &Answers, id: &str) {
    let catalogue = &MARKETS[market];
    let verdict = verdict(catalogue, form, example, answers);
    let viewer = Viewer {
        catalogue,
        form,
        answers,
        verdict: &verdict,
        at: at(catalogue, example),
    };
    let ahead = &AHEAD[market];
    Both {
        ahead,
        form,
        viewer,
        id,
    }
    .all();
}

#[test]
fn every_screen_of_every_example_is_the_page_that_the_templates_make() {
    for (market, catalogue) in MARKETS.iter().enumerate() {
        for form in catalogue.forms() {
            for example in catalogue.examples(form.name().as_str()) {
                compare(market, form, example, example.answers(), "0f");
                compare(market, form, example, &Answers::new(), "0f");
            }
        }
        let kept = AHEAD[market].len();
        assert!(kept > 20, "only {kept} pages were kept");
    }
}

proptest! {
    #![proptest_config(cases(30))]

    /// Whatever is typed, and wherever.
    #[test]
    fn what_is_typed_stands_in_a_page_as_the_templates_put_it(
        which in any::<(usize, usize, usize)>(),
        texts in prop::collection::vec(prop::option::of(typed()), 1..12),
        id in typed(),
    ) {
        let (market, form, example) = example(which);
        let mut json = example.answers().to_json();
        replace(&mut json, &mut texts.into_iter().cycle());
        compare(market, form, example, &Answers::from_json(&json), &id);
    }
}

/// A page with one line to write on, and with this on it.
fn lone(value: &str) -> (&'static Form, Answers, Place) {
    let form = MARKETS[0].forms().next().unwrap();
    let pages = form
        .sections()
        .iter()
        .enumerate()
        .flat_map(|(section, found)| {
            (0..found.pages().len()).map(move |page| Place::Page { section, page })
        });
    let questions = |place: &Place| form.page(*place).unwrap().1.questions();
    let is_lone = |place: &Place| {
        let all: Vec<_> = questions(place).map(|question| question.kind()).collect();
        matches!(all.as_slice(), [engine::Kind::Text(text)] if !text.long)
    };
    let place = pages.into_iter().find(is_lone).unwrap();
    let mut answers = Answers::new();
    for question in questions(&place) {
        answers.set(
            question.name().as_str(),
            engine::Entered::Text(value.to_owned()),
        );
    }
    (form, answers, place)
}

#[test]
fn what_somebody_types_is_in_nothing_that_is_kept() {
    let ahead = Ahead::new();
    let catalogue = &MARKETS[0];
    let at = Circumstances {
        today: today(),
        calendar: &catalogue.service().calendar,
    };
    for value in ODD {
        let (form, answers, place) = lone(value);
        let verdict = engine::verdict(form, &answers, &at);
        let viewer = Viewer {
            catalogue,
            form,
            answers: &answers,
            verdict: &verdict,
            at,
        };
        let id = value;
        let both = Both {
            ahead: &ahead,
            form,
            viewer,
            id,
        };
        both.question(place, Shown::Asked);
        let kept = format!("{ahead:?}");
        assert!(!kept.contains("alert") && !kept.contains("onfocus"));
    }
    assert_eq!(ahead.len(), 1, "what somebody types is part of a shape");
}
