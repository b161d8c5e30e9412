//! Randomness: named streams of one counter-based generator.

mod chacha;

use chacha::ChaCha8;
use std::sync::OnceLock;

/// A stream of random numbers that depends on its seed and number alone.
#[derive(Debug)]
pub struct Stream {
    generator: ChaCha8,
    layers: &'static Layers,
}

impl Stream {
    /// Stream `stream` of the generator seeded with `seed` (ChaCha with 8 rounds).
    pub fn new(seed: u64, stream: u64) -> Self {
        let generator = ChaCha8::new(seed, stream);
        Self { generator, layers: LAYERS.get_or_init(Layers::new) }
    }

    /// A whole number below `n`, by the high half of a product; its bias is below n/2⁶⁴.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.generator.next()) * n as u128) >> 64) as usize
    }

    /// A number in (0, 1), on a grid of 2⁻⁵³ shifted by half a step.
    pub fn uniform(&mut self) -> f64 {
        ((self.generator.next() >> 11) as f64 + 0.5) * HALF_STEPS
    }

    /// A standard normal number (Marsaglia and Tsang's ziggurat of 256 layers).
    ///
    /// One draw of 64 bits in 99 of 100 cases: 8 choose the layer, one the sign, 53 the place in it.
    #[inline]
    pub fn normal(&mut self) -> f64 {
        let layers = self.layers;
        let bits = self.generator.next();
        let (layer, x) = layers.place(bits);
        if x < layers.edges[layer + 1] { signed(x, bits) } else { self.outside(bits) }
    }

    /// What becomes of a place that is not inside its layer for certain.
    #[cold]
    fn outside(&mut self, mut bits: u64) -> f64 {
        let layers = self.layers;
        loop {
            let (layer, x) = layers.place(bits);
            if x < layers.edges[layer + 1] {
                return signed(x, bits);
            }
            if layer == 0 {
                return signed(self.tail(), bits);
            }
            let (low, high) = (layers.heights[layer], layers.heights[layer + 1]);
            if low + (high - low) * self.uniform() < density(x) {
                return signed(x, bits);
            }
            bits = self.generator.next();
        }
    }

    /// A normal number beyond the ziggurat's base (Marsaglia, 1964).
    fn tail(&mut self) -> f64 {
        loop {
            let x = -libm::log(self.uniform()) / BASE;
            let y = -libm::log(self.uniform());
            if 2.0 * y >= x * x {
                return BASE + x;
            }
        }
    }

    /// Fills with standard normal numbers times `scale`.
    pub fn fill_normal(&mut self, numbers: &mut [f64], scale: f64) {
        numbers.iter_mut().for_each(|x| *x = scale * self.normal());
    }

    /// −1 or 1.
    pub fn sign(&mut self) -> f64 {
        if self.generator.next() >> 63 == 0 { 1.0 } else { -1.0 }
    }

    /// A χ² number of `freedom` > 0 degrees of freedom (Marsaglia and Tsang, 2000).
    pub fn chi_squared(&mut self, freedom: f64) -> f64 {
        let shape = 0.5 * freedom;
        if shape < 1.0 {
            let root = libm::pow(self.uniform(), 1.0 / shape);
            return root * self.chi_squared(freedom + 2.0);
        }
        let shift = shape - 1.0 / 3.0;
        let scale = 1.0 / f64::sqrt(9.0 * shift);
        loop {
            let x = self.normal();
            let root = 1.0 + scale * x;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            if libm::log(self.uniform()) < 0.5 * x * x + shift * (1.0 - v + libm::log(v)) {
                return 2.0 * shift * v;
            }
        }
    }

    /// The numbers 0 … n − 1 in random order (Fisher and Yates).
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, self.below(i + 1));
        }
        order
    }
}

/// 2⁻⁵³.
const HALF_STEPS: f64 = 1.0 / 9_007_199_254_740_992.0;

/// Where the ziggurat's tail begins, for 256 layers of equal area.
const BASE: f64 = 3.654_152_885_361_009;

static LAYERS: OnceLock<Layers> = OnceLock::new();

