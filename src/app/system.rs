//! The real clock and the real randomness.

use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;

use crate::domain::{clock::Clock, entropy::Entropy};

/// The time of this machine.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the real clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn uptime(&self) -> SignedDuration {
        // Of the clocks that nobody sets, the one that goes on while the machine sleeps.
        let passed = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        SignedDuration::new(passed.tv_sec, i32::try_from(passed.tv_nsec).unwrap_or_default())
    }

    fn boot(&self) -> String {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        boot.trim().to_owned()
    }

    fn machine(&self) -> String {
        machine_name()
    }
}

/// What this machine is called, in characters that a database shows.
pub(super) fn machine_name() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
    let name: String = name.trim().chars().map(plain).take(30).collect();
    if name.is_empty() { "gateway".to_owned() } else { name }
}

/// ChaCha12 with a key from the operating system, a new one each 64 KiB: asked itself for each id, the system takes
/// longer than the id is worth.
#[derive(Debug)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}
