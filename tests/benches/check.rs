//! How long `accede check` takes over 1,000 forms of 200 lines, on one core, and how much memory it needs; beside it, in the
//! same run, what reading the same YAML costs with serde_yaml.
//!
//! `cargo bench -p tests --bench check`

#![allow(clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tests::load::Bars;

const FORMS: usize = 1_000;
const RUNS: usize = 5;

fn main() -> Bars {
    let mut bars = Bars::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = tests::generated::content(FORMS);
    let lines: usize = files
        .iter()
        .filter(|(path, _)| path.ends_with(".form.yaml"))
        .map(|(_, text)| text.lines().count())
        .sum();
    write(folder.path(), &files);
    println!("{FORMS} forms, {lines} lines of forms in all");
    let mut times: Vec<Duration> = (0..RUNS).map(|_| time(folder.path())).collect();
    times.sort();
    let median = times.get(RUNS / 2).copied().unwrap_or_default();
    bars.time("check, one core", median, Duration::from_secs(1));
    let start = Instant::now();
    for (_, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let _: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    }
    let reading = start.elapsed();
    let ratio = median.as_secs_f64() / reading.as_secs_f64();
    println!("serde_yaml, reading alone: {reading:.2?}; the check takes {ratio:.2} times as long");
    let (processor, peak) = measured(folder.path());
    bars.time("check, processor time", processor, Duration::from_secs(1));
    bars.memory("check, memory", peak, 200.0);
    bars
}

fn write(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}

/// One run, on one core.
fn time(folder: &Path) -> Duration {
    let mut check = Command::new("taskset");
    check.args(["-c", "0"]).arg(tests::binary());
    let start = Instant::now();
    let Output { status, stdout, .. } = arguments(&mut check, folder).output().expect("taskset");
    let took = start.elapsed();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stdout));
    took
}

fn arguments<'a>(check: &'a mut Command, folder: &Path) -> &'a mut Command {
    check
        .args(["check", "--today", "2026-11-23", "--content"])
        .arg(folder)
}

/// Processor time and peak memory in MB of one run, as the kernel saw them.
fn measured(folder: &Path) -> (Duration, f64) {
    let script = "import resource,subprocess,sys\nsubprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL)\n\
                  r=resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(r.ru_utime+r.ru_stime,r.ru_maxrss/1024)";
    let mut check = Command::new("python3");
    check.args(["-c", script]).arg(tests::binary());
    let out = arguments(&mut check, folder).output().expect("python3");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let mut figures = said.split_whitespace().filter_map(|it| it.parse().ok());
    let mut figure = || figures.next().expect("a figure");
    (Duration::from_secs_f64(figure()), figure())
}
