//! The boundary: decodes one object, calls the core, encodes one object. No formula, no default.

mod decode;
mod encode;

use ridgelaw::verbs::{self, Verbs};
use wasm_bindgen::prelude::*;

/// What this build answers: a core for each group of verbs, so that a page loads what it uses.
const ANSWERED: &[Verbs] = &[
    #[cfg(feature = "theory")]
    verbs::THEORY,
    #[cfg(feature = "limits")]
    verbs::LIMITS,
    #[cfg(feature = "optimum")]
    verbs::OPTIMUM,
    #[cfg(feature = "activations")]
    verbs::ACTIVATIONS,
    #[cfg(feature = "samples")]
    verbs::SAMPLES,
    #[cfg(feature = "transform")]
    verbs::TRANSFORM,
    #[cfg(feature = "densities")]
    verbs::DENSITIES,
    #[cfg(feature = "scaling")]
    verbs::SCALING,
    #[cfg(feature = "fits")]
    verbs::FITS,
    #[cfg(feature = "geometry")]
    verbs::GEOMETRY,
    #[cfg(feature = "polynomials")]
    verbs::POLYNOMIALS,
    #[cfg(feature = "estimator")]
    verbs::ESTIMATOR,
    #[cfg(feature = "accumulation")]
    verbs::ACCUMULATION,
    #[cfg(feature = "resampling")]
    verbs::RESAMPLING,
    #[cfg(feature = "simulation")]
    verbs::SIMULATION,
    #[cfg(feature = "linalg")]
    verbs::LINALG,
];

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
    verbs::call_of(ANSWERED, verb, options)
        .map(|answer| encode::value(&answer))
        .map_err(|error| encode::error(&error))
}

/// Marks the instance for replacement before the next call, after a trap that no hook saw.
#[wasm_bindgen]
pub fn reset() {
    wasm_bindgen::handler::schedule_reinit();
}
