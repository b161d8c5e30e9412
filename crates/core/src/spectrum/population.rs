//! A spectrum, a target on it, and label noise.

use super::discrete::{each, same_length};
use super::infinite::Tail;
use super::input_weights::Columns;
use super::power_law::powers;
use super::{Discrete, InfinitePowerLaw, Isotropic, Modes, PowerLaw, Target};
use crate::error::{Error, Result};
use crate::wire::Fields;

/// The eigenvalues of the feature covariance Σ.
#[derive(Debug, Clone, PartialEq)]
pub enum Spectrum {
    /// Listed eigenvalues.
    Discrete(Discrete),
    /// A power law.
    PowerLaw(PowerLaw),
    /// A power law without end.
    InfinitePowerLaw(InfinitePowerLaw),
    /// All equal.
    Isotropic(Isotropic),
}

impl Spectrum {
    /// Reads `{ kind, … }`.
    pub fn read(mut fields: Fields) -> Result<Self> {
        let kind = fields.choice("kind", &Self::KINDS, None)?;
        let spectrum = Self::read_kind(kind, &mut fields)?;
        fields.finish()?;
        Ok(spectrum)
    }

    /// What `kind` may be.
    pub const KINDS: [&'static str; 3] = ["eigenvalues", "powerLaw", "isotropic"];

    /// Reads what belongs to one of [`Self::KINDS`].
    pub fn read_kind(kind: &str, fields: &mut Fields) -> Result<Self> {
        Ok(match kind {
            "eigenvalues" => Self::Discrete(Discrete::read(fields)?),
            "powerLaw" if fields.holds_text("modes") => {
                let expected = "a whole number or \"infinite\"";
                fields.word("modes", &["infinite"], "infinite", expected)?;
                Self::InfinitePowerLaw(InfinitePowerLaw::read(fields)?)
            }
            "powerLaw" => Self::PowerLaw(PowerLaw::read(fields)?),
            _ => Self::Isotropic(Isotropic::read(fields)?),
        })
    }

    /// How many eigenvalues are listed: modes that share an entry count once.
    pub fn listed(&self) -> usize {
        match self {
            Self::Discrete(d) => d.values.len(),
            Self::PowerLaw(p) => p.modes,
            Self::InfinitePowerLaw(_) => 0,
            Self::Isotropic(_) => 1,
        }
    }

    /// Refuses infinitely many modes, where each is wanted.
    ///
    /// # Errors
    /// `Conflict`.
    pub fn require_finite(&self, argument: &str) -> Result<()> {
        if self.dimension().is_finite() {
            return Ok(());
        }
        let reason = "must be a whole number here, where each mode is wanted".into();
        Err(Error::Conflict { argument: argument.into(), reason })
    }

    /// Every listed eigenvalue, with multiplicities where they are not all one.
    pub fn into_list(self) -> (Vec<f64>, Option<Vec<f64>>) {
        match self {
            Self::Discrete(d) => (d.values, d.multiplicities),
            Self::PowerLaw(p) => (p.eigenvalues(), None),
            Self::Isotropic(i) => (vec![i.value], Some(vec![i.dimension])),
            // Infinitely many are not listed.
            Self::InfinitePowerLaw(_) => (Vec::new(), None),
        }
    }

    /// The number of modes D, zeros of the spectrum included.
    pub fn dimension(&self) -> f64 {
        match self {
            Self::Discrete(d) => match &d.multiplicities {
                Some(m) => m.iter().sum(),
                None => d.values.len() as f64,
            },
            Self::PowerLaw(p) => p.modes as f64,
            Self::InfinitePowerLaw(_) => f64::INFINITY,
            Self::Isotropic(i) => i.dimension,
        }
    }
}

/// One entry for each listed eigenvalue.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Eigenvalues σ.
    pub values: Vec<f64>,
    /// How many modes share each; one each where absent.
    pub multiplicities: Option<Vec<f64>>,
    /// w̄² of each of these modes.
    pub squared: Vec<f64>,
}

