//! How long `accede build` takes over 10,000 notes of 6 KB, with links followed, contents, a map of the site and news; beside it,
//! on the same machine, Hugo with the same notes, a layout of the same parts, a map and news. Then one note is changed, and built again.
//! Search is left out on both sides: it is another program's work.
//!
//! `cargo bench -p tests --bench site`; names behind `--` run some of it: `accede`, `touched`, `hugo`

#![allow(clippy::expect_used)]

#[path = "peers/hugo.rs"]
mod hugo;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const NOTES: usize = 10_000;
const FOLDERS: usize = 100;
const RUNS: usize = 3;
const TOUCHES: usize = 15;

fn main() {
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let notes: Vec<(String, String)> = (0..NOTES).map(note).collect();
    let bytes: usize = notes.iter().map(|(_, text)| text.len()).sum();
    println!(
        "{NOTES} notes of {:.1} KB",
        bytes as f64 / NOTES as f64 / 1e3
    );
    let site = Site::of(folder.path(), &notes);
    let ours = wanted("accede").then(|| site.whole());
    if wanted("touched") {
        site.touched();
    }
    if wanted("hugo") {
        let theirs = hugo::whole(&folder.path().join("hugo"), &notes);
        compare(ours, theirs);
    }
}

/// How long something took, and how many MB it needed at most.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) time: Duration,
    pub(crate) peak: f64,
}

fn compare(ours: Option<Cost>, theirs: Option<Cost>) {
    let Some((ours, theirs)) = ours.zip(theirs) else {
        return;
    };
    let faster = theirs.time.as_secs_f64() / ours.time.as_secs_f64();
    println!("accede is {faster:.1} times as fast; bar 5");
    println!(
        "it needs {:.1} % of the memory; bar 10 %",
        ours.peak / theirs.peak * 100.0
    );
}

/// Runs a command to its end, as the kernel saw it where python3 is there to ask.
pub(crate) fn run(command: &mut Command) -> Cost {
    let script = "import resource,subprocess,sys,time\nt=time.monotonic()\nr=subprocess.run(sys.argv[1:],stdout=2)\n\
                  print(time.monotonic()-t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.exit(r.returncode)";
    let mut measured = Command::new("python3");
    measured
        .args(["-c", script])
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measured.current_dir(folder);
    }
    let output = measured.output().expect("python3");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let (seconds, kilobytes) = said.trim().split_once(' ').expect("two numbers");
    let number = |text: &str| text.parse::<f64>().expect("a number");
    Cost {
        time: Duration::from_secs_f64(number(seconds)),
        peak: number(kilobytes) / 1e3,
    }
}

struct Site {
    content: PathBuf,
    out: PathBuf,
}

impl Site {
    fn of(folder: &Path, notes: &[(String, String)]) -> Self {
        let content = folder.join("content");
        let service = "service: library\nname: The library\noperator: The library\nguidance: index\nfooter: [index]\n";
        put(&content.join("forms/service.yaml"), service);
        let mut index = "# Guidance\n\n".to_owned();
        for n in 0..FOLDERS {
            index.push_str(&format!("- [Part {n}](part-{n}/index.md)\n"));
            let links: String = (0..NOTES)
                .filter(|note| note % FOLDERS == n)
                .map(|note| format!("- [Note {note}](note-{note}.md)\n"))
                .collect();
            put(
                &content.join(format!("guidance/part-{n}/index.md")),
                &format!("# Part {n}\n\n{links}"),
            );
        }
        put(&content.join("guidance/index.md"), &index);
        for (path, text) in notes {
            put(&content.join("guidance").join(path), text);
        }
        // Files have to stand for a moment before they are told from their next change.
        std::thread::sleep(Duration::from_secs(3));
        Self {
            content,
            out: folder.join("public"),
        }
    }

