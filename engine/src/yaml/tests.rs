//! Slips as editors make them: the code, the place, and the words that put it right.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

fn read_all(bytes: &[u8]) -> (Option<Node>, Vec<Diagnostic>, Vec<String>) {
    let sources = Sources::new([("x.yaml".to_owned(), bytes.to_vec())]);
    let (file, source) = sources.iter().next().unwrap();
    let mut problems = Vec::new();
    let node = read(file, &source.bytes, Limits::default(), &mut problems);
    let place = |problem: &Diagnostic| {
        let (line, column) = sources.line_column(problem.primary);
        format!("{} {line}:{column}", problem.code.id)
    };
    let places = problems.iter().map(place).collect();
    (node, problems, places)
}

fn places(text: &str) -> Vec<String> {
    read_all(text.as_bytes()).2
}

/// A text with its slip, what is said of it, and the text after the edit.
const MENDED: &[(&str, &str, &str)] = &[
    (
        "ask: Which one: a or b\nx: y",
        "E0115 1:15",
        "ask: \"Which one: a or b\"\nx: y",
    ),
    (
        "- ask: Which one:\n  x: y",
        "E0115 1:17",
        "- ask: \"Which one:\"\n  x: y",
    ),
    (
        "a: { label: What: x, b: c }",
        "E0115 1:17",
        "a: { label: \"What: x\", b: c }",
    ),
    (
        "ask: Unit #3 of\nx: y",
        "E0116 1:11",
        "ask: \"Unit #3 of\"\nx: y",
    ),
    ("ask: Unit #3\nx: y", "E0116 1:11", "ask: \"Unit #3\"\nx: y"),
    (
        "t: {{ name }} x\nb: c",
        "E0114 1:4",
        "t: \"{{ name }} x\"\nb: c",
    ),
    (
        "t: {{ name }}\nb: c",
        "E0114 1:4",
        "t: \"{{ name }}\"\nb: c",
    ),
    ("t: *Bold* x\nb: c", "E0114 1:4", "t: \"*Bold* x\"\nb: c"),
    ("t: *bold\nb: c", "E0114 1:4", "t: \"*bold\"\nb: c"),
    (
        "t: [Optional] x\nb: c",
        "E0114 1:4",
        "t: \"[Optional] x\"\nb: c",
    ),
    ("t: %x of\nb: c", "E0114 1:4", "t: \"%x of\"\nb: c"),
    ("t: @x of\nb: c", "E0114 1:4", "t: \"@x of\"\nb: c"),
    ("t: > 5 of\nb: c", "E0114 1:4", "t: \"> 5 of\"\nb: c"),
    ("t: !Now or\nb: c", "E0114 1:4", "t: \"!Now or\"\nb: c"),
    ("t: `x` of\nb: c", "E0114 1:4", "t: \"`x` of\"\nb: c"),
    ("t: & Sons\nb: c", "E0114 1:4", "t: \"& Sons\"\nb: c"),
    ("t: - b\nb: c", "E0114 1:4", "t: \"- b\"\nb: c"),
    (
        "a: { label: Yes, we do, yes, days: 3 }",
        "E0117 1:18",
        "a: { label: \"Yes, we do, yes\", days: 3 }",
    ),
    (
        "form: a\ntitle Add a\nx: y",
        "E0118 2:1",
        "form: a\ntitle: Add a\nx: y",
    ),
    ("form a\ntitle: Add a", "E0118 1:1", "form: a\ntitle: Add a"),
    (
        "- a: b\n  show when: c\n- a: d\n  show when e",
        "E0118 4:3",
        "- a: b\n  show when: c\n- a: d\n  show when: e",
    ),
    (
        "form: a\ntitle:Add a\nx: y",
        "E0119 2:6",
        "form: a\ntitle: Add a\nx: y",
    ),
    ("form:a\ntitle: b", "E0119 1:5", "form: a\ntitle: b"),
    (
        "a: { label:Yes, b: c }",
        "E0119 1:11",
        "a: { label: Yes, b: c }",
    ),
    (
        "form: a\n  title: x\ng: y",
        "E0120 2:3",
        "form: a\ntitle: x\ng: y",
    ),
    (
        "f:\n    title: x\n  g: y",
        "E0120 3:3",
        "f:\n    title: x\n    g: y",
    ),
    (
        "q:\n  - a: b\n   c: d",
        "E0120 3:4",
        "q:\n  - a: b\n    c: d",
    ),
    (
        "q:\n  - a: b\n - c: d",
        "E0120 3:2",
        "q:\n  - a: b\n  - c: d",
    ),
    (
        "a: |\n  text\n other\nb: c",
        "E0120 3:2",
        "a: |\n  text\n  other\nb: c",
    ),
    (
        "q:\n  - a\n  -b\n  - c",
        "E0121 3:3",
        "q:\n  - a\n  - b\n  - c",
    ),
    ("q:\n  -a: b\n   c: d", "E0121 2:3", "q:\n  - a: b\n   c: d"),
    ("a: \"one\nb: c", "E0122 1:4", "a: \"one\"\nb: c"),
    (
        "a: \"one\nb: \"c\"\n",
        "E0122 1:4",
        "a: \"one\"\nb: \"c\"\n",
    ),
    ("a: 'don't go'\nb: c", "E0122 1:9", "a: \"don't go\"\nb: c"),
    (
        "a: \"Big\" ones\nb: c",
        "E0122 1:10",
        "a: '\"Big\" ones'\nb: c",
    ),
    (
        "a: \"C:\\files\\x\"\nb: c",
        "E0123 1:13",
        "a: 'C:\\files\\x'\nb: c",
    ),
    ("a: [b, c\nd: e", "E0124 1:4", "a: [b, c]\nd: e"),
    ("a: { b: c\nd: e", "E0124 1:4", "a: { b: c }\nd: e"),
    ("a:\n\tb: c", "E0107 2:1", "a:\n  b: c"),
    ("a:\n  - b: c\n\td: e", "E0107 3:1", "a:\n  - b: c\n  d: e"),
    ("a: b\n\u{feff}c: d", "E0106 2:1", "a: b\nc: d"),
    ("a: b\u{a0}\nc: d", "E0106 1:5", "a: b \nc: d"),
];

