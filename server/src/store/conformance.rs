//! What every store has to keep to: one suite, run over each.

use super::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    words: String,
}

impl Record for Note {
    const SPACE: Space = Space {
        name: "notes",
        format: 1,
    };
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Tally(u64);

impl Record for Tally {
    const SPACE: Space = Space {
        name: "tallies",
        format: 1,
    };
}

fn note(words: &str) -> Note {
    Note {
        words: words.to_owned(),
    }
}

async fn find<R: Record>(store: &dyn Store, key: &str) -> Option<Kept<R>> {
    let snapshot = store.read().await.unwrap();
    snapshot.find(&Key::from(key)).await.unwrap()
}

async fn claim(store: &dyn Store, key: &str, words: &str) -> Result<Version, StoreError> {
    let mut batch = Batch::new();
    batch.claim(&Key::from(key), &note(words)).unwrap();
    store.commit(batch).await
}

async fn what_is_written_is_read_again(store: &dyn Store) {
    assert!(find::<Note>(store, "write").await.is_none());
    let version = claim(store, "write", "first").await.unwrap();
    let kept = find::<Note>(store, "write").await.unwrap();
    assert_eq!((kept.version, kept.record), (version, note("first")));
    assert!(find::<Tally>(store, "write").await.is_none());
}

async fn a_key_is_claimed_once(store: &dyn Store) {
    claim(store, "claim", "mine").await.unwrap();
    let refused = claim(store, "claim", "yours").await.unwrap_err();
    let key = Key::from("claim");
    assert_eq!(
        refused,
        StoreError::Conflict {
            space: "notes",
            key
        }
    );
    assert_eq!(
        find::<Note>(store, "claim").await.unwrap().record,
        note("mine")
    );
}

async fn a_stale_batch_is_refused_whole(store: &dyn Store) {
    claim(store, "stale", "one").await.unwrap();
    let key = Key::from("stale");
    let read = find::<Note>(store, "stale").await.unwrap();
    let mut first = Batch::new();
    first.replace(&key, &read, &note("two")).unwrap();
    store.commit(first).await.unwrap();
    let mut second = Batch::new();
    second.claim(&Key::from("beside"), &note("new")).unwrap();
    second.replace(&key, &read, &note("three")).unwrap();
    assert!(store.commit(second).await.is_err());
    assert_eq!(
        find::<Note>(store, "stale").await.unwrap().record,
        note("two")
    );
    assert!(find::<Note>(store, "beside").await.is_none());
}

async fn an_expectation_alone_holds_a_batch_back(store: &dyn Store) {
    claim(store, "head", "one").await.unwrap();
    let key = Key::from("head");
    let read = find::<Note>(store, "head").await.unwrap();
    let mut guarded = Batch::new();
    guarded.expect(&key, &read);
    guarded.claim(&Key::from("guarded"), &note("in")).unwrap();
    store.commit(guarded).await.unwrap();
    let mut bump = Batch::new();
    bump.replace(&key, &read, &note("two")).unwrap();
    store.commit(bump).await.unwrap();
    let mut late = Batch::new();
    late.expect(&key, &read);
    late.claim(&Key::from("late"), &note("out")).unwrap();
    assert!(store.commit(late).await.is_err());
    assert!(find::<Note>(store, "late").await.is_none());
}

async fn a_record_made_again_is_another(store: &dyn Store) {
    claim(store, "again", "one").await.unwrap();
    let key = Key::from("again");
    let read = find::<Note>(store, "again").await.unwrap();
    let mut away = Batch::new();
    away.remove(&key, &read);
    store.commit(away).await.unwrap();
    assert!(find::<Note>(store, "again").await.is_none());
    claim(store, "again", "one").await.unwrap();
    let mut stale = Batch::new();
    stale.replace(&key, &read, &note("two")).unwrap();
    assert!(store.commit(stale).await.is_err());
}

async fn a_snapshot_does_not_move(store: &dyn Store) {
    claim(store, "still", "before").await.unwrap();
    let key = Key::from("still");
    let snapshot = store.read().await.unwrap();
    let read = snapshot.find::<Note>(&key).await.unwrap().unwrap();
    let mut batch = Batch::new();
    batch.replace(&key, &read, &note("after")).unwrap();
    store.commit(batch).await.unwrap();
    assert_eq!(
        snapshot.find::<Note>(&key).await.unwrap().unwrap().record,
        note("before")
    );
    assert_eq!(
        find::<Note>(store, "still").await.unwrap().record,
        note("after")
    );
}

async fn a_list_is_in_order_and_goes_on_behind_a_key(store: &dyn Store) {
    for n in [3_u64, 1, 2] {
        let mut batch = Batch::new();
        batch
            .claim(&Key::from(format!("n{n}").as_str()), &Tally(n))
            .unwrap();
        store.commit(batch).await.unwrap();
    }
    let snapshot = store.read().await.unwrap();
    let numbers = |page: Vec<(Key, Kept<Tally>)>| -> Vec<u64> {
        page.into_iter().map(|(_, kept)| kept.record.0).collect()
    };
    assert_eq!(
        numbers(snapshot.all(&Listing::first(2)).await.unwrap()),
        [1, 2]
    );
    let behind = Key::from("n2");
    assert_eq!(
        numbers(
            snapshot
                .all(&Listing::first(50).behind(behind))
                .await
                .unwrap()
        ),
        [3]
    );
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Guest {
    name: String,
    badge: String,
    room: String,
}

const BY_BADGE: Index<Guest> = Index {
    space: Space {
        name: "guests by badge",
        format: 1,
    },
    unique: true,
    keys: |guest| vec![Key::of(&[&guest.badge])],
};

const BY_ROOM: Index<Guest> = Index {
    space: Space {
        name: "guests by room",
        format: 1,
    },
    unique: false,
    keys: |guest| vec![Key::of(&[&guest.room, &guest.name])],
};

impl Record for Guest {
    const SPACE: Space = Space {
        name: "guests",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_BADGE, BY_ROOM];
}

fn guest(n: u32, room: &str) -> (Key, Guest) {
    let guest = Guest {
        name: format!("guest {n:03}"),
        badge: format!("badge {n}"),
        room: room.to_owned(),
    };
    (Key::from(format!("g{n}").as_str()), guest)
}

async fn arrive(store: &dyn Store, n: u32, room: &str) -> Result<Version, StoreError> {
    let (key, guest) = guest(n, room);
    let mut batch = Batch::new();
    batch.claim(&key, &guest).unwrap();
    store.commit(batch).await
}

/// Who is in a room, a page of `limit` at a time.
async fn in_room(store: &dyn Store, room: &str, limit: usize, backwards: bool) -> Vec<Vec<String>> {
    let snapshot = store.read().await.unwrap();
    let mut listing = Listing::first(limit).below(Key::of(&[room, ""]));
    if backwards {
        listing = listing.backwards();
    }
    let mut pages = Vec::new();
    let mut cursor = None;
    loop {
        let page = snapshot
            .by(&BY_ROOM, &listing, cursor.as_ref())
            .await
            .unwrap();
        let names = page
            .entries
            .iter()
            .map(|(_, kept)| kept.record.name.clone());
        pages.push(names.collect());
        match page.next {
            // Through an address and back.
            Some(next) => cursor = Some(Cursor::read(&next.as_text()).unwrap()),
            None => return pages,
        }
    }
}

async fn an_index_lists_in_order_a_page_at_a_time(store: &dyn Store) {
    for n in 1..=5 {
        arrive(store, n, "red").await.unwrap();
    }
    arrive(store, 6, "redder").await.unwrap();
    let names =
        |numbers: &[u32]| -> Vec<String> { numbers.iter().map(|n| guest(*n, "").1.name).collect() };
    let up = in_room(store, "red", 2, false).await;
    assert_eq!(up, [names(&[1, 2]), names(&[3, 4]), names(&[5])]);
    let down = in_room(store, "red", 3, true).await;
    assert_eq!(down, [names(&[5, 4, 3]), names(&[2, 1])]);
    assert_eq!(in_room(store, "blue", 3, false).await, [names(&[])]);
}

async fn an_index_follows_its_record(store: &dyn Store) {
    arrive(store, 10, "green").await.unwrap();
    let key = Key::from("g10");
    let read = find::<Guest>(store, "g10").await.unwrap();
    let mut moves = Batch::new();
    moves.replace(&key, &read, &guest(10, "white").1).unwrap();
    store.commit(moves).await.unwrap();
    assert!(in_room(store, "green", 9, false).await.concat().is_empty());
    assert_eq!(in_room(store, "white", 9, false).await.concat().len(), 1);
    let read = find::<Guest>(store, "g10").await.unwrap();
    let mut leaves = Batch::new();
    leaves.remove(&key, &read);
    store.commit(leaves).await.unwrap();
    assert!(in_room(store, "white", 9, false).await.concat().is_empty());
    let snapshot = store.read().await.unwrap();
    let badge = Key::of(&["badge 10"]);
    assert!(
        snapshot
            .by_unique(&BY_BADGE, &badge)
            .await
            .unwrap()
            .is_none()
    );
}

async fn what_is_unique_is_claimed_once(store: &dyn Store) {
    arrive(store, 20, "grey").await.unwrap();
    let mut twin = guest(20, "black").1;
    twin.name = "twin".to_owned();
    let mut batch = Batch::new();
    batch.claim(&Key::from("twin"), &twin).unwrap();
    let refused = store.commit(batch).await.unwrap_err();
    let key = Key::of(&["badge 20"]);
    let space = "guests by badge";
    assert_eq!(refused, StoreError::Conflict { space, key });
    assert!(find::<Guest>(store, "twin").await.is_none());
    assert!(in_room(store, "black", 9, false).await.concat().is_empty());
    let snapshot = store.read().await.unwrap();
    let badge = Key::of(&["badge 20"]);
    let found = snapshot.by_unique(&BY_BADGE, &badge).await.unwrap();
    assert_eq!(found.unwrap().0, Key::from("g20"));
}

async fn counting_at_once_loses_nothing(store: &dyn Store) {
    let mut batch = Batch::new();
    batch.claim(&Key::from("count"), &Tally(0)).unwrap();
    store.commit(batch).await.unwrap();
    let again = || async {
        for _ in 0..20 {
            let key = Key::from("count");
            loop {
                let read = find::<Tally>(store, "count").await.unwrap();
                let mut batch = Batch::new();
                let next = Tally(read.record.0 + 1);
                batch.replace(&key, &read, &next).unwrap();
                tokio::task::yield_now().await;
                if store.commit(batch).await.is_ok() {
                    break;
                }
            }
        }
    };
    tokio::join!(again(), again(), again());
    assert_eq!(find::<Tally>(store, "count").await.unwrap().record.0, 60);
}

async fn suite(store: &dyn Store) {
    what_is_written_is_read_again(store).await;
    a_key_is_claimed_once(store).await;
    a_stale_batch_is_refused_whole(store).await;
    an_expectation_alone_holds_a_batch_back(store).await;
    a_record_made_again_is_another(store).await;
    a_snapshot_does_not_move(store).await;
    a_list_is_in_order_and_goes_on_behind_a_key(store).await;
    an_index_lists_in_order_a_page_at_a_time(store).await;
    an_index_follows_its_record(store).await;
    what_is_unique_is_claimed_once(store).await;
    counting_at_once_loses_nothing(store).await;
}

#[test]
fn a_cursor_from_an_address_may_be_anything() {
    for text in ["", "0", "zz", "é", "+1", &"00".repeat(2000)] {
        assert_eq!(Cursor::read(text), None, "{text}");
    }
}

#[tokio::test]
async fn the_model_conforms() {
    suite(&Memory::new()).await;
}

#[tokio::test]
async fn the_embedded_store_conforms() {
    let folder = tempfile::tempdir().unwrap();
    suite(&Embedded::open(folder.path()).unwrap()).await;
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_opening_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Embedded::open(folder.path()).unwrap();
    let first = claim(&store, "kept", "for ever").await.unwrap();
    drop(store);
    let store = Embedded::open(folder.path()).unwrap();
    let kept = find::<Note>(&store, "kept").await.unwrap();
    assert_eq!((kept.version, kept.record), (first, note("for ever")));
    let second = claim(&store, "another", "later").await.unwrap();
    assert!(second > first);
}

#[tokio::test]
async fn a_data_folder_has_one_writer() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Embedded::open(folder.path()).unwrap();
    let refused = Embedded::open(folder.path()).map(|_| ()).unwrap_err();
    assert!(
        refused.to_string().contains("another accede has it open"),
        "{refused}"
    );
}
