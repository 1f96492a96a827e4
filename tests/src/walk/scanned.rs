//! A scanner for viruses, as clamd answers: what it finds is refused, and while it is down files wait and nothing is sent.

use super::files::{begun, pdf, sources};
use super::{Browser, Gateway};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The text that every scanner takes for a virus; in two pieces, so that none takes this file for one.
const EICAR: [&str; 2] = [
    r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR",
    "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
];

/// A scanner that speaks INSTREAM, and may be down.
struct Clam {
    address: String,
    up: Arc<AtomicBool>,
}

impl Clam {
    fn new(up: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let up = Arc::new(AtomicBool::new(up));
        let answers = up.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // One that is down takes the connection and says nothing.
                if answers.load(Ordering::SeqCst) {
                    let _ = look(stream);
                }
            }
        });
        Self { address, up }
    }

    fn gateway(&self) -> Gateway {
        let address = self.address.clone();
        Gateway::set(sources(), move |settings| {
            settings.scanner = Some(address.parse().unwrap());
        })
    }
}

fn look(mut stream: TcpStream) -> std::io::Result<()> {
    let mut command = [0; 10];
    stream.read_exact(&mut command)?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut all = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
        if length == 0 {
            break;
        }
        let mut piece = vec![0; length];
        stream.read_exact(&mut piece)?;
        all.extend(piece);
    }
    let virus = String::from_utf8_lossy(&all).contains(&EICAR.concat());
    let verdict = if virus {
        "stream: Eicar-Test-Signature FOUND\0"
    } else {
        "stream: OK\0"
    };
    stream.write_all(verdict.as_bytes())
}

#[test]
fn a_virus_is_refused_and_nothing_of_it_is_kept() {
    let clam = Clam::new(true);
    let gateway = clam.gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.csv", EICAR.concat().as_bytes())
        .press("Upload");
    assert_eq!(
        jo.page.summary(),
        ["a.csv contains a virus. Upload another file, and have your machine looked at"]
    );
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .fill("What is it called?", "Hall")
        .press("Continue");
    jo.press("Continue").press("Send");
    assert!(jo.page.text().contains("PLAN-"), "{}", jo.page.text());
}

/// Takes the second file out, as its button does.
fn take_out_the_second(jo: &mut Browser<'_>) {
    let address = jo.page.address.clone();
    let html = jo.page.parsed();
    let buttons = super::page::select(&html, "button[name=_remove]");
    let bad = buttons[1].attr("value").unwrap().to_owned();
    let remove = [
        ("_remove".to_owned(), bad),
        ("called".to_owned(), "Hall".to_owned()),
    ];
    jo.post_filled(&address, &remove);
}

#[test]
fn while_the_scanner_is_down_files_wait_and_are_never_passed() {
    let clam = Clam::new(false);
    let gateway = clam.gateway();
    let mut jo = begun(&gateway);
    jo.attach("Upload the plan", "a.pdf", &pdf("a"))
        .press("Upload");
    assert!(
        jo.page.text().contains("Waiting to be checked for viruses"),
        "{}",
        jo.page.text()
    );
    let link = jo.page.link("a.pdf").unwrap();
    assert_eq!(jo.bytes(&link).0.status, 409);
    jo.attach("Upload the plan", "b.csv", EICAR.concat().as_bytes())
        .fill("What is it called?", "Hall")
        .press("Continue");
    jo.press("Continue").reads("Check your answers");
    let check = jo.page.address.clone();
    jo.press("Send");
    let held = "is still waiting to be checked for viruses, so nothing was sent. Try again in a few minutes";
    assert!(
        jo.page.summary()[0].ends_with(held),
        "{:?}",
        jo.page.summary()
    );
    clam.up.store(true, Ordering::SeqCst);
    let begun = Instant::now();
    while jo
        .page
        .summary()
        .first()
        .is_some_and(|said| said.ends_with(held))
    {
        assert!(
            begun.elapsed() < Duration::from_secs(40),
            "nobody looks again"
        );
        std::thread::sleep(Duration::from_millis(200));
        jo.open(&check).press("Send");
    }
    assert_eq!(
        jo.page.summary(),
        ["b.csv contains a virus. Upload another file, and have your machine looked at"]
    );
    jo.follow("Change Upload the plan");
    assert!(
        jo.page.text().contains("Contains a virus: remove it"),
        "{}",
        jo.page.text()
    );
    assert_eq!(
        jo.bytes(&link).0.status,
        200,
        "what was clean is given back"
    );
    take_out_the_second(&mut jo);
    jo.open(&check).press("Send");
    assert!(jo.page.text().contains("PLAN-"), "{}", jo.page.text());
}
