//! A tagged tree of plain data.

use std::borrow::Cow;

/// Plain data: JSON with arrays of numbers kept flat.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number; infinities are legal in answers.
    Number(f64),
    /// A string.
    Text(Cow<'static, str>),
    /// A flat array of numbers.
    Numbers(Vec<f64>),
    /// Any other array.
    List(Vec<Value>),
    /// An object, in the order written.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// What this is, in words, for an error message.
    pub fn describe(&self) -> String {
        match self {
            Self::Null => "nothing".into(),
            Self::Bool(b) => b.to_string(),
            Self::Number(x) => format!("the number {x}"),
            Self::Text(t) => format!("the text {}", quoted(t)),
            Self::Numbers(_) => "an array of numbers".into(),
            Self::List(_) => "an array".into(),
            Self::Map(_) => "an object".into(),
        }
    }

    /// Whether a number in it is NaN, which no answer may hold.
    pub fn has_nan(&self) -> bool {
        match self {
            Self::Number(x) => x.is_nan(),
            Self::Numbers(numbers) => numbers.iter().any(|x| x.is_nan()),
            Self::List(items) => items.iter().any(Self::has_nan),
            Self::Map(entries) => entries.iter().any(|(_, value)| value.has_nan()),
            Self::Null | Self::Bool(_) | Self::Text(_) => false,
        }
    }

    /// The entry `name` of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, v)| v),
            _ => None,
        }
    }
}

/// Characters of a text that a message repeats.
const QUOTED: usize = 60;

/// A text in quotation marks, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", &text[..end]),
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Self {
        Self::Number(x)
    }
}

impl From<usize> for Value {
    fn from(x: usize) -> Self {
        Self::Number(x as f64)
    }
}

impl From<bool> for Value {
    fn from(x: bool) -> Self {
        Self::Bool(x)
    }
}

impl From<&str> for Value {
    fn from(x: &str) -> Self {
        x.to_string().into()
    }
}

impl From<String> for Value {
    fn from(x: String) -> Self {
        Self::Text(x.into())
    }
}

impl From<Vec<f64>> for Value {
    fn from(x: Vec<f64>) -> Self {
        Self::Numbers(x)
    }
}

impl From<Vec<Self>> for Value {
    fn from(x: Vec<Self>) -> Self {
        Self::List(x)
    }
}

/// A short list stays a plain array; only columns of data become flat arrays.
impl From<[f64; 2]> for Value {
    fn from(x: [f64; 2]) -> Self {
        Self::List(x.map(Self::Number).to_vec())
    }
}

impl From<Record> for Value {
    fn from(x: Record) -> Self {
        Self::Map(x.0)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(x: Option<T>) -> Self {
        x.map_or(Self::Null, Into::into)
    }
}

/// Builds an object entry by entry.
#[derive(Debug, Clone, Default)]
pub struct Record(Vec<(String, Value)>);

impl Record {
    /// An empty object.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one entry.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }

    /// Adds one entry if there is something to add.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}