#[test]
fn a_slip_is_said_once_with_the_edit_that_mends_it() {
    for (text, said, mended) in MENDED {
        let (_, problems, places) = read_all(text.as_bytes());
        assert_eq!(places, [*said], "{text}");
        let edit = problems.first().and_then(|problem| problem.edit.clone());
        let edit = edit.unwrap_or_else(|| panic!("no edit for {text}"));
        let mut edited = (*text).to_owned();
        edited.replace_range(
            edit.span.start as usize..edit.span.end as usize,
            &edit.replacement,
        );
        assert_eq!(edited, *mended);
    }
}

#[test]
fn what_is_not_allowed_has_words_of_its_own() {
    let cases: &[(&str, &[&str])] = &[
        ("a: &x b\nc: *x", &["E0110 2:4"]),
        ("a: &x b\nc: d", &["E0109 1:4"]),
        ("a: &x {b: c}\nd:\n  <<: *x", &["E0111 3:3"]),
        ("a: !!str b", &["E0112 1:4"]),
        ("a: b\n---\nc: d", &["E0113 2:1"]),
        ("a: b\n...\nc: d", &["E0113 3:1"]),
        ("%YAML 1.2\n---\na: b", &["E0114 1:1"]),
        ("a: b\nc: d\na: e\n\"a\": f", &["E0108 3:1", "E0108 4:1"]),
        ("", &["E0105 1:1"]),
        ("# nothing\n", &["E0105 1:1"]),
        ("[a, b]: c", &["E0125 1:1"]),
        ("? a\n: b", &["E0125 1:1"]),
        (": b", &["E0125 1:1"]),
        ("a:\tb", &["E0107 1:3"]),
        ("a: b\u{0}c", &["E0106 1:5"]),
        ("q: text\n  - a", &["E0120 2:3"]),
        ("q: text\n- a", &["E0120 2:1"]),
        ("q:\n  -a\n  -b", &["E0121 2:3"]),
        ("a: { label: Unit #3, b: c }\nx: y", &["E0116 1:18"]),
        ("a: [b }", &["E0124 1:4"]),
        ("just a text", &["E0118 1:1"]),
        ("a: b\n... and so on", &["E0126 2:5"]),
        ("a: [*b, c]", &["E0114 1:5"]),
        ("a: [{{ b }}, c]", &["E0114 1:5"]),
        ("a: { b: !c d }", &["E0114 1:9"]),
    ];
    for (text, said) in cases {
        assert_eq!(places(text), *said, "{text}");
    }
}

#[test]
fn reading_goes_on_after_what_can_be_left_out() {
    let text = "a: b\na: c\nd: !!str e\nf: { g: h, i }\nf: j";
    let (node, _, places) = read_all(text.as_bytes());
    assert_eq!(
        places,
        ["E0108 2:1", "E0112 3:4", "E0117 4:12", "E0108 5:1"]
    );
    let node = node.unwrap();
    let keys: Vec<&str> = node
        .map()
        .unwrap()
        .iter()
        .map(|entry| entry.key.as_str())
        .collect();
    assert_eq!(keys, ["a", "d", "f"]);
    assert_eq!(node.get("a").and_then(Node::text), Some("b"));
}

