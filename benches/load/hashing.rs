//! What argon2id alone reaches: the parameters of a PIN, memory reused, one thread a core.

use std::{
    thread,
    time::{Duration, Instant},
};

use argon2::{Algorithm, Argon2, Block, Params, Version};

/// Hashes a second on all cores.
pub fn per_second(secs: u64) -> f64 {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let began = Instant::now();
    let until = began + Duration::from_secs(secs);
    let threads: Vec<_> = (0..cores).map(|_| thread::spawn(move || count(until))).collect();
    let hashes: u32 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    f64::from(hashes) / began.elapsed().as_secs_f64()
}

fn count(until: Instant) -> u32 {
    let params = Params::new(19_456, 2, 1, Some(32)).unwrap();
    let mut memory = vec![Block::default(); params.block_count()];
    let argon2 = Argon2::new_with_secret(&[7; 32], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut hashes = 0;
    let mut output = [0; 32];
    while Instant::now() < until {
        argon2.hash_password_into_with_memory(b"83526", &[9; 16], &mut output, &mut memory).unwrap();
        std::hint::black_box(&output);
        hashes += 1;
    }
    hashes
}
