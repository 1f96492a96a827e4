//! Hugo (Debian's package `hugo`) with the same notes: a layout with the same parts as ours, a map of the site and news. It does
//! not follow links, which is to its advantage.

use super::{Cost, count, put, run, told};
use std::fs;
use std::path::Path;
use std::process::Command;

const SETTINGS: &str = "baseURL = \"https://www.example.org/library/\"\ntitle = \"The library\"\nlanguageCode = \"en-gb\"\n\
    disableKinds = [\"taxonomy\", \"term\"]\nrelativeURLs = true\nuglyURLs = true\nenableRobotsTXT = false\n\
    [markup.tableOfContents]\nstartLevel = 2\nendLevel = 2\n[services.rss]\nlimit = 100\n";

const BASE: &str = "<!DOCTYPE html>\n<html lang=\"en\" class=\"govuk-template\">\n<head>\n<meta charset=\"utf-8\">\n\
    <title>{{ .Title }} - {{ .Site.Title }}</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <link rel=\"stylesheet\" href=\"/site.css\">\n{{ range .AlternativeOutputFormats }}<link rel=\"{{ .Rel }}\" \
    type=\"{{ .MediaType.Type }}\" href=\"{{ .RelPermalink }}\">{{ end }}\n</head>\n<body>\n<a href=\"#main\">Skip to main content</a>\n\
    <header><a href=\"{{ \"/\" | relURL }}\">{{ .Site.Title }}</a><nav><ul><li><a href=\"{{ \"/\" | relURL }}\">Start</a></li></ul></nav></header>\n\
    <nav><ol>{{ range .Ancestors.Reverse }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ol></nav>\n\
    <main id=\"main\">{{ block \"main\" . }}{{ end }}</main>\n<footer>The library</footer>\n</body>\n</html>\n";

const SINGLE: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n<nav>{{ .TableOfContents }}</nav>\n{{ .Content }}\n<nav>\
    {{ with .PrevInSection }}<a rel=\"prev\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
    {{ with .NextInSection }}<a rel=\"next\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>{{ end }}\n";

const LIST: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n{{ .Content }}\n<ul>{{ range .Pages }}\
    <li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n";

/// Builds everything once, after one time that is not counted; nothing where there is no Hugo.
pub(crate) fn whole(folder: &Path, notes: &[(String, String)]) -> Option<Cost> {
    let version = Command::new("hugo").arg("version").output();
    let Ok(version) = version else {
        println!("hugo: skipped, it is not installed (Debian's package `hugo`)");
        return None;
    };
    print!("{}", String::from_utf8_lossy(&version.stdout));
    put(&folder.join("config.toml"), SETTINGS);
    put(&folder.join("layouts/_default/baseof.html"), BASE);
    put(&folder.join("layouts/_default/single.html"), SINGLE);
    put(&folder.join("layouts/_default/list.html"), LIST);
    put(&folder.join("static/site.css"), "body { margin: 0 }\n");
    for (path, text) in notes {
        let (number, part) = path
            .split_once("note-")
            .map_or(("", ""), |(part, number)| (number, part));
        let number = number.trim_end_matches(".md");
        let text = text.replacen("published:", &format!("title: Note {number}\ndate:"), 1);
        let text = text.replacen(&format!("# Note {number}\n\n"), "", 1);
        put(&folder.join("content").join(path), &text);
        put(
            &folder.join("content").join(part).join("_index.md"),
            &format!("---\ntitle: {part}\n---\n"),
        );
    }
    let out = folder.join("public");
    let cost = run(Command::new("hugo").arg("--quiet").current_dir(folder));
    let pages = count(&out);
    assert!(pages >= notes.len(), "{pages} pages");
    let _ = fs::remove_dir_all(out);
    Some(told("hugo", &[cost]))
}
