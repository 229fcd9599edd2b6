//! argon2id as PINs and passwords are hashed with it here, in RustCrypto's implementation, and its PHC strings.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{HashError, Secret, StartError};

pub(super) const OUTPUT_BYTES: usize = 32;
/// Bytes of a salt.
pub const SALT_BYTES: usize = 16;
const LANES: u32 = 1;

/// What one hash costs whoever computes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory that is filled, in KiB.
    pub memory_kib: u32,
    /// How often it is gone through.
    pub passes: u32,
}

/// What new hashes cost. OWASP Password Storage Cheat Sheet: argon2id with 12 MiB, 3 passes, 1 lane, which it counts as
/// equal to 19 MiB with 2 passes, what earlier releases took. A hash with another cost
/// is computed anew once its PIN or password is right.
pub(super) const COST: Cost = Cost { memory_kib: 12_288, passes: 3 };

/// What a tag costs. Never to be changed: stored tags are found by it alone.
const TAG_COST: Cost = Cost { memory_kib: 12_288, passes: 3 };

/// The most that a stored hash may ask for. Never to be lowered: hashes that are stored may ask for it.
const MAX_COST: Cost = Cost { memory_kib: 19_456, passes: 3 };

impl Cost {
    fn params(self) -> Result<Params, HashError> {
        Params::new(self.memory_kib, self.passes, LANES, Some(OUTPUT_BYTES)).map_err(|_| HashError::Unreadable)
    }

    /// Fails for a hash that was tampered with and asks for more than [`MAX_COST`].
    fn parse(params: &Params) -> Result<Self, HashError> {
        let cost = Self { memory_kib: params.m_cost(), passes: params.t_cost() };
        let bearable =
            cost.memory_kib <= MAX_COST.memory_kib && cost.passes <= MAX_COST.passes && params.p_cost() == LANES;
        let plain = params.keyid().is_empty() && params.data().is_empty();
        if bearable && plain { Ok(cost) } else { Err(HashError::Unreadable) }
    }
}

/// The 32 bytes that argon2id makes of a secret.
pub type Digest = Zeroizing<[u8; OUTPUT_BYTES]>;

/// Something that computes argon2id: this file's, or the one of the feature `simd-argon2`.
pub trait HashFunction: Send {
    /// The digest of a secret with this salt and the pepper.
    ///
    /// # Errors
    /// When it cannot be computed at this cost.
    fn compute(&mut self, cost: Cost, secret: &[u8], salt: &[u8]) -> Result<Digest, HashError>;
}

/// RustCrypto's implementation with memory that it keeps.
pub(super) struct Argon2id {
    pepper: Secret<Vec<u8>>,
    memory: Vec<Block>,
}

impl Argon2id {
    /// The implementation with this pepper in every hash, and no memory yet.
    pub fn new(pepper: &Secret<Vec<u8>>) -> Self {
        Self { pepper: pepper.clone(), memory: Vec::new() }
    }
}

impl HashFunction for Argon2id {
    fn compute(&mut self, cost: Cost, secret: &[u8], salt: &[u8]) -> Result<Digest, HashError> {
        let params = cost.params()?;
        let missing = params.block_count().saturating_sub(self.memory.len());
        self.memory.try_reserve_exact(missing).map_err(|_| HashError::Failed)?;
        self.memory.resize(params.block_count().max(self.memory.len()), Block::new());
        let argon2 = Argon2::new_with_secret(&self.pepper, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|_| HashError::Failed)?;
        let mut digest = Digest::default();
        argon2
            .hash_password_into_with_memory(secret, salt, digest.as_mut_slice(), &mut self.memory)
            .map_err(|_| HashError::Failed)?;
        Ok(digest)
    }
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Wrong,
    Right,
    /// Right, and the hash has another cost than new ones have.
    RightButOutdated,
}

