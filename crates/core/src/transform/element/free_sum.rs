//! Free sums: at equal y = Tr (A+κ)⁻¹ the degrees of freedom add.

use std::rc::Rc;

use super::{Element, Factor, Term};
use crate::report::Status;
use crate::transform::density::Law;
use crate::transform::newton::newton;
use crate::transform::{Resolution, Resolved};

/// Steps of bisection in ln y: more than the exponents of doubles need.
const MOST_STEPS: usize = 200;

/// The least resolution of an element with negative eigenvalues: minus its smallest one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeastResolution {
    /// κ.
    pub kappa: f64,
    /// Tr (A+κ)⁻¹ there.
    pub y: f64,
}

/// A + B + … of one dimension, free of one another.
#[derive(Debug, Clone)]
pub struct Sum {
    dimension: f64,
    terms: Vec<Element>,
    edge: Option<LeastResolution>,
    /// Where terms have no continuation of their own below zero.
    law: Option<Rc<Law>>,
}

impl PartialEq for Sum {
    fn eq(&self, other: &Self) -> bool {
        self.terms == other.terms
    }
}

impl Sum {
    /// Terms of one dimension; where one is a semicircle, all must [`Element::reaches_below_zero`].
    pub fn new(terms: Vec<Element>) -> Self {
        let mut sum = Self { dimension: terms[0].dimension(), terms, edge: None, law: None };
        if sum.terms.iter().any(|term| !term.is_positive()) {
            sum.edge = Some(sum.find_edge());
        }
        sum
    }

    /// Any terms of one dimension that together have a density, whose outer gap holds what the sum is at every κ.
    pub fn by_law(terms: Vec<Element>) -> Option<Self> {
        let dimension = terms[0].dimension();
        let mut sum = Self { dimension, terms, edge: None, law: None };
        let law = Law::of(&Element::Sum(sum.clone()))?;
        let outer = law.gaps()[0];
        let g = law.g_at(&outer, -1.0);
        sum.edge = Some(LeastResolution { kappa: -outer.right.x(), y: -dimension * g });
        sum.law = Some(Rc::new(law));
        Some(sum)
    }

    /// One element as a sum.
    pub fn of(element: Element) -> Self {
        Self::new(vec![element])
    }

    /// D.
    pub fn dimension(&self) -> f64 {
        self.dimension
    }

    /// What is added.
    pub fn terms(&self) -> &[Element] {
        &self.terms
    }

    /// The rank: all of D where ranks add up to it.
    pub fn rank(&self) -> f64 {
        self.dimension.min(self.ranks())
    }

    fn ranks(&self) -> f64 {
        self.terms.iter().map(Element::rank).sum()
    }

    /// Where eigenvalues may be negative, the end of κ.
    pub fn edge(&self) -> Option<LeastResolution> {
        self.edge
    }

    /// The end of y: where eigenvalues may be negative that of κ, else where a term's df no longer rises.
    pub fn rises_until(&self) -> f64 {
        let ends = self.terms.iter().map(Element::rises_until);
        self.edge.map_or_else(|| ends.fold(f64::INFINITY, f64::min), |edge| edge.y)
    }

    /// Whether D − Σ df is a sum of positives: what ranks leave of D, and each rank less its df. One term of full
    /// rank is better known by κ y, since its own may be a difference.
    fn has_complements(&self) -> bool {
        let ranks = self.ranks();
        let fits = ranks < self.dimension || (ranks <= self.dimension && self.terms.len() > 1);
        self.law.is_none() && fits
    }

    /// All terms at y.
    pub fn term(&self, y: f64) -> Term {
        if let Some(law) = &self.law {
            return self.term_by_law(law, y);
        }
        let terms = self.terms.iter().map(|term| term.term(y));
        let none =
            Term { df: 0.0, complement: 0.0, weight: 0.0, lost: 0.0, status: Status::Converged };
        let all = terms.fold(none, Term::plus);
        // Where ranks exceed the dimension, complements do not add.
        let complement =
            if self.has_complements() { all.complement } else { self.dimension - all.df };
        Term { complement, ..all }
    }

