//! Rules of sixteen nodes on panels, under the standard normal weight.

/// Nodes of a rule in a panel.
pub const NODES: usize = 16;

/// Positive nodes on [−1, 1], with their weights.
pub type Table = [(f64, f64); NODES / 2];

/// Of Gauss and Legendre: for functions that bend at the ends of panels alone.
pub const LEGENDRE: Table = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_79),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_894),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

/// Of Gauss and Lobatto, which sees the ends: a jump between the outermost node of Legendre's rule and the end is invisible
/// to it, at every halving. The last nodes lie within the panel, by rounding, so that what happens at an end itself is
/// not seen from the other side.
pub const LOBATTO: Table = [
    (0.101_326_273_521_949_45, 0.201_958_308_178_229_87),
    (0.299_830_468_900_763_2, 0.193_690_023_825_203_6),
    (0.486_059_421_887_137_6, 0.177_491_913_391_704_13),
    (0.652_388_702_882_493_1, 0.154_026_980_807_164_3),
    (0.792_008_291_861_815_1, 0.124_255_382_132_514_1),
    (0.899_200_533_093_472_1, 0.089_393_697_325_930_8),
    (0.969_568_046_270_217_9, 0.050_850_361_005_919_91),
    (1.0 - 4.0 * f64::EPSILON, 0.008_333_333_333_333_333),
];

/// A rule Σ weight f(node) ≈ E f(g), g ~ N(0, 1), or a part of it.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// Where f is wanted.
    pub nodes: Vec<f64>,
    /// Weights, the normal density included.
    pub weights: Vec<f64>,
}

impl Rule {
    fn add(&mut self, table: &Table, [low, high]: [f64; 2]) {
        let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
        for (x, w) in table {
            for g in [middle - half * x, middle + half * x] {
                self.nodes.push(g);
                self.weights.push(w * half * density(g));
            }
        }
    }
}

/// A rule on the panel, and one on each of its halves.
pub fn rules(table: &Table, [low, high]: [f64; 2]) -> (Rule, Rule) {
    let (mut coarse, mut fine) = (Rule::default(), Rule::default());
    let middle = 0.5 * (low + high);
    coarse.add(table, [low, high]);
    fine.add(table, [low, middle]);
    fine.add(table, [middle, high]);
    (coarse, fine)
}

/// exp(−g²/2)/√(2π).
fn density(g: f64) -> f64 {
    libm::exp(-0.5 * g * g)
        * (0.5 * core::f64::consts::FRAC_1_SQRT_2 * core::f64::consts::FRAC_2_SQRT_PI)
}