/// Checks a secret with the cost that the hash names. Without a secret it takes as long and is wrong.
pub(super) fn verify(argon: &mut dyn HashFunction, secret: Option<&Secret>, hash: &str) -> Result<Match, HashError> {
    let hash = PasswordHash::new(hash).map_err(|_| HashError::Unreadable)?;
    let known = hash.algorithm == Algorithm::Argon2id.ident() && hash.version == Some(Version::V0x13.into());
    let (Some(salt), Some(expected), true) = (&hash.salt, &hash.hash, known) else {
        return Err(HashError::Unreadable);
    };
    let cost = Cost::parse(&Params::try_from(&hash).map_err(|_| HashError::Unreadable)?)?;
    let tried = secret.map_or(&[][..], |secret| secret.as_bytes());
    let digest = argon.compute(cost, tried, salt.as_ref())?;
    let same = bool::from(digest.as_slice().ct_eq(expected.as_bytes()));
    Ok(match (secret.is_some() && same, cost == COST) {
        (false, _) => Match::Wrong,
        (true, true) => Match::Right,
        (true, false) => Match::RightButOutdated,
    })
}

/// The slow tag of a secret: with one salt for many, the same secret has the same tag, so that it is found by an index.
/// At the cost that it has for ever: a tag cannot be made anew without its secret.
pub(super) fn tag(argon: &mut dyn HashFunction, secret: &[u8], salt: &[u8; SALT_BYTES]) -> Result<Digest, HashError> {
    argon.compute(TAG_COST, secret, salt)
}

/// Hashes a secret for keeping, in PHC form.
pub(super) fn hash(argon: &mut dyn HashFunction, secret: &[u8], salt: &[u8; SALT_BYTES]) -> Result<String, HashError> {
    let digest = argon.compute(COST, secret, salt)?;
    encode(COST, salt, &digest)
}

/// A salt and what was computed with it, in PHC form.
pub(super) fn encode(cost: Cost, salt: &[u8; SALT_BYTES], digest: &[u8; OUTPUT_BYTES]) -> Result<String, HashError> {
    let params = ParamsString::try_from(&cost.params()?).map_err(|_| HashError::Failed)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params,
        salt: Some(Salt::new(salt).map_err(|_| HashError::Failed)?),
        hash: Some(Output::new(digest).map_err(|_| HashError::Failed)?),
    };
    Ok(hash.to_string())
}

/// What argon2id makes of a known secret, salt and pepper, as the reference implementation says.
struct KnownAnswer {
    secret: &'static str,
    salt: [u8; SALT_BYTES],
    pepper: &'static [u8],
    hash: &'static str,
}

const KNOWN_ANSWER: KnownAnswer = KnownAnswer {
    secret: "83526",
    salt: [9; SALT_BYTES],
    pepper: b"pepper",
    hash: "$argon2id$v=19$m=2048,t=2,p=1$CQkJCQkJCQkJCQkJCQkJCQ$vfh9ngdSY98p+zOG0WBRN81X4LBrIQcxxgx+M+sYq+0",
};

/// Holds a known answer against what this processor computes: the library picks its code by what the processor can do,
/// and what it picked here may never have been tested. Less memory than for a PIN, but enough to go every way that a
/// PIN goes.
pub(super) fn self_test() -> Result<(), StartError> {
    KNOWN_ANSWER.holds(&mut Argon2id::new(&Secret::new(KNOWN_ANSWER.pepper.to_vec())))
}

