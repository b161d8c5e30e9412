//! Parts of the data, each seen once a partition so that their noise cancels.

use super::settings::{LEAST_PART, REPETITIONS};
use crate::rng::Stream;

/// Partitions of 0 … n − 1 into halves, quarters and eighths, twice each: for every fraction
/// that leaves parts large enough, the rows of each part in ascending order.
pub fn partitions(n: usize, seed: u64) -> Vec<(usize, Vec<Vec<usize>>)> {
    [2, 4, 8]
        .into_iter()
        .filter(|fraction| n / fraction >= LEAST_PART)
        .map(|fraction| (fraction, parts(n, fraction, seed)))
        .collect()
}

fn parts(n: usize, fraction: usize, seed: u64) -> Vec<Vec<usize>> {
    let size = n / fraction;
    let mut stream = Stream::new(seed, fraction as u64);
    (0..REPETITIONS)
        .flat_map(|_| {
            let order = stream.permutation(n);
            (0..fraction)
                .map(|j| {
                    let mut part = order[j * size..(j + 1) * size].to_vec();
                    part.sort_unstable();
                    part
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
