//! Everything that the store holds, looked over.

use super::Told;
use crate::demo::Mark;
use crate::drafts::Draft;
use crate::files::{Folder, Scan};
use crate::mail::{Addresses, Letter, Link};
use crate::store::{Beat, Findings, Record, Snapshot, Store, StoreError, check as looked_over};
use crate::submissions::Submission;

/// Every space that this program writes. A new kind of record is a line here.
pub(super) async fn check(store: &dyn Store, files: &Folder) -> Result<Told, StoreError> {
    let snapshot = store.read().await?;
    let mut all = All::default();
    all.add::<Draft>(&*snapshot).await?;
    all.add::<Submission>(&*snapshot).await?;
    all.add::<Addresses>(&*snapshot).await?;
    all.add::<Letter>(&*snapshot).await?;
    all.add::<Link>(&*snapshot).await?;
    all.add::<Beat>(&*snapshot).await?;
    all.add::<Mark>(&*snapshot).await?;
    all.add::<Scan>(&*snapshot).await?;
    let (count, problems) = files.problems(&*snapshot).await?;
    all.records.push(("files".to_owned(), count));
    all.problems.extend(problems);
    Ok(Told::Checked {
        records: all.records,
        problems: all.problems,
    })
}

#[derive(Default)]
struct All {
    records: Vec<(String, u64)>,
    problems: Vec<String>,
}

impl All {
    async fn add<R: Record>(
        &mut self,
        snapshot: &(dyn Snapshot + 'static),
    ) -> Result<(), StoreError> {
        let Findings { records, problems } = looked_over::<R>(snapshot).await?;
        self.records.push((R::SPACE.name.to_owned(), records));
        self.problems.extend(problems);
        Ok(())
    }
}
