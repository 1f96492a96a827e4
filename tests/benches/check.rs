//! How long `accede check` takes over 1,000 forms of 200 lines, on one core, and how much memory it needs; beside it, in the
//! same run, what reading the same YAML costs with serde_yaml.
//!
//! `cargo bench -p tests --bench check`

use std::process::Command;
use std::time::Instant;

const FORMS: usize = 1_000;
const RUNS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = tests::generated::content(FORMS);
    let lines: usize = files
        .iter()
        .filter(|(path, _)| path.ends_with(".form.yaml"))
        .map(|(_, text)| text.lines().count())
        .sum();
    for (path, text) in &files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    println!("{FORMS} forms, {lines} lines of forms in all");
    let accede = tests::binary();
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let run = Command::new("taskset")
            .args(["-c", "0", "/usr/bin/env", "bash", "-c"])
            .arg(format!(
                "{} check --content {} --today 2026-11-23; code=$?; exit $code",
                accede.display(),
                folder.path().display()
            ))
            .output()
            .expect("accede runs");
        times.push(start.elapsed());
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stdout)
        );
    }
    times.sort();
    if let Ok(peak) = peak(&accede, folder.path()) {
        memory = peak;
    }
    let start = Instant::now();
    for (_, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let _: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    }
    let reading = start.elapsed();
    let median = times[RUNS / 2];
    println!("accede check: median {median:?} of {times:?}; bar 1 s");
    println!(
        "serde_yaml reading alone: {reading:?}; ratio {:.2}",
        median.as_secs_f64() / reading.as_secs_f64()
    );
    println!("peak memory: {memory} MB; bar 200 MB");
}

/// Peak resident memory in MB, as the kernel saw it.
fn peak(accede: &std::path::Path, folder: &std::path::Path) -> std::io::Result<u64> {
    let script = "import resource,subprocess,sys\nsubprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL)\n\
                  print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let out = Command::new("python3")
        .args(["-c", script])
        .arg(accede)
        .args(["check", "--content"])
        .arg(folder)
        .output()?;
    let kilobytes: u64 = String::from_utf8_lossy(&out.stdout)
        .trim()
        .parse()
        .unwrap_or(0);
    Ok(kilobytes / 1024)
}
