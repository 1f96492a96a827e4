//! `accede serve`: the gateway over HTTP, until it is asked to stop.

use super::log;
use super::settings::FileOption;
use super::terminal::print;
use super::{ContentOptions, DayOptions, Ended, Refused, check, news};
use crate::clock::Clock;
use crate::content::Content;
use crate::http::{Cannot, Running, Serving};
use crate::reload::Reload;
use crate::settings::Settings;
use clap::Args;
use engine::{Catalogue, Sources};
use jiff::tz::TimeZone;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Marks a data folder whose content is made up.
const MARK: &str = "DEMO";

/// The data folder of a demo, when none is named.
const DEMO: &str = "accede-demo";

const MARKED: &str = "This folder was made by `accede serve --demo`. What is in it is made up and may be thrown away.\n";

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    content: ContentOptions,
    /// The folder that drafts and submissions are kept in [default: accede-data; with --demo, accede-demo]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to listen: an address with a port, or a port alone [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", value_parser = address)]
    listen: Option<SocketAddr>,
    /// How people reach the service, like https://forms.example.org; links in mail begin with it
    #[arg(long, value_name = "URL")]
    base_address: Option<String>,
    /// Try it out: on this machine alone, in a data folder of its own
    #[arg(long)]
    demo: bool,
    /// Write content: what is wrong with an edit is shown over the page it is about, and /edit/ lists everything; on this machine alone
    #[arg(long)]
    edit: bool,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    file: FileOption,
}

impl Options {
    /// What is in force: these flags above variables, those above the file.
    fn settings(&self) -> Result<Settings, Refused> {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        let flags = [
            ("listen", self.listen.map(|listen| listen.to_string())),
            ("data", self.data.as_ref().map(path)),
            ("content", self.content.content.as_ref().map(path)),
            ("base_address", self.base_address.clone()),
        ];
        let given = flags
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let (_, settings) = self.file.read(&given.collect::<Vec<_>>())?;
        Ok(settings)
    }
}

fn address(written: &str) -> Result<SocketAddr, String> {
    let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let port = written
        .strip_prefix("localhost:")
        .or_else(|| written.strip_prefix(':'));
    if let Ok(port) = port.unwrap_or(written).parse() {
        return Ok(local(port));
    }
    written
        .parse()
        .map_err(|_| "write an address like 127.0.0.1:8080, or a port like 8080".to_owned())
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let settings = options.settings()?;
    let content = Content::find(settings.content.as_deref())?;
    check_edit(options, &settings, &content)?;
    let sources = content.read()?;
    let clock = options.day.today.map_or(Clock::Machine, Clock::Always);
    let checked = engine::check(&sources, clock.today(&TimeZone::UTC));
    let Some(catalogue) = checked.catalogue else {
        print(&check::drawn(&checked.problems, &sources, false));
        print(&check::last_line(
            &checked.problems,
            &sources,
            &content,
            false,
        ));
        print("It is not served: mend the errors first.\n");
        return Ok(Ended::Wrong);
    };
    let data = data(options, &settings)?;
    log::begin(settings.log);
    let serving = Serving {
        catalogue: catalogue.clone(),
        sources: sources.clone(),
        settings: Settings {
            data: data.clone(),
            // What is made up goes to nobody.
            smtp: settings.smtp.filter(|_| !options.demo),
            ..settings
        },
        clock,
        reload: reload(&content),
        edit: options.edit,
        demo: options.demo,
        mailbox: options.edit || options.demo,
    };
    let running = serving
        .start()
        .map_err(|cannot| refused(&cannot, options))?;
    let greet = |running: &Running| {
        let served = Served {
            content: &content,
            catalogue: &catalogue,
            sources: &sources,
            data: &data,
            demo: options.demo,
        };
        print(&greeting(running, &served));
    };
    running
        .until_asked_to_stop(greet)
        .map_err(|error| Refused(format!("no signal can be heard: {error}")))?;
    print("Stopped. Everything that was saved is in the data folder.\n");
    Ok(Ended::Well)
}

/// A folder is read again when it changes; what is built in never does.
fn reload(content: &Content) -> Option<Reload> {
    let Content::Folder(folder) = content else {
        return None;
    };
    let content = content.clone();
    Some(Reload::of(folder.clone()).telling(move |news| news::tell(news, &content)))
}

/// Whether somebody may edit: there must be something to edit, and nobody else must reach it.
fn check_edit(options: &Options, settings: &Settings, content: &Content) -> Result<(), Refused> {
    let ip = settings.listen.ip();
    if options.edit && !ip.is_loopback() {
        return Err(Refused(format!(
            "--edit is for this machine alone: {ip} can be reached from others. Leave --listen out, or --edit"
        )));
    }
    if options.edit && *content == Content::BuiltIn {
        return Err(Refused(
            "--edit needs content of your own: `accede init DIR` writes some to start from, and --content DIR serves it".to_owned(),
        ));
    }
    Ok(())
}

