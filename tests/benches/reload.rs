//! How long it takes from the save of a file to the page that shows it, with 1,000 forms of 200 lines served: a form, a note,
//! and a list that a form uses.
//!
//! `cargo bench -p tests --bench reload`

#![allow(clippy::expect_used)]

use engine::Sources;
use server::{Clock, Reload, Running, Serving, Settings};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::load::Bars;

const FORMS: usize = 1_000;
const RUNS: usize = 15;
const BAR: Duration = Duration::from_millis(100);

/// A file, what is changed in it, and the page that shows it.
struct Saved {
    file: &'static str,
    old: &'static str,
    page: String,
}

fn main() -> Bars {
    let mut bars = Bars::new();
    let folders = [tempfile::tempdir(), tempfile::tempdir()];
    let [folder, data] = folders.map(|folder| folder.expect("a temporary folder"));
    let files = tests::generated::content(FORMS);
    write(folder.path(), &files);
    let running = serve(files, folder.path(), data.path());
    let visitor = Visitor::new(&running);
    let form = Saved {
        file: "forms/folder-0/made-500.form.yaml",
        old: "Made-up form 500",
        page: "/forms/made-500".to_owned(),
    };
    let note = Saved {
        file: "guidance/made/note-500.md",
        old: "About form 500",
        page: "/guidance/made/note-500".to_owned(),
    };
    let list = Saved {
        file: "forms/lists/kinds-500.list.yaml",
        old: "A small one",
        page: visitor.comes_to_the_list(),
    };
    // The first look reads everything. Then files have to stand for a moment before they are known without being read.
    visitor.waits_for(folder.path(), &form, 0);
    std::thread::sleep(Duration::from_secs(3));
    visitor.waits_for(folder.path(), &form, 1);
    for (what, saved) in [("a form", &form), ("a note", &note), ("a list", &list)] {
        let times = (2..RUNS + 2).map(|n| visitor.waits_for(folder.path(), saved, n));
        let mut times: Vec<Duration> = times.collect();
        times.sort();
        let median = times.get(RUNS / 2).copied().unwrap_or_default();
        let slowest = times.last().copied().unwrap_or_default();
        let what = format!("{what}, from the save to its page with {FORMS} forms");
        bars.time(&what, median, BAR);
        println!("  the slowest of {RUNS}: {slowest:.1?}");
    }
    running.stop();
    bars
}

fn serve(files: Vec<(String, String)>, folder: &Path, data: &Path) -> Running {
    let files = files.into_iter();
    let sources = Sources::new(files.map(|(path, text)| (path, text.into_bytes())));
    let day = "2026-11-23".parse().expect("a day");
    let checked = engine::check(&sources, day);
    let serving = Serving {
        catalogue: checked.catalogue.expect("sound content"),
        sources,
        settings: Settings {
            data: data.to_owned(),
            listen: "127.0.0.1:0".parse().expect("an address"),
            ..Settings::default()
        },
        clock: Clock::Always(day),
        reload: Some(Reload::of(folder.to_owned())),
        demo: false,
        edit: false,
        mailbox: false,
    };
    serving.start().expect("a server")
}

fn write(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Somebody who opens a page again and again, with a draft of their own.
struct Visitor {
    agent: ureq::Agent,
    site: String,
}

impl Visitor {
    fn new(running: &Running) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build()
            .new_agent();
        let site = format!("http://{}", running.address());
        Self { agent, site }
    }

    /// Begins a draft, and answers up to the page that offers a list; the address of that page with the cookie behind it.
    fn comes_to_the_list(&self) -> String {
        let start = format!("{}/forms/made-500", self.site);
        let begun = self.agent.post(&start).send_form([("a", "b")]);
        let begun = begun.expect("a draft");
        let header = |name: &str| {
            let value = begun.headers().get(name).expect("a header");
            value.to_str().expect("text").to_owned()
        };
        let draft = header("location");
        let cookie = header("set-cookie");
        let cookie = cookie.split(';').next().unwrap_or_default();
        let first = format!("{}{draft}/part-0/name-0", self.site);
        let page = self.agent.get(&first).header("cookie", cookie).call();
        let page = page.expect("a page").body_mut().read_to_string();
        let page = page.expect("text");
        let nonce = page.split("name=\"_nonce\" value=\"").nth(1);
        let nonce = nonce.and_then(|rest| rest.split('"').next());
        let nonce = nonce.expect("a nonce");
        let answered = self.agent.post(&first).header("cookie", cookie);
        let answered = answered.send_form([("name_0", "A name"), ("_nonce", nonce)]);
        let answered = answered.expect("a page");
        assert_eq!(answered.status(), 303, "{first}");
        format!("{draft}/part-0/kind-0 {cookie}")
    }

    /// Saves a file, and opens a page until it shows that.
    fn waits_for(&self, folder: &Path, saved: &Saved, n: usize) -> Duration {
        let path = folder.join(saved.file);
        let text = fs::read_to_string(&path).expect("a file");
        let shown = format!("Saved for the {n}th time");
        let before = format!("Saved for the {}th time", n.wrapping_sub(1));
        let old = if text.contains(&before) {
            &before
        } else {
            saved.old
        };
        let new = text.replace(old, &shown);
        assert_ne!(new, text, "{} is not changed", saved.file);
        let (page, cookie) = saved.page.split_once(' ').unwrap_or((&saved.page, ""));
        let address = format!("{}{page}", self.site);
        let start = Instant::now();
        fs::write(&path, new).expect("a file");
        loop {
            let request = self.agent.get(&address).header("cookie", cookie);
            let mut answer = request.call().expect("a page");
            let html = answer.body_mut().read_to_string().expect("text");
            if html.contains(&shown) {
                return start.elapsed();
            }
            let waited = start.elapsed();
            assert!(waited < Duration::from_secs(60), "{address} never shows it");
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
