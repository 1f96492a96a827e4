//! How long a page of forty questions takes that says twenty times what is wrong: judged, put together and rendered, as a
//! template makes it and with what was rendered ahead.
//!
//! `cargo bench -p tests --bench page`

#![allow(clippy::expect_used)]

use engine::{
    Answers, Catalogue, Circumstances, Entered, Form, PageView, Place, Shown, Viewer, verdict,
};
use site::pages::{Frame, Framed, Page, Question, Service};
use site::{Ahead, Theme};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::load::{Bars, pin, sources};

const ROUNDS: usize = 201;
const BAR: Duration = Duration::from_millis(2);
const PLACE: Place = Place::Page {
    section: 0,
    page: 0,
};

fn main() -> Bars {
    pin("1");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/content");
    let today = jiff::civil::date(2026, 11, 25);
    let checked = engine::check(&sources(&content), today);
    let catalogue = checked.catalogue.expect("content without errors");
    let form = catalogue.form("forty").expect("the form");
    let answers = half_of(form);
    let at = Circumstances {
        today,
        calendar: &catalogue.service().calendar,
    };
    let view = || view(&catalogue, form, &answers, at);
    assert_eq!((view().items.len(), view().errors.len()), (40, 20));
    let (theme, ahead) = (Theme::new().expect("a theme"), Ahead::new());
    let frame = frame();
    let from_nothing = median(|| {
        let page = page(view());
        let framed = Framed {
            frame: &frame,
            page: &page,
        };
        theme.render(Question::TEMPLATE, &framed).expect("a page")
    });
    let kept = median(|| {
        let page = page(view());
        let framed = Framed {
            frame: &frame,
            page: &page,
        };
        let html = ahead.render(&theme, Question::TEMPLATE, &framed);
        html.expect("a page")
    });
    let mut bars = Bars::new();
    let what = "forty questions, twenty errors";
    bars.time(&format!("{what}, from nothing"), from_nothing, BAR);
    bars.time(&format!("{what}, rendered ahead"), kept, BAR);
    bars
}

/// Every other question is answered.
fn half_of(form: &Form) -> Answers {
    let mut answers = Answers::new();
    let questions = form.pages().flat_map(|(_, page)| page.questions());
    for (n, question) in questions.enumerate().filter(|(n, _)| n % 2 == 0) {
        let text = match n % 10 {
            0 => "Oak",
            2 => "yes",
            4 => "2026-03-02",
            6 => "b",
            _ => "S1 2HH",
        };
        answers.set(question.name().as_str(), Entered::Text(text.to_owned()));
    }
    answers
}

fn view(catalogue: &Catalogue, form: &Form, answers: &Answers, at: Circumstances<'_>) -> PageView {
    let viewer = Viewer {
        catalogue,
        form,
        answers,
        verdict: &verdict(form, answers, &at),
        at,
    };
    viewer.page(PLACE, Shown::Judged).expect("the page")
}

fn page(view: PageView) -> Question {
    Question::of(
        view,
        "Count the house",
        "/forms/forty/1/house/all".to_owned(),
        Vec::new(),
        &|_| String::new(),
    )
}

fn frame() -> Frame {
    Frame {
        service: Service {
            name: "A library".to_owned(),
            address: "/",
            operator: "The town".to_owned(),
            phase: None,
            links: Vec::new(),
        },
        parts: Vec::new(),
        lang: "en".to_owned(),
        has_errors: true,
        back: Some("/forms/forty".to_owned()),
        news: None,
        ends: None,
        feed: None,
        search: true,
        ask: None,
        person: None,
    }
}

/// How long the one in the middle takes.
fn median(mut make: impl FnMut() -> String) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(make());
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}
