//! The program as a process, killed and starved: whatever it acknowledged is there afterwards, once and byte for byte.

mod commands;
mod disk;
mod drip;
mod killed;
mod limits;
mod line;
mod logged;
mod outbox;
mod server;
mod signed_in;
mod stop;
mod uploads;

pub(crate) use line::{Answer, Line, encoded};
pub(crate) use server::{Place, Server};

use redb::ReadableTable as _;

/// Makes every record of a space one that cannot be read, in a store that nobody has open.
pub(crate) fn damage(place: &Place, space: &str) {
    let file = redb::Database::open(place.data.join("accede.redb")).unwrap();
    let records = redb::TableDefinition::<&[u8], &[u8]>::new(space);
    let writing = file.begin_write().unwrap();
    {
        let mut records = writing.open_table(records).unwrap();
        let keys: Vec<Vec<u8>> = records
            .iter()
            .unwrap()
            .map(|entry| entry.unwrap().0.value().to_vec())
            .collect();
        for key in keys {
            let mut value = records.get(key.as_slice()).unwrap().unwrap().value()[..10].to_vec();
            value.extend(b"\"MARK-of-an-answer\"");
            records.insert(key.as_slice(), value.as_slice()).unwrap();
        }
    }
    writing.commit().unwrap();
}

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
