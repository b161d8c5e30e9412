//! Entries that several verbs read: a number or a word, and the cost of a budget.

use crate::error::{Error, Result};
use crate::scaling::{Cost, Price, Term};
use crate::wire::Fields;

/// A number, or a word in its place.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// The number.
    Number(f64),
    /// One of the known words.
    Word(&'static str),
}

impl Place {
    /// The number, or what a word stands for.
    pub fn or(self, word: f64) -> f64 {
        match self {
            Self::Number(x) => x,
            Self::Word(_) => word,
        }
    }
}

/// A number that is zero or more, or one of some words.
pub fn number_or_word(
    fields: &mut Fields,
    name: &'static str,
    words: &[&'static str],
    default: &'static str,
) -> Result<Place> {
    if !fields.has(name) || fields.holds_text(name) {
        let word = fields.word(name, words, default, "a number or a known word")?;
        return Ok(Place::Word(word));
    }
    fields.non_negative_or(name, 0.0).map(Place::Number)
}

/// `cost: { samples = 1, width = 1 }`, C = P^samples N^width.
pub fn read_cost(fields: &mut Fields) -> Result<Cost> {
    let Some(mut cost) = fields.object_if_any("cost")? else {
        return Ok(Cost { samples: 1.0, width: 1.0 });
    };
    let samples = cost.non_negative_or("samples", 1.0)?;
    let width = cost.non_negative_or("width", 1.0)?;
    cost.finish()?;
    if samples + width <= 0.0 {
        return Err(Error::out_of_range("cost", "positive in samples or width", 0.0));
    }
    Ok(Cost { samples, width })
}

/// `cost` as above, or a list of `{ coefficient = 1, samples = 0, width = 0 }`, C = Σ coefficient P^samples N^width.
pub fn read_price(fields: &mut Fields) -> Result<Price> {
    if !fields.holds_list("cost") {
        let power = read_cost(fields)?;
        return Price::new(vec![Term { coefficient: 1.0, power }]);
    }
    let read = |mut term: Fields| {
        let coefficient = term.positive_or("coefficient", 1.0)?;
        let samples = term.non_negative_or("samples", 0.0)?;
        let width = term.non_negative_or("width", 0.0)?;
        term.finish()?;
        Ok(Term { coefficient, power: Cost { samples, width } })
    };
    Price::new(fields.objects("cost")?.into_iter().map(read).collect::<Result<_>>()?)
}
