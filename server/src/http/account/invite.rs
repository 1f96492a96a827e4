//! Giving somebody access: the page that asks whom and what, and what comes of it.

use super::step::{field, wrong};
use crate::clock::Moment;
use crate::http::app::{App, Content};
use crate::http::fields::Fields;
use crate::http::refusal::Refusal;
use crate::identity::{Invitee, Letters, Organisation, OrganisationId, PersonId};
use crate::store::{Batch, StoreError};
use engine::{RoleName, Roles, email_address};
use jiff::civil::Date;
use site::pages::{Ask, Choice, Field, FieldKind};

/// The longest name that is taken.
const LONGEST: usize = 100;

/// How often it is tried again when somebody else writes in between.
const TRIES: usize = 8;

/// What was typed, once it will do.
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) address: String,
    role: String,
    level: Option<String>,
    from: Date,
    to: Option<Date>,
}

/// The fields that ask whom, as what and when.
pub(super) fn fields(content: &Content, given: &[&RoleName], today: Date) -> Vec<Field> {
    let roles = content.catalogue.roles();
    let known = given.iter().filter_map(|role| roles.get(role.as_str()));
    let choices: Vec<Choice> = known
        .map(|role| Choice {
            value: role.name.to_string(),
            text: role.title.clone(),
            hint: role.about.clone(),
            chosen: false,
        })
        .collect();
    let mut fields = vec![
        Field {
            autocomplete: Some("off"),
            ..field("_name", "Full name", FieldKind::Text)
        },
        Field {
            autocomplete: Some("off"),
            hint: Some("The letter with the link goes there"),
            ..field("_address", "Email address", FieldKind::Email)
        },
        Field {
            choices,
            ..field("_role", "What will they be?", FieldKind::Choice)
        },
    ];
    let levels = levels(content, roles, given, today);
    if !levels.is_empty() {
        fields.push(Field {
            choices: levels,
            hint: Some("Only for a role that is held at a level"),
            ..field("_level", "At which level?", FieldKind::Select)
        });
    }
    fields.push(Field {
        hint: Some("Leave it blank for today"),
        ..field("_from", "From when?", FieldKind::Date)
    });
    fields.push(Field {
        hint: Some("The last day. Leave it blank if there is none"),
        ..field("_to", "Until when?", FieldKind::Date)
    });
    fields
}

/// The levels that may be given today, of all roles that have some.
fn levels(content: &Content, roles: &Roles, given: &[&RoleName], today: Date) -> Vec<Choice> {
    let lists = given
        .iter()
        .filter_map(|role| roles.get(role.as_str())?.levels.as_ref());
    let lists = lists.filter_map(|name| content.catalogue.list(name.as_str()));
    let rows = lists.flat_map(|list| list.rows.iter().filter(|row| row.is_valid(today)));
    rows.map(|row| Choice {
        value: row.name.to_string(),
        text: row.label.clone(),
        hint: None,
        chosen: false,
    })
    .collect()
}

/// Reads what was typed, keeps it on the page, and says there what is wrong.
pub(super) fn read(
    content: &Content,
    given: &[&RoleName],
    fields: &Fields,
    today: Date,
    page: &mut Ask,
) -> Option<Typed> {
    let typed = |name: &str| fields.ours(name).unwrap_or_default().trim().to_owned();
    for field in &mut page.fields {
        field.typed = typed(field.name);
        for choice in &mut field.choices {
            choice.chosen = choice.value == field.typed;
        }
        if field.kind == FieldKind::Date {
            let part = |part: &str| typed(&format!("{}-{part}", field.name));
            field.parts = vec![part("day"), part("month"), part("year")];
        }
    }
    let (name, address) = who(fields, page);
    let role = typed("_role");
    let known = given.iter().find(|name| name.as_str() == role);
    let known = known.and_then(|name| content.catalogue.roles().get(name.as_str()));
    let Some(known) = known else {
        wrong(page, Some("_role"), "Select what they will be");
        return None;
    };
    let list = known.levels.as_ref();
    let list = list.and_then(|name| content.catalogue.list(name.as_str()));
    let level = list.map(|list| {
        list.row(&typed("_level"), today)
            .map(|row| row.name.to_string())
    });
    if level == Some(None) {
        let message = format!("Select the level at which they are {}", known.title);
        wrong(page, Some("_level"), message);
    }
    let (from, to) = dates(fields, today, page);
    if !page.errors.is_empty() {
        return None;
    }
    Some(Typed {
        name,
        address: address?,
        role,
        level: level.flatten(),
        from: from?,
        to,
    })
}

