//! Settings as what they mean.

use super::network::Network;
use super::read::Written;
use crate::files::Scanner;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// What is in force.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// How people reach the service, without a slash at the end; the only source of links in mail.
    pub base_address: Option<String>,
    /// The folder that drafts and submissions are kept in.
    pub data: PathBuf,
    /// The folder that content is read from.
    pub content: Option<PathBuf>,
    /// Proxies whose forwarding headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// None: mail goes to a folder.
    pub smtp: Option<Smtp>,
    /// The sender of all mail.
    pub from: Option<String>,
    /// What looks through uploaded files for viruses.
    pub scanner: Option<Scanner>,
    /// How much one client may ask for.
    pub limits: Limits,
    /// What is logged, and how.
    pub log: Log,
}

/// The mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// The name to sign in with.
    pub user: Option<String>,
    /// The password to sign in with.
    pub password: Option<String>,
    /// A file of certificates that are trusted beside those of this machine.
    pub certificates: Option<PathBuf>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{} ({:?}, [secret])",
            self.host, self.port, self.security
        )
    }
}

/// How a connection to the mail server is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// It begins in the open and must turn private (RFC 3207).
    StartTls,
    /// It is private from the start (RFC 8314).
    Tls,
    /// It is not; for a server on this machine.
    None,
}

/// How much one client may ask for.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one client address.
    pub connections_per_client: usize,
    /// Bytes of the headers of a request.
    pub header: usize,
    /// Bytes of a posted page.
    pub body: usize,
    /// Bytes of a posted page with its files.
    pub upload: u64,
    /// How long headers may take to arrive.
    pub header_time: Duration,
    /// How long a posted page may take to arrive.
    pub body_time: Duration,
    /// How long a posted page with files may take to arrive.
    pub upload_time: Duration,
    /// How long an answer may take to be made, and then to be read.
    pub answer_time: Duration,
    /// Pages that one client address may post in a minute.
    pub posts_per_minute: u32,
    /// Forms that one client address may begin in an hour.
    pub drafts_per_hour: u32,
    /// Return links that one mail address, or one client address, may ask for in an hour.
    pub links_per_hour: u32,
    /// Days after which a draft that was not sent is erased.
    pub draft_days: u32,
}

/// What is logged, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// The least that is logged.
    pub level: tracing::Level,
    /// One JSON object a line, for programs that collect logs.
    pub json: bool,
}