/// The data folder, and whether it is what was asked for: made-up data and real data never share one.
fn data(options: &Options, settings: &Settings) -> Result<PathBuf, Refused> {
    let data = match &options.data {
        None if options.demo => DEMO.into(),
        _ => settings.data.clone(),
    };
    let (shown, mark) = (data.display(), data.join(MARK));
    let refuse = |sentence: String| Err(Refused(sentence));
    if !options.demo {
        if mark.exists() {
            return refuse(format!(
                "{shown} is the data folder of a demo. Use another with --data DIR, or add --demo"
            ));
        }
        return Ok(data);
    }
    if !settings.listen.ip().is_loopback() {
        return refuse(format!(
            "--demo is for this machine alone: {} can be reached from others. Leave --listen out, or --demo",
            settings.listen.ip()
        ));
    }
    let is_used = std::fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !mark.exists() {
        return refuse(format!(
            "{shown} holds data that is no demo's. Use another folder with --data DIR, or leave --demo out"
        ));
    }
    let made = std::fs::create_dir_all(&data).and_then(|()| std::fs::write(&mark, MARKED));
    match made {
        Ok(()) => Ok(data),
        Err(error) => refuse(format!("the data folder {shown} cannot be used: {error}")),
    }
}

fn refused(cannot: &Cannot, options: &Options) -> Refused {
    let mut sentences = cannot.to_string();
    if let Cannot::Listen { address, cause } = cannot
        && cause.kind() == std::io::ErrorKind::AddrInUse
        && let Some(free) = free(*address)
    {
        sentences.push_str(&format!("\nuse another: {}", command(options, free)));
    }
    Refused(sentences)
}

/// The next port that is free.
fn free(taken: SocketAddr) -> Option<SocketAddr> {
    let ports = taken.port().saturating_add(1)..=taken.port().saturating_add(100);
    let mut addresses = ports.map(|port| SocketAddr::from((taken.ip(), port)));
    addresses.find(|address| TcpListener::bind(address).is_ok())
}

/// The command that does the same elsewhere.
fn command(options: &Options, listen: SocketAddr) -> String {
    let mut command = "accede serve".to_owned();
    if let Some(folder) = &options.content.content {
        command.push_str(&format!(" --content {}", folder.display()));
    }
    if let Some(folder) = &options.data {
        command.push_str(&format!(" --data {}", folder.display()));
    }
    if let Some(file) = options.file.path() {
        command.push_str(&format!(" --settings {}", file.display()));
    }
    if let Some(address) = &options.base_address {
        command.push_str(&format!(" --base-address {address}"));
    }
    if let Some(day) = options.day.today {
        command.push_str(&format!(" --today {day}"));
    }
    let demo = if options.demo { " --demo" } else { "" };
    let edit = if options.edit { " --edit" } else { "" };
    format!("{command} --listen {listen}{demo}{edit}")
}

/// What is served, and from where.
struct Served<'a> {
    content: &'a Content,
    catalogue: &'a Arc<Catalogue>,
    sources: &'a Sources,
    data: &'a Path,
    demo: bool,
}

fn greeting(running: &Running, served: &Served<'_>) -> String {
    let (content, catalogue) = (served.content, served.catalogue);
    let address = running.address();
    let local = format!("http://localhost:{}", address.port());
    let beside = if address.ip().is_loopback() {
        format!("  {local}")
    } else {
        String::new()
    };
    let mut forms = catalogue.forms().filter(|form| form.is_public());
    let first = forms.next();
    let fill = first.map_or_else(
        || local.clone(),
        |form| format!("{local}/forms/{}", form.name()),
    );
    let edit = match content {
        Content::Folder(_) => {
            let mut files = served.sources.iter().map(|(_, file)| &*file.path);
            let file = files
                .find(|path| path.ends_with(".form.yaml"))
                .unwrap_or("forms");
            format!("change a question in {file}, and open its page again")
        }
        Content::BuiltIn => "accede init DIR   writes content of your own to start from".to_owned(),
    };
    let folder = match content {
        Content::Folder(folder) => format!(" --content {}", folder.display()),
        Content::BuiltIn => String::new(),
    };
    let third = if served.demo {
        format!(
            "read the mail that made-up people got, and go on where one of them stopped: {local}/mailbox"
        )
    } else {
        format!("accede test{folder}   runs the examples of the forms")
    };
    format!(
        "content   {content}\n\
         data      {data}\n\
         listening on http://{address}{beside}\n\
         \n\
         Three things to try:\n\
         1. fill in a form: {fill}\n\
         2. {edit}\n\
         3. {third}\n\
         \n\
         Ctrl-C stops it.\n",
        data = served.data.display(),
    )
}