    fn command(&self) -> Command {
        let mut build = Command::new(tests::binary());
        build
            .arg("build")
            .arg("--content")
            .arg(&self.content)
            .arg("--out")
            .arg(&self.out);
        build.args([
            "--base",
            "https://www.example.org/library",
            "--service",
            "https://forms.example.org",
        ]);
        build
    }

    /// Everything, into a new folder.
    fn whole(&self) -> Cost {
        let mut costs: Vec<Cost> = (0..RUNS)
            .map(|_| {
                let _ = fs::remove_dir_all(&self.out);
                let _ = fs::remove_file(self.out.with_file_name(".public.accede"));
                run(&mut self.command())
            })
            .collect();
        costs.sort_by_key(|cost| cost.time);
        let pages = count(&self.out);
        assert!(pages > NOTES, "{pages} pages");
        told("accede build", &costs)
    }

    /// One note is changed, again and again.
    fn touched(&self) {
        run(&mut self.command());
        let mut times: Vec<Duration> = (0..TOUCHES).map(|n| self.touch(n)).collect();
        times.sort();
        let [median, slowest] =
            [times.get(TOUCHES / 2), times.last()].map(|time| time.copied().unwrap_or_default());
        println!(
            "one note changed, built again: median {median:.1?}; slowest {slowest:.1?}; bar 100 ms"
        );
    }

    fn touch(&self, n: usize) -> Duration {
        let (path, text) = note(4_242 + n);
        let said = format!("Changed for the {n}th time");
        put(
            &self.content.join("guidance").join(&path),
            &format!("{text}\n{said}\n"),
        );
        let mut build = self.command();
        let start = Instant::now();
        let output = build.output().expect("a program");
        let took = start.elapsed();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        let page = self.out.join("guidance").join(path).with_extension("html");
        let html = fs::read_to_string(page).expect("a page");
        assert!(html.contains(&said), "the page does not show the change");
        took
    }
}

/// The median of costs in the order of their times.
pub(crate) fn told(what: &str, costs: &[Cost]) -> Cost {
    let times: Vec<Duration> = costs.iter().map(|cost| cost.time).collect();
    let median = costs.get(costs.len() / 2).copied().expect("a run");
    let peak = costs.iter().map(|cost| cost.peak).fold(0.0, f64::max);
    println!(
        "{what}: median {:.2?} of {times:.2?}; peak memory {peak:.0} MB",
        median.time
    );
    Cost { peak, ..median }
}

pub(crate) fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// How many pages stand below a folder.
pub(crate) fn count(folder: &Path) -> usize {
    let mut pages = 0;
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        pages += if path.is_dir() {
            count(&path)
        } else {
            usize::from(path.extension().is_some_and(|end| end == "html"))
        };
    }
    pages
}

/// A note of about 6 KB with headings, lists, a table, a block that stands out, and links to other notes and their headings.
fn note(n: usize) -> (String, String) {
    let mut text = format!(
        "---\npublished: 2026-0{}-1{}\n---\n# Note {n}\n\n",
        n % 9 + 1,
        n % 10
    );
    for part in 0..8 {
        let (near, far) = (
            (n + FOLDERS * (part + 1)) % NOTES,
            (n * 7 + part * 131) % NOTES,
        );
        text.push_str(&format!("## Part {part} of note {n} {{#part-{part}}}\n\n"));
        for sentence in 0..4 {
            text.push_str(&format!(
                "Whoever comes to the library for the {sentence}th time brings the card, and **says so** at the desk, where it is `read` by hand. "
            ));
        }
        text.push_str(&format!(
            "\n\n- See [the next](note-{near}.md#part-{part})\n- or [another](../part-{}/note-{far}.md)\n- [above](#part-0)\n\n",
            far % FOLDERS
        ));
        if part % 4 == 1 {
            text.push_str("| Room | An hour |\n|---|---:|\n| Small | £5 |\n| Large | £12 |\n\n> [!NOTE]\n> Rooms are cleaned on Mondays.\n\n");
        }
    }
    (format!("part-{}/note-{n}.md", n % FOLDERS), text)
}