/// Reads one setting after another, and remembers what is wrong.
struct Reader<'a> {
    written: &'a Written,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let (_, value) = self.written.get(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    fn wrong(&mut self, name: &str, takes: &str) {
        if let Some((origin, value)) = self.written.get(name) {
            self.problems
                .push(format!("`{name}` is {takes}; {origin} says `{value}`"));
        }
    }

    fn parsed<T: FromStr>(&mut self, name: &str, takes: &str, otherwise: T) -> T {
        match self.text(name).map(|text| text.parse()) {
            Some(Ok(value)) => value,
            _ => {
                self.wrong(name, takes);
                otherwise
            }
        }
    }

    /// A whole number from one on, up to `most`.
    fn count(&mut self, name: &str, most: u32) -> u32 {
        match self.text(name).map(|text| text.parse::<u32>()) {
            Some(Ok(number)) if (1..=most).contains(&number) => number,
            _ => {
                self.wrong(name, &format!("a whole number from 1 to {most}"));
                1
            }
        }
    }

    fn size(&mut self, name: &str, most: u32) -> usize {
        usize::try_from(self.count(name, most)).unwrap_or(usize::MAX)
    }

    fn seconds(&mut self, name: &str) -> Duration {
        Duration::from_secs(self.count(name, 3600).into())
    }

    fn base_address(&mut self) -> Option<String> {
        let written = self.text("base_address")?;
        let address = written.trim_end_matches('/');
        let host = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        let is_host = |host: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
            !host.is_empty() && host.chars().all(plain)
        };
        if host.is_some_and(is_host) {
            return Some(address.to_owned());
        }
        self.wrong(
            "base_address",
            "an address without a path, like https://forms.example.org",
        );
        None
    }

    fn proxies(&mut self) -> Vec<Network> {
        let written = self.text("trusted_proxies").unwrap_or_default();
        let mut networks = Vec::new();
        for text in written
            .split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            match text.parse() {
                Ok(network) => networks.push(network),
                Err(said) => self.problems.push(format!("`trusted_proxies`: {said}")),
            }
        }
        networks
    }

    fn smtp(&mut self) -> Option<Smtp> {
        let port = self.parsed("smtp.port", "a port, like 587", 587);
        let security = match self.text("smtp.security").as_deref() {
            Some("starttls") => Security::StartTls,
            Some("tls") => Security::Tls,
            Some("none") => Security::None,
            _ => {
                self.wrong("smtp.security", "starttls, tls or none");
                Security::StartTls
            }
        };
        let host = self.text("smtp.host")?;
        if self.text("smtp.from").is_none() {
            let said = "`smtp.from` is needed with `smtp.host`: who the mail comes from";
            self.problems.push(said.to_owned());
        }
        Some(Smtp {
            host,
            port,
            security,
            user: self.text("smtp.user"),
            password: self.text("smtp.password"),
            certificates: self.text("smtp.certificates").map(PathBuf::from),
        })
    }

    fn scanner(&mut self) -> Option<Scanner> {
        let found = self.text("scanner")?.parse().ok();
        if found.is_none() {
            self.wrong("scanner", "a host with a port, like 127.0.0.1:3310, or a socket, like unix:/run/clamav/clamd.ctl");
        }
        found
    }

    fn log(&mut self) -> Log {
        let level = match self.text("log.level").as_deref() {
            Some("error") => tracing::Level::ERROR,
            Some("warn") => tracing::Level::WARN,
            Some("info") => tracing::Level::INFO,
            Some("debug") => tracing::Level::DEBUG,
            _ => {
                self.wrong("log.level", "error, warn, info or debug");
                tracing::Level::INFO
            }
        };
        let json = match self.text("log.format").as_deref() {
            Some("text") => false,
            Some("json") => true,
            _ => {
                self.wrong("log.format", "text or json");
                false
            }
        };
        Log { level, json }
    }

    fn limits(&mut self) -> Limits {
        Limits {
            connections: self.size("limits.connections", 1_000_000),
            connections_per_client: self.size("limits.connections_per_client", 1_000_000),
            header: self.size("limits.header_kilobytes", 1024) * 1024,
            body: self.size("limits.body_kilobytes", 1_048_576) * 1024,
            upload: u64::from(self.count("limits.upload_megabytes", 10_000)) * 1024 * 1024,
            header_time: self.seconds("limits.header_seconds"),
            body_time: self.seconds("limits.body_seconds"),
            upload_time: self.seconds("limits.upload_seconds"),
            answer_time: self.seconds("limits.answer_seconds"),
            posts_per_minute: self.count("limits.posts_per_minute", 1_000_000),
            drafts_per_hour: self.count("limits.drafts_per_hour", 1_000_000),
            links_per_hour: self.count("limits.links_per_hour", 1_000_000),
            draft_days: self.count("limits.draft_days", 36_500),
        }
    }
}

impl Settings {
    /// What the written settings mean.
    ///
    /// # Errors
    /// Everything that is wrong with them, a sentence each.
    pub(crate) fn of(written: &Written) -> Result<Self, Vec<String>> {
        let (settings, problems) = Self::taken(written);
        if problems.is_empty() {
            Ok(settings)
        } else {
            Err(problems)
        }
    }

    /// What can be taken from the written settings, and what is wrong with them.
    pub(super) fn taken(written: &Written) -> (Self, Vec<String>) {
        let mut reader = Reader {
            written,
            problems: Vec::new(),
        };
        let here = SocketAddr::from(([127, 0, 0, 1], 8080));
        let settings = Self {
            listen: reader.parsed(
                "listen",
                "an address with a port, like 127.0.0.1:8080",
                here,
            ),
            base_address: reader.base_address(),
            data: PathBuf::from(reader.text("data").unwrap_or_default()),
            content: reader.text("content").map(PathBuf::from),
            trusted_proxies: reader.proxies(),
            smtp: reader.smtp(),
            from: reader.text("smtp.from"),
            scanner: reader.scanner(),
            limits: reader.limits(),
            log: reader.log(),
        };
        (settings, reader.problems)
    }
}

impl Default for Settings {
    /// What is in force when nobody sets anything.
    fn default() -> Self {
        Self::taken(&Written::unset()).0
    }
}
