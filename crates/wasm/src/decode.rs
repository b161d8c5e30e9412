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
    at("", js, 0)
}

fn at(path: &str, js: &JsValue, depth: usize) -> Result<Value> {
    if depth > DEEPEST {
        return Err(wrong(path, "nested less deeply", "deeper"));
    }
    if js.is_undefined() || js.is_null() {
        return Ok(Value::Null);
    }
    if let Some(x) = js.as_f64() {
        return Ok(Value::Number(x));
    }
    if let Some(b) = js.as_bool() {
        return Ok(Value::Bool(b));
    }
    if let Some(text) = js.as_string() {
        return Ok(Value::Text(text));
    }
    if let Some(numbers) = js.dyn_ref::<Float64Array>() {
        return copy(path, numbers).map(Value::Numbers);
    }
    if let Some(items) = js.dyn_ref::<Array>() {
        return list(path, items, depth);
    }
    match js.dyn_ref::<Object>() {
        Some(object) if !js.is_function() => map(path, object, depth),
        _ => Err(wrong(path, "plain data", &js.js_typeof().as_string().unwrap_or_default())),
    }
}

fn wrong(path: &str, expected: &'static str, found: &str) -> Error {
    let argument = if path.is_empty() { "options" } else { path };
    Error::WrongType { argument: argument.into(), expected, found: found.into() }
}

/// Copies an array, or says that it does not fit.
fn copy(path: &str, numbers: &Float64Array) -> Result<Vec<f64>> {
    let length = numbers.length() as usize;
    let needed_mb = (length as u64 * 8) >> 20;
    let mut copied = Vec::new();
    if needed_mb > LIMIT_MB || copied.try_reserve_exact(length).is_err() {
        return Err(Error::TooLarge { argument: path.into(), needed_mb, limit_mb: LIMIT_MB });
    }
    copied.resize(length, 0.0);
    // A detached array has length zero, and must not be touched.
    if length > 0 {
        numbers.copy_to(&mut copied);
    }
    Ok(copied)
}

fn list(path: &str, items: &Array, depth: usize) -> Result<Value> {
    let numbers: Option<Vec<f64>> = items.iter().map(|item| item.as_f64()).collect();
    match numbers {
        Some(numbers) => Ok(Value::Numbers(numbers)),
        None => items
            .iter()
            .enumerate()
            .map(|(i, item)| at(&format!("{path}[{i}]"), &item, depth + 1))
            .collect::<Result<_>>()
            .map(Value::List),
    }
}

fn map(path: &str, object: &Object, depth: usize) -> Result<Value> {
    Object::entries(object)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let value = at(&inner, &entry.get(1), depth + 1)?;
            Ok((name, value))
        })
        .collect::<Result<_>>()
        .map(Value::Map)
}