/// Takes `testSpectrum`, the diagonal of a test covariance, if it is there.
pub fn read_test_spectrum(fields: &mut Fields, spectrum: &Spectrum) -> Result<Option<Vec<f64>>> {
    let Some(test) = fields.numbers_if_any("testSpectrum")? else {
        return Ok(None);
    };
    let path = fields.path("testSpectrum");
    same_length(&path, test.len(), spectrum.listed(), "one for each listed eigenvalue")?;
    each(&path, &test, "zero or more", |s| s >= 0.0)?;
    Ok(Some(test))
}

/// What the data are drawn from: y = Σ_k w̄_k x_k + ε, Var x_k = σ_k, Var ε = `noise`.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// Eigenvalues of Σ.
    pub spectrum: Spectrum,
    /// Target in the eigenbasis.
    pub target: Target,
    /// Label-noise variance σ_ε².
    pub noise: f64,
}

impl Population {
    /// Reads `spectrum`, `target` and `noise` (0 where absent) from a problem.
    pub fn read(fields: &mut Fields) -> Result<Self> {
        let spectrum = Spectrum::read(fields.object("spectrum")?)?;
        let mut target = fields.object("target")?;
        let read = Target::read(&mut target, &spectrum)?;
        target.finish()?;
        Ok(Self { spectrum, target: read, noise: fields.non_negative_or("noise", 0.0)? })
    }

    /// The modes that the theory sums over; those of a long power law as few nodes.
    pub fn into_modes(self, test_spectrum: Option<Vec<f64>>) -> Modes {
        self.into_weighted_modes(test_spectrum, None)
    }

    /// The same for inputs Γ₀^{1/2} x, the eigenvalues of Γ₀ in the order listed.
    pub fn into_weighted_modes(
        self,
        test_spectrum: Option<Vec<f64>>,
        input_weights: Option<&[f64]>,
    ) -> Modes {
        if let (Spectrum::PowerLaw(law), None, None) =
            (&self.spectrum, &test_spectrum, input_weights)
            && let Some(nodes) = self.squared_power().and_then(|squared| law.nodes(squared))
        {
            return Modes::compressed(nodes, law.modes as f64, self.noise);
        }
        self.into_listed_modes(test_spectrum, input_weights)
    }

    /// The same with every mode as it is listed.
    pub fn into_listed_modes(
        self,
        mut test_spectrum: Option<Vec<f64>>,
        input_weights: Option<&[f64]>,
    ) -> Modes {
        if let (Spectrum::InfinitePowerLaw(law), Target::PowerLaw { source, scale }) =
            (&self.spectrum, &self.target)
        {
            let nodes = law.nodes(Tail { source: *source, scale: *scale });
            return Modes::endless(nodes, *law, self.noise);
        }
        let noise = self.noise;
        let Listed { mut values, multiplicities, mut squared } = self.listed();
        let mut columns = Columns {
            values: &mut values,
            squared: &mut squared,
            test: test_spectrum.as_deref_mut(),
            multiplicities: multiplicities.as_deref(),
        };
        let unseen = input_weights.map(|weights| columns.weigh(weights)).unwrap_or_default();
        Modes::new(values, multiplicities, squared, test_spectrum, noise).with_unseen(unseen)
    }

    /// The modes as they are listed, those of a multiplicity once.
    pub fn listed(self) -> Listed {
        let squared = self.squared();
        let (values, multiplicities) = self.spectrum.into_list();
        Listed { values, multiplicities, squared }
    }

    /// w̄_k² as (factor, power) of k, where it is one.
    fn squared_power(&self) -> Option<(f64, f64)> {
        match (&self.target, &self.spectrum) {
            (Target::PowerLaw { source, scale }, Spectrum::PowerLaw(p)) => {
                // w̄_k² = (scale/σ_1) k^(α − 1 − 2αr): the division by σ_k is done on exponents.
                Some((scale / p.scale, p.exponent - 1.0 - 2.0 * p.exponent * source))
            }
            (Target::Isotropic { squared_norm }, spectrum) => {
                Some((squared_norm / spectrum.dimension(), 0.0))
            }
            _ => None,
        }
    }

    fn squared(&self) -> Vec<f64> {
        let listed = self.spectrum.listed();
        match &self.target {
            Target::Coefficients { squared } => squared.clone(),
            _ => match self.squared_power() {
                Some((factor, power)) if power != 0.0 => powers(factor, power, listed),
                squared => vec![squared.map_or(0.0, |(factor, _)| factor); listed],
            },
        }
    }
}
