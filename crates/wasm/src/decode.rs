//! A JavaScript value as a plain [`Value`].

use js_sys::{Array, Float64Array, Object};
use ridgelaw::error::{Error, Result};
use ridgelaw::wire::Value;
use wasm_bindgen::{JsCast, JsValue};

/// Copies a JavaScript value; what has no plain counterpart is an error.
pub fn value(js: &JsValue) -> Result<Value> {
    at("options", js)
}

fn at(path: &str, js: &JsValue) -> Result<Value> {
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
        return Ok(Value::Numbers(numbers.to_vec()));
    }
    if let Some(items) = js.dyn_ref::<Array>() {
        return list(path, items);
    }
    match js.dyn_ref::<Object>() {
        Some(object) if !js.is_function() => map(object),
        _ => Err(Error::WrongType {
            argument: path.into(),
            expected: "plain data",
            found: format!("{:?}", js.js_typeof().as_string().unwrap_or_default()),
        }),
    }
}

fn list(path: &str, items: &Array) -> Result<Value> {
    let numbers: Option<Vec<f64>> = items.iter().map(|item| item.as_f64()).collect();
    match numbers {
        Some(numbers) => Ok(Value::Numbers(numbers)),
        None => items.iter().map(|item| at(path, &item)).collect::<Result<_>>().map(Value::List),
    }
}

fn map(object: &Object) -> Result<Value> {
    Object::entries(object)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            let name = entry.get(0).as_string().unwrap_or_default();
            let value = at(&name, &entry.get(1))?;
            Ok((name, value))
        })
        .collect::<Result<_>>()
        .map(Value::Map)
}