/// The sign that goes with some bits.
#[inline]
fn signed(x: f64, bits: u64) -> f64 {
    f64::from_bits(x.to_bits() | (bits & 256) << 55)
}

/// exp(−x²/2).
fn density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

/// Layers of equal area under exp(−x²/2): right edges, the widest first, and heights there.
#[derive(Debug)]
struct Layers {
    edges: [f64; 257],
    heights: [f64; 257],
}

impl Layers {
    /// The layer that some bits choose, and the place in it.
    #[inline]
    fn place(&self, bits: u64) -> (usize, f64) {
        let layer = (bits & 255) as usize;
        (layer, ((bits >> 11) as f64 + 0.5) * HALF_STEPS * self.edges[layer])
    }

    fn new() -> Self {
        let half = core::f64::consts::FRAC_1_SQRT_2;
        // √(π/2) erfc(r/√2) is the area of the tail.
        let tail = libm::erfc(BASE * half) / (half * core::f64::consts::FRAC_2_SQRT_PI);
        let area = BASE * density(BASE) + tail;
        let mut edges = [0.0; 257];
        (edges[0], edges[1]) = (area / density(BASE), BASE);
        for i in 2..256 {
            let height = area / edges[i - 1] + density(edges[i - 1]);
            edges[i] = f64::sqrt(-2.0 * libm::log(height));
        }
        Self { edges, heights: edges.map(density) }
    }
}

#[cfg(test)]
mod tests {
    use super::{BASE, Layers, Stream, density};

    #[test]
    fn values_never_change() {
        // Made by this generator when it was first written; another value is a breaking change.
        let mut stream = Stream::new(1, 2);
        let found: Vec<u64> = (0..3).map(|_| stream.uniform().to_bits()).collect();
        assert_eq!(
            found,
            [4_606_069_076_032_366_158, 4_604_324_802_524_442_146, 4_599_736_461_188_690_481]
        );
        assert_eq!(Stream::new(0, 2).permutation(8), [1, 4, 5, 7, 0, 3, 6, 2]);
    }

    #[test]
    fn layers_have_equal_areas_and_the_last_ends_at_the_top() {
        let Layers { edges, heights } = Layers::new();
        let area = edges[0] * density(BASE);
        for i in 1..256 {
            let layer = edges[i] * (heights[i + 1] - heights[i]);
            assert!((layer / area - 1.0).abs() < 1e-11, "layer {i}: {layer} of {area}");
        }
    }

    /// Mean of `f` over draws, in its standard errors off `expected`.
    fn deviation(expected: f64, mut f: impl FnMut(&mut Stream) -> f64) -> f64 {
        let (mut stream, n) = (Stream::new(5, 6), 400_000);
        let draws: Vec<f64> = (0..n).map(|_| f(&mut stream)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        (mean - expected) / (variance / f64::from(n)).sqrt()
    }

    #[test]
    fn normal_numbers_have_the_moments_and_tails_of_the_normal_law() {
        let moments = [0.0, 1.0, 0.0, 3.0, 0.0, 15.0];
        for (k, moment) in (1_i32..).zip(moments) {
            let z = deviation(moment, |stream| stream.normal().powi(k));
            assert!(z.abs() < 4.0, "moment {k}: {z} standard errors");
        }
        // Within the base, at the wedges, and beyond the tail's beginning.
        for edge in [0.1, 0.7, 1.5, 2.5, 3.3, BASE, 4.0] {
            let expected = libm::erfc(edge / 2.0_f64.sqrt());
            let z = deviation(expected, |stream| f64::from(stream.normal().abs() > edge));
            assert!(z.abs() < 4.0, "beyond {edge}: {z} standard errors");
        }
    }

    #[test]
    fn chi_squared_numbers_have_their_mean_and_variance() {
        for freedom in [0.7, 1.0, 2.0, 3.5, 40.0] {
            let mean = deviation(freedom, |stream| stream.chi_squared(freedom));
            let square =
                deviation(2.0 * freedom, |stream| (stream.chi_squared(freedom) - freedom).powi(2));
            assert!(mean.abs() < 4.0 && square.abs() < 4.0, "{freedom}: {mean}, {square}");
        }
    }
}
