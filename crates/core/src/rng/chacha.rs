//! The ChaCha stream cipher with 8 rounds as a generator (Bernstein, 2008), four blocks at a time side by side.

/// Blocks that are made at once.
const BLOCKS: usize = 4;

/// The same word of each block; operations on it become one instruction.
type Word = [u32; BLOCKS];

/// Numbers of 64 bits in these blocks.
const NUMBERS: usize = 8 * BLOCKS;

/// "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// Stream `number` of the generator with this key, from its first block on.
#[derive(Debug)]
pub struct ChaCha8 {
    key: [u32; 8],
    number: u64,
    /// Blocks made so far.
    blocks: u64,
    numbers: [u64; NUMBERS],
    used: usize,
}

impl ChaCha8 {
    /// A key from 64 bits by eight steps of a PCG generator (O'Neill, 2014), as the crates of `rand` make it.
    pub fn new(seed: u64, number: u64) -> Self {
        let mut state = seed;
        let key = std::array::from_fn(|_| pcg(&mut state));
        Self { key, number, blocks: 0, numbers: [0; NUMBERS], used: NUMBERS }
    }

    /// The next 64 bits.
    #[inline]
    pub fn next(&mut self) -> u64 {
        if self.used == NUMBERS {
            self.refill();
        }
        let next = self.numbers[self.used];
        self.used += 1;
        next
    }

    #[inline(never)]
    fn refill(&mut self) {
        let start = self.input();
        let mut words = start;
        for _ in 0..4 {
            double_round(&mut words);
        }
        for (word, start) in words.iter_mut().zip(&start) {
            *word = add(*word, *start);
        }
        for (k, number) in self.numbers.iter_mut().enumerate() {
            let (block, pair) = (k / 8, k % 8);
            let [low, high] = [words[2 * pair][block], words[2 * pair + 1][block]];
            *number = u64::from(low) | u64::from(high) << 32;
        }
        self.blocks += BLOCKS as u64;
        self.used = 0;
    }

    /// Constants, key, block number and stream number.
    fn input(&self) -> [Word; 16] {
        let block = |i: usize| self.blocks.wrapping_add(i as u64);
        std::array::from_fn(|word| match word {
            0..4 => [CONSTANTS[word]; BLOCKS],
            4..12 => [self.key[word - 4]; BLOCKS],
            12 => std::array::from_fn(|i| block(i) as u32),
            13 => std::array::from_fn(|i| (block(i) >> 32) as u32),
            14 => [self.number as u32; BLOCKS],
            _ => [(self.number >> 32) as u32; BLOCKS],
        })
    }
}

fn pcg(state: &mut u64) -> u32 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(11_634_580_027_462_260_723);
    let mixed = (((*state >> 18) ^ *state) >> 27) as u32;
    mixed.rotate_right((*state >> 59) as u32)
}

/// Columns, then diagonals.
#[allow(clippy::inline_always, reason = "with known indices words stay in registers")]
#[inline(always)]
fn double_round(words: &mut [Word; 16]) {
    quarter_round(words, [0, 4, 8, 12]);
    quarter_round(words, [1, 5, 9, 13]);
    quarter_round(words, [2, 6, 10, 14]);
    quarter_round(words, [3, 7, 11, 15]);
    quarter_round(words, [0, 5, 10, 15]);
    quarter_round(words, [1, 6, 11, 12]);
    quarter_round(words, [2, 7, 8, 13]);
    quarter_round(words, [3, 4, 9, 14]);
}

#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn quarter_round(words: &mut [Word; 16], [a, b, c, d]: [usize; 4]) {
    words[a] = add(words[a], words[b]);
    words[d] = mix::<16>(words[d], words[a]);
    words[c] = add(words[c], words[d]);
    words[b] = mix::<12>(words[b], words[c]);
    words[a] = add(words[a], words[b]);
    words[d] = mix::<8>(words[d], words[a]);
    words[c] = add(words[c], words[d]);
    words[b] = mix::<7>(words[b], words[c]);
}

#[inline]
fn add(x: Word, y: Word) -> Word {
    std::array::from_fn(|i| x[i].wrapping_add(y[i]))
}

#[inline]
fn mix<const BITS: u32>(x: Word, y: Word) -> Word {
    std::array::from_fn(|i| (x[i] ^ y[i]).rotate_left(BITS))
}

#[cfg(test)]
mod tests {
    use super::ChaCha8;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

    #[test]
    fn numbers_are_those_of_another_implementation() {
        for (seed, number) in [(0, 0), (1, 2), (u64::MAX, u64::MAX), (77, 1 << 40)] {
            let mut other = ChaCha8Rng::seed_from_u64(seed);
            other.set_stream(number);
            let mut own = ChaCha8::new(seed, number);
            assert!((0..1000).all(|_| own.next() == other.next_u64()), "{seed}, {number}");
        }
    }
}
