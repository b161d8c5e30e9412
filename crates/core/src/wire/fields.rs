//! Takes an object apart by name, with errors that name the path.

use super::Value;
use super::value::quoted;
use crate::error::{Error, Result};

/// Beyond this doubles do not tell neighbouring whole numbers apart.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// The entries of one object, each taken at most once; [`Fields::finish`] rejects leftovers.
#[derive(Debug)]
pub struct Fields {
    path: String,
    entries: Vec<(String, Value)>,
    known: Vec<&'static str>,
}

impl Fields {
    /// Opens an object found at `path` ("" for the outermost one).
    pub fn open(path: &str, value: Value) -> Result<Self> {
        match value {
            Value::Map(entries) => {
                let entries =
                    entries.into_iter().filter(|(_, value)| *value != Value::Null).collect();
                Ok(Self { path: path.into(), entries, known: Vec::new() })
            }
            other => {
                Err(wrong_type(if path.is_empty() { "options" } else { path }, "an object", &other))
            }
        }
    }

    /// The full path of an entry.
    pub fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.into() } else { format!("{}.{name}", self.path) }
    }

    /// Takes an entry if it is there.
    pub fn take(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        let at = self.entries.iter().position(|(key, _)| key == name)?;
        Some(self.entries.swap_remove(at).1)
    }

    /// Takes a required entry.
    pub fn require(&mut self, name: &'static str) -> Result<Value> {
        let argument = self.path(name);
        self.take(name).ok_or(Error::Missing { argument })
    }

    /// Puts another value in the place of an entry that is there.
    pub fn change(&mut self, name: &str, change: impl FnOnce(Value) -> Value) {
        if let Some((_, value)) = self.entries.iter_mut().find(|(key, _)| key == name) {
            *value = change(core::mem::replace(value, Value::Null));
        }
    }

    /// Whether an entry is still there.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, _)| key == name)
    }

    /// Whether an entry is there and is a text.
    pub fn holds_text(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| key == name && matches!(value, Value::Text(_)))
    }

    /// A required finite number.
    pub fn number(&mut self, name: &'static str) -> Result<f64> {
        let value = self.require(name)?;
        number(&self.path(name), &value)
    }

    /// A finite number, or `default` where it is absent.
    pub fn number_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        match self.take(name) {
            Some(value) => number(&self.path(name), &value),
            None => Ok(default),
        }
    }

    /// A required number that is positive.
    pub fn positive(&mut self, name: &'static str) -> Result<f64> {
        let x = self.number(name)?;
        at_least_positive(&self.path(name), x)
    }

    /// A positive number, or `default` where it is absent.
    pub fn positive_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        let x = self.number_or(name, default)?;
        at_least_positive(&self.path(name), x)
    }

    /// A required number that is zero or more.
    pub fn non_negative(&mut self, name: &'static str) -> Result<f64> {
        let x = self.number(name)?;
        if x < 0.0 {
            return Err(Error::out_of_range(&self.path(name), "zero or more", x));
        }
        Ok(x)
    }

    /// A number that is zero or more, or `default` where it is absent.
    pub fn non_negative_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        let x = self.number_or(name, default)?;
        if x < 0.0 {
            return Err(Error::out_of_range(&self.path(name), "zero or more", x));
        }
        Ok(x)
    }

    /// A whole number from `least` up that counts what is never laid out in memory.
    pub fn natural(&mut self, name: &'static str, least: usize) -> Result<f64> {
        let x = self.number(name)?;
        whole(&self.path(name), x, least)
    }

    /// A whole number from `least` up.
    pub fn count(&mut self, name: &'static str, least: usize) -> Result<usize> {
        let x = self.number(name)?;
        addressable(&self.path(name), x, least)
    }

    /// A whole number from `least` up, or `default` where it is absent.
    pub fn count_or(&mut self, name: &'static str, least: usize, default: usize) -> Result<usize> {
        let x = self.number_or(name, default as f64)?;
        addressable(&self.path(name), x, least)
    }

    /// A whole number from zero up that may not fit a machine's count, or `default` where it is absent.
    pub fn whole_or(&mut self, name: &'static str, default: u64) -> Result<u64> {
        let x = self.number_or(name, default as f64)?;
        if x.fract().abs() > 0.0 || !(0.0..=LARGEST_WHOLE).contains(&x) {
            return Err(Error::out_of_range(&self.path(name), "a whole number from 0 up", x));
        }
        Ok(x as u64)
    }

    /// True or false, or `default` where it is absent.
    pub fn flag_or(&mut self, name: &'static str, default: bool) -> Result<bool> {
        match self.take(name) {
            None => Ok(default),
            Some(Value::Bool(b)) => Ok(b),
            Some(other) => Err(wrong_type(&self.path(name), "true or false", &other)),
        }
    }

    /// A required text out of a list, or `default` where it is absent.
    pub fn choice(
        &mut self,
        name: &'static str,
        choices: &[&'static str],
        default: Option<&'static str>,
    ) -> Result<&'static str> {
        let path = self.path(name);
        let text = match (self.take(name), default) {
            (None, Some(default)) => return Ok(default),
            (None, None) => return Err(Error::Missing { argument: path }),
            (Some(Value::Text(text)), _) => text,
            (Some(other), _) => return Err(wrong_type(&path, "a text", &other)),
        };
        choices.iter().find(|choice| **choice == text).copied().ok_or_else(|| Error::WrongType {
            argument: path,
            expected: "one of the known kinds",
            found: format!("{} (known: {})", quoted(&text), choices.join(", ")),
        })
    }

    /// A word among other things that an entry may be, or `default` where it is absent.
    pub fn word(
        &mut self,
        name: &'static str,
        words: &[&'static str],
        default: &'static str,
        expected: &'static str,
    ) -> Result<&'static str> {
        let path = self.path(name);
        match self.take(name) {
            None => Ok(default),
            Some(Value::Text(text)) => words
                .iter()
                .find(|word| **word == text)
                .copied()
                .ok_or_else(|| Error::WrongType { argument: path, expected, found: quoted(&text) }),
            Some(other) => Err(wrong_type(&path, expected, &other)),
        }
    }

    /// A required array of finite numbers, at least one of them.
    pub fn numbers(&mut self, name: &'static str) -> Result<Vec<f64>> {
        let value = self.require(name)?;
        numbers(&self.path(name), value)
    }

    /// An array of finite numbers, if it is there.
    pub fn numbers_if_any(&mut self, name: &'static str) -> Result<Option<Vec<f64>>> {
        let path = self.path(name);
        self.take(name).map(|value| numbers(&path, value)).transpose()
    }

    /// A required array of any floating-point numbers, which may be empty.
    pub fn floats(&mut self, name: &'static str) -> Result<Vec<f64>> {
        let path = self.path(name);
        match self.require(name)? {
            Value::Numbers(numbers) => Ok(numbers),
            Value::List(items) if items.is_empty() => Ok(Vec::new()),
            other => Err(wrong_type(&path, "an array of numbers", &other)),
        }
    }

    /// A required number or array of numbers; true in the second place if it was an array.
    pub fn grid(&mut self, name: &'static str) -> Result<(Vec<f64>, bool)> {
        let path = self.path(name);
        match self.require(name)? {
            Value::Number(x) => Ok((vec![number(&path, &Value::Number(x))?], false)),
            other => Ok((numbers(&path, other)?, true)),
        }
    }

    /// A required object.
    pub fn object(&mut self, name: &'static str) -> Result<Self> {
        let value = self.require(name)?;
        Self::open(&self.path(name), value)
    }

    /// A required array of objects, at least one.
    pub fn objects(&mut self, name: &'static str) -> Result<Vec<Self>> {
        let path = self.path(name);
        match self.require(name)? {
            Value::List(items) if !items.is_empty() => items
                .into_iter()
                .enumerate()
                .map(|(i, item)| Self::open(&format!("{path}[{i}]"), item))
                .collect(),
            Value::List(_) => Err(Error::Empty { argument: path }),
            Value::Numbers(numbers) if numbers.is_empty() => Err(Error::Empty { argument: path }),
            other => Err(wrong_type(&path, "an array of objects", &other)),
        }
    }

    /// An object, if it is there.
    pub fn object_if_any(&mut self, name: &'static str) -> Result<Option<Self>> {
        let path = self.path(name);
        self.take(name).map(|value| Self::open(&path, value)).transpose()
    }

    /// Ends the reading: an entry that nobody took is an error.
    pub fn finish(self) -> Result<()> {
        match self.entries.first() {
            None => Ok(()),
            Some((name, _)) => {
                Err(Error::Unknown { argument: self.path(name), expected: self.known.join(", ") })
            }
        }
    }
}

