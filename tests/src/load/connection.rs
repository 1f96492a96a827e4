//! A connection that is kept: as little of HTTP as a bench needs.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A connection.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    kept: Vec<u8>,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The status line and the headers.
    pub head: &'a str,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects.
    #[must_use]
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a server that listens");
        stream.set_nodelay(true).expect("a socket");
        Self {
            stream,
            kept: vec![0; 64 * 1024],
        }
    }

    /// Sends a request and reads the answer.
    pub fn ask(&mut self, request: &[u8]) -> Answer<'_> {
        self.stream.write_all(request).expect("a server that reads");
        let mut read = 0;
        loop {
            let room = self.kept.get_mut(read..).unwrap_or_default();
            let more = self.stream.read(room).expect("an answer");
            assert!(more > 0, "the server hung up");
            read += more;
            let so_far = self.kept.get(..read).unwrap_or_default();
            if let Some((head, whole)) = sizes(so_far) {
                if read >= whole {
                    break answer(self.kept.get(..whole).unwrap_or_default(), head);
                }
                if self.kept.len() < whole {
                    self.kept.resize(whole, 0);
                }
            }
        }
    }
}

/// How long the head is, and head and body together; nothing before the head is there.
fn sizes(bytes: &[u8]) -> Option<(usize, usize)> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(bytes.get(..head)?).ok()?;
    let length = header(text, "content-length").and_then(|length| length.parse().ok());
    Some((head, head + length.unwrap_or(0)))
}

fn answer(bytes: &[u8], head: usize) -> Answer<'_> {
    let (head, body) = bytes.split_at_checked(head).unwrap_or_default();
    let head = std::str::from_utf8(head).unwrap_or_default();
    let status = head.get(9..12).and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or_default(),
        head,
        body,
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(": ")?;
        found.eq_ignore_ascii_case(name).then_some(value)
    })
}

impl Answer<'_> {
    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// Whether a text is in the body.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        let (first, rest) = text.as_bytes().split_first().expect("a text");
        let mut body = self.body;
        while let Some(at) = body.iter().position(|byte| byte == first) {
            body = body.get(at + 1..).unwrap_or_default();
            if body.starts_with(rest) {
                return true;
            }
        }
        false
    }
}
