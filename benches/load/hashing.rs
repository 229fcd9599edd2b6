//! What argon2id alone reaches: the parameters of a PIN, memory reused, one thread a core.

use std::{
    thread,
    time::{Duration, Instant},
};

const PIN: &[u8] = b"83526";
const SALT: [u8; 16] = [9; 16];
const PEPPER: [u8; 32] = [7; 32];

/// Hashes a second on all cores, with the implementation that the gateway uses unless it is built with `simd-argon2`.
pub fn reference_per_second(secs: u64) -> f64 {
    use argon2::{Algorithm, Argon2, Block, Params, Version};
    on_all_cores(secs, || {
        let params = Params::new(12_288, 3, 1, Some(32)).unwrap();
        let mut memory = vec![Block::default(); params.block_count()];
        let argon2 = Argon2::new_with_secret(&PEPPER, Algorithm::Argon2id, Version::V0x13, params).unwrap();
        move |output| argon2.hash_password_into_with_memory(PIN, &SALT, output, &mut memory).unwrap()
    })
}

/// The same with the implementation of the feature `simd-argon2`.
#[cfg(feature = "simd-argon2")]
pub fn per_second(secs: u64) -> f64 {
    use argon2_rust::{
        Algorithm, Argon2, Params, Version,
        params::{Memory, TagLen},
    };
    on_all_cores(secs, || {
        let params =
            Params::builder().memory(Memory::kib(12_288)).passes(3).lanes(1).tag_len(TagLen::bytes(32)).build();
        let mut hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.unwrap()).hasher();
        move |output| hasher.hash_into_with_ad(PIN, &SALT, &PEPPER, &[], output).unwrap()
    })
}

fn on_all_cores<H: FnMut(&mut [u8])>(secs: u64, hasher: impl Fn() -> H + Sync) -> f64 {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let began = Instant::now();
    let until = began + Duration::from_secs(secs);
    let count = || {
        let (mut hash, mut hashes, mut output) = (hasher(), 0, [0; 32]);
        while Instant::now() < until {
            hash(&mut output);
            std::hint::black_box(&output);
            hashes += 1;
        }
        hashes
    };
    let hashes: u32 = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(count)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    f64::from(hashes) / began.elapsed().as_secs_f64()
}
