//! A section that repeats, filled from a table: all of it or nothing, and nothing is replaced that nobody gave away.

use super::{Browser, Gateway};
use engine::Sources;
use flate2::Crc;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

const SERVICE: &str = "service: hall\nname: The hall\noperator: The village\nzone: Europe/London\n";

const FORM: &str = r#"form: seats
title: Seats
started by: anyone
reference: SEA
sections:
  - section: halls
    repeat: { each: hall, from: 1, to: 50, item title: "{{ hall_name }}", or upload: [CSV, XLSX] }
    pages:
      - page: hall
        title: The hall
        questions:
          - { question: hall_name, type: text, ask: What is it called?, called: name of the hall }
          - { question: capacity, type: whole number, ask: How many seats?, called: capacity }
      - page: opened
        questions:
          - { question: opened_on, type: date, ask: Since when?, called: opening day, optional: true }
"#;

pub(super) const HEAD: &str = "Name of the hall,Capacity,Opening day\r\n";

const TO_MEND: &str = "Download the rows that have to be mended (CSV)";

pub(super) fn gateway() -> Gateway {
    gateway_of(FORM)
}

fn gateway_of(form: &str) -> Gateway {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let files = [
        file("forms/service.yaml", SERVICE),
        file("forms/seats.form.yaml", form),
    ];
    Gateway::on(Sources::new(files), "2026-03-02")
}

/// On the page that takes the file.
pub(super) fn uploading(gateway: &Gateway) -> Browser<'_> {
    let mut jo = gateway.browser();
    jo.open("/forms/seats")
        .press("Start now")
        .reads("You have not added any halls");
    jo.follow("Upload all of them from a file")
        .reads("Upload your halls from a file");
    jo
}

fn upload(jo: &mut Browser<'_>, name: &str, bytes: &[u8]) {
    jo.attach("Choose the file", name, bytes).press("Upload");
}

#[test]
fn a_table_fills_the_section_after_a_yes() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    upload(
        &mut jo,
        "halls.csv",
        format!("{HEAD}Great hall,1200,2020-02-03\r\nAttic,7,\r\n").as_bytes(),
    );
    jo.reads("Use the 2 halls in halls.csv?")
        .press("Use the 2 halls")
        .reads("You have added 2 halls");
    assert!(!jo.page.text().contains("Incomplete"), "{}", jo.page.text());
    jo.press("Continue").reads("Check your answers");
    let answers = jo.page.answers();
    let pair = |ask: &str, answer: &str| (ask.to_owned(), answer.to_owned());
    assert_eq!(answers[1], pair("How many seats?", "1,200"));
    assert_eq!(answers[2], pair("Since when?", "3 February 2020"));
    assert_eq!(answers[3], pair("What is it called?", "Attic"));
    jo.press("Send");
    assert!(jo.page.text().contains("SEA-"), "{}", jo.page.text());
}

#[test]
fn what_is_there_stays_until_somebody_says_that_it_may_go() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    upload(&mut jo, "one.csv", format!("{HEAD}First,1,\r\n").as_bytes());
    jo.press("Use the 1 hall").reads("You have added 1 hall");
    jo.follow("Upload all of them from a file");
    upload(
        &mut jo,
        "two.csv",
        format!("{HEAD}Second,2,\r\nThird,3,\r\n").as_bytes(),
    );
    assert!(
        jo.page
            .text()
            .contains("They take the place of the 1 hall that you have added"),
        "{}",
        jo.page.text()
    );
    let question = jo.page.address.clone();
    jo.follow("Keep what is there")
        .reads("You have added 1 hall");
    assert!(jo.page.text().contains("First"));
    jo.open(&question)
        .press("Use the 2 halls")
        .reads("You have added 2 halls");
    assert!(!jo.page.text().contains("First") && jo.page.text().contains("Second"));
    jo.open(&question).reads("Upload your halls from a file");
}

