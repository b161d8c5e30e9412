//! Eigenvalues that are one number.

use crate::report::Status;
use crate::transform::Levels;

/// Eigenvalues in one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Atom {
    /// Where.
    pub at: f64,
    /// Their share of all.
    pub mass: f64,
}

/// Levels as atoms, ascending, zeros among them.
pub fn atoms(levels: &Levels, scale: f64, dimension: f64) -> Vec<Atom> {
    let nulls = dimension - levels.rank();
    let mut atoms = Vec::new();
    if nulls > 0.0 {
        atoms.push(Atom { at: 0.0, mass: nulls / dimension });
    }
    for i in (0..levels.values.len()).rev() {
        let (at, mass) = (scale * levels.values[i], levels.count(i) / dimension);
        match atoms.last_mut() {
            Some(last) if last.at >= at => last.mass += mass,
            _ => atoms.push(Atom { at, mass }),
        }
    }
    atoms
}

/// Levels ascending with their counts, equal ones together.
pub fn distinct(levels: &Levels) -> Vec<Atom> {
    let mut distinct: Vec<Atom> = Vec::new();
    for i in (0..levels.values.len()).rev() {
        let (at, mass) = (levels.values[i], levels.count(i));
        match distinct.last_mut() {
            Some(last) if last.at >= at => last.mass += mass,
            _ => distinct.push(Atom { at, mass }),
        }
    }
    distinct
}

/// The density at x and the share of eigenvalues up to it.
pub fn at(atoms: &[Atom], x: f64) -> (f64, f64, Status) {
    let here = atoms.iter().any(|atom| (atom.at - x).abs() <= 0.0);
    let mass = atoms.iter().filter(|atom| atom.at <= x).map(|atom| atom.mass).sum();
    (if here { f64::INFINITY } else { 0.0 }, mass, Status::Converged)
}

/// The share of eigenvalues in atoms with x in (from, to].
pub fn between(atoms: &[Atom], from: f64, to: f64) -> f64 {
    let inside = |atom: &&Atom| atom.at > from && atom.at <= to;
    atoms.iter().filter(inside).map(|atom| atom.mass).sum()
}
