//! The verb of intrinsic dimensions.

use crate::error::{Error, Result};
use crate::estimator::read_matrix;
use crate::limits::{check_fits, check_range, doubles};
use crate::scaling::dimension::{
    Bound, Correlation, Dimension, Neighbour, Tree, bounds, correlation, maximum_likelihood,
    two_nearest, without_copies,
};
use crate::wire::{Fields, Record, Value};

/// Neighbours of the maximum-likelihood estimate.
const NEIGHBOURS: usize = 12;

/// The share of the largest ratios r₂/r₁ that counts only as large.
const DISCARD: f64 = 0.1;

/// The window of the correlation integral: shares of pairs.
const WINDOW: [f64; 2] = [2e-4, 1e-2];

/// Ties of the two nearest distances, as they are between points of a lattice, above this share spoil the estimates.
const TIES: f64 = 0.05;

/// Where bending and edges may move the least biased estimate by more than this share, there are too few points.
const FEW_POINTS: f64 = 0.15;

/// `{ points, neighbours?, discard?, window? }`: three estimates of the dimension, and exponents.
pub fn intrinsic_dimension(mut fields: Fields) -> Result<Value> {
    let points = read_matrix(&mut fields, "points")?;
    check_range("points", &points.data)?;
    let neighbours = fields.count_or("neighbours", 3, NEIGHBOURS)?;
    let discard = fields.non_negative_or("discard", DISCARD)?;
    let window = read_window(&mut fields)?;
    fields.finish()?;
    if discard >= 0.9 {
        return Err(Error::out_of_range("discard", "below 0.9", discard));
    }
    check_fits("points", doubles(&[3, points.rows, points.columns.max(2 * neighbours)]))?;
    let all = points.rows;
    let (points, copies) = without_copies(&points);
    if points.rows < neighbours + 2 {
        let expected = format!("{} different rows or more", neighbours + 2);
        return Err(Error::shape("points", expected, points.rows.to_string()));
    }
    let tree = Tree::new(&points);
    let nearest = tree.nearest(neighbours);
    let ties = nearest.iter().filter(|row| row[1].0 <= row[0].0).count() as f64;
    let ties = ties / points.rows as f64;
    if ties > 0.5 {
        let reason = format!(
            "lie on a lattice: the two nearest neighbours of {:.0} % of them are equally far, so \
             that distances show the lattice and not a dimension",
            100.0 * ties
        );
        return Err(Error::Conflict { argument: "points".into(), reason });
    }
    let by_two = two_nearest(&nearest, discard);
    let correlation = correlation(&points, &tree, window);
    let status = match () {
        () if ties > TIES => "Ties",
        () if by_two.bias > FEW_POINTS => "FewPoints",
        () if correlation.as_ref().is_some_and(|far| apart(&by_two, &far.dimension)) => {
            "DependsOnScale"
        }
        () => "Converged",
    };
    Ok(Record::new()
        .with("status", status)
        .with("points", points.rows)
        .with("copies", all - points.rows)
        .with("ties", ties)
        .with("columns", points.columns)
        .with("twoNearest", describe(&by_two))
        .with("maximumLikelihood", describe(&maximum_likelihood(&nearest, neighbours)))
        .with("neighbours", neighbours)
        .with("byNeighbours", along(&nearest, neighbours))
        .with_some("correlation", correlation.map(|found| describe_correlation(&found)))
        .with("bounds", bounds(by_two.value).iter().map(describe_bound).collect::<Vec<Value>>())
        .with("copiesNote", note(copies))
        .into())
}

/// Whether two intervals have no number in common.
fn apart(one: &Dimension, other: &Dimension) -> bool {
    one.interval[0] > other.interval[1] || other.interval[0] > one.interval[1]
}

fn note(copies: usize) -> Value {
    if copies == 0 {
        return Value::Null;
    }
    format!("{copies} points are copies of others and were left out: no distance is zero.").into()
}

fn read_window(fields: &mut Fields) -> Result<[f64; 2]> {
    let path = fields.path("window");
    let Some(window) = fields.numbers_if_any("window")? else { return Ok(WINDOW) };
    match window[..] {
        [low, high] if low > 0.0 && low < high && high <= 1.0 => Ok([low, high]),
        _ => Err(Error::WrongType {
            argument: path,
            expected: "two shares of pairs, 0 < low < high ≤ 1",
            found: format!("{window:?}"),
        }),
    }
}

fn describe(dimension: &Dimension) -> Value {
    Record::new()
        .with("dimension", dimension.value)
        .with("interval", dimension.interval)
        .with("bias", dimension.bias)
        .into()
}

/// The maximum-likelihood estimate against the number of neighbours, that is against scale.
fn along(nearest: &[Vec<Neighbour>], most: usize) -> Value {
    let counts: Vec<f64> = (2..=most).map(|k| k as f64).collect();
    let values: Vec<f64> = (2..=most).map(|k| maximum_likelihood(nearest, k).value).collect();
    Record::new().with("neighbours", counts).with("dimension", values).into()
}

fn describe_correlation(found: &Correlation) -> Value {
    Record::new()
        .with("dimension", found.dimension.value)
        .with("interval", found.dimension.interval)
        .with("bias", found.dimension.bias)
        .with("window", found.window)
        .with("pairs", found.pairs)
        .with("radius", found.radius.clone())
        .with("share", found.share.clone())
        .into()
}

fn describe_bound(bound: &Bound) -> Value {
    Record::new()
        .with("name", bound.name)
        .with("exponent", bound.exponent)
        .with("condition", bound.condition)
        .into()
}
