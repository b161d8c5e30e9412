//! Verbs of free probability: elements in, their transforms out.

use crate::error::{Error, Result};
use crate::limits::{check_count, check_fits, doubles};
use crate::report::Status;
use crate::transform::{Element, Resolution, Resolved};
use crate::wire::{Fields, Record, Value};

/// Numbers asked for at one place or many.
pub(super) struct Places {
    path: String,
    pub at: Vec<f64>,
    many: bool,
}

impl Places {
    pub fn read(fields: &mut Fields, name: &'static str) -> Result<Self> {
        let path = fields.path(name);
        let (at, many) = fields.grid(name)?;
        check_fits(&path, doubles(&[8, at.len()]))?;
        Ok(Self { path, at, many })
    }

    /// Refuses a place where `holds` is not true.
    pub fn check(&self, condition: &str, holds: impl Fn(f64) -> bool) -> Result<()> {
        let Some(i) = self.at.iter().position(|x| !holds(*x)) else { return Ok(()) };
        let path = if self.many { format!("{}[{i}]", self.path) } else { self.path.clone() };
        Err(Error::out_of_range(&path, condition, self.at[i]))
    }

    /// One record: numbers at one place, columns at many.
    pub fn answer(&self, statuses: Vec<Status>, columns: Vec<(&str, Vec<f64>)>) -> Value {
        let status: Value = if self.many {
            Value::List(statuses.into_iter().map(Into::into).collect())
        } else {
            statuses[0].into()
        };
        let record = Record::new().with("status", status);
        let add = |record: Record, (name, column): (&str, Vec<f64>)| {
            if self.many { record.with(name, column) } else { record.with(name, column[0]) }
        };
        columns.into_iter().fold(record, add).into()
    }
}

pub(super) fn read_element(fields: &mut Fields) -> Result<Element> {
    Element::read(fields.object("element")?)
}

/// `df`, `deficit` (rank − df) or `t` (−df/D), each a number or an array.
fn read_resolved(fields: &mut Fields, element: &Element) -> Result<(Places, Vec<Resolved>)> {
    if !element.is_positive() {
        return Err(Error::Conflict {
            argument: "element".into(),
            reason: "has negative eigenvalues, so that df does not determine κ and S".into(),
        });
    }
    let (rank, dimension) = (element.rank(), element.dimension());
    let names = ["df", "deficit", "t"];
    let name = names.into_iter().find(|name| fields.has(name)).unwrap_or("df");
    let places = Places::read(fields, name)?;
    let (least, most) = if name == "t" { (-rank / dimension, 0.0) } else { (0.0, rank) };
    places.check(&format!("between {least} and {most}"), |x| x >= least && x <= most)?;
    let resolved = |x: &f64| match name {
        "df" => Resolved::from_df(rank, *x),
        "deficit" => Resolved::from_deficit(rank, *x),
        _ => Resolved::from_df(rank, (-x * dimension).min(rank)),
    };
    let at = places.at.iter().map(resolved).collect();
    Ok((places, at))
}

/// `{ element, df | deficit | t }`: S, its logarithmic slope in df, and κ.
pub fn s_transform(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    let (places, resolved) = read_resolved(&mut fields, &element)?;
    fields.finish()?;
    let factors: Vec<_> = resolved.iter().map(|at| element.factor(at)).collect();
    let dimension = element.dimension();
    let kappa = |i: usize| {
        let at = &resolved[i];
        let outer = at.below(dimension);
        if at.df > 0.0 { outer / at.df * factors[i].inverse } else { f64::INFINITY }
    };
    let all = 0..factors.len();
    let columns = vec![
        ("value", factors.iter().map(|factor| 1.0 / factor.inverse).collect()),
        ("slope", factors.iter().map(|factor| factor.slope).collect()),
        ("kappa", all.map(kappa).collect()),
    ];
    Ok(places.answer(factors.iter().map(|factor| factor.status).collect(), columns))
}

/// κ or λ above the least that the element allows.
fn read_kappas(fields: &mut Fields, name: &'static str, element: &Element) -> Result<Places> {
    let places = Places::read(fields, name)?;
    let least = element.least_kappa();
    let condition = if least > 0.0 {
        format!("above {least}, minus the smallest eigenvalue")
    } else {
        "positive".into()
    };
    places.check(&condition, |kappa| kappa > least)?;
    places.check("at most 1e290", |kappa| kappa <= 1e290)?;
    Ok(places)
}

