//! Files that people upload: kept with their draft, given back, sent, and gone with whatever named them. And what hostile or
//! hapless people send instead.

use super::{Browser, Gateway};
use crate::binary;
use engine::Sources;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

const SERVICE: &str = "service: hall\nname: The hall\noperator: The village\nzone: Europe/London\n";

const FORM: &str = r#"form: send-a-plan
title: Send a plan
started by: anyone
reference: PLAN
pages:
  - page: plan
    title: The plan
    questions:
      - { question: called, type: text, ask: What is it called?, called: name of the plan, at most: 20 characters }
      - question: plan
        type: file
        ask: Upload the plan
        called: plan
        accepts: [PDF, CSV, PNG]
        at most: 64 KB
        up to: 2 files
  - page: letter
    questions:
      - { question: letter, type: file, ask: Upload a letter, called: letter, accepts: [PDF, TXT, DOCX], at most: 64 KB, optional: true }
"#;

pub(super) fn sources() -> Sources {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    Sources::new([
        file("forms/service.yaml", SERVICE),
        file("forms/send-a-plan.form.yaml", FORM),
    ])
}

pub(super) fn gateway() -> Gateway {
    Gateway::on(sources(), "2026-03-02")
}

pub(super) fn begun(gateway: &Gateway) -> Browser<'_> {
    let mut jo = gateway.browser();
    jo.open("/forms/send-a-plan")
        .press("Start now")
        .reads("The plan");
    jo
}

/// A PDF with these words in it.
pub(super) fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj << /Title ({words}) >> endobj\n%%EOF\n").into_bytes()
}

/// The files in the data folder, by their digests.
pub(super) fn kept(gateway: &Gateway) -> Vec<PathBuf> {
    let entries = |path: &Path| {
        fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
    };
    let shards = entries(&gateway.data().join("files"));
    let mut kept: Vec<_> = shards.flat_map(|shard| entries(&shard)).collect();
    kept.sort();
    kept
}

fn age(path: &Path) {
    let before = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    fs::File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(before)
        .unwrap();
}

#[test]
fn files_are_uploaded_one_after_another_listed_given_back_and_sent() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "first.pdf", &pdf("one"))
        .press("Upload")
        .reads("The plan");
    assert!(jo.page.summary().is_empty(), "{:?}", jo.page.summary());
    jo.attach("Upload the plan", "second.csv", b"a,b\n1,2\n")
        .fill("What is it called?", "Hall")
        .press("Continue");
    jo.reads("Upload a letter (optional)")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(
        jo.page.answer("Upload the plan").as_deref(),
        Some("first.pdf (49 bytes)second.csv (8 bytes)")
    );
    assert_eq!(
        jo.page.answer("Upload a letter").as_deref(),
        Some("Not answered")
    );
    jo.follow("Change Upload the plan");
    let link = jo.page.link("first.pdf").unwrap();
    let (page, bytes) = jo.bytes(&link);
    assert_eq!(bytes, pdf("one"));
    let header = |name: &str| page.headers.get(name).map(String::as_str);
    assert_eq!(header("content-type"), Some("application/pdf"));
    assert_eq!(
        header("content-disposition"),
        Some("attachment; filename*=UTF-8''first%2Epdf")
    );
    assert_eq!(header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        header("content-security-policy"),
        Some("default-src 'none'; sandbox")
    );
    assert_eq!(header("cache-control"), Some("no-store"));
    jo.back().press("Send");
    assert!(jo.page.text().contains("PLAN-"), "{}", jo.page.text());
    assert_eq!(
        jo.page.answer("Upload the plan").as_deref(),
        Some("first.pdf (49 bytes)second.csv (8 bytes)")
    );
    assert_eq!(
        jo.bytes(&link).1,
        pdf("one"),
        "whoever sent it still has it"
    );
    assert_eq!(
        gateway.browser().bytes(&link).0.status,
        404,
        "nobody else has"
    );
    assert_eq!(kept(&gateway).len(), 2);
}

