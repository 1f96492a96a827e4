//! The names that the vectors' expressions use, and what is known of them in one case.

use super::given::Given;
use engine::condition::{Binding, Choices, Column, Lookup, Place, Record, Scope};
use engine::{Calendar, Facts, List, ListName, OptionName, Row, Span, Type, Value};
use jiff::civil::{Date, Weekday};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What expressions are read against.
pub(super) struct World {
    today: Date,
    calendar: Calendar,
    lists: BTreeMap<String, Arc<List>>,
    names: Vec<Name>,
}

struct Name {
    name: String,
    ty: Type,
    called: String,
    place: Place,
}

/// What is known in one case.
pub(super) struct Case<'a> {
    world: &'a World,
    today: Date,
    values: Vec<Value>,
    own: Option<usize>,
}

pub(super) fn date(text: &str) -> Date {
    let whole = if text.len() == 7 {
        format!("{text}-01")
    } else {
        text.to_owned()
    };
    whole
        .parse()
        .unwrap_or_else(|_| panic!("{text} is no date"))
}

impl World {
    pub(super) fn of(file: &Given) -> Self {
        let part = |key: &str| {
            file.get(key)
                .unwrap_or_else(|| panic!("`{key}:` is missing"))
        };
        let weekend = part("weekend")
            .several()
            .iter()
            .map(|day| weekday(day.text()))
            .collect();
        let holidays = part("holidays")
            .several()
            .iter()
            .map(|day| date(day.text()))
            .collect();
        let Given::Named(lists) = part("lists") else {
            panic!("lists have names")
        };
        let lists = lists
            .iter()
            .map(|(name, list)| (name.clone(), Arc::new(read_list(name, list))))
            .collect();
        let mut world = Self {
            today: date(part("today").text()),
            calendar: Calendar::new(weekend, holidays),
            lists,
            names: Vec::new(),
        };
        let Given::Named(names) = part("names") else {
            panic!("names have types")
        };
        for (n, (name, declared)) in names.iter().enumerate() {
            let ty = world.ty(name, declared);
            let called = declared
                .get("called")
                .map_or_else(|| name.replace('_', " "), |called| called.text().to_owned());
            let place = if matches!(ty, Type::Truth) {
                Place::Named(n)
            } else {
                Place::Form(n)
            };
            world.names.push(Name {
                name: name.clone(),
                ty,
                called,
                place,
            });
        }
        world
    }

    fn ty(&self, name: &str, declared: &Given) -> Type {
        let word = declared.get("type").map_or("", Given::text);
        match word {
            "text" => Type::Text,
            "yes or no" => Type::YesNo,
            "choose one" => Type::Choice(self.choices(declared)),
            "choose several" => Type::Several(self.choices(declared)),
            "number" => Type::Number,
            "money" => Type::Money,
            "date" => Type::Date,
            "month" => Type::Month,
            "address" => Type::Opaque,
            "condition" => Type::Truth,
            "repeat" => Type::Collection(Arc::new(self.record(name, declared))),
            other => panic!("`{name}` has no type `{other}`"),
        }
    }

    fn choices(&self, declared: &Given) -> Arc<Choices> {
        if let Some(list) = declared.get("options from") {
            let list = self.lists[list.text()].clone();
            let mut options: Vec<(OptionName, String)> = Vec::new();
            for row in &list.rows {
                if options.iter().all(|(name, _)| *name != row.name) {
                    options.push((row.name.clone(), row.label.clone()));
                }
            }
            return Arc::new(Choices {
                options,
                list: Some(list),
            });
        }
        let Some(Given::Named(options)) = declared.get("options") else {
            panic!("a choice has options")
        };
        let options = options
            .iter()
            .map(|(name, label)| (OptionName::from(name.as_str()), label.text().to_owned()));
        Arc::new(Choices {
            options: options.collect(),
            list: None,
        })
    }

    fn record(&self, name: &str, declared: &Given) -> Record {
        let Some(Given::Named(fields)) = declared.get("fields") else {
            panic!("items have fields")
        };
        let column = |(name, field): (&String, &Given)| Column {
            name: name.clone(),
            ty: self.ty(name, field),
            called: field
                .get("called")
                .map_or(name.as_str(), Given::text)
                .to_owned(),
        };
        let fields: Vec<Column> = fields.iter().map(column).collect();
        let live = declared.get("live").map(|ends| {
            let slot = |n: usize| {
                fields
                    .iter()
                    .position(|field| field.name == ends.several()[n].text())
            };
            (slot(0), slot(1))
        });
        Record {
            each: declared.get("each").map_or("item", Given::text).to_owned(),
            name: name.to_owned(),
            fields,
            live,
        }
    }

    /// What is known when some names have these values.
    pub(super) fn case(&self, given: &Given) -> Case<'_> {
        let Given::Named(given) = given else {
            panic!("a case names what it gives")
        };
        for name in given.keys() {
            let known = self.names.iter().any(|known| known.name == *name);
            assert!(
                known || ["is", "today", "own"].contains(&name.as_str()),
                "nothing is called `{name}`"
            );
        }
        let of = |name: &Name| {
            given
                .get(&name.name)
                .map_or(Value::Unknown, |value| value_of(value, &name.ty))
        };
        Case {
            world: self,
            today: given
                .get("today")
                .map_or(self.today, |day| date(day.text())),
            values: self.names.iter().map(of).collect(),
            own: given
                .get("own")
                .map(|own| own.text().parse::<usize>().unwrap() - 1),
        }
    }
}