#[test]
fn the_template_is_a_table_that_can_be_filled_in() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    let link = jo.page.link("Download the template (CSV)").unwrap();
    let (page, bytes) = jo.bytes(&link);
    assert_eq!(
        page.headers["content-disposition"],
        "attachment; filename*=UTF-8''halls%2Ecsv"
    );
    assert_eq!(
        String::from_utf8(bytes.clone()).unwrap(),
        format!("\u{feff}{HEAD}")
    );
    upload(
        &mut jo,
        "halls.csv",
        &[bytes.as_slice(), b"A,1,\r\n"].concat(),
    );
    jo.reads("Use the 1 hall in halls.csv?");
}

#[test]
fn what_is_wrong_is_said_by_row_and_column_and_nothing_is_taken() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    let address = jo.page.address.clone();
    upload(
        &mut jo,
        "halls.csv",
        format!("{HEAD}A,many,\r\nB,2,\r\n,3,31/2/2020\r\n").as_bytes(),
    );
    assert_eq!(
        (jo.page.status, jo.page.summary()),
        (
            422,
            vec![
                "Row 2, Capacity: the capacity must be a whole number, like 15".to_owned(),
                "Row 4, Name of the hall: enter the name of the hall".to_owned(),
                "Row 4, Opening day: the opening day must be a real date, like 23 11 2026"
                    .to_owned(),
            ]
        )
    );
    jo.open(&address.replace("upload", "replace"))
        .reads("Upload your halls from a file");
    jo.open(&address.replace("upload", "items"))
        .reads("You have not added any halls");
}

#[test]
fn rows_at_fault_are_downloaded_mended_and_uploaded_again() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    assert_eq!(jo.page.link(TO_MEND), None, "nothing was refused yet");
    let to_mend = jo.page.address.replace("upload", "to-mend.csv");
    assert_eq!(jo.bytes(&to_mend).0.status, 404);
    let rows = "\"=1+1, or so\",many,\r\nRight,2,\r\n@home,-x,31/2/2020\r\n";
    upload(&mut jo, "halls.csv", format!("{HEAD}{rows}").as_bytes());
    let link = jo.page.link(TO_MEND).unwrap();
    let (page, bytes) = jo.bytes(&link);
    assert_eq!(
        page.headers["content-disposition"],
        "attachment; filename*=UTF-8''halls%20to%20mend%2Ecsv"
    );
    assert_eq!(page.headers["cache-control"], "no-store");
    let given = String::from_utf8(bytes).unwrap();
    let wrong = "Capacity: the capacity must be a whole number, like 15";
    assert_eq!(
        given,
        format!(
            "\u{feff}{},What is wrong with this row\r\n\"'=1+1, or so\",many,,\"{wrong}\"\r\n'@home,'-x,31/2/2020,\"{wrong}; \
             Opening day: the opening day must be a real date, like 23 11 2026\"\r\n",
            HEAD.trim_end()
        )
    );
    let mut sam = gateway.browser();
    assert_eq!(sam.bytes(&link).0.status, 404, "it is nobody else's");
    let mended = given.replace("many", "1").replace("'-x,31/2", "3,1/2");
    upload(&mut jo, "mended.csv", mended.as_bytes());
    jo.reads("Use the 2 halls in mended.csv?");
    assert_eq!(jo.bytes(&link).0.status, 404, "nothing is left to mend");
    jo.press("Use the 2 halls")
        .press("Continue")
        .reads("Check your answers");
    let answers = jo.page.answers();
    let halls = answers
        .iter()
        .filter(|(ask, _)| ask == "What is it called?");
    let halls: Vec<&str> = halls.map(|(_, hall)| hall.as_str()).collect();
    assert_eq!(halls, ["=1+1, or so", "@home"]);
}