#[test]
fn a_file_that_is_taken_out_is_gone() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .attach("Upload the plan", "b.pdf", &pdf("b"))
        .press("Upload");
    assert_eq!(kept(&gateway).len(), 2);
    let link = jo.page.link("a.pdf").unwrap();
    jo.press("Remove").reads("The plan");
    assert!(jo.page.link("a.pdf").is_none() && jo.page.link("b.pdf").is_some());
    assert_eq!((kept(&gateway).len(), jo.bytes(&link).0.status), (1, 404));
}

#[test]
fn a_file_that_two_drafts_name_stays_until_neither_does() {
    let gateway = gateway();
    let (mut jo, mut ann) = (begun(&gateway), begun(&gateway));
    for browser in [&mut jo, &mut ann] {
        browser
            .attach("Upload the plan", "a.pdf", &pdf("same"))
            .press("Upload");
    }
    assert_eq!(kept(&gateway).len(), 1);
    jo.press("Remove");
    let link = ann.page.link("a.pdf").unwrap();
    assert_eq!(ann.bytes(&link).1, pdf("same"));
    assert_eq!(
        jo.bytes(&link).0.status,
        404,
        "a digest opens nothing for whoever has no such file"
    );
    ann.press("Remove");
    assert_eq!(kept(&gateway).len(), 0);
}

#[test]
fn a_right_file_is_kept_when_another_answer_is_wrong() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .fill("What is it called?", &"x".repeat(21))
        .press("Continue");
    assert_eq!(
        jo.page.summary(),
        ["The name of the plan must be 20 characters or fewer"]
    );
    assert!(jo.page.link("a.pdf").is_some());
    assert_eq!(jo.page.value("What is it called?"), Some("x".repeat(21)));
    jo.fill("What is it called?", "Hall")
        .press("Continue")
        .reads("Upload a letter (optional)");
}

#[test]
fn what_was_typed_stands_when_a_file_is_uploaded_beside_it() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.fill("What is it called?", "Hall")
        .attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Upload");
    assert!(jo.page.summary().is_empty());
    assert_eq!(jo.page.value("What is it called?").as_deref(), Some("Hall"));
    assert!(jo.page.link("a.pdf").is_some());
    jo.fill("What is it called?", "Hall")
        .attach("Upload the plan", "b.exe", b"MZ\0")
        .press("Upload");
    assert_eq!(jo.page.summary(), ["b.exe must be a PDF, CSV or PNG"]);
    assert_eq!(jo.page.value("What is it called?").as_deref(), Some("Hall"));
}

#[test]
fn where_there_may_be_one_file_another_takes_its_place() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.fill("What is it called?", "Hall")
        .attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Continue");
    jo.attach("Upload a letter (optional)", "one.txt", b"One")
        .press("Upload");
    jo.attach("Upload a letter (optional)", "two.txt", b"Two")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(
        jo.page.answer("Upload a letter").as_deref(),
        Some("two.txt (3 bytes)")
    );
    assert_eq!(kept(&gateway).len(), 2);
}

