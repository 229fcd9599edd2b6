//! How many requests somebody may make in a while: pages behind private links by network, the API by token. It bounds
//! what trying costs the gateway.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};

/// Those who are remembered. One who is forgotten begins with all of their requests again.
const MAX_REMEMBERED: usize = 10_000;

/// How much there is for each.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// Requests that may be made at once.
    pub most: i64,
    /// What comes back of them in each second.
    pub regain: i64,
    /// How many a wrong one counts for, beside itself.
    pub wrong: i64,
}

/// Pages that are opened at once: a crew that shares one network looks at its hours.
const LINKS: Rates = Rates { most: 120, regain: 2, wrong: 10 };

/// What is left for each.
#[derive(Debug)]
pub struct RequestAllowance {
    rates: Rates,
    left: Mutex<HashMap<String, (i64, Timestamp)>>,
}

/// That of pages behind private links.
impl Default for RequestAllowance {
    fn default() -> Self {
        Self::new(LINKS)
    }
}

impl RequestAllowance {
    /// An allowance of which nobody has used anything.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        Self { rates, left: Mutex::default() }
    }

    /// Takes one request; whether there was one left.
    pub fn take(&self, who: &str, now: Timestamp) -> bool {
        let mut remembered = self.remembered();
        let left = self.left(&mut remembered, who, now);
        let allowed = *left > 0;
        if allowed {
            *left -= 1;
        }
        allowed
    }

    /// Whether there is a request left, without taking it.
    pub fn has_left(&self, who: &str, now: Timestamp) -> bool {
        let mut remembered = self.remembered();
        !remembered.contains_key(who) || *self.left(&mut remembered, who, now) > 0
    }

    /// Counts a request that opened nothing.
    pub fn charge_wrong(&self, who: &str) {
        if let Some((left, _)) = self.remembered().get_mut(who) {
            *left -= self.rates.wrong;
        }
    }

    fn remembered(&self) -> MutexGuard<'_, HashMap<String, (i64, Timestamp)>> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn left<'a>(
        &self,
        remembered: &'a mut HashMap<String, (i64, Timestamp)>,
        who: &str,
        now: Timestamp,
    ) -> &'a mut i64 {
        let Rates { most, regain, .. } = self.rates;
        if remembered.len() >= MAX_REMEMBERED && !remembered.contains_key(who) {
            remembered.clear();
        }
        let (left, as_of) = remembered.entry(who.to_owned()).or_insert((most, now));
        // A clock that was set back gives nothing, and takes nothing. Parts of a second count with the next ones.
        let since = now.duration_since(*as_of).as_secs();
        *left = left.saturating_add(since.max(0).saturating_mul(regain)).min(most);
        *as_of = if since < 0 { now } else { *as_of + SignedDuration::from_secs(since) };
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_opens_so_many_pages_and_fewer_after_wrong_links() {
        let (allowance, now) = (RequestAllowance::default(), Timestamp::UNIX_EPOCH);
        assert_eq!((0..200).filter(|_| allowance.take("one", now)).count(), 120);
        assert!(!allowance.has_left("one", now) && allowance.has_left("other", now));
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

    #[test]
    fn whoever_asks_several_times_a_second_gets_back_as_much_as_others() {
        let rates = Rates { most: 10, regain: 2, wrong: 0 };
        let (allowance, begin) = (RequestAllowance::new(rates), Timestamp::UNIX_EPOCH);
        let asked = (0..100).filter(|tenth| allowance.take("one", begin + SignedDuration::from_millis(tenth * 100)));
        assert_eq!(asked.count(), 10 + 9 * 2);
    }
}
