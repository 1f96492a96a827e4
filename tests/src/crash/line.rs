//! One connection to the program, kept alive; every failure of it is told apart from an answer.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What the form of a page carries besides what somebody fills in.
    pub(crate) fn carried(&self) -> String {
        let pairs = self.hidden().into_iter();
        let pair = |(name, value): (String, String)| format!("{name}={}", encoded(&value));
        pairs.map(pair).collect::<Vec<_>>().join("&")
    }

    /// The same, name by name.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let hidden = self.body.split("<input type=\"hidden\" name=\"").skip(1);
        let field = |rest: &str| {
            let (name, rest) = rest.split_once("\" value=\"")?;
            let (value, _) = rest.split_once('"')?;
            Some((name.to_owned(), value.to_owned()))
        };
        hidden.filter_map(field).collect()
    }

    pub(crate) fn location(&self) -> &str {
        self.header("location")
            .unwrap_or_else(|| panic!("{}: {}", self.status, self.body))
    }
}

/// A connection with the cookie of one visitor.
pub(crate) struct Line {
    stream: BufReader<TcpStream>,
    pub(crate) cookie: String,
}

impl Line {
    pub(crate) fn to(address: &str) -> Result<Self, Error> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            cookie: String::new(),
        })
    }

    pub(crate) fn get(&mut self, path: &str) -> Result<Answer, Error> {
        self.ask("GET", path, &[], "")
    }

    pub(crate) fn post(&mut self, path: &str, body: &str) -> Result<Answer, Error> {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[kind], body)
    }

    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer, Error> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
        if !self.cookie.is_empty() {
            request.push_str(&format!("cookie: {}\r\n", self.cookie));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
        self.stream.get_mut().write_all(request.as_bytes())?;
        let answer = self.answer()?;
        if let Some(cookie) = answer.header("set-cookie") {
            self.cookie = cookie.split(';').next().unwrap_or("").to_owned();
        }
        Ok(answer)
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Reads one answer.
    pub(crate) fn answer(&mut self) -> Result<Answer, Error> {
        let broken = || Error::from(ErrorKind::UnexpectedEof);
        let status = self.text()?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or_else(broken)?;
        let mut headers = Vec::new();
        loop {
            let line = self.text()?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length: usize = length.and_then(|(_, n)| n.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        let body = String::from_utf8(body).map_err(|_| broken())?;
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    fn text(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    /// Where an answer leads; an answer of a server that has too much to do is none.
    fn led(answer: Answer) -> Result<String, Error> {
        if [408, 503, 504].contains(&answer.status) {
            return Err(ErrorKind::TimedOut.into());
        }
        Ok(answer.location().to_owned())
    }

    /// Answers the page at an address, as its form does: with what it carries.
    pub(crate) fn fill(&mut self, page: &str, body: &str) -> Result<Answer, Error> {
        let carried = self.get(page)?.carried();
        self.post(page, &format!("{body}&{carried}"))
    }

    /// Begins a note, gives its address and what it was answered with.
    pub(crate) fn begin(&mut self) -> Result<Answer, Error> {
        self.post("/forms/note", "")
    }

    /// Leaves a note with these words, up to its acknowledgement; gives the address where its reference stands.
    pub(crate) fn leave(&mut self, words: &str) -> Result<String, Error> {
        self.leave_with(words, "")
    }

    /// The same, with an address that a letter goes to.
    pub(crate) fn leave_with(&mut self, words: &str, email: &str) -> Result<String, Error> {
        let draft = Self::led(self.begin()?)?;
        let page = Self::led(self.get(&draft)?)?;
        let body = format!("words={}&email={}", encoded(words), encoded(email));
        let check = Self::led(self.fill(&page, &body)?)?;
        Self::led(self.fill(&check, "")?)
    }
}

/// Percent-encoded, every byte of it.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