fn wrong_type(argument: &str, expected: &'static str, found: &Value) -> Error {
    Error::WrongType { argument: argument.into(), expected, found: found.describe() }
}

fn finite(argument: &str, x: f64) -> Result<f64> {
    if x.is_finite() {
        // Zero has no sign here.
        Ok(x + 0.0)
    } else {
        Err(Error::NotFinite { argument: argument.into(), value: x })
    }
}

fn number(argument: &str, value: &Value) -> Result<f64> {
    match value {
        Value::Number(x) => finite(argument, *x),
        other => Err(wrong_type(argument, "a number", other)),
    }
}

fn numbers(argument: &str, value: Value) -> Result<Vec<f64>> {
    let numbers = match value {
        Value::Numbers(numbers) => numbers,
        Value::List(items) => items
            .iter()
            .enumerate()
            .map(|(i, item)| number(&format!("{argument}[{i}]"), item))
            .collect::<Result<_>>()?,
        other => return Err(wrong_type(argument, "an array of numbers", &other)),
    };
    if numbers.is_empty() {
        return Err(Error::Empty { argument: argument.into() });
    }
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(i) => finite(&format!("{argument}[{i}]"), numbers[i]).map(|_| numbers),
        None => Ok(numbers),
    }
}

fn at_least_positive(argument: &str, x: f64) -> Result<f64> {
    if x > 0.0 { Ok(x) } else { Err(Error::out_of_range(argument, "positive", x)) }
}

fn whole(argument: &str, x: f64, least: usize) -> Result<f64> {
    if x.fract().abs() > 0.0 || x < least as f64 || x > 9e15 {
        return Err(Error::out_of_range(argument, format!("a whole number from {least} up"), x));
    }
    Ok(x)
}

/// As an index, which has 32 bits on some machines.
fn addressable(argument: &str, x: f64, least: usize) -> Result<usize> {
    let x = whole(argument, x, least)?;
    if x > f64::from(u32::MAX) {
        let condition = format!("a whole number from {least} to {}", u32::MAX);
        return Err(Error::out_of_range(argument, condition, x));
    }
    Ok(x as usize)
}
