//! Taking connections in, within limits: how many there are, how long each may take over what it sends and what it is sent.

use super::app::App;
use super::client::Client;
use super::doors::Inlet;
use super::patient::Patient;
use crate::settings::Limits;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io::{Error, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tower::Service;

/// What the kernel keeps of answers that nobody reads: a page fits in many times, and ten thousand idle readers do no harm.
const UNREAD: u32 = 64 * 1024;

/// Connections that may wait to be taken in.
const WAITING: u32 = 4096;

/// The smallest buffer that the library reads into.
const LEAST: usize = 8 * 1024;

/// For whoever finds no place. It is sent as it stands, so that it costs nothing.
const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    content-type: text/plain; charset=utf-8\r\n\
    retry-after: 10\r\n\
    cache-control: no-store\r\n\
    content-length: 83\r\n\
    connection: close\r\n\r\n\
    Too many pages are open at once. Close some, wait ten seconds, and open this again.";

/// Listens on an address.
pub(super) fn bound(address: SocketAddr) -> Result<TcpListener, Error> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.set_send_buffer_size(UNREAD)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// Takes connections in until it is told to stop, then waits until those that are under way have ended.
pub(super) async fn take_in(
    listener: TcpListener,
    app: Arc<App>,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let (inside, mut all_out) = mpsc::channel::<Infallible>(1);
    let server = server(&app.settings.limits);
    let turnstile = Arc::new(Semaphore::new(1));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // The connection is gone, or there are no more files: neither is mended by trying at once.
                tracing::warn!(%error, "a connection could not be taken in");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let proxies = &app.settings.trusted_proxies;
        let is_proxy = proxies.iter().any(|network| network.contains(peer.ip()));
        let client = (!is_proxy).then(|| Client::at(peer.ip()));
        let Some(inlet) = app.gate.doors.connection(client) else {
            turned_away(stream);
            continue;
        };
        let connection = Connection {
            peer,
            inlet,
            router: router.clone(),
            stop: stop.clone(),
            patience: app.settings.limits.answer_time,
            turnstile: turnstile.clone(),
        };
        let (server, inside) = (server.clone(), inside.clone());
        tokio::spawn(async move {
            connection.serve(stream, &server).await;
            drop(inside);
        });
    }
    drop((listener, inside));
    let _ = all_out.recv().await;
}

fn server(limits: &Limits) -> http1::Builder {
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_header_size(limits.header)
        .max_buf_size(limits.header.max(LEAST));
    server
}

fn turned_away(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        // It does not wait: a connection that was just made has room for this.
        let _ = stream.write(BUSY);
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
}

struct Connection {
    peer: SocketAddr,
    inlet: Inlet,
    router: Router,
    stop: watch::Receiver<bool>,
    patience: Duration,
    /// Who asks for more before having an answer goes through here, one at a time of all: thousands that ask for many pages
    /// and read none do not stand in the way of whoever asks for one.
    turnstile: Arc<Semaphore>,
}

impl Connection {
    async fn serve(mut self, stream: TcpStream, server: &http1::Builder) {
        let _ = stream.set_nodelay(true);
        // What the kernel keeps for whoever does not read goes at once.
        let let_go = |stream: &TcpStream| drop(stream.set_zero_linger());
        let patient = Patient::new(stream, self.patience, let_go);
        let heard = patient.heard();
        let io = TokioIo::new(patient);
        let (peer, router, turnstile) = (self.peer, self.router, self.turnstile);
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let (mut router, turnstile) = (router.clone(), turnstile.clone());
            let sent_ahead = !heard.take();
            async move {
                if sent_ahead {
                    let turn = turnstile.acquire().await;
                    // Whoever is ready by now goes first. Behind the turnstile everybody may take their time.
                    tokio::task::yield_now().await;
                    drop(turn);
                }
                router.call(request).await
            }
        });
        let mut connection = std::pin::pin!(server.serve_connection(io, service));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            _ = self.stop.changed() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection was broken off");
        }
        drop(self.inlet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_as_it_stands_is_as_long_as_it_says() {
        let text = std::str::from_utf8(BUSY).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(
            head.contains(&format!("content-length: {}\r\n", body.len())),
            "{}",
            body.len()
        );
    }
}
