//! How fast pages are served and answers saved: the gateway on one core, its clients on the other, and what it is compared
//! with in the same places, in turns. The median of five turns counts.
//!
//! `cargo bench -p tests --bench serving`, or with the names of some: `-- page wrong right submit`

#![allow(clippy::expect_used)]

mod peers;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tests::load::{
    Bars, Client, Connection, Draft, Server, Turn, begin, fill_all, fill_ten, nonce, pin, send,
    shown, turn, worker,
};

const TURNS: usize = 5;
const TIME: Duration = Duration::from_secs(2);
const DRAFTS: usize = 64;
const CONNECTIONS: usize = 16;
/// Drafts that are sent in one turn.
const SENT: usize = 6_000;

fn main() -> Bars {
    let mut bars = Bars::new();
    if peers::be_one() {
        return bars;
    }
    pin("1");
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place::new(folder.path());
    let server = place.serve();
    std::thread::sleep(Duration::from_millis(500));
    let idle = server.memory("VmRSS");
    let drafts = filled(&server);
    let whole = complete(&server);
    if is_wanted("page") || is_wanted("wrong") {
        pages(&place, &server, &drafts, &mut bars);
    }
    if is_wanted("right") {
        right(&place, &server, &drafts, &mut bars);
    }
    let loaded = server.memory("VmHWM");
    bars.memory("memory, idle", idle, 30.0);
    bars.memory("memory, at most under load", loaded, 80.0);
    server.stop();
    if is_wanted("submit") {
        submit(&place, &whole, &mut bars);
    }
    bars
}

/// Where it all happens.
struct Place {
    content: PathBuf,
    data: PathBuf,
}

impl Place {
    fn new(folder: &Path) -> Self {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/content");
        let data = folder.to_owned();
        Self { content, data }
    }

    fn serve(&self) -> Server {
        Server::gateway(&self.content, &self.data)
    }
}

/// What stands in a draft's box, so that a page that is somebody else's is noticed.
fn project(n: usize) -> String {
    format!("Event {n} of many")
}

fn filled(server: &Server) -> Vec<Draft> {
    let mut connection = Connection::to(server.address());
    let drafts = (0..DRAFTS).map(|n| {
        let draft = begin(&mut connection, "sixty");
        fill_ten(&mut connection, &draft, &project(n).replace(' ', "+"));
        draft
    });
    let drafts: Vec<Draft> = drafts.collect();
    let mut connection = Connection::to(server.address());
    let carried = |draft: &Draft| {
        (
            draft.id.clone(),
            nonce(&mut connection, draft, "booking/about"),
        )
    };
    let _ = CARRIED.set(drafts.iter().map(carried).collect());
    drafts
}

fn complete(server: &Server) -> Draft {
    let mut connection = Connection::to(server.address());
    let draft = begin(&mut connection, "sixty");
    fill_all(&mut connection, &draft);
    draft
}

/// The page with its answers, and the page that says what is wrong.
fn pages(place: &Place, server: &Server, drafts: &[Draft], bars: &mut Bars) {
    let mut connection = Connection::to(server.address());
    let first = drafts.first().expect("drafts");
    let page = connection.ask(&first.get("booking/about")).body.to_vec();
    let refused = connection.ask(&wrong(first)).body.to_vec();
    println!(
        "the page has {} bytes, with errors {}",
        page.len(),
        refused.len()
    );
    std::fs::write(place.data.join("page"), page).expect("a file");
    std::fs::write(place.data.join("wrong"), refused).expect("a file");
    let bare = Server::peer("bare", &place.data);
    let asking = |to: fn(&Draft) -> Vec<u8>, status: u16, checks: bool| -> Vec<Client> {
        let of = |n: usize| {
            drafts
                .iter()
                .cloned()
                .enumerate()
                .skip(n)
                .step_by(CONNECTIONS)
        };
        let client = |n: usize| -> Client {
            let requests: Vec<_> = of(n)
                .map(|(n, draft)| (to(&draft), format!("value=\"{}\"", project(n))))
                .collect();
            let mut next = requests.into_iter().cycle();
            Box::new(move |connection| {
                let (request, value) = next.next().expect("drafts");
                let answer = connection.ask(&request);
                assert_eq!(answer.status, status, "{}", answer.head);
                assert!(
                    !checks || answer.holds(&value),
                    "this is not the page of this draft"
                );
                true
            })
        };
        (0..CONNECTIONS).map(client).collect()
    };
    let bare_page: fn(&Draft) -> Vec<u8> = |draft| of_peer(&draft.get("booking/about"), "/page");
    let bare_wrong: fn(&Draft) -> Vec<u8> = |draft| of_peer(&wrong(draft), "/wrong");
    let page: fn(&Draft) -> Vec<u8> = |draft| draft.get("booking/about");
    let mut turns: [Vec<Turn>; 4] = Default::default();
    for _ in 0..TURNS {
        let [ours, peer, wrongs, peers] = &mut turns;
        ours.push(turn(server, asking(page, 200, true), TIME));
        peer.push(turn(&bare, asking(bare_page, 200, false), TIME));
        wrongs.push(turn(server, asking(wrong, 422, false), TIME));
        peers.push(turn(&bare, asking(bare_wrong, 422, false), TIME));
    }
    let checked = turn(server, asking(on_screen, 200, false), TIME);
    let [ours, peer, wrongs, peers] = &turns;
    bars.turns("page", ours, ("bare", peer), 0.5);
    bars.turns("wrong", wrongs, ("bare", peers), 1.0 / 3.0);
    let on_the_server = Duration::from_secs_f64(checked.cost / 1e6);
    bars.time(
        "on-screen check, processor time of the server",
        on_the_server,
        Duration::from_millis(5),
    );
}

