//! `accede person` and `accede party`: the first people and organisations, and help for whoever cannot sign in.

use super::settings::StoreOptions;
use super::terminal::print;
use super::{ContentOptions, DayOptions, Ended, Refused};
use crate::clock::Clock;
use crate::identity::OrganisationId;
use crate::mail::{SecretKey, Seed};
use crate::operator::{Ask, Change, NewPerson, Told};
use crate::settings::Settings;
use clap::{Args, Subcommand};
use engine::{Catalogue, HeldBy, email_address};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Days for which a link opens.
const DAYS: i64 = 14;

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Add somebody, or give more roles to somebody who is there; prints the link with which they set up how to sign in
    Add(AddOptions),
    /// Somebody may sign in no longer; their sessions end at once
    Disable(WhoOptions),
    /// Somebody lost their password and every second factor: prints a link with which they set up again
    ResetFactor(WhoOptions),
}

#[derive(Debug, Subcommand)]
pub(super) enum PartyCommand {
    /// Add an organisation; prints its id
    Add(PartyOptions),
}

#[derive(Debug, Args)]
pub(super) struct AddOptions {
    /// Their mail address
    address: String,
    /// Their full name
    #[arg(long)]
    name: String,
    /// A role of forms/roles.yaml; may be given several times
    #[arg(long = "role", value_name = "ROLE", required = true)]
    roles: Vec<String>,
    /// The organisation for which they hold it, as `accede party add` printed it; not for roles of staff
    #[arg(long, value_name = "ID")]
    party: Option<String>,
    #[command(flatten)]
    content: ContentOptions,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    store: StoreOptions,
}

#[derive(Debug, Args)]
pub(super) struct WhoOptions {
    /// Their mail address
    address: String,
    #[command(flatten)]
    store: StoreOptions,
}

#[derive(Debug, Args)]
pub(super) struct PartyOptions {
    /// What it is called
    name: String,
    #[command(flatten)]
    store: StoreOptions,
}

/// A link whose secret never leaves this command: its digest, the address to print, and its last day.
fn link(settings: &Settings, today: Date) -> Result<(String, String, String), Refused> {
    let unmade = |error: std::io::Error| Refused(format!("{}: {error}", settings.data.display()));
    std::fs::create_dir_all(&settings.data).map_err(unmade)?;
    let key = SecretKey::open(&settings.data).map_err(unmade)?;
    let token = key.token(&Seed::random());
    let base = settings.base_address.clone();
    let base = base.unwrap_or_else(|| format!("http://{}", settings.listen));
    let until = today.saturating_add(DAYS.days()).to_string();
    let address = format!("{base}/links/{}", token.as_str());
    Ok((token.digest(), address, until))
}

fn today(zone: &str) -> Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Clock::Machine.today(&zone)
}

fn address(typed: &str) -> Result<String, Refused> {
    let wrong = || {
        Refused(format!(
            "`{typed}` is not a mail address, like name@example.com"
        ))
    };
    email_address(typed).ok_or_else(wrong)
}

pub(super) fn person(command: &PersonCommand) -> Result<Ended, Refused> {
    match command {
        PersonCommand::Add(options) => add(options),
        PersonCommand::Disable(who) => {
            let address = address(&who.address)?;
            who.store
                .ask(Ask::PersonChange(address.clone(), Change::Disable, None))?;
            print(&format!("{address} may sign in no longer.\n"));
            Ok(Ended::Well)
        }
        PersonCommand::ResetFactor(who) => {
            let settings = who.store.settings()?;
            let address = address(&who.address)?;
            let (digest, link, until) = link(&settings, today("UTC"))?;
            let again = NewPerson {
                name: String::new(),
                address: address.clone(),
                staff: Vec::new(),
                access: None,
                link: digest,
                until: until.clone(),
            };
            who.store.ask(Ask::PersonChange(
                address.clone(),
                Change::ResetFactor,
                Some(again),
            ))?;
            print(&format!(
                "{address} is signed out everywhere. Give them this link, and only them; it opens once, until {until}:\n{link}\n"
            ));
            Ok(Ended::Well)
        }
    }
}

fn add(options: &AddOptions) -> Result<Ended, Refused> {
    let settings = options.store.settings()?;
    let catalogue = catalogue(&options.content)?;
    let today = options.day.today;
    let today = today.unwrap_or_else(|| self::today(&catalogue.service().zone));
    let (staff, access) = roles(&catalogue, options, today)?;
    let address = address(&options.address)?;
    let (digest, link, until) = link(&settings, today)?;
    let told = options.store.ask(Ask::PersonAdd(NewPerson {
        name: options.name.clone(),
        address: address.clone(),
        staff,
        access,
        link: digest,
        until: until.clone(),
    }))?;
    match told {
        Told::PersonAdded { is_new: true } => print(&format!(
            "{address} was added. Give them this link, and only them; it opens once, until {until}:\n{link}\n"
        )),
        Told::PersonAdded { is_new: false } => {
            print(&format!(
                "{address} signs in already, and has these roles now as well.\n"
            ));
        }
        _ => return Err(Refused::unexpected()),
    }
    Ok(Ended::Well)
}

/// The content, which says what roles there are.
fn catalogue(options: &ContentOptions) -> Result<Arc<Catalogue>, Refused> {
    let (_, sources) = options.read()?;
    let checked = engine::check(&sources, today("UTC"));
    let broken = || Refused("the content has errors: see `accede check`".to_owned());
    checked.catalogue.ok_or_else(broken)
}

type Access = Option<(OrganisationId, String, Date)>;

/// The roles that were named, each of its kind.
fn roles(
    catalogue: &Catalogue,
    options: &AddOptions,
    today: Date,
) -> Result<(Vec<String>, Access), Refused> {
    let (mut staff, mut access) = (Vec::new(), None);
    for name in &options.roles {
        let Some(role) = catalogue.roles().get(name) else {
            let known = catalogue.roles().iter().map(|role| role.name.as_str());
            let near = super::did_you_mean(name, known);
            return Err(Refused(format!("there is no role `{name}`{near}")));
        };
        if role.held_by == HeldBy::Staff {
            staff.push(name.clone());
            continue;
        }
        let Some(party) = &options.party else {
            return Err(Refused(format!(
                "`{name}` is held for an organisation: add --party ID, as `accede party add` prints it"
            )));
        };
        let id = OrganisationId::read(party);
        let id =
            id.ok_or_else(|| Refused(format!("`{party}` is not the id of an organisation")))?;
        if access.replace((id, name.clone(), today)).is_some() {
            return Err(Refused(
                "give one role for an organisation at a time".to_owned(),
            ));
        }
    }
    Ok((staff, access))
}

pub(super) fn party(command: &PartyCommand) -> Result<Ended, Refused> {
    let PartyCommand::Add(options) = command;
    let name = options.name.trim();
    if name.is_empty() {
        return Err(Refused("an organisation needs a name".to_owned()));
    }
    let new = Ask::OrganisationAdd(OrganisationId::random(), name.to_owned());
    let Told::OrganisationAdded(id) = options.store.ask(new)? else {
        return Err(Refused::unexpected());
    };
    print(&format!("{id}\n"));
    Ok(Ended::Well)
}
