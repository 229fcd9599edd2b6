//! How webhooks fare in this run of the program, counted in memory: a stranger who sends many writes nothing down.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::domain::line_trouble::Spell;

/// Counts how webhooks fare. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct LineHealth(Arc<Mutex<Counted>>);

/// What was counted since it was last taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Requests whose signature did not fit, since the last one that did.
    pub refused: Option<Spell>,
    /// Webhooks that were not answered as they should be.
    pub failed: Option<Spell>,
    /// Whether one came whose signature fits; those that were refused before it no longer count.
    pub was_right: bool,
}

impl LineHealth {
    fn with<T>(&self, act: impl FnOnce(&mut Counted) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes a request whose signature does not fit.
    pub fn note_refused(&self, now: Timestamp) {
        self.with(|counted| counted.refused = Some(Spell::and(counted.refused, one(now))));
    }

    /// Notes a request whose signature fits.
    pub fn note_right(&self) {
        self.with(|counted| (counted.refused, counted.was_right) = (None, true));
    }

    /// Notes a webhook that could not be answered as it should be.
    pub fn note_failed(&self, now: Timestamp) {
        self.with(|counted| counted.failed = Some(Spell::and(counted.failed, one(now))));
    }

    /// What was counted, which begins anew.
    #[must_use]
    pub fn take(&self) -> Counted {
        self.with(std::mem::take)
    }
}

const fn one(now: Timestamp) -> Spell {
    Spell { count: 1, since: now, last: now }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_signature_ends_the_count_of_wrong_ones_and_of_nothing_else() {
        let (health, now) = (LineHealth::default(), Timestamp::UNIX_EPOCH);
        for _ in 0..3 {
            health.note_refused(now);
            health.note_failed(now);
        }
        assert_eq!(
            health.take(),
            Counted {
                refused: Some(Spell { count: 3, ..one(now) }),
                failed: Some(Spell { count: 3, ..one(now) }),
                was_right: false
            }
        );
        assert_eq!(health.take(), Counted::default());
        health.note_refused(now);
        health.note_right();
        health.note_refused(now);
        assert_eq!(health.take(), Counted { refused: Some(one(now)), failed: None, was_right: true });
    }
}