impl KnownAnswer {
    fn holds(&self, argon: &mut dyn HashFunction) -> Result<(), StartError> {
        let small = Cost { memory_kib: 2_048, passes: 2 };
        let secret = Secret::new(self.secret.to_owned());
        let hashed = argon.compute(small, secret.as_bytes(), &self.salt);
        let hashed = hashed.and_then(|digest| encode(small, &self.salt, &digest));
        let verdict = verify(argon, Some(&secret), self.hash);
        let right = hashed.is_ok_and(|hash| hash == self.hash) && verdict == Ok(Match::RightButOutdated);
        if right { Ok(()) } else { Err(StartError::WrongAnswer) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn argon(pepper: &[u8]) -> Argon2id {
        Argon2id::new(&Secret::new(pepper.to_vec()))
    }

    fn pin(text: &str) -> Option<Secret> {
        Some(Secret::new(text.to_owned()))
    }

    /// The PHC string that the library makes, without anything of ours.
    fn reference(secret: &[u8], salt: &[u8], pepper: &[u8], memory_kib: u32, passes: u32) -> String {
        let params = Params::new(memory_kib, passes, LANES, Some(OUTPUT_BYTES)).unwrap();
        let params_string = ParamsString::try_from(&params).unwrap();
        let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
        let argon2 = Argon2::new_with_secret(pepper, algorithm, version, params).unwrap();
        let mut output = [0; OUTPUT_BYTES];
        argon2.hash_password_into(secret, salt, &mut output).unwrap();
        let hash = PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: params_string,
            salt: Some(Salt::new(salt).unwrap()),
            hash: Some(Output::new(&output).unwrap()),
        };
        hash.to_string()
    }

    /// The string of [`KNOWN_ANSWER`] was made by another implementation; the C one gives the same.
    #[test]
    fn a_processor_that_computes_something_else_is_noticed() {
        let computed = reference(KNOWN_ANSWER.secret.as_bytes(), &KNOWN_ANSWER.salt, KNOWN_ANSWER.pepper, 2_048, 2);
        assert_eq!(KNOWN_ANSWER.hash, computed);
        assert!(self_test().is_ok());
        for known in [KnownAnswer { secret: "83527", ..KNOWN_ANSWER }, KnownAnswer { salt: [8; 16], ..KNOWN_ANSWER }] {
            assert!(matches!(known.holds(&mut argon(b"pepper")), Err(StartError::WrongAnswer)));
        }
        assert!(matches!(KNOWN_ANSWER.holds(&mut argon(b"salt")), Err(StartError::WrongAnswer)));
    }

    /// The one string that was kept by releases that hashed with argon2-rust: its hashes fit as they are.
    #[test]
    fn hashes_are_those_of_the_reference() {
        let (secret, salt, pepper) = (b"83526", [9; SALT_BYTES], [7; 32]);
        let ours = hash(&mut argon(&pepper), secret, &salt).unwrap();
        assert_eq!(ours, reference(secret, &salt, &pepper, COST.memory_kib, COST.passes));
        assert!(ours.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"), "{ours}");
    }

    #[test]
    fn a_hash_of_another_cost_fits_and_is_told_apart() {
        for (memory_kib, passes, expected) in [
            (COST.memory_kib, COST.passes, Match::Right),
            (19_456, 2, Match::RightButOutdated),
            (8, 1, Match::RightButOutdated),
        ] {
            let hash = reference(b"8352", &[9; SALT_BYTES], b"pepper", memory_kib, passes);
            assert_eq!(verify(&mut argon(b"pepper"), pin("8352").as_ref(), &hash), Ok(expected), "{hash}");
            assert_eq!(verify(&mut argon(b"pepper"), pin("8353").as_ref(), &hash), Ok(Match::Wrong), "{hash}");
        }
    }

    proptest! {
        #[test]
        fn hashes_of_the_reference_fit_their_secret_alone(
            (secret, other) in ("[0-9]{4,8}|.{8,40}", "[0-9]{4,8}|.{8,40}"),
            salt in vec(any::<u8>(), SALT_BYTES),
            pepper in vec(any::<u8>(), 1..64_usize),
            (memory_kib, passes) in (8..300_u32, 1..=MAX_COST.passes),
        ) {
            let hash = reference(secret.as_bytes(), &salt, &pepper, memory_kib, passes);
            let mut argon = argon(&pepper);
            let mut fits = |tried: &str| {
                verify(&mut argon, pin(tried).as_ref(), &hash).map(|found| found == Match::RightButOutdated)
            };
            prop_assert_eq!(fits(&secret), Ok(true));
            prop_assert_eq!(fits(&other), Ok(other == secret));
            prop_assert_eq!(fits(&secret), Ok(true), "in memory that was used before");
        }
    }

    #[test]
    fn a_hash_that_asks_for_more_than_ours_is_refused_before_it_gets_it() {
        let small = reference(b"8352", &[9; SALT_BYTES], b"pepper", 8, 1);
        for (now, then) in [
            ("m=8,", "m=4194304,"),
            ("m=8,", "m=19457,"),
            ("t=1,", "t=4194304,"),
            ("t=1,", "t=4,"),
            (",p=1$", ",p=2$"),
            ("$argon2id$", "$argon2i$"),
            ("v=19", "v=16"),
        ] {
            let hash = small.replace(now, then);
            assert_ne!(hash, small);
            let verdict = verify(&mut argon(b"pepper"), pin("8352").as_ref(), &hash);
            assert_eq!(verdict, Err(HashError::Unreadable), "{hash}");
        }
    }
}
