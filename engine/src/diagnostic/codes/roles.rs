//! Codes E10xx: roles and powers.

use super::Code;

pub(crate) const BAD_ROLE: Code = Code::new(
    "E1001",
    "a role that nobody could hold",
    "`held by:` says how people come to a role: `access` is given to a person for one organisation, `staff` is given by whoever \
     runs the service. `levels from:` names a list whose rows are the levels at which the role is held.",
);
pub(crate) const NO_SUCH_ROLE: Code = Code::new(
    "E1002",
    "a role that does not exist",
    "Roles stand in `forms/roles.yaml`. Mend the name, or add the role there. `anyone` is everybody, without signing in.",
);
pub(crate) const BAD_POWER: Code = Code::new(
    "E1003",
    "a power that does not exist, or says nothing",
    "`powers:` says who may do what no form says. `give access:` has, for each role that may give it, the roles that it may \
     give: those that are held by `access`.",
);
pub(crate) const NOBODY: Code = Code::new(
    "E1004",
    "something that nobody may do",
    "A role that is held by `access` has to be given by somebody, so a role has to have the power to give it. Otherwise \
     nobody could ever hold it, and nobody could use the forms that are for it.",
);
pub(crate) const TWO_FILES: Code = Code::new(
    "E1005",
    "roles in two places",
    "All roles of a service stand in one file, `forms/roles.yaml`, so that one look shows who may do what.",
);

pub(super) const ALL: &[Code] = &[BAD_ROLE, NO_SUCH_ROLE, BAD_POWER, NOBODY, TWO_FILES];
