//! What templates may call besides minijinja's own: attributes, classes, and the one place that lets HTML through.

use crate::ahead::choice;
use minijinja::value::{Kwargs, Rest, ValueKind};
use minijinja::{Environment, Error, HtmlEscape, Output, State, Value};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Gives an environment these functions and the way it prints.
pub(crate) fn add_to(environment: &mut Environment<'static>) {
    environment.set_formatter(print);
    environment.add_function("words", words);
    environment.add_function("spaced", spaced);
    environment.add_function("attributes", attributes);
    environment.add_function("given", given);
    environment.add_function("when", when);
    environment.add_function("translations", translations);
    environment.add_function("with", with);
    environment.add_function("among", among);
    environment.add_function("first_given", first_given);
}

/// Prints a value, escaped; nothing for `none`. A name that stands for nothing is a slip in a template, never a blank.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    if value.is_undefined() {
        return Err(minijinja::ErrorKind::UndefinedError.into());
    }
    if value.kind() == ValueKind::Bool {
        return Ok(out.write_str(&plain(value))?);
    }
    minijinja::escape_formatter(out, state, value)
}

/// The text of some options, or their HTML: `words(o)` reads `html` and `text`, `words(o, "title")` `titleHtml` and `titleText`.
///
/// This is the only place where HTML passes unescaped. It comes from the Markdown writer or from another template.
fn words(options: &Value, prefix: Option<&str>) -> Result<Value, Error> {
    let (html, text) = match prefix {
        None => ("html".into(), "text".into()),
        Some(prefix) => (
            Cow::from(format!("{prefix}Html")),
            Cow::from(format!("{prefix}Text")),
        ),
    };
    let html = member(options, &html)?;
    if html.is_true() {
        return Ok(Value::from_safe_string(html.to_string()));
    }
    let text = member(options, &text)?;
    Ok(if missing(&text) {
        Value::from("")
    } else {
        text
    })
}

/// What is given of several words, with spaces between: classes, ids.
fn spaced(parts: Rest<Value>) -> String {
    let mut all = String::new();
    for part in parts.iter().filter(|part| part.is_true()) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(&plain(part));
    }
    all
}

/// Attributes as somebody gave them: all of them, and those marked `optional` only when they have a value.
fn attributes(options: &Value) -> Result<Value, Error> {
    if options.kind() == ValueKind::String && options.is_safe() {
        return Ok(options.clone());
    }
    let mut html = String::new();
    for (name, value) in members(options) {
        let marked = value.kind() == ValueKind::Map;
        let optional = marked && member(&value, "optional")?.is_true();
        let value = if marked {
            member(&value, "value")?
        } else {
            value
        };
        if optional {
            attribute(&mut html, &plain(&name), &value);
        } else if missing(&value) {
            attribute(&mut html, &plain(&name), &Value::from(""));
        } else {
            attribute(&mut html, &plain(&name), &Value::from(plain(&value)));
        }
    }
    Ok(Value::from_safe_string(html))
}

/// Attributes of an element of ours: only those that have a value; `true` is the name alone.
fn given(options: &Value) -> Value {
    let mut html = String::new();
    for (name, value) in members(options) {
        attribute(&mut html, &plain(&name), &value);
    }
    Value::from_safe_string(html)
}

/// One of two texts, by whether something is chosen: the only thing that may be asked of it.
fn when(chosen: &Value, text: &str, otherwise: &str) -> String {
    let plain = || if chosen.is_true() { text } else { otherwise }.to_owned();
    choice(chosen, text, otherwise).unwrap_or_else(plain)
}

/// Texts that scripts say, as `data-i18n` attributes: a text, or one for each plural.
fn translations(options: &Value) -> Value {
    let mut html = String::new();
    for (name, text) in members(options) {
        if text.kind() == ValueKind::Map {
            for (plural, text) in members(&text) {
                attribute(&mut html, &format!("data-i18n.{name}.{plural}"), &text);
            }
        } else if text.is_true() {
            attribute(&mut html, &format!("data-i18n.{name}"), &text);
        }
    }
    Value::from_safe_string(html)
}

/// Options with others added or put in their place.
fn with(options: &Value, more: Kwargs) -> Result<Value, Error> {
    let names: Vec<&str> = more.args().collect();
    let mut all: Vec<(Value, Value)> = members(options)
        .filter(|(known, _)| !names.iter().any(|name| known.as_str() == Some(name)))
        .collect();
    for name in names {
        all.push((Value::from(name), more.get(name)?));
    }
    Ok(Value::from_pairs(all))
}

/// Whether a value is one of several, as text: a number that was typed equals that number.
fn among(value: &Value, values: &Value) -> Result<bool, Error> {
    if missing(values) || missing(value) {
        return Ok(false);
    }
    let value = plain(value);
    Ok(values.try_iter()?.any(|one| plain(&one) == value))
}

/// The first of several values that is there.
fn first_given(values: Rest<Value>) -> Value {
    let mut there = values.iter().filter(|value| !missing(value));
    there.next().cloned().unwrap_or_default()
}

/// A value as it stands in HTML.
fn plain(value: &Value) -> Cow<'_, str> {
    match value.as_str() {
        Some(text) => text.into(),
        None if value.kind() == ValueKind::Bool => value.is_true().to_string().into(),
        None => value.to_string().into(),
    }
}

fn missing(value: &Value) -> bool {
    value.is_undefined() || value.is_none()
}

fn member(options: &Value, name: &str) -> Result<Value, Error> {
    if options.kind() == ValueKind::Map {
        options.get_attr(name)
    } else {
        Ok(Value::UNDEFINED)
    }
}

/// Names and values of a map; nothing for anything else.
fn members(options: &Value) -> impl Iterator<Item = (Value, Value)> {
    let pairs = options.as_object().and_then(|map| map.try_iter_pairs());
    pairs.into_iter().flatten()
}

fn attribute(html: &mut String, name: &str, value: &Value) {
    if let Some(flag) = choice(value, &format!(" {}", HtmlEscape(name)), "") {
        html.push_str(&flag);
        return;
    }
    let flag = (value.kind() == ValueKind::Bool).then(|| value.is_true());
    if missing(value) || flag == Some(false) {
        return;
    }
    let _ = write!(html, " {}", HtmlEscape(name));
    if flag.is_none() {
        let _ = write!(html, "=\"{}\"", HtmlEscape(&plain(value)));
    }
}