#[test]
fn what_is_no_table_is_told_so() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    jo.press("Upload");
    assert_eq!(jo.page.summary(), ["Choose a file with your halls"]);
    let many = format!("{HEAD}{}", "A,1,\r\n".repeat(51));
    let cases: [(&str, &[u8], &str); 5] = [
        (
            "halls.pdf",
            b"%PDF-1.7\n",
            "halls.pdf must be a CSV or XLSX",
        ),
        ("halls.csv", b"MZ\0\0", "halls.csv must be a CSV or XLSX"),
        (
            "halls.csv",
            b"",
            "halls.csv is empty. Choose the file with your answer in it",
        ),
        (
            "halls.csv",
            b"Name,Capacity\r\nA,1\r\n",
            "The column \u{201c}Name\u{201d} is not one that is asked for. Delete it, or use the headings of the template",
        ),
        (
            "halls.csv",
            many.as_bytes(),
            "The file has more than 50 rows. Split it, or leave out what is not needed",
        ),
    ];
    for (name, bytes, says) in cases {
        upload(&mut jo, name, bytes);
        assert_eq!(
            jo.page.summary().first().map(String::as_str),
            Some(says),
            "{name}"
        );
    }
}

#[test]
fn thousands_of_rows_go_the_whole_way() {
    let gateway = gateway_of(&FORM.replace("to: 50", "to: 3000"));
    let mut jo = uploading(&gateway);
    let rows: String = (0..3000).map(|n| format!("Hall {n},{n},\r\n")).collect();
    upload(&mut jo, "halls.csv", format!("{HEAD}{rows}").as_bytes());
    jo.press("Use the 3000 halls")
        .reads("You have added 3000 halls");
    jo.press("Continue")
        .reads("Check your answers")
        .press("Send");
    assert_eq!(jo.page.answers().len(), 9000);
}

#[test]
fn a_formula_is_text_and_stays_it() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    upload(
        &mut jo,
        "halls.csv",
        format!("{HEAD}=1+1,1,\r\n").as_bytes(),
    );
    jo.press("Use the 1 hall")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(
        jo.page.answer("What is it called?").as_deref(),
        Some("=1+1")
    );
}

/// A packed folder with these files.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut all, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let from = u32::try_from(all.len()).unwrap();
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        head.extend(crc.sum().to_le_bytes());
        head.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        head.extend(u32::try_from(bytes.len()).unwrap().to_le_bytes());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        all.extend(b"PK\x03\x04");
        all.extend(&head);
        all.extend(name.bytes());
        all.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(from.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (from, size) = (
        u32::try_from(all.len()).unwrap(),
        u32::try_from(directory.len()).unwrap(),
    );
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    all.extend(directory);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend(count);
    all.extend(count);
    all.extend(size.to_le_bytes());
    all.extend(from.to_le_bytes());
    all.extend([0, 0]);
    all
}

/// A workbook whose first sheet has these rows; a style of its own makes the last column days.
fn workbook(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let root = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Halls\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let related = format!(
        "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

const BOOK: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Name of the hall</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Capacity</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Opening day</t></is></c></row>\
<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Great hall</t></is></c><c r=\"B2\"><f>600*2</f><v>1200</v></c><c r=\"C2\" s=\"1\"><v>43864</v></c></row>";

#[test]
fn a_workbook_is_read_as_it_shows_itself() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    upload(&mut jo, "halls.xlsx", &workbook(BOOK));
    assert_eq!(jo.page.summary(), Vec::<String>::new());
    jo.reads("Use the 1 hall in halls.xlsx?")
        .press("Use the 1 hall")
        .press("Continue");
    assert_eq!(jo.page.answer("How many seats?").as_deref(), Some("1,200"));
    assert_eq!(
        jo.page.answer("Since when?").as_deref(),
        Some("3 February 2020")
    );
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_is_read() {
    let gateway = gateway();
    let mut jo = uploading(&gateway);
    let swollen = format!("{BOOK}{}", " ".repeat(80 * 1024 * 1024));
    let file = workbook(&swollen);
    assert!(file.len() < 1024 * 1024, "{}", file.len());
    upload(&mut jo, "halls.xlsx", &file);
    assert_eq!(
        jo.page.summary(),
        ["The file holds more than can be taken. Upload the sheet with your rows alone"]
    );
}
