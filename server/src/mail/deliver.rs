//! Handing a letter over: to a mail server, or into a folder.

use super::{Letter, Mailroom, Undelivered};
use crate::settings::{Security, Settings, Smtp};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters, TlsParametersBuilder};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// Replies to one address or one letter that no later try changes (RFC 5321, 4.2.3); what is said about signing in is for the
/// operator to mend, so such a letter waits.
const FOR_GOOD: [u16; 5] = [550, 551, 552, 553, 554];

/// Where letters are handed over.
pub(crate) struct Post {
    from: Mailbox,
    host: String,
    way: Way,
}

enum Way {
    Folder(PathBuf),
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
}

impl Post {
    /// By the settings: the mail server, or the folder `mail` in the data folder.
    ///
    /// # Errors
    /// What is wrong with the settings, or with the folder, in a sentence.
    pub(crate) fn open(settings: &Settings, base: &str, service: &str) -> Result<Self, String> {
        let host = host_of(base);
        let from = match &settings.from {
            Some(from) => from.parse().map_err(|_| {
                format!("`smtp.from` is a sender, like Forms <forms@example.org>; it says `{from}`")
            })?,
            None => sender(service, &host)?,
        };
        let way = match &settings.smtp {
            Some(smtp) => Way::Smtp(Box::new(transport(smtp)?)),
            None => {
                let folder = settings.data.join("mail");
                std::fs::create_dir_all(&folder).map_err(|error| {
                    format!("the folder {} cannot be made: {error}", folder.display())
                })?;
                Way::Folder(folder)
            }
        };
        Ok(Self { from, host, way })
    }

    /// Hands a letter over. Whoever gets it twice, since an answer was lost, can tell by its id.
    pub(crate) async fn deliver(
        &self,
        id: &str,
        letter: &Letter,
        room: &Mailroom,
    ) -> Result<(), Undelivered> {
        let message = self.message(id, letter, room)?;
        match &self.way {
            Way::Folder(folder) => {
                let name = format!("{}-{id}.eml", letter.written.day());
                let (folder, bytes) = (folder.clone(), message.formatted());
                let written =
                    tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
                let written = written
                    .map_err(io::Error::other)
                    .and_then(|written| written);
                written.map_err(|error| Undelivered::Later(error.to_string()))
            }
            Way::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                Err(error) => Err(refused(&error)),
            },
        }
    }

    fn message(&self, id: &str, letter: &Letter, room: &Mailroom) -> Result<Message, Undelivered> {
        let never = |error: &dyn std::fmt::Display| Undelivered::Never(error.to_string());
        let to: Mailbox = letter.to.parse().map_err(|error| never(&error))?;
        let plain = SinglePart::plain(room.filled(&letter.text, letter));
        let html = SinglePart::html(room.filled(&letter.html, letter));
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .date(letter.written.system_time())
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .multipart(MultiPart::alternative().singlepart(plain).singlepart(html))
            .map_err(|error| never(&error))?;
        // Programs that answer by themselves leave it alone (RFC 3834).
        let header = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        message.headers_mut().insert_raw(header);
        Ok(message)
    }
}

/// `https://forms.example.org:8443` is on `forms.example.org`.
fn host_of(base: &str) -> String {
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => host,
    };
    let bare = host.trim_matches(['[', ']']);
    if bare.parse::<std::net::IpAddr>().is_ok() {
        return "localhost".to_owned();
    }
    host.to_owned()
}

fn sender(service: &str, host: &str) -> Result<Mailbox, String> {
    let address = format!("no-reply@{host}");
    let address = address
        .parse()
        .map_err(|_| format!("no mail can come from {address}; set `smtp.from`"))?;
    Ok(Mailbox::new(Some(service.to_owned()), address))
}

fn transport(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    type Server = AsyncSmtpTransport<Tokio1Executor>;
    let unusable = |error: Error| format!("the mail server {} cannot be used: {error}", smtp.host);
    let tls = match smtp.security {
        Security::StartTls => Tls::Required(parameters(smtp)?.build().map_err(unusable)?),
        Security::Tls => Tls::Wrapper(parameters(smtp)?.build().map_err(unusable)?),
        Security::None => Tls::None,
    };
    let builder = Server::builder_dangerous(&smtp.host);
    let builder = builder.port(smtp.port).tls(tls).timeout(Some(PATIENCE));
    let builder = match (&smtp.user, &smtp.password) {
        (Some(user), password) => builder.credentials(Credentials::new(
            user.clone(),
            password.clone().unwrap_or_default(),
        )),
        (None, _) => builder,
    };
    Ok(builder.build())
}

/// Whom to trust: whom this machine trusts, and the certificates that the operator names.
fn parameters(smtp: &Smtp) -> Result<TlsParametersBuilder, String> {
    let mut builder = TlsParameters::builder(smtp.host.clone());
    if let Some(file) = &smtp.certificates {
        let unreadable = |cause: &dyn std::fmt::Display| {
            format!(
                "`smtp.certificates`: {} cannot be used: {cause}",
                file.display()
            )
        };
        let pem = std::fs::read(file).map_err(|cause| unreadable(&cause))?;
        let certificate = Certificate::from_pem(&pem).map_err(|cause| unreadable(&cause))?;
        builder = builder.add_root_certificate(certificate);
    }
    Ok(builder)
}

fn refused(error: &Error) -> Undelivered {
    let code = error.status().map(u16::from);
    let said = error.to_string();
    match code {
        Some(code) if FOR_GOOD.contains(&code) => Undelivered::Never(said),
        _ => Undelivered::Later(said),
    }
}

/// Writes a file whole or not at all: under another name, to the disk, then into its place.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let (new, path) = (folder.join(format!(".{name}.new")), folder.join(name));
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&new, &path)?;
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn mail_comes_from_the_host_of_the_base_address() {
        assert_eq!(host_of("https://forms.example.org"), "forms.example.org");
        assert_eq!(
            host_of("http://forms.example.org:8080"),
            "forms.example.org"
        );
        assert_eq!(host_of("http://127.0.0.1:8080"), "localhost");
        assert_eq!(host_of("http://[::1]:8080"), "localhost");
    }
}
