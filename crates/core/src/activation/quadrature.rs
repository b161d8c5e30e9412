//! Integrals under the standard normal weight by panels that halve until two rules agree.

use super::rule::{LEGENDRE, LOBATTO, NODES, Rule, Table, rules};
use crate::error::{Error, Result};

/// Panels whose two rules differ by less than this part of the whole integral are done.
const TOLERANCE: f64 = 4e-15;

/// Beyond this many standard deviations the weight underflows.
const REACH: f64 = 38.0;

/// Ends of the first panels on either side.
const ENDS: [f64; 8] = [0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, REACH];

/// Panels on either side of zero where nothing is known of a function, and the scale near zero down
/// to which it is looked at.
const EVEN: i32 = 32;
const FINEST: f64 = 1e-6;

/// More panels than this are needed only by functions that oscillate without end.
const MOST_PANELS: usize = 8_000;

/// Panels on their way to a rule on which several integrands agree with a coarser one.
///
/// Ask for [`Settling::nodes`], hand the integrands there to [`Settling::take`], until it says done.
#[derive(Debug, Clone)]
pub struct Settling {
    pending: Vec<Pending>,
    /// Integrals over the panels that are done, and those of the absolute values.
    sums: Vec<f64>,
    absolute: Vec<f64>,
    /// Integrals that are smaller than this count as this large.
    least: f64,
    rule: Rule,
    /// Nothing is known of the function: it may jump or bend anywhere.
    is_unknown: bool,
}

/// Integrals of several integrands under the normal weight, and the rule that gave them.
#[derive(Debug, Clone)]
pub struct Settled {
    /// One for each integrand.
    pub integrals: Vec<f64>,
    /// The finer of the two rules that agree.
    pub rule: Rule,
}

/// A panel that is to be measured.
#[derive(Debug, Clone, Copy)]
struct Pending {
    ends: [f64; 2],
    /// Whether rules on what it is a half of agreed.
    agreed: bool,
}

/// One panel by both rules.
struct Panel {
    at: Pending,
    fine: Rule,
    coarse_sums: Vec<f64>,
    fine_sums: Vec<f64>,
    absolute: Vec<f64>,
}

impl Settling {
    /// Over the whole line, with panels that shrink towards a place where the integrand may bend, down
    /// to the `finest` scale on which it does.
    pub fn line(centre: f64, finest: f64) -> Self {
        let mut breaks = vec![centre];
        breaks.extend(ENDS.iter().flat_map(|r| [-r, *r]));
        breaks.extend(shrinking(finest).flat_map(|r| [centre - r, centre + r]));
        Self::on(breaks)
    }

    /// Over the positive half of the line, with panels that shrink towards zero.
    pub fn half_line(finest: f64) -> Self {
        Self::on(ENDS.into_iter().chain(shrinking(finest)).collect())
    }

    /// Over the whole line in panels of equal width where the weight is: for functions of which
    /// nothing is known.
    pub fn even() -> Self {
        let mut breaks: Vec<f64> = ENDS.iter().flat_map(|r| [-r, *r]).collect();
        breaks.extend((-EVEN..=EVEN).map(|k| 8.0 * f64::from(k) / f64::from(EVEN)));
        breaks.extend(shrinking(FINEST).flat_map(|r| [-r, r]));
        Self { is_unknown: true, ..Self::on(breaks) }
    }

    fn on(mut breaks: Vec<f64>) -> Self {
        breaks.retain(|at| at.abs() <= REACH);
        breaks.sort_unstable_by(f64::total_cmp);
        let pending = breaks.windows(2).map(|ends| [ends[0], ends[1]]);
        let pending = pending.filter(|[low, high]| low < high);
        let pending = pending.map(|ends| Pending { ends, agreed: true }).collect();
        Self {
            pending,
            sums: Vec::new(),
            absolute: Vec::new(),
            least: 0.0,
            rule: Rule::default(),
            is_unknown: false,
        }
    }

    /// With an accuracy that is relative to a size of which integrals may be a small part.
    pub fn relative_to(mut self, least: f64) -> Self {
        self.least = least;
        self
    }