    /// df = y R(−y/D), and df − d df/d ln y = D (1 − s).
    fn term_by_law(&self, law: &Law, y: f64) -> Term {
        let place = law.inverse(&law.gaps()[0], -y / self.dimension);
        let (df, lost) = (y * place.r, self.dimension * place.lost);
        let status = Status::Converged;
        Term { df, complement: self.dimension - df, weight: df - lost, lost, status }
    }

    /// Whether terms are known by the sum's law alone.
    pub fn is_by_law(&self) -> bool {
        self.law.is_some()
    }

    /// κ(y) = (D − df)/y falls until Σ df − d df/d ln y reaches D.
    fn find_edge(&self) -> LeastResolution {
        let lost = |y: f64| self.term(y).lost;
        let (mut low, mut high) = (self.dimension, self.dimension);
        while lost(low) > self.dimension {
            low *= 1e-3;
        }
        while lost(high) < self.dimension {
            high *= 1e3;
        }
        for _ in 0..MOST_STEPS {
            let middle = f64::sqrt(low) * f64::sqrt(high);
            if middle <= low || middle >= high {
                break;
            }
            if lost(middle) < self.dimension { low = middle } else { high = middle }
        }
        let y = 0.5 * (low + high);
        LeastResolution { kappa: (self.dimension - self.term(y).df) / y, y }
    }

    /// y(κ): κ y + Σ df = D.
    fn y_at_kappa(&self, kappa: f64) -> (f64, Status) {
        let high = self.rises_until();
        let spare = self.dimension - self.ranks();
        let start = (self.dimension / kappa.max(1e-300)).min(0.5 * high).min(1e150);
        newton(start, (0.0, high), |y| {
            let term = self.term(y);
            if self.has_complements() {
                let left = spare + term.complement;
                return (libm::log(left / (kappa * y)), -1.0 - term.weight / left);
            }
            let total = kappa * y + term.df;
            (libm::log(self.dimension / total), -(kappa * y + term.weight) / total)
        })
    }

    /// df and the other sums at κ above the edge.
    pub fn at_kappa(&self, kappa: f64) -> Resolution {
        let (y, status) = self.y_at_kappa(kappa);
        let (term, rest) = (self.term(y), kappa * y);
        let all = rest + term.weight;
        let complement = if self.has_complements() { term.complement } else { rest };
        let gap = rest * term.weight / all;
        let df2 = (rest * term.lost + term.df * term.weight) / all;
        Resolution { kappa, df1: term.df, complement, gap, df2, status }
    }

    /// 1/S and its slope where the terms' df add up.
    pub fn factor(&self, at: &Resolved) -> Factor {
        if at.df <= 0.0 {
            return self.factor_at_zero(at);
        }
        let rest = at.below(self.rank());
        let counts_rest = self.has_complements() && rest < at.df;
        let high = self.rises_until();
        let (y, status) = newton(at.df.min(0.5 * high), (0.0, high), |y| {
            let term = self.term(y);
            if counts_rest {
                return (libm::log(term.complement / rest), -term.weight / term.complement);
            }
            (libm::log(at.df / term.df), -term.weight / term.df)
        });
        let term = self.term(y);
        Factor { inverse: at.df / y, slope: term.lost / (at.df * term.weight), status }
    }

    fn factor_at_zero(&self, at: &Resolved) -> Factor {
        let factors = self.terms.iter().map(|term| term.factor(at));
        let (inverse, spread) = factors.fold((0.0, 0.0), |(inverse, spread), factor| {
            (inverse + factor.inverse, spread + factor.inverse * factor.inverse * factor.slope)
        });
        Factor { inverse, slope: spread / (inverse * inverse), status: Status::Converged }
    }
}
