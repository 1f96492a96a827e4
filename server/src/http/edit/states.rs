//! Every question in three states: as it is first asked, answered wrongly, and answered. The answers are those of the form's
//! examples, so that whoever writes a question sees what its examples leave untried.

use super::remarks::place;
use engine::{
    Answers, Catalogue, Circumstances, Entered, Example, Form, ItemView, PageView, Place, Posted,
    Question, QuestionView, Shown, Sources, Verdict, Viewer, verdict,
};
use site::edit::{EditedQuestion, EditedSection, Tried};

/// An example with what came of it.
struct Tries<'a> {
    example: &'a Example,
    at: Circumstances<'a>,
    found: Verdict,
}

/// A question where an example asks it.
struct Asked<'a> {
    catalogue: &'a Catalogue,
    form: &'a Form,
    question: &'a Question,
    tries: &'a Tries<'a>,
    place: Place,
}

/// The sections of a form with their questions.
pub(super) fn sections<'a>(
    catalogue: &'a Catalogue,
    form: &'a Form,
    at: Circumstances<'a>,
    sources: &Sources,
) -> Vec<EditedSection> {
    let examples = catalogue.examples(form.name().as_str()).iter();
    let tries: Vec<Tries<'_>> = examples
        .map(|example| {
            let today = example.today().unwrap_or(at.today);
            let at = Circumstances { today, ..at };
            let found = verdict(form, example.answers(), &at);
            Tries { example, at, found }
        })
        .collect();
    let sections = form.sections().iter().enumerate();
    let section = |(section, declared): (usize, &'a engine::Section)| {
        let pages = declared.pages().iter().enumerate();
        let questions = pages.flat_map(|(page, declared)| {
            let questions = declared.questions();
            questions.map(move |question| (page, question))
        });
        let edited = questions.map(|(page, question)| EditedQuestion {
            name: question.name().to_string(),
            place: place(question.span(), sources),
            states: states(catalogue, form, question, (section, page), &tries),
        });
        EditedSection {
            name: declared.name().to_string(),
            questions: edited.collect(),
        }
    };
    sections.map(section).collect()
}

fn states(
    catalogue: &Catalogue,
    form: &Form,
    question: &Question,
    at: (usize, usize),
    tries: &[Tries<'_>],
) -> Vec<Tried> {
    let asked: Vec<Asked<'_>> = tries
        .iter()
        .flat_map(|tries| {
            let places = tries.found.path.iter().map(|(place, _)| *place);
            let here = places.filter(move |place| is_at(*place, at));
            here.map(move |place| Asked {
                catalogue,
                form,
                question,
                tries,
                place,
            })
        })
        .filter(|asked| asked.shown(Shown::Asked).is_some())
        .collect();
    let Some(first) = asked.first() else {
        return vec![tried(
            "Never asked",
            "No example comes to this question.".to_owned(),
            None,
        )];
    };
    let by = |asked: &Asked<'_>| format!("From the example “{}”.", asked.tries.example.name());
    let (empty, blank) = (first.blank(Shown::Asked), first.blank(Shown::Judged));
    let empty = tried("Empty", by(first), empty);
    let wrong = match asked.iter().find(|asked| asked.is_wrong()) {
        Some(wrong) => tried("Wrong", by(wrong), wrong.shown(Shown::Judged)),
        None => {
            let blank = blank.filter(|view| view.error.is_some());
            let why = match &blank {
                Some(_) => "Left blank: no example answers it wrongly.",
                None => "No example answers it wrongly, and it may be left blank.",
            };
            tried("Wrong", why.to_owned(), blank)
        }
    };
    let answered = match asked.iter().find(|asked| asked.is_answered()) {
        Some(right) => tried("Answered", by(right), right.shown(Shown::Asked)),
        None => tried("Answered", "No example answers it.".to_owned(), None),
    };
    vec![empty, wrong, answered]
}

/// Whether a screen is a page of a form, of whichever item.
fn is_at(place: Place, at: (usize, usize)) -> bool {
    match place {
        Place::Page { section, page } | Place::ItemPage { section, page, .. } => {
            (section, page) == at
        }
        Place::Items { .. } | Place::Check => false,
    }
}

impl Asked<'_> {
    fn shown(&self, shown: Shown) -> Option<QuestionView> {
        self.with(self.tries.example.answers(), &self.tries.found, shown)
    }

    /// The question as it is when it alone is left blank.
    fn blank(&self, shown: Shown) -> Option<QuestionView> {
        let mut answers = Answers::new();
        let name = self.question.name().as_str();
        answers.set(name, Entered::Text(String::new()));
        let posted = Posted {
            answers,
            unknown: Vec::new(),
        };
        let (answers, found) = (self.tries.example.answers(), &self.tries.found);
        let viewer = self.viewer(answers, found);
        let answers = viewer.with_posted(self.place, &posted);
        let found = verdict(self.form, &answers, &self.tries.at);
        self.with(&answers, &found, shown)
    }

    fn with(&self, answers: &Answers, found: &Verdict, shown: Shown) -> Option<QuestionView> {
        let page = self.viewer(answers, found).page(self.place, shown)?;
        page.items.into_iter().find_map(|item| match item {
            ItemView::Question(view) if view.field == self.question.name().as_str() => Some(*view),
            _ => None,
        })
    }

    fn viewer<'v>(&'v self, answers: &'v Answers, found: &'v Verdict) -> Viewer<'v> {
        Viewer {
            catalogue: self.catalogue,
            form: self.form,
            answers,
            verdict: found,
            at: self.tries.at,
        }
    }

    /// Whether something was answered, and refused.
    fn is_wrong(&self) -> bool {
        let mut wrong = self.tries.found.wrong.iter();
        wrong.any(|wrong| {
            let about = wrong.path.as_ref().map(|path| path.name.as_str());
            wrong.place == self.place
                && !wrong.missing
                && about == Some(self.question.name().as_str())
        })
    }

    /// Whether something is in it, and not refused.
    fn is_answered(&self) -> bool {
        let filled = |view: &QuestionView| {
            !view.value.is_empty()
                || view.boxes.iter().any(|part| !part.value.is_empty())
                || view.options.iter().any(|option| option.chosen)
                || !view.files.is_empty()
        };
        let view = self.shown(Shown::Judged);
        view.is_some_and(|view| view.error.is_none() && filled(&view))
    }
}

/// A question alone, under names that no other state has: each stands on the page beside the others.
fn tried(title: &'static str, from: String, view: Option<QuestionView>) -> Tried {
    let blocks = view.map(|view| {
        let field = |field: &str| format!("{field}--{}", title.to_lowercase());
        let boxes = view.boxes.into_iter().map(|part| engine::BoxView {
            field: field(&part.field),
            ..part
        });
        let alone = QuestionView {
            field: field(&view.field),
            boxes: boxes.collect(),
            // The same help would stand here three times.
            help: None,
            revealed_by: None,
            ..view
        };
        let page = PageView {
            title: String::new(),
            title_is_question: false,
            caption: None,
            errors: Vec::new(),
            warnings: Vec::new(),
            help: None,
            items: vec![ItemView::Question(Box::new(alone))],
            stop: false,
        };
        site::pages::Question::of(page, "", String::new(), Vec::new(), &|_| String::new()).blocks
    });
    Tried {
        title,
        from,
        blocks: blocks.unwrap_or_default(),
    }
}
