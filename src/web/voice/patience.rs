//! How much patience there is with a database that does not answer.

use std::time::Duration;

/// How much patience there is with a database that does not answer.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// The longest until a webhook is answered, whatever the work on it does. Less where the provider waits for less.
    pub answer: Duration,
    /// How many times a caller is asked for a moment before the apology.
    pub holds: u32,
}

/// With 6 seconds of trying, and as many of words and silence between, four times are a minute with the last try.
impl Default for Patience {
    fn default() -> Self {
        Self { answer: Duration::from_secs(8), holds: 4 }
    }
}

/// Until when, counted from when a webhook came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// It is run again.
    pub tries: Duration,
    /// It is answered.
    pub answer: Duration,
}

impl Patience {
    /// A fifth of the time that the provider waits is left for the way, and a quarter of the rest for a try that is under
    /// way.
    pub(super) fn limits(self, provider_waits: Duration) -> Limits {
        let answer = self.answer.min(provider_waits * 4 / 5);
        Limits { tries: answer * 3 / 4, answer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_is_answered_before_the_provider_gives_up_whichever_it_is() {
        let secs = Duration::from_secs;
        for (provider_waits, tries, answer) in [(15, 6, 8), (10, 6, 8), (5, 3, 4)] {
            let limits = Limits { tries: secs(tries), answer: secs(answer) };
            assert_eq!(Patience::default().limits(secs(provider_waits)), limits, "{provider_waits} s");
        }
    }

    #[test]
    fn four_moments_and_the_last_try_are_a_minute() {
        let Patience { answer, holds } = Patience::default();
        let (tries, said_and_silent) = (answer * 3 / 4, Duration::from_secs(2 + 5 + 1));
        let whole = (tries + said_and_silent) * holds + tries;
        assert!((Duration::from_secs(55)..Duration::from_secs(65)).contains(&whole), "{whole:?}");
    }
}
