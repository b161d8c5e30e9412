//! Where errors are measured, and what fits are there.

use crate::error::Result;
use crate::linalg::{Matrix, dot};
use crate::simulate::experiment::Experiment;
use crate::simulate::learner::fit::Solution;
use crate::simulate::learner::nonlinear::Neurons;
use crate::simulate::learner::{Learner, Weights};
use crate::simulate::replicate::conditional::Conditional;

/// A vector space with one squared length for each direction.
pub struct Space {
    /// What a perfect fit would be.
    target: Vec<f64>,
    /// Squared lengths.
    pub metric: Vec<f64>,
    /// The same under the test spectrum.
    pub shifted: Option<Vec<f64>>,
    /// Directions that fits of different features have in common.
    pub shared: usize,
}

impl Space {
    /// For `points` of a model without a closed form (see `Replicate`), else over modes and the features' own noise.
    pub fn new(experiment: &Experiment, points: &[Matrix]) -> Self {
        if !points.is_empty() {
            return Self::at_points(experiment, points);
        }
        let Experiment { teacher, learner, ensemble, .. } = experiment;
        let shared = teacher.dimension();
        let own = match learner {
            Learner::Noisy { width, .. } => width * ensemble.features,
            _ => 0,
        };
        let longer = |values: &[f64], fill: f64| {
            let mut values = values.to_vec();
            values.resize(shared + own, fill);
            values
        };
        Self {
            target: longer(&teacher.weights, 0.0),
            metric: longer(&teacher.variances, 1.0),
            shifted: teacher.test.as_deref().map(|test| longer(test, 1.0)),
            shared,
        }
    }

    /// The linear part in closed form and what is left at test points, which is exact for normal inputs; for others the
    /// test points alone.
    fn at_points(experiment: &Experiment, points: &[Matrix]) -> Self {
        let exact = experiment.is_gaussian();
        let (mut target, mut ends) = (Vec::new(), Vec::new());
        for inputs in points {
            let weights = &experiment.teacher.weights[..inputs.columns];
            if exact {
                target.extend_from_slice(weights);
                target.resize(target.len() + inputs.rows, 0.0);
            } else {
                target.extend((0..inputs.rows).map(|i| dot(inputs.row(i), weights)));
            }
            ends.push(target.len());
        }
        let metric = |which: usize| {
            let (inputs, mut metric) = (&points[which], vec![0.0; target.len()]);
            let start = if which == 0 { 0 } else { ends[which - 1] };
            let linear = if exact { inputs.columns } else { 0 };
            metric[start..start + linear].copy_from_slice(&experiment.spectra()[which][..linear]);
            metric[start + linear..ends[which]].fill(1.0 / inputs.rows as f64);
            metric
        };
        Self {
            metric: metric(0),
            shifted: (points.len() > 1).then(|| metric(1)),
            shared: target.len(),
            target,
        }
    }

    /// How many directions.
    pub fn size(&self) -> usize {
        self.target.len()
    }
}

/// From coefficients to directions.
enum Map {
    /// They are coefficients of the inputs themselves.
    Same,
    /// They are those of F.
    Features,
    /// At test points.
    Points(Matrix),
    /// Of an F of which as much is drawn as is asked for.
    Conditional(Box<Conditional>),
}

/// How one draw of features enters the space.
pub struct Probe {
    /// The features.
    pub weights: Weights,
    map: Map,
    /// Where the features' own noise goes, and its deviation.
    own: Option<(usize, f64)>,
}

impl Probe {
    /// For the features of one member of an ensemble.
    pub fn new(
        experiment: &Experiment,
        weights: Weights,
        member: usize,
        points: &[Matrix],
    ) -> Result<Self> {
        let map = match &weights {
            Weights::None => Map::Same,
            Weights::Linear(_) => Map::Features,
            Weights::Nonlinear(neurons) => Map::Points(map_at_points(experiment, neurons, points)?),
        };
        Ok(Self { weights, map, own: own_noise(experiment, member) })
    }

