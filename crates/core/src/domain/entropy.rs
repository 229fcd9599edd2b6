//! Randomness as an argument.

use std::sync::Mutex;

/// Fills bytes nobody can guess. The real one has its key from the operating system.
pub trait Entropy: Send + Sync {
    /// Overwrites all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// A number below `bound` without modulo bias.
#[must_use]
pub fn below(entropy: &dyn Entropy, bound: u64) -> u64 {
    let zone = u64::MAX - u64::MAX % bound.max(1);
    loop {
        let mut bytes = [0_u8; 8];
        entropy.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < zone {
            return drawn % bound.max(1);
        }
    }
}

/// The same bytes on every run, for tests and demo data (xorshift64*, not for secrets).
#[derive(Debug)]
pub struct SeededEntropy(Mutex<u64>);

impl SeededEntropy {
    /// The same seed gives the same bytes.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(seed ^ 0x9E37_79B9_7F4A_7C15))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for byte in bytes {
            *state ^= *state >> 12;
            *state ^= *state << 25;
            *state ^= *state >> 27;
            let [.., last] = state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes();
            *byte = last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws these numbers one after the other.
    struct Drawn(Mutex<Vec<u64>>);

    impl Entropy for Drawn {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.copy_from_slice(&self.0.lock().unwrap().pop().unwrap().to_le_bytes());
        }
    }

    fn drawn(bound: u64, numbers: &[u64]) -> u64 {
        below(&Drawn(Mutex::new(numbers.iter().rev().copied().collect())), bound)
    }

    #[test]
    fn every_number_below_a_bound_is_as_likely_as_any_other() {
        assert_eq!([0, 9, 10, 12_345].map(|number| drawn(10, &[number])), [0, 9, 0, 5]);
        // Whole tens fit into 64 bits up to ...609; what lies above would make small digits likelier.
        let last = u64::MAX - 6;
        assert_eq!(drawn(10, &[last]), 9);
        assert_eq!(drawn(10, &[last + 1, u64::MAX, 7]), 7, "drawn again");
        assert_eq!((drawn(1, &[41]), drawn(0, &[41])), (0, 0));
    }
}
