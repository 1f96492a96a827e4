//! Roles as written: who there is, how people come to a role, and the few powers that no form gives.

use super::fields::{Fields, Problems};
use super::form::check_snake;
use super::keys::{Key, Record, Takes, may, must};
use super::tables::{SOURCE, UNCONFIRMED};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::roles as codes;
use crate::yaml::{Entry, Kind, Node};

/// `roles.yaml`.
#[derive(Clone, Debug)]
pub(crate) struct RolesDeclaration {
    pub(crate) roles: Vec<RoleDeclaration>,
    /// For each role that may give access, the roles that it may give; none for all of them.
    pub(crate) give_access: Vec<(Written, Option<Vec<Written>>)>,
}

/// A role.
#[derive(Clone, Debug)]
pub(crate) struct RoleDeclaration {
    pub(crate) name: Written,
    pub(crate) title: Option<Written>,
    pub(crate) about: Option<Written>,
    pub(crate) held_by: Option<Written>,
    pub(crate) levels_from: Option<Written>,
}

/// How a role may be held.
pub(crate) const HELD_BY: [&str; 2] = ["access", "staff"];

static ROLE_TAKES: Takes = Takes::Block(&ROLE);
pub(crate) static ROLES: Record = Record {
    what: "the file of roles",
    keys: &[
        must(
            "roles",
            Takes::Named(&ROLE_TAKES),
            "Every role by its name, written like_this.",
        ),
        may(
            "powers",
            Takes::Block(&POWERS),
            "Who may do what no form says.",
        ),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

static ROLE: Record = Record {
    what: "a role",
    keys: &[
        must("title", Takes::Sentence, "What it is called."),
        may(
            "about",
            Takes::Sentence,
            "What it is for, in a sentence to whoever holds it.",
        ),
        must(
            "held by",
            Takes::OneOf(&HELD_BY),
            "How people come to it: `access` is given for one organisation, `staff` by whoever runs the service.",
        ),
        LEVELS_FROM,
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

const LEVELS_FROM: Key = may(
    "levels from",
    Takes::Name,
    "The list whose rows are the levels at which it is held.",
);

static POWERS: Record = Record {
    what: "`powers:`",
    keys: &[may(
        "give access",
        Takes::Either(&[
            Takes::List(&Takes::Name),
            Takes::Named(&Takes::List(&Takes::Name)),
        ]),
        "Who may give people access: roles, each with the roles that it may give.",
    )],
    also: &[],
};

/// Reads the roles.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<RolesDeclaration> {
    let fields = Fields::open(node, &ROLES, problems)?;
    let roles = fields.entries("roles", problems);
    let roles = roles.iter().filter_map(|entry| role(entry, problems));
    let roles = roles.collect();
    let powers = fields.get("powers");
    let powers = powers.and_then(|node| Fields::open(node, &POWERS, problems));
    let give_access = powers.map_or_else(Vec::new, |powers| give_access(&powers, problems));
    Some(RolesDeclaration { roles, give_access })
}

fn role(entry: &Entry, problems: &mut Problems) -> Option<RoleDeclaration> {
    let name = Written::exactly(entry.key.as_str(), entry.key_span);
    check_snake(&name, "a role", problems);
    if name.text == "anyone" {
        let message = "`anyone` is everybody, and cannot be a role";
        problems.push(Diagnostic::new(codes::BAD_ROLE, name.span, message));
    }
    let fields = Fields::open(&entry.value, &ROLE, problems)?;
    Some(RoleDeclaration {
        name,
        title: fields.text("title", problems),
        about: fields.text("about", problems),
        held_by: fields.text("held by", problems),
        levels_from: fields.text("levels from", problems),
    })
}

fn give_access(
    powers: &Fields<'_>,
    problems: &mut Problems,
) -> Vec<(Written, Option<Vec<Written>>)> {
    let Some(node) = powers.get("give access") else {
        return Vec::new();
    };
    let Kind::Map(entries) = &node.kind else {
        let givers = powers.items("give access").iter();
        return givers
            .filter_map(Written::of)
            .map(|role| (role, None))
            .collect();
    };
    let mut given = Vec::new();
    for entry in entries {
        let giver = Written::exactly(entry.key.as_str(), entry.key_span);
        let roles: Vec<Written> = match &entry.value.kind {
            Kind::List(items) => items.iter().filter_map(Written::of).collect(),
            _ => Written::of(&entry.value).into_iter().collect(),
        };
        if roles.is_empty() {
            let message = format!("`{}` may give no role", giver.text);
            let problem = Diagnostic::new(codes::BAD_POWER, giver.span, message);
            problems.push(problem.help("name the roles behind it, or delete the line"));
        }
        given.push((giver, Some(roles)));
    }
    given
}