/// What a script asks while somebody types.
fn on_screen(draft: &Draft) -> Vec<u8> {
    draft.post("booking/about?check=project", "project=Ev&sort=choir")
}

/// What the forms of the page carry, by the draft.
static CARRIED: OnceLock<BTreeMap<String, String>> = OnceLock::new();

/// Fields of the page, as its form posts them.
fn about(draft: &Draft, fields: &str) -> Vec<u8> {
    let nonce = CARRIED.get().and_then(|all| all.get(&draft.id));
    let nonce = nonce.map_or("", String::as_str);
    draft.post("booking/about", &format!("{fields}&_nonce={nonce}"))
}

fn wrong(draft: &Draft) -> Vec<u8> {
    about(draft, "project=")
}

/// The same request, to the peer's one address.
fn of_peer(request: &[u8], path: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(request);
    let mut words = text.splitn(3, ' ');
    let (method, _, rest) = (words.next(), words.next(), words.next());
    format!(
        "{} {path} {}",
        method.unwrap_or_default(),
        rest.unwrap_or_default()
    )
    .into()
}

/// An answer, saved.
fn right(place: &Place, server: &Server, drafts: &[Draft], bars: &mut Bars) {
    // The peer reads what was kept from a copy: the store is open.
    let copy = tempfile::tempdir_in(&place.data).expect("a folder");
    let file = "accede.redb";
    std::fs::copy(place.data.join(file), copy.path().join(file)).expect("a copy");
    let client = |draft: &Draft| -> Client {
        let draft = draft.clone();
        let mut n = 0_u64;
        Box::new(move |connection| {
            n += 1;
            let fields = format!("project=Event+{n}+of+many&sort=choir");
            let answer = connection.ask(&about(&draft, &fields));
            assert_eq!(answer.status, 303, "{}", answer.head);
            true
        })
    };
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        ours.push(turn(server, drafts.iter().map(client).collect(), TIME));
        peer.push(worker("right", copy.path()));
    }
    bars.turns("right", &ours, ("redb", &peer), 0.5);
}

/// Whole forms, sent.
fn submit(place: &Place, whole: &Draft, bars: &mut Bars) {
    let copies = server::filling::drafts(&place.data, &whole.id, SENT * TURNS).expect("copies");
    let server = place.serve();
    // One is sent first, so that the peer has a submission to write.
    let mut connection = Connection::to(server.address());
    let shown = shown(&mut connection, whole);
    let _reference = send(&mut connection, whole);
    server.stop();
    let copy = tempfile::tempdir_in(&place.data).expect("a folder");
    let file = "accede.redb";
    std::fs::copy(place.data.join(file), copy.path().join(file)).expect("a copy");
    let server = place.serve();
    let mut copies = copies.into_iter();
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let requests = copies.by_ref().take(SENT).map(|id| {
            let draft = Draft {
                id,
                ..whole.clone()
            };
            let nonce = server::filling::nonce(
                &place.data,
                &format!("/forms/{}/{}/check", draft.form, draft.id),
            );
            let nonce = nonce.expect("a key");
            draft.post("check", &format!("_shown={shown}&_nonce={nonce}"))
        });
        let requests: Arc<Vec<Vec<u8>>> = Arc::new(requests.collect());
        let next = Arc::new(AtomicUsize::new(0));
        let client = |_| -> Client {
            let (requests, next) = (requests.clone(), next.clone());
            Box::new(move |connection| {
                let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) else {
                    return false;
                };
                let answer = connection.ask(request);
                assert_eq!(answer.status, 303, "{}", answer.head);
                assert!(
                    answer
                        .header("location")
                        .is_some_and(|to| to.ends_with("/sent"))
                );
                true
            })
        };
        ours.push(turn(
            &server,
            (0..DRAFTS).map(client).collect(),
            Duration::from_secs(60),
        ));
        peer.push(worker("submit", copy.path()));
    }
    bars.turns("submit", &ours, ("redb", &peer), 0.5);
    bars.memory(
        "memory, at most while sending",
        server.memory("VmHWM"),
        80.0,
    );
}
