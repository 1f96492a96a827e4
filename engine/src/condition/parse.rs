//! Tokens into [`Syntax`]: no loops, no code, `and` with `or` only in brackets.

use super::syntax::{Arithmetic, Compare, Includes, Node, Over, Quantity, Syntax, Unit};
use super::token::{Token, TokenKind, tokens};
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;

/// Brackets within brackets.
const DEPTH: usize = 40;
/// Characters of one expression.
const LENGTH: usize = 4_000;

/// Reads an expression. `None` when it cannot be read; then one problem says why.
pub(crate) fn parse(written: &Written, problems: &mut Problems) -> Option<Syntax> {
    let mut parser = Parser {
        written,
        tokens: Vec::new(),
        at: 0,
        depth: 0,
        problem: None,
    };
    let syntax = parser.whole();
    if let Some(problem) = parser.problem {
        problems.push(*problem);
        return None;
    }
    syntax
}

struct Parser<'a> {
    written: &'a Written,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    problem: Option<Box<Diagnostic>>,
}

type Parsed = Option<Syntax>;

impl Parser<'_> {
    fn whole(&mut self) -> Parsed {
        if self.written.text.len() > LENGTH {
            return self.fail_at(
                0,
                self.written.text.len(),
                "this is too long for one condition: give its parts names under `values:`",
            );
        }
        let (tokens, broken) = tokens(&self.written.text);
        self.tokens = tokens;
        if let Some((at, why)) = broken {
            return self.fail_at(at, self.written.text.len(), why);
        }
        if self.tokens.is_empty() {
            return self.fail_at(0, self.written.text.len(), "a condition is missing here");
        }
        let syntax = self.any()?;
        if self.at < self.tokens.len() {
            return self.unexpected();
        }
        Some(syntax)
    }

    // --- joining -------------------------------------------------------------------------------------------------

    fn any(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > DEPTH {
            return self.fail_here(
                "there are too many brackets in brackets: give parts of it names under `values:`",
            );
        }
        let first = self.part()?;
        let joined = match self.word() {
            Some("and") => self.joined("and", "or", first),
            Some("or") => self.joined("or", "and", first),
            _ => Some(first),
        };
        self.depth -= 1;
        joined
    }

    fn joined(&mut self, word: &str, other: &str, first: Syntax) -> Parsed {
        let from = first.from;
        let mut parts = vec![first];
        while self.take(word) {
            parts.push(self.part()?);
        }
        if self.word() == Some(other) {
            let problem =
                "`and` and `or` stand side by side, and it is not plain which comes first";
            return self.fail_with(problem, |d| {
                d.help("put brackets around one of them, or give one a name under `values:`")
            });
        }
        let to = parts.last().map_or(from, |part| part.to);
        let node = if word == "and" {
            Node::And(parts)
        } else {
            Node::Or(parts)
        };
        Some(at(node, from, to))
    }

    fn part(&mut self) -> Parsed {
        let from = self.from();
        if self.take("not") {
            if self.sign() != Some('(') {
                return self.fail_with("`not` is followed by brackets", |d| {
                    d.help("write `not (kind is a)`, or `kind is not a`")
                });
            }
            let inner = self.bracketed()?;
            return Some(at(Node::Not(inner), from, self.end()));
        }
        for (words, quantity) in [
            (&["any", "of"][..], Quantity::Any),
            (&["no", "other"], Quantity::NoOther),
            (&["no"], Quantity::None),
        ] {
            if self.take_all(words) {
                let collection = self.collection()?;
                return Some(at(Node::Some(quantity, collection), from, self.end()));
            }
        }
        if self.take("every") {
            let collection = self.collection()?;
            self.depth += 1;
            let condition = self.part()?;
            self.depth -= 1;
            return Some(at(Node::Every(collection, condition), from, self.end()));
        }
        let left = self.sum()?;
        self.comparison(left)
    }

    // --- comparing -----------------------------------------------------------------------------------------------

    fn comparison(&mut self, left: Syntax) -> Parsed {
        let from = left.from;
        if self.take("includes") {
            let how = [
                ("any", Includes::Any),
                ("all", Includes::All),
                ("none", Includes::None),
            ];
            let how = how
                .into_iter()
                .find(|(word, _)| self.take_all(&[word, "of"]));
            let options = match how {
                Some(_) => self.options()?,
                None => vec![self.sum()?],
            };
            let how = how.map_or(Includes::Any, |(_, how)| how);
            return Some(at(Node::Includes(left, how, options), from, self.end()));
        }
        if !self.take("is") {
            return if self.sign_of_code() {
                self.not_code()
            } else {
                Some(left)
            };
        }
        let negated = self.take("not");
        if self.take("answered") {
            return Some(at(Node::Answered(left, !negated), from, self.end()));
        }
        if self.take_all(&["one", "of"]) {
            let options = self.options()?;
            return Some(at(Node::OneOf(left, options, !negated), from, self.end()));
        }
        if !negated && self.take("between") {
            let low = self.sum()?;
            if !self.take("and") {
                return self.fail_here("`is between` takes two sides: `is between 1 and 10`");
            }
            let high = self.sum()?;
            return Some(at(Node::Between(left, low, high), from, self.end()));
        }
        let compare = if negated { None } else { self.order() };
        let compare = compare.unwrap_or(if negated { Compare::IsNot } else { Compare::Is });
        let right = self.sum()?;
        let end = self.end();
        Some(at(Node::Compare(compare, left, right), from, end))
    }

    fn order(&mut self) -> Option<Compare> {
        let words = [
            (&["more", "than"][..], Compare::More),
            (&["less", "than"], Compare::Less),
            (&["at", "least"], Compare::AtLeast),
            (&["at", "most"], Compare::AtMost),
            (&["before"], Compare::Less),
            (&["after"], Compare::More),
            (&["on", "or", "before"], Compare::AtMost),
            (&["on", "or", "after"], Compare::AtLeast),
        ];
        words
            .into_iter()
            .find(|(words, _)| self.take_all(words))
            .map(|(_, compare)| compare)
    }

    fn options(&mut self) -> Option<Vec<Syntax>> {
        if !self.take_sign('(') {
            self.fail_here("`of` is followed by brackets: `(a, b)`");
            return None;
        }
        let mut options = vec![self.sum()?];
        while self.take_sign(',') {
            options.push(self.sum()?);
        }
        self.close()?;
        Some(options)
    }

    // --- values --------------------------------------------------------------------------------------------------

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let how = match self.sign() {
                Some('+') => Arithmetic::Add,
                Some('-') => Arithmetic::Subtract,
                _ => return Some(left),
            };
            self.at += 1;
            let right = self.product()?;
            let (from, to) = (left.from, right.to);
            left = at(Node::Arithmetic(how, left, right), from, to);
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.operand()?;
        loop {
            let how = match (self.sign(), self.word()) {
                (Some('*'), _) => Arithmetic::Multiply,
                (Some('/'), _) => Arithmetic::Divide,
                (_, Some("mod")) => Arithmetic::Modulo,
                _ => return Some(left),
            };
            self.at += 1;
            let right = self.operand()?;
            let (from, to) = (left.from, right.to);
            left = at(Node::Arithmetic(how, left, right), from, to);
        }
    }

    /// A value, or a number of days before or after one, or a cell on a day.
    fn operand(&mut self) -> Parsed {
        let value = self.value()?;
        if let Some(unit) = self.unit() {
            let after = match self.word() {
                Some("after") => true,
                Some("before") => false,
                _ => return self.fail_here(
                    "a number of days is counted `after` or `before` a date: `10 days after today`",
                ),
            };
            self.at += 1;
            let from = self.operand()?;
            let (start, end) = (value.from, from.to);
            return Some(at(
                Node::Shift {
                    count: value,
                    unit,
                    after,
                    from,
                },
                start,
                end,
            ));
        }
        let is_column = matches!(&*value.node, Node::Name(path) if path.len() > 1);
        if is_column && self.word() == Some("on") && self.word_after() != Some("or") {
            self.at += 1;
            let day = self.value()?;
            let (start, end) = (value.from, day.to);
            return Some(at(Node::On(value, day), start, end));
        }
        Some(value)
    }

    fn unit(&mut self) -> Option<Unit> {
        let units = [
            (&["working", "days"][..], Unit::WorkingDays),
            (&["working", "day"], Unit::WorkingDays),
            (&["days"], Unit::Days),
            (&["day"], Unit::Days),
            (&["weeks"], Unit::Weeks),
            (&["week"], Unit::Weeks),
            (&["months"], Unit::Months),
            (&["month"], Unit::Months),
            (&["years"], Unit::Years),
            (&["year"], Unit::Years),
        ];
        units
            .into_iter()
            .find(|(words, _)| self.take_all(words))
            .map(|(_, unit)| unit)
    }

    fn value(&mut self) -> Parsed {
        let from = self.from();
        if self.sign() == Some('(') {
            return self.bracketed();
        }
        if self.take_sign('-') {
            let zero = at(Node::Number(0.into()), from, from);
            let inner = self.value()?;
            let to = inner.to;
            return Some(at(
                Node::Arithmetic(Arithmetic::Subtract, zero, inner),
                from,
                to,
            ));
        }
        if let Some(found) = self.function(from) {
            return found;
        }
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return self.fail_here("something is missing at the end");
        };
        let node = match token.kind {
            TokenKind::Number(number) => Node::Number(number),
            TokenKind::Date(date) => Node::Date(date),
            TokenKind::Text(text) => Node::Text(text),
            TokenKind::Word(word) if word == "today" => Node::Today,
            TokenKind::Word(word) if RESERVED.contains(&word.as_str()) => return self.unexpected(),
            TokenKind::Word(word) => Node::Name(word.split('.').map(str::to_owned).collect()),
            TokenKind::Sign(_) => {
                return if self.sign_of_code() {
                    self.not_code()
                } else {
                    self.unexpected()
                };
            }
        };
        self.at += 1;
        Some(at(node, token.from, token.to))
    }

    /// `number of c`, `sum of c.x`, `length of x`, `its x`, `it is live`: what begins with a word of its own.
    fn function(&mut self, from: usize) -> Option<Parsed> {
        if self.take_all(&["number", "of"]) {
            return Some(
                self.collection()
                    .map(|c| at(Node::Count(c), from, self.end())),
            );
        }
        if self.take_all(&["length", "of"]) {
            return Some(self.value().map(|x| at(Node::Length(x), from, self.end())));
        }
        for (word, over) in [
            ("sum", Over::Sum),
            ("earliest", Over::Earliest),
            ("latest", Over::Latest),
        ] {
            if self.take_all(&[word, "of"]) {
                return Some(self.over(over, from));
            }
        }
        if self.take("its") {
            let Some(field) = self.word().map(str::to_owned) else {
                return Some(self.fail_here("`its` is followed by the name of a field"));
            };
            self.at += 1;
            return Some(Some(at(Node::Its(field), from, self.end())));
        }
        self.take("it").then(|| self.it(from))
    }

    fn it(&mut self, from: usize) -> Parsed {
        if self.take_all(&["is", "live"]) {
            let day = if self.take("on") {
                Some(self.sum()?)
            } else {
                None
            };
            return Some(at(Node::Live(day), from, self.end()));
        }
        if self.take("overlaps") {
            let first = self.sum()?;
            if !self.take("to") {
                return self.fail_here(
                    "`it overlaps` takes two dates: `it overlaps starts_on to ends_on`",
                );
            }
            let last = self.sum()?;
            return Some(at(Node::Overlaps(first, last), from, self.end()));
        }
        self.fail_here("`it` goes with `is live` or `overlaps`; for a field say `its name`")
    }

    fn over(&mut self, over: Over, from: usize) -> Parsed {
        let bracket = self.sign() == Some('(');
        if bracket && over != Over::Sum && !self.is_filter() {
            let items = self.options()?;
            return Some(at(
                Node::Extreme(over == Over::Latest, items),
                from,
                self.end(),
            ));
        }
        let collection = self.value()?;
        let (collection, field) = if bracket {
            let field = self
                .word()
                .and_then(|word| word.strip_prefix('.'))
                .map(str::to_owned);
            let field = field.or_else(|| self.field_after_bracket());
            (collection, field)
        } else if let Node::Name(mut path) = *collection.node {
            let field = if path.len() > 1 { path.pop() } else { None };
            (at(Node::Name(path), collection.from, collection.to), field)
        } else {
            (collection, None)
        };
        let Some(field) = field else {
            return self.fail_here("say which field is meant: `sum of costs.amount`");
        };
        Some(at(Node::Over(over, collection, field), from, self.end()))
    }

    /// `.amount` behind a bracket.
    fn field_after_bracket(&mut self) -> Option<String> {
        if self.sign() != Some('.') {
            return None;
        }
        self.at += 1;
        let field = self.word()?.to_owned();
        self.at += 1;
        Some(field)
    }

    /// A collection: a name, or one in brackets with `where`.
    fn collection(&mut self) -> Parsed {
        self.value()
    }

    fn is_filter(&self) -> bool {
        let mut depth = 0;
        for token in self.tokens.iter().skip(self.at) {
            match &token.kind {
                TokenKind::Sign('(') => depth += 1,
                TokenKind::Sign(')') if depth == 1 => return false,
                TokenKind::Sign(')') => depth -= 1,
                TokenKind::Sign(',') if depth == 1 => return false,
                TokenKind::Word(word) if depth == 1 && word == "where" => return true,
                _ => {}
            }
        }
        false
    }

    fn bracketed(&mut self) -> Parsed {
        let from = self.from();
        self.at += 1;
        let inner = self.any()?;
        if self.take("where") {
            let condition = self.any()?;
            self.close()?;
            return Some(at(Node::Filter(inner, condition), from, self.end()));
        }
        self.close()?;
        Some(Syntax {
            from,
            to: self.end(),
            ..inner
        })
    }

    fn close(&mut self) -> Option<()> {
        if self.take_sign(')') {
            return Some(());
        }
        self.fail_here("a closing bracket is missing");
        None
    }

    // --- tokens --------------------------------------------------------------------------------------------------

    fn word(&self) -> Option<&str> {
        self.word_at(self.at)
    }

    fn word_after(&self) -> Option<&str> {
        self.word_at(self.at + 1)
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(TokenKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn sign(&self) -> Option<char> {
        match self.tokens.get(self.at).map(|token| &token.kind) {
            Some(TokenKind::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    fn take(&mut self, word: &str) -> bool {
        self.take_all(&[word])
    }

    fn take_all(&mut self, words: &[&str]) -> bool {
        let all = words
            .iter()
            .enumerate()
            .all(|(n, word)| self.word_at(self.at + n) == Some(word));
        if all {
            self.at += words.len();
        }
        all
    }

    fn take_sign(&mut self, sign: char) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn from(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.written.text.len(), |token| token.from)
    }

    fn end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.to)
    }

    // --- what is wrong -------------------------------------------------------------------------------------------

    fn sign_of_code(&self) -> bool {
        matches!(
            self.sign(),
            Some('=' | '<' | '>' | '!' | '&' | '|' | '?' | '{' | '[' | '\'')
        )
    }

    fn not_code(&mut self) -> Parsed {
        let next = self.tokens.get(self.at + 1).map(|token| &token.kind);
        let doubled = matches!(next, Some(TokenKind::Sign('=' | '&' | '|')));
        let say = match (self.sign(), doubled) {
            (Some('='), _) => "is",
            (Some('!'), true) => "is not",
            (Some('!'), false) => "not ( )",
            (Some('<'), true) => "is at most",
            (Some('<'), false) => "is less than",
            (Some('>'), true) => "is at least",
            (Some('>'), false) => "is more than",
            (Some('&'), _) => "and",
            (Some('|'), _) => "or",
            (Some('\''), _) => "double quotes",
            _ => "words",
        };
        let (from, length) = (self.from(), if doubled { 2 } else { 1 });
        let sign = self
            .written
            .text
            .get(from..from + length)
            .unwrap_or("")
            .to_owned();
        let span = self.written.part(from, from + length);
        let problem = Diagnostic::new(
            codes::UNREADABLE,
            span,
            format!("conditions are written in words: instead of `{sign}` say `{say}`"),
        );
        self.problem = Some(Box::new(problem));
        None
    }

    fn unexpected(&mut self) -> Parsed {
        let found = self.tokens.get(self.at).map(|token| {
            self.written
                .text
                .get(token.from..token.to)
                .unwrap_or("")
                .to_owned()
        });
        match found {
            Some(found) => self.fail_with(&format!("`{found}` is not expected here"), |problem| {
                let words = [
                    "and", "or", "is", "includes", "where", "after", "before", "working", "days",
                    "months", "not", "one", "of",
                ];
                problem.did_you_mean(&found, words)
            }),
            None => self.fail_here("something is missing at the end"),
        }
    }

    fn fail_here(&mut self, message: &str) -> Parsed {
        self.fail_with(message, |problem| problem)
    }

    fn fail_with(&mut self, message: &str, more: impl FnOnce(Diagnostic) -> Diagnostic) -> Parsed {
        let (from, to) = match self.tokens.get(self.at) {
            Some(token) => (token.from, token.to),
            None => (self.end().saturating_sub(1), self.end()),
        };
        let problem = Diagnostic::new(codes::UNREADABLE, self.written.part(from, to), message);
        self.problem = Some(Box::new(more(problem)));
        None
    }

    fn fail_at(&mut self, from: usize, to: usize, message: &str) -> Parsed {
        self.problem = Some(Box::new(Diagnostic::new(
            codes::UNREADABLE,
            self.written.part(from, to),
            message,
        )));
        None
    }
}

/// Words that never begin a value.
const RESERVED: [&str; 12] = [
    "answered", "and", "or", "not", "is", "where", "live", "any", "every", "includes", "after",
    "before",
];

fn at(node: Node, from: usize, to: usize) -> Syntax {
    Syntax {
        node: Box::new(node),
        from,
        to,
    }
}
