//! A plain [`Value`] or an error as a JavaScript value.

use std::collections::BTreeMap;

use js_sys::{Array, Float64Array, Object, Reflect};
use ridgelaw::error::Error;
use ridgelaw::wire::Value;
use wasm_bindgen::JsValue;

/// Copies an answer out.
pub fn value(answer: &Value) -> JsValue {
    Words::default().value(answer)
}

/// Misuse as `{ code, argument, message }`.
pub fn error(error: &Error) -> JsValue {
    let words = [
        ("code", error.code().into()),
        ("argument", error.argument().into()),
        ("message", error.to_string().into()),
    ];
    object(words.map(|(name, word)| (name.into(), word)))
}

/// Names of entries and texts that have crossed already: each does so once, however often it stands in an answer.
#[derive(Default)]
struct Words<'a> {
    crossed: BTreeMap<&'a str, JsValue>,
}

impl<'a> Words<'a> {
    fn word(&mut self, text: &'a str) -> JsValue {
        self.crossed.entry(text).or_insert_with(|| text.into()).clone()
    }

    /// Texts that repeat are set down in one go.
    fn list(&mut self, items: &'a [Value]) -> Array {
        let array = Array::new();
        for same in items.chunk_by(is_same_text) {
            let (item, start) = (self.value(&same[0]), array.length());
            let end = start + same.len() as u32;
            array.push(&item);
            if same.len() > 1 {
                array.set_length(end);
                array.fill(&item, start, end);
            }
        }
        array
    }

    fn value(&mut self, answer: &'a Value) -> JsValue {
        match answer {
            Value::Null => JsValue::UNDEFINED,
            Value::Bool(b) => (*b).into(),
            Value::Number(x) => (*x).into(),
            Value::Text(text) => self.word(text),
            Value::Numbers(numbers) => Float64Array::from(numbers.as_slice()).into(),
            Value::List(items) => self.list(items).into(),
            Value::Map(entries) => {
                object(entries.iter().map(|(name, entry)| (self.word(name), self.value(entry))))
            }
        }
    }
}

/// Whether both are one text, as the status of neighbours on a grid is.
fn is_same_text(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Text(a), Value::Text(b)) if a == b)
}

fn object(entries: impl IntoIterator<Item = (JsValue, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, entry) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &name, &entry);
    }
    object.into()
}
