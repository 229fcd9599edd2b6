//! How many pages behind private links one network may open in a while. A link cannot be guessed; this bounds what trying
//! costs the gateway.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

/// Pages that are opened at once: a crew that shares one network looks at its hours.
const MOST: i64 = 120;
/// What comes back of them in each second.
const REGAIN: i64 = 2;
/// A link that opens nothing counts for so many.
const WRONG: i64 = 10;
/// Networks that are remembered. One that is forgotten begins with all of its pages again.
const MAX_NETWORKS: usize = 10_000;

/// What is left for each network.
#[derive(Debug, Default)]
pub struct LinkAllowance(Mutex<HashMap<String, (i64, Timestamp)>>);

impl LinkAllowance {
    /// Takes one page; whether there was one left.
    pub fn take(&self, network: &str, now: Timestamp) -> bool {
        let mut networks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((left, as_of)) = networks.get_mut(network) else {
            if networks.len() >= MAX_NETWORKS {
                networks.clear();
            }
            networks.insert(network.to_owned(), (MOST - 1, now));
            return true;
        };
        // A clock that was set back gives nothing, and takes nothing.
        let since = now.duration_since(*as_of).as_secs().max(0);
        *left = left.saturating_add(since.saturating_mul(REGAIN)).min(MOST);
        *as_of = now;
        let allowed = *left > 0;
        if allowed {
            *left -= 1;
        }
        allowed
    }

    /// Counts a link that opened nothing.
    pub fn charge_wrong(&self, network: &str) {
        let mut networks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((left, _)) = networks.get_mut(network) {
            *left -= WRONG;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_network_opens_so_many_pages_and_fewer_after_wrong_links() {
        let (allowance, now) = (LinkAllowance::default(), Timestamp::UNIX_EPOCH);
        assert_eq!((0..200).filter(|_| allowance.take("one", now)).count(), 120);
        assert!(allowance.take("other", now), "each has its own");
        let later = now + SignedDuration::from_secs(5);
        assert_eq!((0..200).filter(|_| allowance.take("one", later)).count(), 10);
        let guesses = (0..200).filter(|_| {
            allowance.take("third", now) && {
                allowance.charge_wrong("third");
                true
            }
        });
        assert_eq!(guesses.count(), 11);
    }
}