#[test]
fn what_cannot_be_taken_is_told_and_nothing_of_it_is_kept() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    let mut large = pdf("large");
    large.resize(64 * 1024, b' ');
    let one_more = [large.as_slice(), b" "].concat();
    let cases: [(&str, &[u8], &str); 8] = [
        ("a.exe", b"MZ\x90\0", "a.exe must be a PDF, CSV or PNG"),
        (
            "a.pdf.exe",
            &pdf("a"),
            "a_pdf.exe holds a PDF, and its name does not say so. Name it with .pdf at the end, and upload it again",
        ),
        ("a.pdf", b"MZ\x90\0", "a.pdf must be a PDF, CSV or PNG"),
        (
            "a\u{202e}fdp.exe",
            b"MZ\0",
            "afdp.exe must be a PDF, CSV or PNG",
        ),
        (
            "C:\\boot\\a.pdf",
            b"",
            "a.pdf is empty. Choose the file with your answer in it",
        ),
        ("a.pdf", &one_more, "a.pdf must be 64 KB or smaller"),
        (
            "a.pdf",
            b"%PDF-1.7\ntrailer << /Encrypt 3 0 R >>",
            "a.pdf opens with a password only. Save it without the password, and upload it again",
        ),
        ("a.png", b"a,b\n", "a.png must be a PDF, CSV or PNG"),
    ];
    for (name, bytes, says) in cases {
        jo.attach("Upload the plan", name, bytes)
            .fill("What is it called?", "Hall")
            .press("Continue");
        assert_eq!(
            (jo.page.status, jo.page.summary()),
            (422, vec![says.to_owned()]),
            "{name}"
        );
    }
    assert_eq!(kept(&gateway), Vec::<PathBuf>::new());
    jo.attach("Upload the plan", "../../a.pdf", &large)
        .fill("What is it called?", "Hall")
        .press("Continue");
    jo.reads("Upload a letter (optional)").back();
    assert!(jo.page.link("a.pdf").is_some(), "not a byte too many");
}

#[test]
fn more_files_than_there_may_be_are_not_kept() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    for name in ["a", "b", "c"] {
        jo.attach("Upload the plan", &format!("{name}.pdf"), &pdf(name));
    }
    jo.press("Upload");
    assert_eq!(jo.page.summary(), ["You can upload up to 2 files"]);
    assert_eq!(kept(&gateway).len(), 2);
}

#[test]
fn a_missing_file_is_asked_for_and_one_that_is_only_claimed_is_not_there() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.fill("What is it called?", "Hall").press("Continue");
    assert_eq!(jo.page.summary(), ["Upload the plan"]);
    let address = jo.page.address.clone();
    let claimed = [
        ("called".to_owned(), "Hall".to_owned()),
        ("plan".to_owned(), "a.pdf".to_owned()),
    ];
    let answer = jo.post_filled(&address, &claimed);
    assert_eq!(
        (answer.status, answer.summary()),
        (422, vec!["Upload the plan".to_owned()])
    );
}

#[test]
fn more_than_a_page_may_hold_is_refused_with_a_page() {
    let gateway = Gateway::set(sources(), |settings| settings.limits.upload = 100_000);
    let mut jo = begun(&gateway);
    for n in 0..3 {
        let mut file = pdf(&n.to_string());
        file.resize(60_000, b' ');
        jo.attach("Upload the plan", &format!("{n}.pdf"), &file);
    }
    jo.press("Upload");
    assert_eq!(
        (jo.page.status, jo.page.heading().as_str()),
        (413, "Your files are too large")
    );
    assert_eq!(kept(&gateway), Vec::<PathBuf>::new());
}

#[test]
fn what_is_cut_short_leaves_nothing_behind() {
    use std::io::{Read as _, Write as _};
    let gateway = gateway();
    let mut jo = begun(&gateway);
    let cookie: Vec<String> = jo
        .cookies()
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let body = super::browser::in_parts(
        &jo.page.hidden(),
        &[("plan".to_owned(), "a.pdf".to_owned(), pdf("a"))],
    );
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: x\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\ncontent-type: multipart/form-data; boundary={}\r\ncontent-length: {}\r\n\r\n",
        jo.page.address,
        cookie.join("; "),
        super::browser::BOUNDARY,
        body.len()
    );
    let mut line = std::net::TcpStream::connect(gateway.address()).unwrap();
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(&body[..body.len() - 60]).unwrap();
    line.shutdown(std::net::Shutdown::Write).unwrap();
    let mut said = Vec::new();
    let _ = line.read_to_end(&mut said);
    assert_eq!(kept(&gateway), Vec::<PathBuf>::new());
    let address = jo.page.address.clone();
    assert!(jo.open(&address).page.link("a.pdf").is_none());
}