#[test]
fn a_comment_that_nobody_could_take_for_text_is_one() {
    for text in [
        "type: date # when they start",
        "at most: 80 characters  # as on the card",
        "ask: \"When?\" # ask",
        "a: b\n# c",
    ] {
        assert_eq!(places(text), [""; 0], "{text}");
    }
}

#[test]
fn scalars_stay_the_text_they_are() {
    let text = "\u{feff}a: NO\nb: 0123\nc: 1.10\nd: ~\ne:\nf: 'it''s'\ng: |\n  one\n  two\nh: http://x.y\ni: b: c"
        .replace(": b: c", ": b:c");
    let outline = outline(text.as_bytes()).unwrap();
    let expected = serde_json::json!({
        "a": "NO", "b": "0123", "c": "1.10", "d": "~", "e": null, "f": "it's", "g": "one\ntwo\n", "h": "http://x.y", "i": "b:c"
    });
    assert_eq!(outline, expected);
}

#[test]
fn every_value_knows_where_it_stands() {
    let text = "a: 'one'\nb:\n  - x\n  - { y: z }\nc: |\n  two\n";
    let (node, ..) = read_all(text.as_bytes());
    let node = node.unwrap();
    let source = |node: &Node| text[node.span.start as usize..node.span.end as usize].to_owned();
    let a = node.get("a").unwrap();
    assert_eq!(source(a), "'one'");
    let list = node.get("b").unwrap();
    assert_eq!(source(list), "- x\n  - { y: z }");
    assert_eq!(source(&list.list().unwrap()[1]), "{ y: z }");
    assert_eq!(source(node.get("c").unwrap()), "two");
}

#[test]
fn another_encoding_is_named() {
    let (node, problems, places) = read_all(b"ask: caf\xe9\n");
    assert!(node.is_none() && problems[0].message.contains("`ask: caf`"));
    assert_eq!(places, ["E0101 1:9"]);
    let (_, problems, _) = read_all(b"\xff\xfea\0:\0");
    assert!(problems[0].message.contains("UTF-16"));
}

fn bomb() -> String {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..20 {
        let before = format!("*a{}", n - 1);
        bomb.push_str(&format!(
            "a{n}: &a{n} [{}]\n",
            [before.as_str(); 9].join(", ")
        ));
    }
    bomb
}

#[test]
fn a_bomb_is_refused() {
    let nested = "[".repeat(10_000) + &"]".repeat(10_000);
    let braces = "{a: ".repeat(10_000) + &"}".repeat(10_000);
    let steps: String = (0..1_000).map(|n| " ".repeat(n) + "a:\n").collect();
    let huge = "a: b # c\n".repeat(5_500_000);
    let wide = "- a\n".repeat(60_000);
    let doubles: String = (0..30_000).map(|_| "a: b\n").collect();
    let cases = [
        (bomb(), "E0110"),
        (nested, "E0104"),
        (braces, "E0104"),
        (steps, "E0104"),
        (huge, "E0102"),
        (wide, "E0103"),
        (doubles, "E0108"),
    ];
    for (text, code) in cases {
        // How long it takes is the bench `bombs`; one that went off would never end.
        let (node, problems, _) = read_all(text.as_bytes());
        assert!(node.is_none(), "{code}");
        assert!(
            problems.len() <= 50 && problems.iter().any(|problem| problem.code.id == code),
            "{code}"
        );
    }
}

#[test]
fn any_text_is_read_or_refused_with_a_reason() {
    let whole = "form: a\nsections:\n  - section: b # c\n    show when: \"x\\ty\"\n    pages: [{ page: 'd', e: {f} }, !g *h]\n    t: |\n      é\n  -i\n\tj";
    let pieces = [
        "", "\"", "'", ": ", "\n  ", "- ", "\t", "{", "]", " #", "&a ", "*a", "! ", "\u{a0}", "? ",
        "|", "%", "\\",
    ];
    for (at, _) in whole.char_indices() {
        for piece in pieces {
            let text = [&whole[..at], piece, &whole[at..]].concat();
            for text in [text.as_str(), &text[..at + piece.len()]] {
                let (node, problems, _) = read_all(text.as_bytes());
                assert!(node.is_some() || !problems.is_empty(), "{text:?}");
                for problem in problems {
                    assert!(
                        problem.primary.end as usize <= text.len()
                            && problem.primary.start <= problem.primary.end,
                        "{text:?}"
                    );
                    let edit = problem
                        .edit
                        .map(|edit| edit.span.start as usize..edit.span.end as usize);
                    assert!(edit.is_none_or(|edit| text.get(edit).is_some()), "{text:?}");
                }
            }
        }
    }
}