/// Their name and address; no address when it will not do. What is wrong is said.
fn who(fields: &Fields, page: &mut Ask) -> (String, Option<String>) {
    let typed = |name: &str| fields.ours(name).unwrap_or_default();
    let name: String = typed("_name")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if name.is_empty() {
        wrong(page, Some("_name"), "Enter their full name");
    } else if name.chars().count() > LONGEST {
        wrong(
            page,
            Some("_name"),
            "Their full name must be 100 characters or fewer",
        );
    }
    let address = email_address(typed("_address"));
    if address.is_none() {
        let message = "Enter an email address in the correct format, like name@example.com";
        wrong(page, Some("_address"), message);
    }
    (name, address)
}

/// The first day, and the last, if there is one; no first day when it will not do. What is wrong is said.
fn dates(fields: &Fields, today: Date, page: &mut Ask) -> (Option<Date>, Option<Date>) {
    let from = date(page, fields, "_from", "the day from which they may").unwrap_or(Some(today));
    let to = date(page, fields, "_to", "the last day on which they may").unwrap_or(None);
    if let Some(from) = from
        && from < today
    {
        wrong(
            page,
            Some("_from"),
            "The day from which they may must be today or later",
        );
    }
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        wrong(
            page,
            Some("_to"),
            "The last day must be the first day or later",
        );
    }
    (from, to)
}

/// A day in three parts; the inner none when they are no day, which is said.
fn date(page: &mut Ask, fields: &Fields, name: &'static str, what: &str) -> Option<Option<Date>> {
    let part = |part: &str| {
        let typed = fields.ours(&format!("{name}-{part}"));
        typed.unwrap_or_default().trim().to_owned()
    };
    let parts = [part("day"), part("month"), part("year")];
    if parts.iter().all(String::is_empty) {
        return None;
    }
    let [day, month, year] = parts;
    let read = || {
        let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
        Date::new(year, month, day)
            .ok()
            .filter(|date| date.year() >= 2000)
    };
    let date = read();
    if date.is_none() {
        let message = format!("Enter {what} as a real date, like 27 3 2026");
        wrong(page, Some(name), message);
    }
    Some(date)
}

/// Gives it, and writes to them. Nothing when they hold it already from that day on.
pub(super) async fn give(
    app: &App,
    content: &Content,
    id: &OrganisationId,
    organisation: &Organisation,
    typed: &Typed,
    by: &PersonId,
) -> Result<Option<PersonId>, Refusal> {
    let invitee = Invitee {
        name: &typed.name,
        address: &typed.address,
        role: &typed.role,
        level: typed.level.clone(),
        from: typed.from,
        to: typed.to,
        by: Some(by.clone()),
    };
    for _ in 0..TRIES {
        let snapshot = app.store.read().await?;
        let letters = Letters {
            writer: app.writer(content, app.today(content)),
        };
        let mut batch = Batch::new();
        let person = invitee
            .invite(&*snapshot, id, organisation, letters, &mut batch)
            .await?;
        match app.store.commit(batch).await {
            Ok(_) => {
                app.mail.bell.notify_one();
                return Ok(Some(person));
            }
            Err(StoreError::Conflict {
                space: "access once",
                ..
            }) => return Ok(None),
            Err(StoreError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// A day in words.
pub(super) fn in_words(day: Date) -> String {
    crate::http::sent::in_words(&day.to_string())
}

/// The day of a moment, in words.
pub(super) fn day_of(moment: Moment) -> String {
    crate::http::sent::in_words(&moment.day())
}
