//! A connection whose other end has to read what it asked for in a certain time, and waits its turn when it asks for more
//! before it has an answer.

use std::io::{Error, ErrorKind, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// A stream that gives up when an answer is not taken in time. The time begins when writing has to wait, and starts anew only
/// when all that was written has gone out: a byte now and then does not help.
pub(super) struct Patient<S> {
    stream: S,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    heard: Heard,
    /// What is done to a stream that is given up.
    give_up: fn(&S),
}

/// Whether something came in since this was asked last. A request that needs nothing new to come in was sent ahead, before the
/// answer to the one before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(Arc<AtomicBool>);

impl Heard {
    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

impl<S> Patient<S> {
    pub(super) fn new(stream: S, patience: Duration, give_up: fn(&S)) -> Self {
        Self {
            stream,
            patience,
            waiting: None,
            heard: Heard::default(),
            give_up,
        }
    }

    /// Tells whether something came in.
    pub(super) fn heard(&self) -> Heard {
        self.heard.clone()
    }

    fn or_give_up<T>(
        &mut self,
        cx: &mut Context<'_>,
        done: Poll<Result<T, Error>>,
    ) -> Poll<Result<T, Error>> {
        if done.is_ready() {
            return done;
        }
        let patience = self.patience;
        let waiting = self
            .waiting
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + patience)));
        ready!(waiting.as_mut().poll(cx));
        (self.give_up)(&self.stream);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<(), Error>> {
        let before = buffer.filled().len();
        let done = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.heard.0.store(true, Ordering::Relaxed);
        }
        done
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize, Error>> {
        let done = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.or_give_up(cx, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<Result<usize, Error>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.or_give_up(cx, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let done = Pin::new(&mut self.stream).poll_flush(cx);
        if let Poll::Ready(Ok(())) = done {
            self.waiting = None;
        }
        self.or_give_up(cx, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.or_give_up(cx, done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    #[tokio::test]
    async fn whoever_reads_a_byte_now_and_then_is_given_up_in_time() {
        let (ours, mut theirs) = duplex(64);
        let mut patient = Patient::new(ours, Duration::from_millis(300), |_| ());
        let reader = tokio::spawn(async move {
            while theirs.read_u8().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        let begun = Instant::now();
        let error = patient.write_all(&[7; 4096]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        let took = begun.elapsed();
        assert!(took >= Duration::from_millis(290), "{took:?}");
        assert!(
            took < Duration::from_secs(20),
            "a byte now and then helped: {took:?}"
        );
        drop(patient);
        reader.await.unwrap();
    }

    #[tokio::test]
    async fn whoever_takes_each_answer_in_time_may_stay() {
        let (ours, mut theirs) = duplex(64);
        let mut patient = Patient::new(ours, Duration::from_secs(3), |_| ());
        let reader = tokio::spawn(async move {
            let mut buffer = [0; 64];
            while theirs.read(&mut buffer).await.is_ok_and(|read| read > 0) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        for _ in 0..12 {
            patient.write_all(&[7; 2048]).await.unwrap();
            patient.flush().await.unwrap();
        }
        drop(patient);
        reader.await.unwrap();
    }
}