    /// For features that are drawn as far as they are seen.
    pub fn conditional(experiment: &Experiment, member: usize, drawn: Conditional) -> Self {
        let weights = Weights::Linear(drawn.seen().clone());
        Self { weights, map: Map::Conditional(Box::new(drawn)), own: own_noise(experiment, member) }
    }

    /// A fit's two parts in the space.
    pub fn place(&self, solution: &Solution, space: &Space) -> Cell {
        let place = |coefficients: &Vec<f64>| {
            let mut placed = vec![0.0; space.size()];
            let mut apply = |map: &Matrix| {
                let rows = placed.iter_mut().zip(map.data.chunks_exact(map.columns));
                rows.for_each(|(x, row)| *x = dot(row, coefficients));
            };
            match (&self.map, &self.weights) {
                (Map::Points(map), _) | (Map::Features, Weights::Linear(map)) => apply(map),
                (Map::Conditional(drawn), _) => {
                    let image = drawn.image(coefficients);
                    placed[..image.len()].copy_from_slice(&image);
                }
                _ => placed[..coefficients.len()].copy_from_slice(coefficients),
            }
            if let Some((at, deviation)) = self.own {
                let own = &mut placed[at..at + coefficients.len()];
                own.iter_mut().zip(coefficients).for_each(|(x, v)| *x = deviation * v);
            }
            placed
        };
        Cell { parts: [place(&solution.coefficients[0]), place(&solution.coefficients[1])] }
    }
}

/// Where the noise of a member's features goes, and its deviation.
fn own_noise(experiment: &Experiment, member: usize) -> Option<(usize, f64)> {
    match experiment.learner {
        Learner::Noisy { width, deviation, .. } => {
            Some((experiment.teacher.dimension() + member * width, deviation))
        }
        _ => None,
    }
}

/// From coefficients to the directions of the space at test points.
fn map_at_points(experiment: &Experiment, neurons: &Neurons, points: &[Matrix]) -> Result<Matrix> {
    let mut map = Matrix::zeros(0, neurons.weights.columns);
    for (which, inputs) in points.iter().enumerate() {
        let part = if experiment.is_gaussian() {
            let test = if which == 0 { None } else { experiment.teacher.test.as_deref() };
            neurons.see_in_parts(inputs, test)?
        } else {
            neurons.see(inputs)
        };
        map.data.extend(part.data);
        map.rows += part.rows;
    }
    Ok(map)
}

/// One fit's clean part and noise part in the space.
pub struct Cell {
    parts: [Vec<f64>; 2],
}

impl Cell {
    /// Nothing learned.
    pub fn blank(space: &Space) -> Self {
        Self { parts: [vec![0.0; space.size()], vec![0.0; space.size()]] }
    }

    /// Adds a share of another fit.
    pub fn add(&mut self, other: &Self, share: f64) {
        for (mine, more) in self.parts.iter_mut().zip(&other.parts) {
            mine.iter_mut().zip(more).for_each(|(x, y)| *x += share * y);
        }
    }

    /// r·r' and n·n' over the first `end` directions, r being what the clean part leaves of the target.
    pub fn products(&self, other: &Self, space: &Space, end: usize) -> [f64; 2] {
        let (mut signal, mut noise) = (0.0, 0.0);
        for k in 0..end {
            let (t, m) = (space.target[k], space.metric[k]);
            signal += m * (t - self.parts[0][k]) * (t - other.parts[0][k]);
            noise += m * self.parts[1][k] * other.parts[1][k];
        }
        [signal, noise]
    }

    /// |r − n|² in a metric.
    pub fn excess(&self, space: &Space, metric: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (k, m) in metric.iter().enumerate() {
            let error = space.target[k] - self.parts[0][k] - self.parts[1][k];
            sum += m * error * error;
        }
        sum
    }
}
