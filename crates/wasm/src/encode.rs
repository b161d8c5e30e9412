//! A plain [`Value`] or an error as a JavaScript value.

use js_sys::{Array, Float64Array, Object, Reflect};
use ridgelaw::error::Error;
use ridgelaw::wire::Value;
use wasm_bindgen::JsValue;

/// Copies an answer out.
pub fn value(answer: &Value) -> JsValue {
    match answer {
        Value::Null => JsValue::UNDEFINED,
        Value::Bool(b) => (*b).into(),
        Value::Number(x) => (*x).into(),
        Value::Text(text) => text.into(),
        Value::Numbers(numbers) => Float64Array::from(numbers.as_slice()).into(),
        Value::List(items) => list(items).into(),
        Value::Map(entries) => {
            object(entries.iter().map(|(name, entry)| (name.as_str(), value(entry))))
        }
    }
}

/// A text that stands several times in a row, as the status along a grid, crosses once.
fn list(items: &[Value]) -> Array {
    let mut last: Option<(&str, JsValue)> = None;
    let array = Array::new();
    for item in items {
        let entry = match (item, &last) {
            (Value::Text(text), Some((known, crossed))) if known == text => crossed.clone(),
            (Value::Text(text), _) => last.insert((text, text.into())).1.clone(),
            _ => value(item),
        };
        array.push(&entry);
    }
    array
}

/// Misuse as `{ code, argument, message }`.
pub fn error(error: &Error) -> JsValue {
    object([
        ("code", error.code().into()),
        ("argument", error.argument().into()),
        ("message", error.to_string().into()),
    ])
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, entry) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &entry);
    }
    object.into()
}