fn weekday(text: &str) -> Weekday {
    let all = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    all.into_iter()
        .find(|(name, _)| *name == text)
        .unwrap_or_else(|| panic!("{text} is no weekday"))
        .1
}

fn read_list(name: &str, declared: &Given) -> List {
    let Some(Given::Named(columns)) = declared.get("columns") else {
        panic!("a list has columns")
    };
    let columns: Vec<Column> = columns
        .iter()
        .map(|(name, ty)| {
            let ty = match ty.text() {
                "number" => Type::Number,
                "money" => Type::Money,
                "date" => Type::Date,
                "text" => Type::Text,
                other => panic!("a column has no type `{other}`"),
            };
            Column {
                name: name.clone(),
                ty,
                called: name.replace('_', " "),
            }
        })
        .collect();
    let row = |row: &Given| {
        let day = |key: &str| row.get(key).map(|day| date(day.text()));
        let cell = |column: &Column| {
            row.get(&column.name)
                .map_or(Value::Unknown, |cell| value_of(cell, &column.ty))
        };
        Row {
            name: OptionName::from(row.get("row").map_or("", Given::text)),
            label: row.get("label").map_or("", Given::text).to_owned(),
            hint: None,
            from: day("from"),
            to: day("to"),
            cells: columns.iter().map(cell).collect(),
        }
    };
    let rows = declared
        .get("rows")
        .map_or(&[][..], Given::several)
        .iter()
        .map(row)
        .collect();
    let title = declared.get("title").map_or(name, Given::text).to_owned();
    List {
        name: ListName::from(name),
        title,
        columns,
        rows,
    }
}

/// A value as the file gives it. A blank is unknown, as is the word for it where a condition is.
fn value_of(given: &Given, ty: &Type) -> Value {
    match ty {
        Type::Several(_) => {
            let options: Vec<OptionName> = given
                .several()
                .iter()
                .map(|name| OptionName::from(name.text()))
                .collect();
            return Value::Several(options.into());
        }
        Type::Collection(record) => {
            let field = |item: &Given, column: &Column| {
                item.get(&column.name)
                    .map_or(Value::Unknown, |value| value_of(value, &column.ty))
            };
            let row = |item: &Given| {
                record
                    .fields
                    .iter()
                    .map(|column| field(item, column))
                    .collect()
            };
            let rows: Vec<Vec<Value>> = given.several().iter().map(row).collect();
            return Value::Items(rows.into());
        }
        _ => {}
    }
    let text = given.text();
    match ty {
        _ if text.is_empty() => Value::Unknown,
        Type::Truth if text == "unknown" => Value::Unknown,
        Type::Truth => Value::Truth(
            text.parse()
                .unwrap_or_else(|_| panic!("{text} is no verdict")),
        ),
        Type::YesNo => Value::Truth(text == "yes"),
        Type::Choice(choices) => {
            assert!(
                choices
                    .options
                    .iter()
                    .any(|(name, _)| name.as_str() == text),
                "there is no option {text}"
            );
            Value::Option(OptionName::from(text))
        }
        Type::Number | Type::Money => Value::Number(
            text.parse()
                .unwrap_or_else(|_| panic!("{text} is no number")),
        ),
        Type::Date | Type::Month => Value::Date(date(text)),
        _ => Value::Text(text.into()),
    }
}

impl Scope for World {
    fn look_up(&self, path: &[&str], _span: Span) -> Lookup {
        if let [name] = path {
            let found = self.names.iter().find(|known| known.name == *name);
            return found.map_or(Lookup::Missing, |found| {
                Lookup::Found(Binding {
                    place: found.place.clone(),
                    ty: found.ty.clone(),
                    called: found.called.clone(),
                })
            });
        }
        let [list, row, column] = path else {
            return Lookup::Missing;
        };
        let found = self.lists.get(*list).and_then(|list| {
            let row = list.rows.iter().find(|known| known.name.as_str() == *row)?;
            let column = list.column(column)?;
            let called = format!("{} of {}", list.columns[column].called, row.label);
            let place = Place::Cell {
                list: list.clone(),
                row: row.name.clone(),
                column,
            };
            Some(Binding {
                place,
                ty: list.columns[column].ty.clone(),
                called,
            })
        });
        found.map_or(Lookup::Missing, Lookup::Found)
    }

    fn list(&self, name: &str) -> Option<Arc<List>> {
        self.lists.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.names.iter().map(|name| name.name.clone()).collect()
    }
}

impl Facts for Case<'_> {
    fn value<'a>(&'a self, place: &Place) -> Cow<'a, Value> {
        match place {
            Place::Form(n) | Place::Named(n) => Cow::Borrowed(&self.values[*n]),
            other => panic!("{other:?} is never asked for"),
        }
    }

    fn today(&self) -> Date {
        self.today
    }

    fn calendar(&self) -> &Calendar {
        &self.world.calendar
    }

    fn own(&self) -> Option<usize> {
        self.own
    }
}
