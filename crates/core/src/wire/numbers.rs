//! Takes numbers out of an object, each checked.

use super::fields::wrong_type;
use super::{Fields, Value};
use crate::error::{Error, Result};

/// Beyond this doubles do not tell neighbouring whole numbers apart.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

impl Fields {
    /// A required finite number.
    pub fn number(&mut self, name: &'static str) -> Result<f64> {
        let value = self.require(name)?;
        number(&self.path(name), &value)
    }

    /// A finite number, or `default` where it is absent.
    pub fn number_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        match self.take(name) {
            Some(value) => number(&self.path(name), &value),
            None => Ok(default),
        }
    }

    /// A required number that is positive.
    pub fn positive(&mut self, name: &'static str) -> Result<f64> {
        let x = self.number(name)?;
        at_least_positive(&self.path(name), x)
    }

    /// A positive number, or `default` where it is absent.
    pub fn positive_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        let x = self.number_or(name, default)?;
        at_least_positive(&self.path(name), x)
    }

    /// A required number that is zero or more.
    pub fn non_negative(&mut self, name: &'static str) -> Result<f64> {
        let x = self.number(name)?;
        if x < 0.0 {
            return Err(Error::out_of_range(&self.path(name), "zero or more", x));
        }
        Ok(x)
    }

    /// A number that is zero or more, or `default` where it is absent.
    pub fn non_negative_or(&mut self, name: &'static str, default: f64) -> Result<f64> {
        let x = self.number_or(name, default)?;
        if x < 0.0 {
            return Err(Error::out_of_range(&self.path(name), "zero or more", x));
        }
        Ok(x)
    }

    /// A whole number from `least` up that counts what is never laid out in memory.
    pub fn natural(&mut self, name: &'static str, least: usize) -> Result<f64> {
        let x = self.number(name)?;
        whole(&self.path(name), x, least)
    }

    /// A whole number from `least` up.
    pub fn count(&mut self, name: &'static str, least: usize) -> Result<usize> {
        let x = self.number(name)?;
        addressable(&self.path(name), x, least)
    }

    /// A whole number from `least` up, or `default` where it is absent.
    pub fn count_or(&mut self, name: &'static str, least: usize, default: usize) -> Result<usize> {
        let x = self.number_or(name, default as f64)?;
        addressable(&self.path(name), x, least)
    }

    /// A whole number from zero up that may not fit a machine's count, or `default` where it is absent.
    pub fn whole_or(&mut self, name: &'static str, default: u64) -> Result<u64> {
        let x = self.number_or(name, default as f64)?;
        if x.fract().abs() > 0.0 || !(0.0..=LARGEST_WHOLE).contains(&x) {
            return Err(Error::out_of_range(&self.path(name), "a whole number from 0 up", x));
        }
        Ok(x as u64)
    }

    /// A required array of finite numbers, at least one of them.
    pub fn numbers(&mut self, name: &'static str) -> Result<Vec<f64>> {
        let value = self.require(name)?;
        numbers(&self.path(name), value)
    }

    /// An array of finite numbers, if it is there.
    pub fn numbers_if_any(&mut self, name: &'static str) -> Result<Option<Vec<f64>>> {
        let path = self.path(name);
        self.take(name).map(|value| numbers(&path, value)).transpose()
    }

    /// A required array of any floating-point numbers, which may be empty.
    pub fn floats(&mut self, name: &'static str) -> Result<Vec<f64>> {
        let path = self.path(name);
        match self.require(name)? {
            Value::Numbers(numbers) => Ok(numbers),
            Value::List(items) if items.is_empty() => Ok(Vec::new()),
            other => Err(wrong_type(&path, "an array of numbers", &other)),
        }
    }

    /// A required number or array of numbers; true in the second place if it was an array.
    pub fn grid(&mut self, name: &'static str) -> Result<(Vec<f64>, bool)> {
        let path = self.path(name);
        match self.require(name)? {
            Value::Number(x) => Ok((vec![number(&path, &Value::Number(x))?], false)),
            other => Ok((numbers(&path, other)?, true)),
        }
    }
}

fn finite(argument: &str, x: f64) -> Result<f64> {
    if x.is_finite() {
        // Zero has no sign here.
        Ok(x + 0.0)
    } else {
        Err(Error::NotFinite { argument: argument.into(), value: x })
    }
}

fn number(argument: &str, value: &Value) -> Result<f64> {
    match value {
        Value::Number(x) => finite(argument, *x),
        other => Err(wrong_type(argument, "a number", other)),
    }
}

fn numbers(argument: &str, value: Value) -> Result<Vec<f64>> {
    let numbers = match value {
        Value::Numbers(numbers) => numbers,
        Value::List(items) => items
            .iter()
            .enumerate()
            .map(|(i, item)| number(&format!("{argument}[{i}]"), item))
            .collect::<Result<_>>()?,
        other => return Err(wrong_type(argument, "an array of numbers", &other)),
    };
    if numbers.is_empty() {
        return Err(Error::Empty { argument: argument.into() });
    }
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(i) => finite(&format!("{argument}[{i}]"), numbers[i]).map(|_| numbers),
        None => Ok(numbers),
    }
}

fn at_least_positive(argument: &str, x: f64) -> Result<f64> {
    if x > 0.0 { Ok(x) } else { Err(Error::out_of_range(argument, "positive", x)) }
}

fn whole(argument: &str, x: f64, least: usize) -> Result<f64> {
    if x.fract().abs() > 0.0 || x < least as f64 || x > 9e15 {
        return Err(Error::out_of_range(argument, format!("a whole number from {least} up"), x));
    }
    Ok(x)
}

/// As an index, which has 32 bits on some machines.
fn addressable(argument: &str, x: f64, least: usize) -> Result<usize> {
    let x = whole(argument, x, least)?;
    if x > f64::from(u32::MAX) {
        let condition = format!("a whole number from {least} to {}", u32::MAX);
        return Err(Error::out_of_range(argument, condition, x));
    }
    Ok(x as usize)
}
