//! Takes an object apart by name, with errors that name the path.

use super::Value;
use super::value::quoted;
use crate::error::{Error, Result};

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

    /// Whether an entry is there and is a list of other things than numbers.
    pub fn holds_list(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| key == name && matches!(value, Value::List(_)))
    }

    /// Whether an entry is there and is a text.
    pub fn holds_text(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, value)| key == name && matches!(value, Value::Text(_)))
    }

    /// True or false, or `default` where it is absent.
    pub fn flag_or(&mut self, name: &'static str, default: bool) -> Result<bool> {
        match self.take(name) {
            None => Ok(default),
            Some(Value::Bool(b)) => Ok(b),
            Some(other) => Err(wrong_type(&self.path(name), "true or false", &other)),
        }
    }

    /// A required text.
    pub fn text(&mut self, name: &'static str) -> Result<String> {
        let path = self.path(name);
        match self.require(name)? {
            Value::Text(text) => Ok(text.into_owned()),
            other => Err(wrong_type(&path, "a text", &other)),
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

pub(super) fn wrong_type(argument: &str, expected: &'static str, found: &Value) -> Error {
    Error::WrongType { argument: argument.into(), expected, found: found.describe() }
}
