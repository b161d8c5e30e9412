//! Which stream of random numbers serves what.

use crate::rng::Stream;

/// The largest ensemble whose members have streams of their own.
pub const MOST_MEMBERS: usize = 1 << 16;

/// What a stream is drawn for.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    /// Rows of inputs.
    Inputs,
    /// Label noise.
    Noise,
    /// Weights of random features.
    Features,
    /// Test points.
    Test,
    /// Noise of the features of one of a pair of trials, on these inputs.
    FeatureNoise {
        /// The trial whose features they are, even or odd.
        odd: bool,
    },
}

/// The streams of one trial: (seed, trial, role) decide all of it.
#[derive(Debug, Clone, Copy)]
pub struct Streams {
    /// The user's seed.
    pub seed: u64,
    /// Counted from zero.
    pub trial: u64,
}

impl Streams {
    /// The stream of one role for one member of an ensemble.
    pub fn of(self, role: Role, member: usize) -> Stream {
        let role = match role {
            Role::Inputs => 0,
            Role::Noise => 1,
            Role::Features => 2,
            Role::Test => 3,
            Role::FeatureNoise { odd } => 4 + u64::from(odd),
        };
        Stream::new(self.seed, (self.trial << 20) | ((member as u64) << 4) | role)
    }
}
