//! Verbs of spectral densities.

use super::transform::{Places, read_element};
use crate::error::{Error, Result};
use crate::limits::{check_fits, doubles};
use crate::report::Status;
use crate::rng::Stream;
use crate::transform::density::{Law, Node, TRACY_WIDOM};
use crate::transform::{check_counts, check_levels};
use crate::wire::{Fields, Record, Value};

fn read_law(fields: &mut Fields) -> Result<Law> {
    let element = read_element(fields)?;
    check_levels("element", std::slice::from_ref(&element))?;
    check_counts("element", &element)?;
    Law::of(&element).ok_or_else(|| Error::Conflict {
        argument: "element".into(),
        reason: "has no density here: it may hold one spectrum (or weightSpectrum) times white \
                 wishart factors and projections, not more projections than wisharts; or be a sum of \
                 such elements and semicircles"
            .into(),
    })
}

/// `{ element }`: support, atoms, edges, and nodes that integrate.
pub fn density(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    fields.finish()?;
    let (nodes, status) = law.nodes();
    let dimension = law.dimension();
    let column = |pick: &dyn Fn(&Node) -> f64| nodes.iter().map(pick).collect::<Vec<f64>>();
    let atoms: Vec<Value> = law
        .atoms()
        .iter()
        .map(|atom| Record::new().with("at", atom.at).with("mass", atom.mass).into())
        .collect();
    let support: Vec<Value> = law
        .branches()
        .iter()
        .map(|branch| {
            let ([low, high], [most, least]) = (branch.edges(), branch.above());
            Record::new()
                .with("low", low)
                .with("high", high)
                .with("mass", (most - least) / dimension)
                .into()
        })
        .collect();
    Ok(Record::new()
        .with("status", status)
        .with("dimension", dimension)
        .with("support", support)
        .with("atoms", atoms)
        .with("edges", edges(&law))
        .with("x", column(&|node| node.x))
        .with("density", column(&|node| node.count / dimension))
        .with("weight", column(&|node| node.weight / dimension))
        .with("cdf", column(&|node| (dimension - node.above) / dimension))
        .into())
}

/// An interval of fewer eigenvalues has no Tracy–Widom edges.
const FEW: f64 = 10.0;

fn edges(law: &Law) -> Vec<Value> {
    let [mean, deviation] = TRACY_WIDOM;
    let edge = |edge: &crate::transform::density::Edge, count: f64| {
        let holds = count >= FEW && edge.scale > 0.0;
        Record::new()
            .with("status", if holds { Status::Converged } else { Status::ReducedAccuracy })
            .with("at", edge.at)
            .with("side", if edge.side > 0.0 { "upper" } else { "lower" })
            .with("scale", edge.scale)
            .with("extremeMean", edge.at + edge.side * mean * edge.scale)
            .with("extremeDeviation", deviation * edge.scale)
            .into()
    };
    let counts = law.branches().into_iter().flat_map(|branch| {
        let [most, least] = branch.above();
        [most - least; 2]
    });
    law.edges().iter().zip(counts).map(|(each, count)| edge(each, count)).collect()
}

/// `{ element, x }`: the density and distribution function there.
pub fn density_at(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let places = Places::read(&mut fields, "x")?;
    fields.finish()?;
    let found: Vec<(f64, f64, Status)> = places.at.iter().map(|x| law.at(*x)).collect();
    let columns = vec![
        ("density", found.iter().map(|place| place.0).collect()),
        ("cdf", found.iter().map(|place| place.1).collect()),
    ];
    Ok(places.answer(found.iter().map(|place| place.2).collect(), columns))
}

/// `{ element, p }`: quantiles.
pub fn quantile(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let places = Places::read(&mut fields, "p")?;
    fields.finish()?;
    places.check("between 0 and 1", |p| (0.0..=1.0).contains(&p))?;
    let found = law.quantiles(&places.at);
    let statuses = found.iter().map(|place| place.1).collect();
    Ok(places.answer(statuses, vec![("x", found.iter().map(|place| place.0).collect())]))
}

/// `{ element, count, seed = 0 }`: independent draws.
pub fn draw_eigenvalues(mut fields: Fields) -> Result<Value> {
    let law = read_law(&mut fields)?;
    let count = fields.count("count", 1)?;
    check_fits("count", doubles(&[8, count]))?;
    let seed = fields.count_or("seed", 0, 0)? as u64;
    fields.finish()?;
    let mut stream = Stream::new(seed, DRAWS);
    let shares: Vec<f64> = (0..count).map(|_| stream.uniform()).collect();
    let drawn: Vec<f64> = law.quantiles(&shares).iter().map(|found| found.0).collect();
    Ok(Record::new().with("values", drawn).into())
}

/// The stream of random numbers that draws from densities.
const DRAWS: u64 = 0x64_65_6e_73;