#[test]
fn a_file_without_a_record_is_swept_up_and_one_with_a_record_never() {
    let mut gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Upload");
    let (address, cookies) = (jo.page.address.clone(), jo.cookies());
    let held = kept(&gateway);
    gateway.stop();
    // As a process leaves them that is killed between the file and the record.
    let orphan = |first: char| {
        let digest = first.to_string().repeat(64);
        let path = gateway
            .data()
            .join("files")
            .join(&digest[..2])
            .join(&digest);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "left over").unwrap();
        path
    };
    let (old, young) = (orphan('e'), orphan('f'));
    let half = gateway.data().join("files/incoming/half");
    fs::write(&half, "half").unwrap();
    for path in held.iter().chain([&old, &half]) {
        age(path);
    }
    gateway.restart();
    let begun = std::time::Instant::now();
    while (old.exists() || half.exists()) && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!old.exists() && !half.exists(), "nobody names them");
    assert!(
        young.exists(),
        "it may belong to a page that is just being posted"
    );
    let mut jo = gateway.browser().with(cookies);
    let link = jo.open(&address).page.link("a.pdf").unwrap();
    assert_eq!(jo.bytes(&link).1, pdf("a"));
}

#[test]
fn files_go_with_the_draft_that_nobody_sent() {
    let mut gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Upload");
    let file = kept(&gateway).remove(0);
    age(&file);
    gateway.today("2026-03-30");
    assert!(file.exists(), "28 days");
    gateway.today("2026-03-31");
    let begun = std::time::Instant::now();
    while file.exists() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!file.exists());
}

#[test]
fn whoever_runs_it_gets_the_files_that_were_sent() {
    let gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .attach("Upload the plan", "a.csv", b"a,b\n")
        .fill("What is it called?", "Hall")
        .press("Continue")
        .press("Continue")
        .press("Send");
    let text = jo.page.text();
    let at = text.find("PLAN-").unwrap();
    let reference = &text[at..at + "PLAN-7K3M-92QF".len()];
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().to_str().unwrap();
    let (well, said) = accede(&["submission", reference, "--files", files], gateway.data());
    assert!(well && said.contains("a.pdf"), "{said}");
    assert_eq!(fs::read(folder.path().join("a.pdf")).unwrap(), pdf("a"));
    assert_eq!(fs::read(folder.path().join("a.csv")).unwrap(), b"a,b\n");
}

fn accede(args: &[&str], data: &Path) -> (bool, String) {
    let ran = Command::new(binary())
        .args(args)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    let said = [ran.stdout, ran.stderr].concat();
    (
        ran.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn a_backup_carries_the_files_and_a_check_misses_one_that_is_gone() {
    let mut gateway = gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Upload");
    let (address, cookies) = (jo.page.address.clone(), jo.cookies());
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("kept");
    let (well, said) = accede(&["backup", backup.to_str().unwrap()], gateway.data());
    assert!(
        well && said.contains("kept.files: 1 uploaded files"),
        "{said}"
    );
    let (well, said) = accede(&["check-store"], gateway.data());
    assert!(well && said.contains("files: 1"), "{said}");
    jo.press("Remove");
    assert_eq!(kept(&gateway).len(), 0);
    gateway.stop();
    let (well, said) = accede(
        &["restore", backup.to_str().unwrap(), "--replace"],
        gateway.data(),
    );
    assert!(well && said.contains("1 uploaded files restored"), "{said}");
    gateway.restart();
    let mut jo = gateway.browser().with(cookies);
    let link = jo.open(&address).page.link("a.pdf").unwrap();
    assert_eq!(jo.bytes(&link).1, pdf("a"));
    let file = kept(&gateway).remove(0);
    fs::write(&file, "something else").unwrap();
    let (well, said) = accede(&["check-store"], gateway.data());
    assert!(!well && said.contains("is not what it was"), "{said}");
    fs::remove_file(&file).unwrap();
    let (well, said) = accede(&["check-store"], gateway.data());
    assert!(!well && said.contains("is named and not there"), "{said}");
}
