//! The program as a process, killed and starved: whatever it acknowledged is there afterwards, once and byte for byte.

mod disk;
mod killed;
mod line;
mod server;

pub(crate) use line::{Answer, Line};
pub(crate) use server::Server;

/// Whether the long versions run, which take minutes.
pub(crate) fn is_heavy() -> bool {
    std::env::var_os("ACCEDE_HEAVY").is_some()
}

/// Numbers that differ from run to run, and their beginning for the message of a test that fails.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new() -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self(u64::try_from(now.unwrap().as_nanos() & 0xffff_ffff_ffff).unwrap() | 1)
    }

    /// A number below this one (xorshift).
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}
