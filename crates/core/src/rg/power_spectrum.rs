//! Power spectra by averaged periodograms.

use crate::linalg::Matrix;
use std::f64::consts::TAU;

/// The longest segment.
const LONGEST: usize = 256;

/// The shortest signal that has a spectrum.
const SHORTEST: usize = 8;

/// Frequencies in cycles per step, zero left out, with the density at each: ∫ S df from 0 to 1/2 is the variance.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PowerSpectrum {
    /// Frequencies.
    pub frequency: Vec<f64>,
    /// One-sided density.
    pub power: Vec<f64>,
}

/// Welch's method (1967): overlapping segments of 2^k steps, at most a quarter of the signal, with a Hann window, averaged; along the rows, and along the
/// columns where there are several rows. Empty for signals shorter than eight steps.
pub fn power_spectrum(signal: &Matrix) -> PowerSpectrum {
    let transposed = signal.transpose();
    let lines = if signal.rows > 1 { vec![signal, &transposed] } else { vec![signal] };
    let shortest = lines.iter().map(|m| m.columns).min().unwrap_or(0);
    if shortest < SHORTEST {
        return PowerSpectrum::default();
    }
    // Several segments: a single periodogram is as noisy as it is high.
    let length = (1 << (shortest / 4).max(SHORTEST).ilog2()).min(LONGEST);
    let window: Vec<f64> = (0..length)
        .map(|i| 0.5 - 0.5 * libm::cos(TAU * (i as f64 + 0.5) / length as f64))
        .collect();
    let norm: f64 = window.iter().map(|w| w * w).sum();
    let mut power = vec![0.0; length / 2];
    let mut segments = 0.0;
    for lines in lines {
        for i in 0..lines.rows {
            for start in (0..=lines.columns - length).step_by(length / 2) {
                add(&lines.row(i)[start..start + length], &window, &mut power);
                segments += 1.0;
            }
        }
    }
    let scale = 2.0 / (norm * segments);
    power.iter_mut().for_each(|s| *s *= scale);
    let frequency = (1..=length / 2).map(|k| k as f64 / length as f64).collect();
    PowerSpectrum { frequency, power }
}

/// Adds |DFT|² of a windowed segment without its mean at frequencies 1 … length/2.
fn add(segment: &[f64], window: &[f64], power: &mut [f64]) {
    let mean = segment.iter().sum::<f64>() / segment.len() as f64;
    let mut re: Vec<f64> = segment.iter().zip(window).map(|(x, w)| (x - mean) * w).collect();
    let mut im = vec![0.0; re.len()];
    transform(&mut re, &mut im);
    for (k, s) in power.iter_mut().enumerate() {
        *s += re[k + 1] * re[k + 1] + im[k + 1] * im[k + 1];
    }
}

/// The discrete Fourier transform of 2^k complex numbers, in place (Cooley and Tukey, 1965).
fn transform(re: &mut [f64], im: &mut [f64]) {
    let n = re.len();
    let bits = n.ilog2();
    for i in 0..n {
        let j = i.reverse_bits() >> (usize::BITS - bits);
        if i < j {
            re.swap(i, j);
            im.swap(i, j);
        }
    }
    let mut half = 1;
    while half < n {
        for k in 0..half {
            let angle = -TAU * k as f64 / (2 * half) as f64;
            let (c, s) = (libm::cos(angle), libm::sin(angle));
            for start in (k..n).step_by(2 * half) {
                let other = start + half;
                let (x, y) = (c * re[other] - s * im[other], c * im[other] + s * re[other]);
                (re[other], im[other]) = (re[start] - x, im[start] - y);
                re[start] += x;
                im[start] += y;
            }
        }
        half *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::{power_spectrum, transform};
    use crate::linalg::Matrix;
    use crate::rng::Stream;

    #[test]
    fn the_transform_is_the_sum_it_stands_for() {
        let mut stream = Stream::new(1, 1);
        let x: Vec<f64> = (0..16).map(|_| stream.normal()).collect();
        let (mut re, mut im) = (x.clone(), vec![0.0; 16]);
        transform(&mut re, &mut im);
        for k in 0..16 {
            let angle = |i: usize| -std::f64::consts::TAU * (i * k) as f64 / 16.0;
            let expected: f64 = (0..16).map(|i| x[i] * angle(i).cos()).sum();
            assert!((re[k] - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn white_noise_has_twice_its_variance_everywhere() {
        let mut stream = Stream::new(2, 1);
        let data: Vec<f64> = (0..200_000).map(|_| 3.0 * stream.normal()).collect();
        let found = power_spectrum(&Matrix { data, rows: 1, columns: 200_000 });
        // Each frequency averages some 1,500 segments that overlap by half.
        let inside = &found.power[1..found.power.len() - 1];
        assert!(inside.iter().all(|s| (s / 18.0 - 1.0).abs() < 0.2));
        let mean = inside.iter().sum::<f64>() / inside.len() as f64;
        assert!((mean / 18.0 - 1.0).abs() < 0.015);
    }
}
