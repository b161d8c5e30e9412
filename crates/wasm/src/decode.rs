//! A JavaScript value as a plain [`Value`].

use js_sys::{Array, Float64Array, Object};
use ridgelaw::error::{Error, Result};
use ridgelaw::limits::LIMIT_MB;
use ridgelaw::wire::Value;
use wasm_bindgen::{JsCast, JsValue};

/// Objects within objects, deeper than any option goes: a cycle is one.
const DEEPEST: usize = 64;

/// Copies a JavaScript value; what has no plain counterpart is an error.
pub fn value(js: &JsValue) -> Result<Value> {
    at(js, 0).map_err(Misfit::into_error)
}

/// What has no plain counterpart. Its path is put together on the way out, since few calls need one.
struct Misfit {
    path: String,
    what: What,
}

enum What {
    Type { expected: &'static str, found: String },
    Size { needed_mb: u64 },
}

impl Misfit {
    fn new(what: What) -> Self {
        Self { path: String::new(), what }
    }

    fn wrong(expected: &'static str, found: impl Into<String>) -> Self {
        Self::new(What::Type { expected, found: found.into() })
    }

    /// The same as an entry of what holds it.
    fn within(self, step: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{step}{dot}{}", self.path), what: self.what }
    }

    fn into_error(self) -> Error {
        let argument = if self.path.is_empty() { "options".into() } else { self.path };
        match self.what {
            What::Type { expected, found } => Error::WrongType { argument, expected, found },
            What::Size { needed_mb } => Error::TooLarge { argument, needed_mb, limit_mb: LIMIT_MB },
        }
    }
}

type Copied<T> = core::result::Result<T, Misfit>;

fn at(js: &JsValue, depth: usize) -> Copied<Value> {
    if depth > DEEPEST {
        return Err(Misfit::wrong("nested less deeply", "deeper"));
    }
    if let Some(x) = js.as_f64() {
        return Ok(Value::Number(x));
    }
    if js.is_undefined() || js.is_null() {
        return Ok(Value::Null);
    }
    if let Some(b) = js.as_bool() {
        return Ok(Value::Bool(b));
    }
    if let Some(text) = js.as_string() {
        return Ok(text.into());
    }
    if let Some(numbers) = js.dyn_ref::<Float64Array>() {
        return copy(numbers).map(Value::Numbers);
    }
    if let Some(items) = js.dyn_ref::<Array>() {
        return list(items, depth);
    }
    match js.dyn_ref::<Object>() {
        Some(object) if !js.is_function() => map(object, depth),
        _ => Err(Misfit::wrong("plain data", js.js_typeof().as_string().unwrap_or_default())),
    }
}

/// Copies an array, or says that it does not fit.
fn copy(numbers: &Float64Array) -> Copied<Vec<f64>> {
    let length = numbers.length() as usize;
    let needed_mb = (length as u64 * 8) >> 20;
    let mut copied = Vec::new();
    if needed_mb > LIMIT_MB || copied.try_reserve_exact(length).is_err() {
        return Err(Misfit::new(What::Size { needed_mb }));
    }
    copied.resize(length, 0.0);
    // A detached array has length zero, and must not be touched.
    if length > 0 {
        numbers.copy_to(&mut copied);
    }
    Ok(copied)
}

fn list(items: &Array, depth: usize) -> Copied<Value> {
    let numbers: Option<Vec<f64>> = items.iter().map(|item| item.as_f64()).collect();
    match numbers {
        Some(numbers) => Ok(Value::Numbers(numbers)),
        None => items
            .iter()
            .enumerate()
            .map(|(i, item)| at(&item, depth + 1).map_err(|e| e.within(&format!("[{i}]"))))
            .collect::<Copied<_>>()
            .map(Value::List),
    }
}

fn map(object: &Object, depth: usize) -> Copied<Value> {
    Object::entries(object)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            match at(&entry.get(1), depth + 1) {
                Ok(value) => Ok((name, value)),
                Err(misfit) => Err(misfit.within(&name)),
            }
        })
        .collect::<Copied<_>>()
        .map(Value::Map)
}
