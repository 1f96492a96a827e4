//! Roles, and whoever names one: every role can come to somebody, and every form is for somebody.

use super::world::World;
use crate::catalogue::{HeldBy, Role, Roles};
use crate::declare::{
    Content, DeclaredFile, FileKind, HELD_BY, Problems, RoleDeclaration, RolesDeclaration, Written,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form::{BAD_STARTER, NO_SUCH_LIST};
use crate::diagnostic::codes::roles as codes;
use crate::name::{ListName, RoleName};
use crate::source::{FileId, Span};
use std::sync::Arc;

/// Whoever need not sign in.
pub(crate) const ANYONE: &str = "anyone";

/// Builds the roles, and looks up those that forms name.
pub(crate) fn build(
    files: &[(FileId, Arc<DeclaredFile>)],
    world: &World,
    problems: &mut Problems,
) -> Roles {
    let mut found: Option<(&RolesDeclaration, Span)> = None;
    for (id, file) in files {
        let Content::Roles(declared) = &file.content else {
            continue;
        };
        let span = file
            .name
            .as_ref()
            .map_or(Span::new(*id, 0, 0), |it| it.span);
        match found {
            None => found = Some((declared, span)),
            Some((_, first)) => {
                let message = "there are two files of roles";
                let problem = Diagnostic::new(codes::TWO_FILES, span, message);
                problems.push(problem.related(first, "the first one"));
            }
        }
    }
    let roles = found.map_or_else(Roles::default, |(declared, _)| {
        roles(declared, world, problems)
    });
    let broken = files
        .iter()
        .any(|(_, file)| file.kind == Some(FileKind::Roles) && file.is_broken());
    if !broken {
        starters(files, &roles, problems);
    }
    roles
}

fn roles(declared: &RolesDeclaration, world: &World, problems: &mut Problems) -> Roles {
    let mut roles = Roles::default();
    for written in &declared.roles {
        let role = role(written, world, problems);
        roles.all.push(role);
    }
    for (giver, given) in &declared.give_access {
        let Some(giver) = known(giver, &roles, problems) else {
            continue;
        };
        let given = match given {
            Some(written) => given_by(written, &roles, problems),
            None => names(&roles, |role| role.held_by == HeldBy::Access),
        };
        roles.give_access.entry(giver).or_default().extend(given);
    }
    let given: Vec<&RoleName> = roles.give_access.values().flatten().collect();
    for (role, written) in roles.all.iter().zip(&declared.roles) {
        if role.held_by == HeldBy::Access && !given.contains(&&role.name) {
            let message = format!("nobody may give the role `{}`", role.name);
            let problem = Diagnostic::new(codes::NOBODY, written.name.span, message);
            problems.push(problem.help(format!(
                "add it under `powers:`, like `give access: {{ some_role: [{}] }}`",
                role.name
            )));
        }
    }
    roles
}

fn role(written: &RoleDeclaration, world: &World, problems: &mut Problems) -> Role {
    let held = written.held_by.as_ref();
    let held_by = match held.map(|held| held.text.as_str()) {
        Some("staff") => HeldBy::Staff,
        Some("access") | None => HeldBy::Access,
        Some(other) => {
            let span = held.map_or(written.name.span, |held| held.span);
            let message = format!("a role is held by `access` or by `staff`, not by `{other}`");
            let problem = Diagnostic::new(codes::BAD_ROLE, span, message);
            problems.push(problem.did_you_mean(other, HELD_BY));
            HeldBy::Access
        }
    };
    let levels: Option<ListName> = written.levels_from.as_ref().and_then(|list| {
        let known = world.lists.get(list.text.as_str());
        if known.is_none()
            && world.names.known(FileKind::List, &list.text) == super::names::Known::No
        {
            let message = format!("there is no list `{}`", list.text);
            let problem = Diagnostic::new(NO_SUCH_LIST, list.span, message);
            problems.push(problem.did_you_mean(&list.text, world.names.all(FileKind::List)));
        }
        known.map(|list| list.name.clone())
    });
    Role {
        name: RoleName::from(written.name.text.as_str()),
        title: Written::words(&written.title).unwrap_or_default(),
        about: Written::words(&written.about),
        held_by,
        levels,
    }
}

/// The roles that a power names, each of them one that can be given.
fn given_by(written: &[Written], roles: &Roles, problems: &mut Problems) -> Vec<RoleName> {
    let mut given = Vec::new();
    for role in written {
        let Some(name) = known(role, roles, problems) else {
            continue;
        };
        let held_by = roles.get(name.as_str()).map(|role| role.held_by);
        if held_by == Some(HeldBy::Staff) {
            let message = format!("`{name}` is held by `staff`, so it cannot be given as access");
            let problem = Diagnostic::new(codes::BAD_POWER, role.span, message);
            problems.push(problem.help("whoever runs the service gives it, by command"));
            continue;
        }
        given.push(name);
    }
    given
}

fn known(written: &Written, roles: &Roles, problems: &mut Problems) -> Option<RoleName> {
    if let Some(role) = roles.get(&written.text) {
        return Some(role.name.clone());
    }
    let message = format!("there is no role `{}`", written.text);
    let problem = Diagnostic::new(codes::NO_SUCH_ROLE, written.span, message);
    let all = roles.all.iter().map(|role| role.name.as_str());
    problems.push(problem.did_you_mean(&written.text, all));
    None
}

fn names(roles: &Roles, of: impl Fn(&Role) -> bool) -> Vec<RoleName> {
    let wanted = roles.all.iter().filter(|role| of(role));
    wanted.map(|role| role.name.clone()).collect()
}

/// Every role in a `started by:` or a `seen by:` exists.
fn starters(files: &[(FileId, Arc<DeclaredFile>)], roles: &Roles, problems: &mut Problems) {
    let forms = files.iter().filter_map(|(_, file)| match &file.content {
        Content::Form(form) => Some(form),
        _ => None,
    });
    let apps = files.iter().filter_map(|(_, file)| match &file.content {
        Content::Service(service) => Some(&service.apps),
        _ => None,
    });
    for who in apps.flatten().flat_map(|app| &app.seen_by) {
        known(who, roles, problems);
    }
    for who in forms.flat_map(|form| &form.started_by) {
        if who.text == ANYONE || roles.get(&who.text).is_some() {
            continue;
        }
        let message = format!("`{}` cannot start a form", who.text);
        let problem = Diagnostic::new(BAD_STARTER, who.span, message);
        let known = roles.all.iter().map(|role| role.name.as_str());
        let known = known.chain([ANYONE]);
        let problem = if roles.all.is_empty() {
            problem.help("say `started by: anyone`")
        } else {
            problem.help("name a role of `forms/roles.yaml`, or say `started by: anyone`")
        };
        problems.push(problem.did_you_mean(&who.text, known));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check;
    use crate::source::Sources;
    use crate::{Catalogue, HeldBy};
    use std::sync::Arc;

    const SERVICE: &str = "service: rooms\nname: Rooms\noperator: The library\n";
    const ROLES: &str = "roles:
  member: { title: Member, held by: access }
  keeper: { title: Room keeper, held by: access }
  librarian: { title: Librarian, held by: staff }
powers:
  give access:
    keeper: [member]
    librarian: [member, keeper]
";

    fn form(started_by: &str) -> String {
        format!(
            "form: lend\ntitle: Borrow a room\nstarted by: {started_by}\nreference: ROOM\nquestions:\n  \
             - {{ question: what_for, type: text, ask: What is it for? }}\n"
        )
    }

    fn checked(roles: &str, started_by: &str) -> (Option<Arc<Catalogue>>, Vec<String>) {
        let sources = Sources::new([
            ("forms/service.yaml", SERVICE.as_bytes().to_vec()),
            ("forms/roles.yaml", roles.as_bytes().to_vec()),
            ("forms/lend.form.yaml", form(started_by).into_bytes()),
        ]);
        let checked = check(&sources, "2026-03-02".parse().unwrap());
        let said = checked
            .problems
            .iter()
            .map(|problem| problem.message.clone());
        (checked.catalogue, said.collect())
    }

    #[test]
    fn a_form_is_for_the_roles_that_it_names() {
        let (catalogue, said) = checked(ROLES, "[member, keeper]");
        assert!(said.is_empty(), "{said:?}");
        let catalogue = catalogue.unwrap();
        let form = catalogue.form("lend").unwrap();
        assert!(!form.is_public());
        let started_by: Vec<&str> = form.started_by().iter().map(|role| role.as_str()).collect();
        assert_eq!(started_by, ["member", "keeper"]);
        let (_, said) = checked(ROLES, "membr");
        assert_eq!(said, ["`membr` cannot start a form"]);
    }

    #[test]
    fn who_may_give_what_is_looked_up() {
        let (catalogue, _) = checked(ROLES, "anyone");
        let catalogue = catalogue.unwrap();
        let roles = catalogue.roles();
        let given = |by: &str| -> Vec<&str> {
            roles
                .may_give(by)
                .iter()
                .map(|role| role.as_str())
                .collect()
        };
        assert_eq!(given("keeper"), ["member"]);
        assert_eq!(given("librarian"), ["member", "keeper"]);
        assert!(given("member").is_empty());
        assert_eq!(roles.get("librarian").unwrap().held_by, HeldBy::Staff);
    }

    #[test]
    fn a_list_of_givers_gives_every_role_that_is_held_by_access() {
        let listed = ROLES.replace(
            "    keeper: [member]\n    librarian: [member, keeper]\n",
            "    - librarian\n",
        );
        let (catalogue, said) = checked(&listed, "anyone");
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(catalogue.unwrap().roles().may_give("librarian").len(), 2);
    }

    #[test]
    fn what_nobody_could_hold_is_said() {
        for (from, to, expected) in [
            (
                "keeper: [member]",
                "keeper: [membre]",
                "there is no role `membre`",
            ),
            (
                "[member, keeper]",
                "[member]",
                "nobody may give the role `keeper`",
            ),
            (
                "[member, keeper]",
                "[member, keeper, librarian]",
                "`librarian` is held by `staff`, so it cannot be given as access",
            ),
            (
                "held by: staff",
                "held by: stuff",
                "a role is held by `access` or by `staff`, not by `stuff`",
            ),
        ] {
            let (_, said) = checked(&ROLES.replace(from, to), "anyone");
            assert!(said.iter().any(|said| said == expected), "{to}: {said:?}");
        }
    }
}
