//! Questions, repeats and rules of a form.

use super::form::{Builder, is_several};
use super::members::{What, in_words};
use super::names::Known;
use super::renamed::old_names;
use super::scope::{FormScope, Reach};
use crate::catalogue::{ForEach, Optional, Question, Repeat, Rule};
use crate::condition::{Column, Expr, Record, Type, Wanted};
use crate::declare::{
    FileKind, OptionalDeclaration, QuestionDeclaration, RepeatDeclaration, RuleDeclaration,
    SectionDeclaration, Written,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::name::QuestionName;
use crate::question::{self, Build, Kind};
use crate::wording::Wording;
use std::sync::Arc;

fn text(written: Option<&Written>) -> Option<String> {
    written.map(|written| written.text.clone())
}

impl Builder<'_> {
    /// Builds a question but for its rules.
    pub(crate) fn question(&mut self, declared: &QuestionDeclaration) -> Question {
        let guards = self.guards.len();
        let show_when = self.condition(declared.show_when.as_ref(), Reach::Reveal);
        self.guard(show_when.as_ref());
        let kind = self.kind(declared);
        let optional = match &declared.optional {
            OptionalDeclaration::Always => Optional::Always,
            OptionalDeclaration::Never => Optional::Never,
            OptionalDeclaration::When(written) => self
                .condition(Some(written), Reach::Reveal)
                .map_or(Optional::Never, Optional::When),
        };
        let wanted = Wanted::Type(kind.ty());
        let starts_as = declared
            .starts_as
            .as_ref()
            .and_then(|written| self.expr(written, Reach::Before, &wanted));
        if let (true, Optional::Never, Some(expr)) = (declared.fixed, &optional, &starts_as) {
            self.never_blank(declared, expr);
        }
        let ask = declared
            .ask
            .as_ref()
            .map_or_else(Wording::default, |ask| self.wording(ask, Reach::Before));
        let hint = declared
            .hint
            .as_ref()
            .map(|hint| self.wording(hint, Reach::Before));
        let guidance = self.section_of_note(declared.guidance.as_ref());
        let revealed = declared
            .show_when
            .as_ref()
            .is_some_and(|written| self.looks_at_own_page(written));
        let called = declared.called.as_ref().map_or_else(
            || in_words(&declared.name.text),
            |called| called.text.clone(),
        );
        let may_be_blank = !matches!(optional, Optional::Never);
        let slot = self.know(declared, kind.ty(), may_be_blank);
        self.guards.truncate(guards);
        Question {
            name: QuestionName::from(declared.name.text.as_str()),
            renamed_from: old_names(&declared.renamed_from),
            slot,
            section: self.repeat,
            kind,
            ask,
            hint,
            called,
            guidance,
            optional,
            starts_as,
            fixed: declared.fixed,
            masked: declared.masked,
            show_when,
            revealed,
            rules: Vec::new(),
            source: text(declared.source.as_ref()),
            unconfirmed: text(declared.unconfirmed.as_ref()),
            span: declared.span,
        }
    }

    /// Lets conditions know of a question; its slot.
    fn know(&mut self, declared: &QuestionDeclaration, ty: Type, may_be_blank: bool) -> usize {
        let guards = self.guards.clone();
        let Some(member) = self.members.get_mut(&declared.name.text) else {
            return 0;
        };
        member.ty = Some(ty);
        member.guards = guards;
        member.optional = may_be_blank;
        member.masked = declared.masked.is_some();
        match member.what {
            What::Question { slot, .. } => slot,
            _ => 0,
        }
    }

    /// A fixed answer that must be there is worked out from answers that surely are.
    fn never_blank(&mut self, declared: &QuestionDeclaration, starts_as: &Expr) {
        if self.is_sure(starts_as) {
            return;
        }
        let message = format!(
            "`{}` is worked out from an answer that may not have been given, and would be blank then",
            declared.name.text
        );
        self.problems.push(
            Diagnostic::new(codes::MAYBE_NOT_ASKED, starts_as.span, message)
                .help("show it under the same condition as that answer, or say `optional: true`"),
        );
    }

    fn looks_at_own_page(&self, written: &Written) -> bool {
        let words = super::values::words(&written.text);
        let here = |name: &&str| {
            self.members
                .get(name)
                .is_some_and(|member| member.at.same_page(self.here))
        };
        words.iter().any(|name| here(&name.as_str()))
    }

    fn kind(&mut self, declared: &QuestionDeclaration) -> Kind {
        let Some(type_name) = &declared.type_name else {
            return Kind::Wrong;
        };
        let Self {
            world,
            members,
            here,
            repeat,
            guards,
            problems,
        } = self;
        let scope = FormScope {
            world,
            members,
            here: *here,
            repeat: *repeat,
            reach: Reach::Before,
            guards,
        };
        if let Some(kind) = &declared.kind {
            let broken_lists = |name: &str| world.known(FileKind::List, name) == Known::Broken;
            let list_names = || world.all(FileKind::List);
            return kind.build(&mut Build {
                scope: &scope,
                list_names: &list_names,
                broken_lists: &broken_lists,
                problems,
            });
        }
        if question::is_kind(&type_name.text) {
            return Kind::Wrong; // what is wrong with it was said where it is declared
        }
        if let Some(found) = world.ty(&type_name.text) {
            problems.extend(declared.keys_of_kinds.iter().cloned());
            return Kind::Declared(question::Declared::new(found.clone()));
        }
        if world.known(FileKind::Type, &type_name.text) == Known::No {
            let kinds = question::RECORDS.iter().map(|(name, _)| *name);
            let known: Vec<&str> = kinds.chain(world.all(FileKind::Type)).collect();
            let message = format!("there is no type `{}`", type_name.text);
            problems.push(
                Diagnostic::new(codes::NO_SUCH_TYPE, type_name.span, message)
                    .did_you_mean(&type_name.text, known),
            );
        }
        Kind::Wrong
    }

    /// Builds rules that may look as far as `reach`.
    pub(crate) fn rules(&mut self, declared: &[RuleDeclaration], reach: Reach) -> Vec<Rule> {
        declared
            .iter()
            .filter_map(|rule| self.rule(rule, reach))
            .collect()
    }

    fn rule(&mut self, declared: &RuleDeclaration, reach: Reach) -> Option<Rule> {
        let guards = self.guards.len();
        let show_when = self.condition(declared.show_when.as_ref(), reach);
        self.guard(show_when.as_ref());
        let test = self.condition(Some(&declared.test), reach);
        let says = declared.says.as_ref().map(|says| self.wording(says, reach));
        self.guards.truncate(guards);
        let test = test?;
        let says = says.unwrap_or_else(|| Wording::plain(&demand(&test)));
        Some(Rule {
            test,
            warning: declared.warning,
            says,
            show_when,
            span: declared.span,
        })
    }

    /// Starts a section that repeats; its fields are known when its pages were built.
    pub(crate) fn open_repeat(&mut self, section: usize, declared: &RepeatDeclaration) -> Repeat {
        let for_each = self.for_each(section, declared);
        self.repeat = Some(section);
        let each = declared
            .each
            .as_ref()
            .or(declared.name.as_ref())
            .map_or_else(|| "item".to_owned(), |word| in_words(&word.text));
        let record = Arc::new(Record {
            each: each.clone(),
            name: String::new(),
            fields: Vec::new(),
            live: None,
        });
        Repeat {
            each,
            from: declared.from,
            to: declared.to,
            item_title: None,
            for_each,
            upload: declared
                .upload
                .as_ref()
                .map(|(_, kinds)| kinds.clone())
                .unwrap_or_default(),
            slot: 0,
            record,
            questions: Vec::new(),
        }
    }

    fn for_each(&mut self, section: usize, declared: &RepeatDeclaration) -> Option<ForEach> {
        let question = declared.for_each.as_ref()?;
        let name = declared.name.as_ref()?;
        if !is_several(&self.members, &question.text) {
            let message = format!(
                "`{}` is not a question with several options on an earlier page",
                question.text
            );
            self.problems.push(
                Diagnostic::new(codes::BAD_REPEAT, question.span, message)
                    .help("name a question of type `choose several` that an earlier section asks"),
            );
            return None;
        }
        let asked = self.members.get(&question.text)?;
        let (What::Question { slot, .. }, Some(Type::Several(choices))) = (&asked.what, &asked.ty)
        else {
            self.members.open = true; // what is chosen is not known, and so are the items
            self.known_before(&name.text, section);
            return None;
        };
        let (slot, choices, page) = (*slot, choices.clone(), asked.at.section < section);
        if !page {
            let message = format!("`{}` is asked in this section or later", question.text);
            self.problems
                .push(Diagnostic::new(codes::BAD_REPEAT, question.span, message));
        }
        if let Some(member) = self.members.get_mut(&name.text) {
            member.ty = Some(Type::Choice(choices.clone()));
        }
        self.known_before(&name.text, section);
        Some(ForEach {
            slot,
            name: name.text.clone(),
            choices,
        })
    }

    /// What an item is for is known before its first page, so that this page's conditions may use it.
    fn known_before(&mut self, name: &str, section: usize) {
        if let Some(member) = self.members.get_mut(name) {
            member.at.section = section.saturating_sub(1);
        }
    }

    /// Gathers the fields of a section that repeats, now that its questions are known; its rules may then compare items.
    pub(crate) fn gather<'q>(
        &mut self,
        section: usize,
        declared: &SectionDeclaration,
        questions: impl Iterator<Item = &'q Question>,
        repeat: &mut Repeat,
    ) {
        let name = &declared.name.text;
        let questions: Vec<&Question> = questions.collect();
        self.no_files(declared, &questions);
        let each = repeat.for_each.iter().map(|each| Column {
            name: each.name.clone(),
            ty: Type::Choice(each.choices.clone()),
            called: in_words(&each.name),
        });
        let asked = questions.iter().map(|question| Column {
            name: question.name.as_str().to_owned(),
            ty: question.kind.ty(),
            called: question.called.clone(),
        });
        let record = Arc::new(Record {
            each: repeat.each.clone(),
            name: name.clone(),
            fields: each.chain(asked).collect(),
            live: None,
        });
        repeat.record = record.clone();
        let guards = self.guards.clone();
        if let Some(member) = self.members.get_mut(name) {
            if let What::Collection {
                slot,
                record: known,
                ..
            } = &mut member.what
            {
                repeat.slot = *slot;
                *known = Some(record.clone());
            }
            member.ty = Some(Type::Collection(record));
            member.guards = guards;
            member.at.section = section;
        }
        self.here.item = usize::MAX;
        let title = declared
            .repeat
            .as_ref()
            .and_then(|repeat| repeat.item_title.as_ref());
        repeat.item_title = title.map(|title| self.wording(title, Reach::Page));
    }
}

impl Builder<'_> {
    /// A cell of a table holds no file, and nobody should keep a table of secrets.
    fn no_files(&mut self, declared: &SectionDeclaration, questions: &[&Question]) {
        let repeat = declared.repeat.as_ref();
        let Some((span, _)) = repeat.and_then(|repeat| repeat.upload.as_ref()) else {
            return;
        };
        let what = questions.iter().find_map(|question| match question.kind {
            Kind::File(_) => Some(("the files", &question.name)),
            Kind::Secret(_) => Some(("the secret", &question.name)),
            _ => None,
        });
        if let Some((what, name)) = what {
            let message = format!("a table cannot hold {what} that `{name}` asks for");
            let problem = Diagnostic::new(codes::BAD_REPEAT, *span, message);
            let help = "delete this line, or ask for that in another section";
            self.problems.push(problem.help(help));
        }
    }
}

/// "The end date must be after the start date", from a condition that says so.
fn demand(test: &Expr) -> String {
    let sentence = test.sentence();
    let said = match sentence.split_once(" is ") {
        Some((subject, rest)) => format!("{subject} must be {rest}"),
        None => format!("it must hold that {sentence}"),
    };
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
