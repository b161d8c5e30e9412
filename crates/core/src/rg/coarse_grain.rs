//! Coarse-graining: one number for each block of a signal or an image.

use crate::linalg::Matrix;

/// What stands for a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Its mean.
    Mean,
    /// Its median; of an even number the mean of the two in the middle.
    Median,
    /// Its first entry.
    Decimate,
}

/// Whole blocks of `block[0]` rows and `block[1]` columns; what is left over at the ends is dropped.
pub fn coarse_grain(signal: &Matrix, block: [usize; 2], rule: Rule) -> Matrix {
    let (rows, columns) = (signal.rows / block[0], signal.columns / block[1]);
    let mut coarse = Matrix::zeros(rows, columns);
    let mut entries = Vec::with_capacity(block[0] * block[1]);
    for i in 0..rows {
        for j in 0..columns {
            entries.clear();
            for k in 0..block[0] {
                let start = j * block[1];
                entries.extend_from_slice(&signal.row(i * block[0] + k)[start..start + block[1]]);
            }
            coarse.row_mut(i)[j] = summary(&mut entries, rule);
        }
    }
    coarse
}

fn summary(entries: &mut [f64], rule: Rule) -> f64 {
    match rule {
        Rule::Decimate => entries[0],
        Rule::Mean => entries.iter().sum::<f64>() / entries.len() as f64,
        Rule::Median => {
            entries.sort_unstable_by(f64::total_cmp);
            let half = entries.len() / 2;
            if entries.len() % 2 == 1 {
                entries[half]
            } else {
                0.5 * (entries[half - 1] + entries[half])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, coarse_grain};
    use crate::linalg::Matrix;

    #[test]
    fn blocks_of_a_signal_and_of_an_image() {
        let signal = Matrix { data: vec![1.0, 5.0, 3.0, 8.0, 2.0, 2.0, 9.0], rows: 1, columns: 7 };
        let of = |rule| coarse_grain(&signal, [1, 3], rule).data;
        assert_eq!(of(Rule::Mean), [3.0, 4.0]);
        assert_eq!(of(Rule::Median), [3.0, 2.0]);
        assert_eq!(of(Rule::Decimate), [1.0, 8.0]);
        let image = Matrix { data: (0..12).map(f64::from).collect(), rows: 3, columns: 4 };
        let coarse = coarse_grain(&image, [2, 2], Rule::Mean);
        assert_eq!((coarse.rows, coarse.columns, coarse.data), (1, 2, vec![2.5, 4.5]));
    }
}
