//! A scanner for viruses: clamd, over TCP or a socket, with its INSTREAM command.

use std::fmt;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

/// Bytes that are sent at a time.
const PIECE: usize = 64 * 1024;
/// The longest answer.
const LONGEST: u64 = 4096;
/// How long a scan may take. Whoever uploaded the file waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where a scanner listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// `127.0.0.1:3310`, `scanner.example.org:3310`.
    Tcp(String),
    /// `unix:/run/clamav/clamd.ctl`.
    Socket(PathBuf),
}

/// What it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A virus of this name.
    Virus(String),
    /// It could not be asked, or could not tell.
    Unknown(String),
}

impl FromStr for Scanner {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(path) = text.strip_prefix("unix:") {
            return (!path.is_empty())
                .then(|| Self::Socket(path.into()))
                .ok_or(());
        }
        let (host, port) = text.rsplit_once(':').ok_or(())?;
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        (!host.is_empty() && is_port)
            .then(|| Self::Tcp(text.to_owned()))
            .ok_or(())
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => f.write_str(address),
            Self::Socket(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl Scanner {
    /// Looks through a file.
    pub(crate) async fn scan(&self, path: &Path) -> Found {
        let asked = tokio::time::timeout(PATIENCE, self.ask(path)).await;
        let said = asked.unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()));
        match said {
            Ok(said) => read(&said),
            Err(error) => Found::Unknown(error.to_string()),
        }
    }

    async fn ask(&self, path: &Path) -> Result<String, Error> {
        match self {
            Self::Tcp(address) => stream(TcpStream::connect(address).await?, path).await,
            #[cfg(unix)]
            Self::Socket(socket) => {
                stream(tokio::net::UnixStream::connect(socket).await?, path).await
            }
            #[cfg(not(unix))]
            Self::Socket(_) => Err(ErrorKind::Unsupported.into()),
        }
    }
}

/// `zINSTREAM`, then lengths with as many bytes, a length of zero, and the answer.
async fn stream(mut to: impl AsyncRead + AsyncWrite + Unpin, path: &Path) -> Result<String, Error> {
    let mut file = tokio::fs::File::open(path).await?;
    to.write_all(b"zINSTREAM\0").await?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece).await?;
        let length = u32::try_from(read).unwrap_or_default();
        let sent = async {
            to.write_all(&length.to_be_bytes()).await?;
            to.write_all(piece.get(..read).unwrap_or_default()).await
        };
        // A scanner that has heard enough says why, and closes.
        if sent.await.is_err() || read == 0 {
            break;
        }
    }
    let _ = to.flush().await;
    let mut said = Vec::new();
    to.take(LONGEST).read_to_end(&mut said).await?;
    Ok(String::from_utf8_lossy(&said)
        .trim_end_matches('\0')
        .trim()
        .to_owned())
}

/// `stream: OK`, `stream: NAME FOUND`; anything else is no verdict.
fn read(said: &str) -> Found {
    let verdict = said.strip_prefix("stream: ");
    match verdict {
        Some("OK") => Found::Nothing,
        Some(verdict) if verdict.ends_with(" FOUND") => {
            Found::Virus(verdict.trim_end_matches(" FOUND").to_owned())
        }
        _ if said.is_empty() => Found::Unknown("it gave no answer".to_owned()),
        _ => Found::Unknown(said.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_answer_is_a_verdict() {
        assert_eq!(read("stream: OK"), Found::Nothing);
        assert_eq!(
            read("stream: Eicar-Test-Signature FOUND"),
            Found::Virus("Eicar-Test-Signature".to_owned())
        );
        for said in [
            "",
            "OK",
            "stream: ",
            "INSTREAM size limit exceeded. ERROR",
            "stream: OK FOUN",
        ] {
            assert!(matches!(read(said), Found::Unknown(_)), "{said}");
        }
    }

    #[test]
    fn a_scanner_is_named_by_its_address_or_its_socket() {
        let tcp = "127.0.0.1:3310".parse();
        assert_eq!(tcp, Ok(Scanner::Tcp("127.0.0.1:3310".to_owned())));
        let socket = "unix:/run/clamav/clamd.ctl".parse();
        assert_eq!(socket, Ok(Scanner::Socket("/run/clamav/clamd.ctl".into())));
        for odd in ["", "unix:", "here", ":3310", "here:0", "here:port"] {
            assert_eq!(odd.parse::<Scanner>(), Err(()), "{odd}");
        }
    }
}
