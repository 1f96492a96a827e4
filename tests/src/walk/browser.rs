//! Somebody with a browser: cookies, links, fields by their labels, buttons, and the way back.

use super::{Gateway, Page};
use std::collections::BTreeMap;

/// A browser that shows a page.
#[derive(Clone)]
pub(crate) struct Browser<'a> {
    gateway: &'a Gateway,
    agent: ureq::Agent,
    cookies: BTreeMap<String, String>,
    pub(crate) page: Page,
    typed: BTreeMap<String, Vec<String>>,
    /// The files that were chosen: the field, the name, the bytes.
    chosen: Vec<(String, String, Vec<u8>)>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(gateway: &'a Gateway) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None)
            .build()
            .new_agent();
        Self {
            gateway,
            agent,
            cookies: BTreeMap::new(),
            page: Page::default(),
            typed: BTreeMap::new(),
            chosen: Vec::new(),
        }
    }

    /// What it holds, for another window of the same browser.
    pub(crate) fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.clone()
    }

    /// The same window with these cookies.
    pub(crate) fn with(&self, cookies: BTreeMap<String, String>) -> Self {
        Self {
            cookies,
            ..self.clone()
        }
    }

    /// The bytes at an address, with the headers that they came with.
    pub(crate) fn bytes(&mut self, address: &str) -> (Page, Vec<u8>) {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let request = ureq::http::Request::builder()
            .uri(format!("http://{}{address}", self.gateway.address()))
            .header("cookie", cookies.collect::<Vec<_>>().join("; "));
        let mut response = self.agent.run(request.body(()).unwrap()).unwrap();
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers = response.headers().iter();
        let page = Page {
            status: response.status().as_u16(),
            address: address.to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_string(), text(value)))
                .collect(),
            html: String::new(),
        };
        (page, response.body_mut().read_to_vec().unwrap())
    }

    /// One request, with nothing followed.
    pub(crate) fn request(
        &mut self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Page {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{}{address}", self.gateway.address()));
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = if body.is_empty() && method != "POST" {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            self.agent.run(request.body(body).unwrap()).unwrap()
        };
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (
                name.to_string(),
                value.to_str().unwrap_or_default().to_owned(),
            )
        });
        Page {
            status: response.status().as_u16(),
            address: address.to_owned(),
            headers: headers.collect(),
            html: response.body_mut().read_to_string().unwrap(),
        }
    }

    /// Opens an address, wherever it leads.
    pub(crate) fn open(&mut self, address: &str) -> &mut Self {
        let mut page = self.request("GET", address, &[], b"");
        let mut hops = 0;
        while let Some(next) = page.headers.get("location").filter(|_| page.status == 303) {
            hops += 1;
            assert!(hops < 10, "{address} goes in circles, at last to {next}");
            let next = next.clone();
            page = self.request("GET", &next, &[], b"");
        }
        self.page = page;
        self.forget();
        self
    }

    fn forget(&mut self) {
        self.typed.clear();
        self.chosen.clear();
    }

    /// Follows a link by its words.
    pub(crate) fn follow(&mut self, link: &str) -> &mut Self {
        let Some(href) = self.page.link(link) else {
            panic!("no link `{link}` on: {}", self.page.text())
        };
        let address = href.split('#').next().unwrap_or_default().to_owned();
        self.open(&address)
    }

    /// The page behind this one, as the page itself says.
    pub(crate) fn back(&mut self) -> &mut Self {
        self.follow("Back")
    }

    /// Puts a text into the field with this label.
    pub(crate) fn fill(&mut self, label: &str, text: &str) -> &mut Self {
        let name = self.name_of(label);
        self.typed.insert(name, vec![text.to_owned()]);
        self
    }

    /// Chooses a radio by its label.
    pub(crate) fn choose(&mut self, label: &str) -> &mut Self {
        let (name, value) = self.option(label);
        self.typed.insert(name, vec![value]);
        self
    }

    /// Posts whatever a field of this name would hold, whether or not the page has it.
    pub(crate) fn put(&mut self, name: &str, values: &[&str]) -> &mut Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.typed.insert(name.to_owned(), values);
        self
    }

    /// Presses a button by its words, and goes wherever that leads.
    pub(crate) fn press(&mut self, button: &str) -> &mut Self {
        let answer = self.post(button);
        if answer.status == 303 {
            let next = answer.headers["location"].clone();
            return self.open(&next);
        }
        self.page = answer;
        self.forget();
        self
    }

    /// Presses a button by its words; the answer itself.
    pub(crate) fn post(&mut self, button: &str) -> Page {
        let Some(filled) = self.page.pressed(button, &self.typed) else {
            panic!("no button `{button}` on: {}", self.page.text())
        };
        if !filled.in_parts {
            return self.post_fields(&filled.action, &filled.fields);
        }
        let body = in_parts(&filled.fields, &self.chosen);
        self.post_parts(&filled.action, &body)
    }

    /// Posts a body in parts, as our own pages do.
    pub(crate) fn post_parts(&mut self, address: &str, body: &[u8]) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = [
            ("content-type", kind.as_str()),
            ("sec-fetch-site", "same-origin"),
        ];
        let mut answer = self.request("POST", address, &headers, body);
        answer.address = address.to_owned();
        answer
    }

    /// Chooses a file in the field with this label.
    pub(crate) fn attach(&mut self, label: &str, name: &str, bytes: &[u8]) -> &mut Self {
        let field = self.name_of(label);
        self.attach_to(&field, name, bytes)
    }

    /// Chooses a file in a field of this name.
    pub(crate) fn attach_to(&mut self, field: &str, name: &str, bytes: &[u8]) -> &mut Self {
        let chosen = (field.to_owned(), name.to_owned(), bytes.to_vec());
        self.chosen.push(chosen);
        self
    }

    /// Posts fields to an address, as our own pages do.
    pub(crate) fn post_fields(&mut self, address: &str, fields: &[(String, String)]) -> Page {
        let body = encode(fields);
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        let mut answer = self.request("POST", address, &headers, body.as_bytes());
        answer.address = address.to_owned();
        answer
    }

    /// Opens a page and posts these fields to it, with what its form carries.
    pub(crate) fn post_filled(&mut self, address: &str, fields: &[(String, String)]) -> Page {
        let carried = self.open(address).page.hidden();
        self.post_fields(address, &[fields, &carried].concat())
    }

    /// Asserts which page this is.
    pub(crate) fn reads(&mut self, heading: &str) -> &mut Self {
        assert_eq!(
            self.page.heading(),
            heading,
            "at {}: {}",
            self.page.address,
            self.page.text()
        );
        self
    }

    fn name_of(&self, label: &str) -> String {
        let html = self.page.parsed();
        let Some(field) = self.page.field(&html, label) else {
            panic!("no field `{label}` on: {}", self.page.text())
        };
        field.attr("name").unwrap_or_default().to_owned()
    }

    fn option(&self, label: &str) -> (String, String) {
        let html = self.page.parsed();
        let Some(field) = self.page.field(&html, label) else {
            panic!("no option `{label}` on: {}", self.page.text())
        };
        let attribute = |name| field.attr(name).unwrap_or_default().to_owned();
        (attribute("name"), attribute("value"))
    }
}

/// What parts a body; no file of these tests holds it.
pub(crate) const BOUNDARY: &str = "----a-boundary-of-tests";

/// As browsers send a form with files (RFC 7578).
pub(crate) fn in_parts(
    fields: &[(String, String)],
    files: &[(String, String, Vec<u8>)],
) -> Vec<u8> {
    let quoted = |text: &str| {
        text.replace('"', "%22")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let mut body = Vec::new();
    for (name, value) in fields {
        let name = quoted(name);
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .bytes(),
        );
    }
    for (field, name, bytes) in files {
        let (field, name) = (quoted(field), quoted(name));
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

/// As browsers encode a form.
pub(crate) fn encode(fields: &[(String, String)]) -> String {
    let text = |text: &str| -> String {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._*".contains(&b);
        let byte = |b: u8| match b {
            b' ' => "+".to_owned(),
            b if plain(b) => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", text(name), text(value)));
    pairs.collect::<Vec<_>>().join("&")
}
