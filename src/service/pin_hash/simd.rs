//! argon2id with the instructions that the processor has, for PINs alone: on x86-64 with AVX-512 more than twice as many
//! a second. Not in the default build: the crate is young, of one author, unaudited and full of `unsafe`.

use argon2_rust::{
    Algorithm, Argon2, Hasher, Params, Version,
    params::{Memory, TagLen},
};

use super::{
    HashError, Secret,
    argon::{Argon2id, COST, Cost, Digest, HashFunction, OUTPUT_BYTES},
};

const PARAMS: Params = Params::builder()
    .memory(Memory::kib(COST.memory_kib as u64))
    .passes(COST.passes)
    .lanes(1)
    .tag_len(TagLen::bytes(OUTPUT_BYTES as u64))
    .build_or_panic();
/// argon2's associated data, of which a hash here has none.
const NO_DATA: &[u8] = &[];

/// The fast implementation for hashes of today's cost, and RustCrypto's for those of another.
pub(super) struct Simd {
    pepper: Secret<Vec<u8>>,
    hasher: Hasher,
    other: Argon2id,
}

impl Simd {
    /// Both implementations with this pepper in every hash.
    pub fn new(pepper: &Secret<Vec<u8>>) -> Self {
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS).hasher();
        Self { pepper: pepper.clone(), hasher, other: Argon2id::new(pepper) }
    }
}

impl HashFunction for Simd {
    fn compute(&mut self, cost: Cost, secret: &[u8], salt: &[u8]) -> Result<Digest, HashError> {
        if cost != COST {
            return self.other.compute(cost, secret, salt);
        }
        let mut digest = Digest::default();
        let hashed = self.hasher.hash_into_with_ad(secret, salt, &self.pepper, NO_DATA, digest.as_mut_slice());
        hashed.map(|()| digest).map_err(|_| HashError::Failed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn hashes_are_those_of_rustcrypto(
            secret in "[0-9]{4,8}|.{8,40}",
            salt in vec(any::<u8>(), 16),
            pepper in vec(any::<u8>(), 1..64_usize),
            small in 8..300_u32,
        ) {
            let pepper = Secret::new(pepper);
            let (mut simd, mut reference) = (Simd::new(&pepper), Argon2id::new(&pepper));
            for cost in [COST, Cost { memory_kib: small, passes: 1 }, COST] {
                let expected = reference.compute(cost, secret.as_bytes(), &salt);
                prop_assert_eq!(simd.compute(cost, secret.as_bytes(), &salt), expected);
            }
        }
    }
}
