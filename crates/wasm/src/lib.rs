//! The boundary: decodes one object, calls the core, encodes one object. No formula, no default.

mod decode;
mod encode;

use wasm_bindgen::prelude::*;

/// Installs the panic hook: the text goes to the caller, the instance is marked for replacement.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        wasm_bindgen::handler::schedule_reinit();
        wasm_bindgen::throw_str(&format!("panic: {info}"));
    }));
}

/// Runs one verb of the core; throws `{ code, argument, message }` on misuse.
#[wasm_bindgen]
pub fn call(verb: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let options = decode::value(options).map_err(|error| encode::error(&error))?;
    ridgelaw::verbs::call(verb, options)
        .map(|answer| encode::value(&answer))
        .map_err(|error| encode::error(&error))
}

/// Marks the instance for replacement before the next call, after a trap that no hook saw.
#[wasm_bindgen]
pub fn reset() {
    wasm_bindgen::handler::schedule_reinit();
}
