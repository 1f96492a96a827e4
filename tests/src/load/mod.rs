//! What benches have in common: servers on a core of their own, many clients that keep their connections, and figures that
//! are taken in turns.
//!
//! The machine may be doing other things. Processor time is told beside the clock: what a request costs its server does not
//! depend on who else is waiting.

#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::print_stdout,
    reason = "a bench that cannot go on can only fail"
)]

mod bars;
mod connection;
mod form;
mod process;

pub use bars::Bars;
pub use connection::{Answer, Connection};
pub use form::{Draft, begin, fill_all, fill_ten, nonce, post, send, shown, sources};
pub use process::{Server, pin, processor, worker};

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// One client: asks once, and says whether it goes on.
pub type Client = Box<dyn FnMut(&mut Connection) -> bool + Send>;

/// Requests of one turn, how long they took, and what they cost the server.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// Requests, or commits, a second.
    pub rate: f64,
    /// Microseconds of processor time that each cost the server.
    pub cost: f64,
}

/// Lets clients ask, each on a connection of its own, until the time is over or none goes on.
#[must_use]
pub fn turn(server: &Server, clients: Vec<Client>, time: Duration) -> Turn {
    let address = server.address();
    let done = AtomicUsize::new(0);
    let mut ready: Vec<_> = clients
        .into_iter()
        .map(|client| (Connection::to(address), client))
        .collect();
    let before = server.processor();
    let start = Instant::now();
    std::thread::scope(|scope| {
        for (connection, client) in &mut ready {
            let done = &done;
            scope.spawn(move || {
                let mut asked = 0;
                let mut goes_on = true;
                while goes_on && start.elapsed() < time {
                    goes_on = client(connection);
                    asked += usize::from(goes_on);
                }
                done.fetch_add(asked, Ordering::Relaxed);
            });
        }
    });
    let took = start.elapsed();
    let asked = count(done.load(Ordering::Relaxed));
    Turn {
        rate: asked / took.as_secs_f64(),
        cost: (server.processor() - before).as_secs_f64() * 1e6 / asked,
    }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The middle of several turns, by their rates.
#[must_use]
pub fn median(turns: &[Turn]) -> Turn {
    let mut rates: Vec<f64> = turns.iter().map(|turn| turn.rate).collect();
    let mut costs: Vec<f64> = turns.iter().map(|turn| turn.cost).collect();
    rates.sort_by(f64::total_cmp);
    costs.sort_by(f64::total_cmp);
    let middle = |all: &[f64]| all.get(all.len() / 2).copied().unwrap_or_default();
    Turn {
        rate: middle(&rates),
        cost: middle(&costs),
    }
}

/// A port that nobody listens on.
#[must_use]
pub fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address")
}
