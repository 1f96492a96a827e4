//! Servers as processes, each on the core that it is given.

use super::free_address;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that listens; it ends with this.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
    /// How long it took until it listened.
    pub started_in: Duration,
}

/// Keeps this process, and what it starts, to one core.
pub fn pin(core: &str) {
    let own = std::process::id().to_string();
    let done = Command::new("taskset").args(["-cp", core, &own]).output();
    done.expect("taskset");
}

/// Processor time that this thread has taken.
#[must_use]
pub fn processor() -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").expect("a thread");
    let nanoseconds = said.split(' ').next().and_then(|it| it.parse().ok());
    Duration::from_nanos(nanoseconds.expect("a time"))
}

impl Server {
    /// The gateway with content and data of its own, and no limit on who asks how often.
    #[must_use]
    pub fn gateway(content: &Path, data: &Path) -> Self {
        let mut serve = Command::new("taskset");
        serve.args(["-c", "0"]).arg(crate::binary());
        serve.args(["serve", "--today", "2026-11-25"]);
        serve.arg("--content").arg(content).arg("--data").arg(data);
        for limit in ["POSTS_PER_MINUTE", "DRAFTS_PER_HOUR"] {
            serve.env(format!("ACCEDE_LIMITS_{limit}"), "1000000");
        }
        serve.current_dir(data);
        Self::listening(serve, |serve, address| {
            serve.arg("--listen").arg(address);
        })
    }

    /// This program again, as a peer that listens: `ACCEDE_PEER` says which, `ACCEDE_PEER_ADDRESS` where.
    #[must_use]
    pub fn peer(name: &str, given: &Path) -> Self {
        Self::listening(peer(name, given), |serve, address| {
            serve.env("ACCEDE_PEER_ADDRESS", address);
        })
    }

    fn listening(mut serve: Command, at: impl Fn(&mut Command, &str)) -> Self {
        let address = free_address();
        at(&mut serve, &address.to_string());
        let start = Instant::now();
        let mut child = serve
            .stdout(Stdio::null())
            .spawn()
            .expect("a server that starts");
        while TcpStream::connect(address).is_err() {
            let ended = child.try_wait().expect("a server");
            assert!(ended.is_none(), "it does not start");
            assert!(
                start.elapsed() < Duration::from_secs(60),
                "it never listens"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
        Self {
            child,
            address,
            started_in: start.elapsed(),
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Processor time that it has taken so far.
    #[must_use]
    pub fn processor(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let time = |task: std::fs::DirEntry| -> Option<u64> {
            let said = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
            said.split(' ').next()?.parse().ok()
        };
        let tasks = tasks.expect("a process").flatten();
        Duration::from_nanos(tasks.filter_map(time).sum())
    }

    /// Megabytes of memory: `VmRSS` that it has, `VmHWM` that it had at most.
    #[must_use]
    pub fn memory(&self, which: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("a process");
        let line = status.lines().find(|line| line.starts_with(which));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
        let kilobytes: u32 = kilobytes.and_then(|it| it.parse().ok()).unwrap_or_default();
        f64::from(kilobytes) / 1024.0
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        Command::new("kill").arg(id).status().expect("kill");
        self.child.wait().expect("a process that ends");
    }

    /// Ends it as a failing machine would.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// This program again, on the core of servers.
pub(super) fn peer(name: &str, given: &Path) -> Command {
    let own = std::env::current_exe().expect("this program");
    let mut command = Command::new("taskset");
    command.args(["-c", "0"]).arg(own);
    command
        .env("ACCEDE_PEER", name)
        .env("ACCEDE_PEER_GIVEN", given);
    command
}

/// A peer that works by itself and prints how many a second, and microseconds of processor time for each.
#[must_use]
pub fn worker(name: &str, given: &Path) -> super::Turn {
    let said = peer(name, given).output().expect("a peer");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut figures = said.split_whitespace().filter_map(|word| word.parse().ok());
    super::Turn {
        rate: figures.next().expect("a rate"),
        cost: figures.next().expect("a cost"),
    }
}