/// `{ element, kappa }` or `{ element, df | deficit | t }`: the whole resolution.
pub fn degrees_of_freedom(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    let (places, found) = if fields.has("kappa") {
        let places = read_kappas(&mut fields, "kappa", &element)?;
        let found = places.at.iter().map(|kappa| element.at_kappa(*kappa)).collect::<Vec<_>>();
        (places, found)
    } else {
        let (places, resolved) = read_resolved(&mut fields, &element)?;
        let found = resolved.iter().map(|at| element.at_df(at)).collect();
        (places, found)
    };
    fields.finish()?;
    let column = |pick: fn(&Resolution) -> f64| found.iter().map(pick).collect::<Vec<f64>>();
    let columns = vec![
        ("kappa", column(|r| r.kappa)),
        ("df1", column(|r| r.df1)),
        ("df2", column(|r| r.df2)),
        ("gap", column(|r| r.gap)),
        ("deficit", column(|r| r.complement)),
    ];
    Ok(places.answer(found.iter().map(|r| r.status).collect(), columns))
}

/// `{ element, lambda, dimension? }`: tr (A+λ)⁻¹, in as many directions as `dimension` says.
pub fn stieltjes(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    let places = read_kappas(&mut fields, "lambda", &element)?;
    let rank = element.rank();
    let dimension = fields.positive_or("dimension", element.dimension())?;
    if dimension < rank {
        let condition = format!("at least {rank}, the rank");
        return Err(Error::out_of_range("dimension", condition, dimension));
    }
    fields.finish()?;
    let found: Vec<_> = places.at.iter().map(|lambda| element.at_kappa(*lambda)).collect();
    let value = |r: &Resolution| ((dimension - rank) + r.complement) / r.kappa / dimension;
    let columns = vec![
        ("value", found.iter().map(value).collect()),
        ("df1", found.iter().map(|r| r.df1).collect()),
    ];
    Ok(places.answer(found.iter().map(|r| r.status).collect(), columns))
}

/// `{ element, g }`: R(−g), and z(g) at which tr (A+z)⁻¹ = g.
pub fn r_transform(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    let places = Places::read(&mut fields, "g")?;
    fields.finish()?;
    let dimension = element.dimension();
    let most = element.largest_g();
    places.check(&format!("above 0 and below {most}"), |g| g > 0.0 && g < most)?;
    let terms: Vec<_> = places.at.iter().map(|g| element.term(g * dimension)).collect();
    let nulls = dimension - element.rank();
    let each = 0..terms.len();
    let value = |i: usize| terms[i].df / (places.at[i] * dimension);
    let kappa = |i: usize| (nulls + terms[i].complement) / (places.at[i] * dimension);
    let columns =
        vec![("value", each.clone().map(value).collect()), ("kappa", each.map(kappa).collect())];
    Ok(places.answer(terms.iter().map(|term| term.status).collect(), columns))
}

/// `{ element }`: its size and what is known without a resolution.
pub fn describe_element(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    fields.finish()?;
    Ok(Record::new()
        .with("dimension", element.dimension())
        .with("rank", element.rank())
        .with("positive", element.is_positive())
        .with("leastKappa", element.least_kappa())
        .into())
}

/// Moments are asked for up to this order: beyond, cumulants lose their digits.
const HIGHEST_MOMENT: usize = 32;

/// `{ element, order }`: moments tr Aⁿ and free cumulants, from the first on.
pub fn moments(mut fields: Fields) -> Result<Value> {
    let element = read_element(&mut fields)?;
    let order = fields.count("order", 1)?;
    check_count(&fields.path("order"), order, HIGHEST_MOMENT)?;
    fields.finish()?;
    let found = element.cumulants(order).ok_or_else(|| Error::Conflict {
        argument: "element".into(),
        reason: "holds an inverse without a density, or one whose moments do not exist".into(),
    })?;
    Ok(Record::new()
        .with("status", found.status)
        .with("moments", found.moments())
        .with("cumulants", found.values)
        .into())
}