    fn table(&self) -> &'static Table {
        if self.is_unknown { &LOBATTO } else { &LEGENDRE }
    }

    /// Where integrands are wanted: for each panel that is left, a rule on it and one on each half.
    pub fn nodes(&self) -> Vec<f64> {
        self.pending
            .iter()
            .flat_map(|Pending { ends, .. }| {
                let (mut coarse, fine) = rules(self.table(), *ends);
                coarse.nodes.extend(fine.nodes);
                coarse.nodes
            })
            .collect()
    }

    /// Takes the integrands at [`Settling::nodes`], `columns` for each node; halves the panels where
    /// the rules differ. Returns whether none is left.
    ///
    /// # Errors
    /// `IllConditioned` for what oscillates without end.
    pub fn take(&mut self, rows: &[f64], columns: usize) -> Result<bool> {
        let (table, is_unknown) = (self.table(), self.is_unknown);
        let panels: Vec<Panel> = (self.pending.drain(..))
            .zip(rows.chunks_exact(3 * NODES * columns))
            .map(|(at, rows)| Panel::measure(rules(table, at.ends), at, rows, columns))
            .collect();
        self.absolute.resize(columns, 0.0);
        self.sums.resize(columns, 0.0);
        let mut whole = self.absolute.clone();
        panels.iter().for_each(|panel| add(&mut whole, &panel.absolute));
        whole.iter_mut().for_each(|size| *size = size.max(self.least));
        for panel in panels {
            let [low, high] = panel.at.ends;
            let middle = 0.5 * (low + high);
            let agreed = !panel.differs(&whole);
            // Where a function bends two rules may agree by chance, but hardly twice.
            let is_done = agreed && (panel.at.agreed || !is_unknown);
            if is_done || middle <= low || middle >= high {
                self.keep(panel);
            } else {
                let halves = [[low, middle], [middle, high]];
                self.pending.extend(halves.map(|ends| Pending { ends, agreed }));
            }
        }
        if self.pending.len() + self.rule.nodes.len() / (2 * NODES) > MOST_PANELS {
            return Err(Error::IllConditioned {
                argument: "activation".into(),
                reason: "it oscillates too fast at this scale, or has too many jumps".into(),
            });
        }
        Ok(self.pending.is_empty())
    }

    fn keep(&mut self, panel: Panel) {
        add(&mut self.absolute, &panel.absolute);
        add(&mut self.sums, &panel.fine_sums);
        self.rule.nodes.extend(panel.fine.nodes);
        self.rule.weights.extend(panel.fine.weights);
    }

    /// What there is once done.
    pub fn settled(self) -> Settled {
        Settled { integrals: self.sums, rule: self.rule }
    }
}

impl Panel {
    fn measure((coarse, fine): (Rule, Rule), at: Pending, rows: &[f64], columns: usize) -> Self {
        let (rough, better) = rows.split_at(NODES * columns);
        Self {
            at,
            coarse_sums: integrals(&coarse, rough, columns, |x| x),
            fine_sums: integrals(&fine, better, columns, |x| x),
            absolute: integrals(&fine, better, columns, f64::abs),
            fine,
        }
    }

    fn differs(&self, whole: &[f64]) -> bool {
        let pairs = self.coarse_sums.iter().zip(&self.fine_sums);
        pairs.zip(whole).any(|((a, b), whole)| (a - b).abs() > TOLERANCE * whole)
    }
}

/// 1/2, 1/4, … down to a scale.
fn shrinking(finest: f64) -> impl Iterator<Item = f64> {
    core::iter::successors(Some(0.5), |r| Some(0.5 * r)).take_while(move |r| 4.0 * r > finest)
}

fn integrals(rule: &Rule, rows: &[f64], columns: usize, f: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut total = vec![0.0; columns];
    for (row, weight) in rows.chunks_exact(columns).zip(&rule.weights) {
        for (sum, x) in total.iter_mut().zip(row) {
            *sum += weight * f(*x);
        }
    }
    total
}

fn add(total: &mut [f64], more: &[f64]) {
    total.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

/// Settles integrands that can be had anywhere: `row` adds those at g to the end of a list.
///
/// # Errors
/// `IllConditioned` for what oscillates without end, and what `row` gives.
pub fn settle(
    mut settling: Settling,
    columns: usize,
    row: impl Fn(f64, &mut Vec<f64>) -> Result<()>,
) -> Result<Settled> {
    loop {
        let nodes = settling.nodes();
        let mut rows = Vec::with_capacity(nodes.len() * columns);
        nodes.iter().try_for_each(|g| row(*g, &mut rows))?;
        if settling.take(&rows, columns)? {
            return Ok(settling.settled());
        }
    }
}
