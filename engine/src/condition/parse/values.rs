//! Values: literals, names, sums, days before and after, and what begins with a word of its own (`length of`, `its`).

use super::super::syntax::{Arithmetic, Node, Over, Syntax, Unit};
use super::super::token::TokenKind;
use super::{Parsed, Parser, at};

/// Words that never begin a value.
const RESERVED: [&str; 12] = [
    "answered", "and", "or", "not", "is", "where", "live", "any", "every", "includes", "after",
    "before",
];

impl Parser<'_> {
    pub(super) fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let how = match self.sign() {
                Some('+') => Arithmetic::Add,
                Some('-') => Arithmetic::Subtract,
                _ => return Some(left),
            };
            left = self.worked_out(how, left, Self::product)?;
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
            left = self.worked_out(how, left, Self::operand)?;
        }
    }

    fn worked_out(
        &mut self,
        how: Arithmetic,
        left: Syntax,
        right: fn(&mut Self) -> Parsed,
    ) -> Parsed {
        self.deeper()?;
        self.at += 1;
        let right = right(self)?;
        let (from, to) = (left.from, right.to);
        Some(at(Node::Arithmetic(how, left, right), from, to))
    }

    /// A value, or a number of days before or after one, or a cell on a day.
    fn operand(&mut self) -> Parsed {
        let value = self.value()?;
        if let Some(unit) = self.unit() {
            return self.shift(value, unit);
        }
        let is_column = match &*value.node {
            Node::Name(path) => path.len() > 1,
            Node::Its(field) => field.contains('.'),
            _ => false,
        };
        if is_column && self.word() == Some("on") && self.word_after() != Some("or") {
            self.at += 1;
            let day = self.value()?;
            let (start, end) = (value.from, day.to);
            return Some(at(Node::On(value, day), start, end));
        }
        Some(value)
    }

    fn shift(&mut self, count: Syntax, unit: Unit) -> Parsed {
        let after =
            match self.word() {
                Some("after") => true,
                Some("before") => false,
                _ => return self.fail_here(
                    "a number of days is counted `after` or `before` a date: `10 days after today`",
                ),
            };
        self.deeper()?;
        self.at += 1;
        let from = self.operand()?;
        let (start, end) = (count.from, from.to);
        let node = Node::Shift {
            count,
            unit,
            after,
            from,
        };
        Some(at(node, start, end))
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

    pub(super) fn value(&mut self) -> Parsed {
        let from = self.from();
        if self.sign() == Some('(') {
            return self.bracketed();
        }
        if self.take_sign('-') {
            if let Some(TokenKind::Number(number)) = self.tokens.get(self.at).map(|t| &t.kind) {
                let negative = Node::Number(-number);
                self.at += 1;
                return Some(at(negative, from, self.end()));
            }
            self.deeper()?;
            let zero = at(Node::Number(0.into()), from, from);
            let inner = self.value()?;
            let to = inner.to;
            let node = Node::Arithmetic(Arithmetic::Subtract, zero, inner);
            return Some(at(node, from, to));
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
            TokenKind::Sign(_) if self.sign_of_code() => return self.not_code(),
            TokenKind::Sign(_) => return self.unexpected(),
        };
        self.at += 1;
        Some(at(node, token.from, token.to))
    }

    /// `number of c`, `sum of c.x`, `length of x`, `its x`, `it is live`: what begins with a word of its own.
    fn function(&mut self, from: usize) -> Option<Parsed> {
        for (word, over) in [
            ("sum", Over::Sum),
            ("earliest", Over::Earliest),
            ("latest", Over::Latest),
        ] {
            if self.take_all(&[word, "of"]) {
                return Some(self.over(over, from));
            }
        }
        if self.take_all(&["number", "of"]) {
            return Some(self.held(Node::Count, from));
        }
        if self.take_all(&["length", "of"]) {
            return Some(self.held(Node::Length, from));
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

    fn held(&mut self, node: fn(Syntax) -> Node, from: usize) -> Parsed {
        self.deeper()?;
        let inner = self.value()?;
        Some(at(node(inner), from, self.end()))
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
        self.deeper()?;
        let bracket = self.sign() == Some('(');
        if bracket && over != Over::Sum && !self.is_collection() {
            let items = self.options()?;
            let node = Node::Extreme(over == Over::Latest, items);
            return Some(at(node, from, self.end()));
        }
        let collection = self.value()?;
        let (collection, field) = if bracket {
            let field = self.field_after_bracket();
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
        if !self.take_sign('.') {
            return None;
        }
        let field = self.word()?.to_owned();
        self.at += 1;
        Some(field)
    }

    /// Whether the bracket at hand is a collection, with `where` in it or a field behind it, and no list of dates.
    fn is_collection(&self) -> bool {
        let mut depth = 0;
        for (n, token) in self.tokens.iter().enumerate().skip(self.at) {
            match &token.kind {
                TokenKind::Sign('(') => depth += 1,
                TokenKind::Sign(')') if depth == 1 => {
                    let behind = self.tokens.get(n + 1).map(|token| &token.kind);
                    return matches!(behind, Some(TokenKind::Sign('.')));
                }
                TokenKind::Sign(')') => depth -= 1,
                TokenKind::Sign(',') if depth == 1 => return false,
                TokenKind::Word(word) if depth == 1 && word == "where" => return true,
                _ => {}
            }
        }
        false
    }

    /// An expression in brackets, or a collection with `where`.
    pub(super) fn bracketed(&mut self) -> Parsed {
        self.deeper()?;
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
}
