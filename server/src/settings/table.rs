//! Every setting: its name, what it is for, and what it is when nobody says.

/// A setting that may be written.
#[derive(Debug)]
pub(crate) struct Known {
    /// As in the file, `smtp.host`; the variable is `ACCEDE_SMTP_HOST`.
    pub(crate) name: &'static str,
    /// One sentence for the operator.
    pub(crate) about: &'static str,
    /// What it is when nobody says; none when it is then not set.
    pub(crate) default: Option<&'static str>,
    /// Whether it may only come from a variable or a file of its own, and is never shown.
    pub(crate) secret: bool,
}

impl Known {
    /// The variable that sets it.
    pub(crate) fn variable(&self) -> String {
        format!("ACCEDE_{}", self.name.replace('.', "_").to_uppercase())
    }
}

const fn set(name: &'static str, default: &'static str, about: &'static str) -> Known {
    Known {
        name,
        about,
        default: Some(default),
        secret: false,
    }
}

const fn open(name: &'static str, about: &'static str) -> Known {
    Known {
        name,
        about,
        default: None,
        secret: false,
    }
}

const fn secret(name: &'static str, about: &'static str) -> Known {
    Known {
        name,
        about,
        default: None,
        secret: true,
    }
}

/// All of them, in the order in which they are printed.
pub(crate) static KNOWN: [Known; 28] = [
    set(
        "listen",
        "127.0.0.1:8080",
        "The address and port to listen on.",
    ),
    open(
        "base_address",
        "How people reach the service, like https://forms.example.org; links in mail begin with it.",
    ),
    set(
        "data",
        "accede-data",
        "The folder for the store, the mail and the socket.",
    ),
    open(
        "content",
        "The folder that holds `forms` and `guidance`; when not set, this folder if it holds both, else the built-in content.",
    ),
    set(
        "trusted_proxies",
        "",
        "Addresses or networks of proxies whose forwarding headers are believed, like 10.0.0.0/8.",
    ),
    open(
        "smtp.host",
        "The mail server; when not set, mail is written to the folder `mail` in the data folder.",
    ),
    set("smtp.port", "587", "Its port."),
    set(
        "smtp.security",
        "starttls",
        "How the connection is kept private: starttls, tls, or none for a server on this machine.",
    ),
    open("smtp.user", "The name to sign in with."),
    secret("smtp.password", "The password to sign in with."),
    open(
        "smtp.certificates",
        "A file of certificates (PEM) that are trusted beside those of this machine, for a mail server of your own.",
    ),
    open(
        "smtp.from",
        "The sender of all mail, like Forms <forms@example.org>.",
    ),
    open(
        "scanner",
        "The virus scanner (clamd) that looks through uploaded files, like 127.0.0.1:3310 or unix:/run/clamav/clamd.ctl; when not set, nobody does.",
    ),
    set(
        "limits.connections",
        "20000",
        "The most connections at once.",
    ),
    set(
        "limits.connections_per_client",
        "200",
        "The most connections at once from one client address.",
    ),
    set(
        "limits.header_kilobytes",
        "16",
        "The most that the headers of a request may hold.",
    ),
    set(
        "limits.body_kilobytes",
        "4096",
        "The most that a posted page may hold.",
    ),
    set(
        "limits.upload_megabytes",
        "100",
        "The most that a posted page may hold with all of its files.",
    ),
    set(
        "limits.header_seconds",
        "10",
        "How long a client may take over the headers of a request.",
    ),
    set(
        "limits.body_seconds",
        "30",
        "How long a client may take over the body of a request.",
    ),
    set(
        "limits.upload_seconds",
        "300",
        "The same for a page with files.",
    ),
    set(
        "limits.answer_seconds",
        "30",
        "How long an answer may take to be made, and then to be read.",
    ),
    set(
        "limits.posts_per_minute",
        "120",
        "Pages that one client address may post in a minute.",
    ),
    set(
        "limits.drafts_per_hour",
        "60",
        "Forms that one client address may begin in an hour.",
    ),
    set(
        "limits.links_per_hour",
        "3",
        "Return links that one mail address, or one client address, may ask for in an hour.",
    ),
    set(
        "limits.draft_days",
        "28",
        "Days after which a draft that was not sent is erased.",
    ),
    set(
        "log.level",
        "info",
        "The least that is logged: error, warn, info, or debug, which has a line for each request.",
    ),
    set(
        "log.format",
        "text",
        "How the log is written: text, or json with one object a line.",
    ),
];
