//! The time that a punch is given: when the call was answered, and what becomes of that when the clock jumps.

use jiff::{SignedDuration, Timestamp};

use super::clock_watch::JUMP_THRESHOLD;

/// Two calls of one person can overlap, and a call lasts a few minutes. A punch further ahead than this was made by a
/// wrong clock, and moves no other.
pub const MAX_PUNCH_MOVE: SignedDuration = SignedDuration::from_mins(5);
/// No call is as long.
const LONGEST_CALL: SignedDuration = SignedDuration::from_mins(10);

/// Why a punch's time needs a person to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeDoubt {
    /// It was put later, to lie no earlier than the punch before it.
    Moved {
        /// How far it was put later.
        by: SignedDuration,
    },
    /// The clock was set back during the call, to before the call was answered.
    SetBack {
        /// How far before the answer of the call it stood then.
        by: SignedDuration,
    },
    /// The clock was set ahead during the call.
    SetAhead {
        /// How long the call seemed to have lasted by it.
        by: SignedDuration,
    },
}

/// A punch's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PunchTime {
    /// The time that counts.
    pub at: Timestamp,
    /// Why a person has to look at it; None where nothing is wrong.
    pub doubt: Option<TimeDoubt>,
}

/// The moment a call was answered; now, where that would be still to come.
#[must_use]
pub fn answered(answered_at: Timestamp, now: Timestamp) -> Timestamp {
    if answered_at.duration_since(now) > JUMP_THRESHOLD { whole_secs(now) } else { answered_at }
}

/// A punch later than this does not count as one before the call's.
#[must_use]
pub fn latest_before(answered_at: Timestamp, now: Timestamp) -> Timestamp {
    let after = |moment: Timestamp, by| moment.saturating_add(by).unwrap_or(Timestamp::MAX);
    after(answered(answered_at, now), MAX_PUNCH_MOVE).min(after(now, JUMP_THRESHOLD))
}

/// Where a punch of the call goes; `last` is the last one that counts, by [`latest_before`].
#[must_use]
pub fn place(answered_at: Timestamp, now: Timestamp, last: Option<Timestamp>) -> PunchTime {
    let answered = answered(answered_at, now);
    let at = last.map_or(answered, |last| last.max(answered));
    let (moved, passed) = (at.duration_since(answered), now.duration_since(answered_at));
    let doubt = if answered != answered_at {
        Some(TimeDoubt::SetBack { by: passed.abs() })
    } else if passed > LONGEST_CALL {
        Some(TimeDoubt::SetAhead { by: passed })
    } else if moved > JUMP_THRESHOLD {
        Some(TimeDoubt::Moved { by: moved })
    } else {
        None
    };
    PunchTime { at, doubt }
}

fn whole_secs(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_second(1_900_000_000 + secs).unwrap()
    }

    const YEAR: i64 = 365 * 86_400;

    #[test]
    fn a_punch_is_made_when_the_call_was_answered() {
        let none = PunchTime { at: at(0), doubt: None };
        assert_eq!(place(at(0), at(40), None), none);
        assert_eq!(place(at(0), at(40), Some(at(-30))), none);
        // A clock that is kept right by small steps.
        assert_eq!(place(at(0), at(-20), None), none);
        assert_eq!(place(at(0), at(170), Some(at(-YEAR))), none);
    }

    #[test]
    fn it_never_lies_before_the_last_one_and_says_so_when_that_moves_it_by_more_than_a_minute() {
        assert_eq!(place(at(0), at(90), Some(at(55))), PunchTime { at: at(55), doubt: None });
        let by = SignedDuration::from_secs(80);
        let moved = PunchTime { at: at(80), doubt: Some(TimeDoubt::Moved { by }) };
        assert_eq!(place(at(0), at(90), Some(at(80))), moved);
    }

    #[test]
    fn only_a_punch_of_minutes_ahead_comes_before_the_call() {
        assert_eq!(latest_before(at(0), at(30)), at(90));
        assert_eq!(latest_before(at(0), at(600)), at(300));
        // The clock was set back during the call.
        assert_eq!(latest_before(at(YEAR), at(30)), at(90));
    }

    #[test]
    fn a_clock_that_is_set_during_the_call_is_told() {
        let found = place(at(YEAR), at(20), None);
        assert_eq!(found.at, at(20));
        assert!(matches!(found.doubt, Some(TimeDoubt::SetBack { by }) if by.as_secs() == YEAR - 20), "{found:?}");
        let found = place(at(0), at(3_600), None);
        assert_eq!(found.at, at(0), "what the clock said before is believed");
        assert!(matches!(found.doubt, Some(TimeDoubt::SetAhead { .. })), "{found:?}");
    }

    #[test]
    fn a_minute_is_no_jump_and_a_second_more_is() {
        assert_eq!(answered(at(60), at(0)), at(60));
        assert_eq!(answered(at(61), at(0)), at(0));
        assert_eq!(place(at(0), at(90), Some(at(60))).doubt, None);
        let by = SignedDuration::from_secs(61);
        assert_eq!(place(at(0), at(90), Some(at(61))).doubt, Some(TimeDoubt::Moved { by }));
    }

    #[test]
    fn a_call_of_ten_minutes_is_one_and_a_longer_one_is_a_clock_set_ahead() {
        assert_eq!(place(at(0), at(600), None).doubt, None);
        let by = SignedDuration::from_secs(601);
        assert_eq!(place(at(0), at(601), None).doubt, Some(TimeDoubt::SetAhead { by }));
    }

    #[test]
    fn a_clock_set_back_makes_a_punch_of_whole_seconds() {
        let now = at(20) + SignedDuration::from_millis(750);
        assert_eq!(place(at(YEAR), now, None).at, at(20));
    }
}
