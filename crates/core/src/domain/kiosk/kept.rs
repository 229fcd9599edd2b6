//! When a punch was that a device has kept: what its clock said, held against what else is known of that clock. A tablet's
//! clock may be wrong by years and its time right all the same, as long as nobody has set it in between.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// Punches that one device keeps at most.
pub const MOST_KEPT: usize = 200;
/// The oldest of them is at most so old; from then on the screen keeps no more.
pub const LONGEST_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Two clocks that differ by no more than this agree.
const AGREE_MILLIS: i64 = 60_000;
/// How far the clock of a device may drift from one answer of the gateway to the next, days later.
const DRIFT_MILLIS: i64 = 120_000;

/// What a page reads off its two clocks at one moment: the one that people can set, and the one that only counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reading {
    /// Milliseconds since 1970, by the clock that can be set.
    pub wall: i64,
    /// Milliseconds since the page was opened. They may stand still while the device sleeps.
    pub ticks: i64,
    /// Which opening of the page counts them.
    pub life: String,
}

/// The last answer of the gateway that a page has heard before it kept a punch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Heard {
    /// The gateway's time in that answer, in milliseconds since 1970.
    pub now: i64,
    /// What the page's clocks said then.
    #[serde(flatten)]
    pub at: Reading,
}

/// A sending, as the device and the gateway have timed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What the page's clocks said.
    pub at: Reading,
    /// How far the clock of the device was ahead of the gateway's, in milliseconds.
    pub ahead: i64,
}

/// When a kept punch was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptTime {
    /// The clock of the device was not set in between.
    Proven(Timestamp),
    /// Nothing shows that: the time that comes out of it, where that can be at all.
    Unproven(Option<Timestamp>),
}

/// How one reading follows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passed {
    /// Both clocks say so.
    Agreed,
    /// The clock that only counts has stood still or the other was set ahead.
    Unknown,
    /// The clock was set back: no sleep does that.
    SetBack,
}

fn passed(from: &Reading, to: &Reading) -> Passed {
    if from.life != to.life {
        return Passed::Unknown;
    }
    let (wall, ticks) = (to.wall.saturating_sub(from.wall), to.ticks.saturating_sub(from.ticks));
    let more = wall.saturating_sub(ticks);
    if more < -AGREE_MILLIS {
        Passed::SetBack
    } else if more <= AGREE_MILLIS {
        Passed::Agreed
    } else {
        Passed::Unknown
    }
}

/// When a punch was that was kept at `kept`, after the gateway was last `heard`, and was `sent` to come at `now`.
#[must_use]
pub fn time_of(kept: &Reading, heard: Option<&Heard>, sent: &Sent, now: Timestamp) -> KeptTime {
    let by_sending = kept.wall.saturating_sub(sent.ahead);
    let since_heard = heard.map(|heard| passed(&heard.at, kept));
    let until_sent = passed(kept, &sent.at);
    let ahead_before = heard.map(|heard| heard.at.wall.saturating_sub(heard.now));
    // A page that was opened after the one and closed before the other may have had any clock: tablets that lose power go on
    // from the time at which they lost it.
    let is_joined = kept.life == sent.at.life || heard.is_some_and(|heard| kept.life == heard.at.life);
    let same_ahead =
        is_joined && ahead_before.is_some_and(|before| before.abs_diff(sent.ahead) <= DRIFT_MILLIS.unsigned_abs());
    let by_hearing = match (heard, since_heard) {
        (Some(heard), Some(Passed::Agreed)) => Some(heard.now.saturating_add(kept.wall.saturating_sub(heard.at.wall))),
        (Some(_) | None, _) => None,
    };
    let was_set_back = since_heard == Some(Passed::SetBack) || until_sent == Passed::SetBack;
    // Nobody keeps a punch before the answer that they have heard last, nor after it has come.
    let earliest = heard.map_or(i64::MIN, |heard| heard.now.saturating_sub(DRIFT_MILLIS));
    let latest = now.as_millisecond().saturating_add(AGREE_MILLIS);
    let moment = |millis: i64| {
        let at = Timestamp::from_millisecond(millis.div_euclid(1_000).saturating_mul(1_000)).ok();
        at.filter(|_| (earliest..=latest).contains(&millis)).map(|at| at.min(now))
    };
    // The one reckons from the last answer on, the other back from the sending. Where both can and differ, neither is right.
    let proven = match (by_hearing, until_sent == Passed::Agreed || same_ahead) {
        (Some(from_then), true) if from_then.abs_diff(by_sending) > DRIFT_MILLIS.unsigned_abs() => None,
        (_, true) => Some(by_sending),
        (from_then, false) => from_then,
    };
    match proven.filter(|_| !was_set_back).and_then(moment) {
        Some(at) => KeptTime::Proven(at),
        None => KeptTime::Unproven(by_hearing.and_then(moment).or_else(|| moment(by_sending))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;
    /// When the gateway was heard last, by its own clock.
    const BEGUN: i64 = 1_900_000_000_000;

    /// A page whose clock was `ahead` when it heard the gateway; what it says so many hours later.
    struct Page {
        ahead: i64,
    }

    impl Page {
        fn read(&self, hours: i64, life: &str) -> Reading {
            Reading { wall: BEGUN + self.ahead + hours * HOUR, ticks: 5_000 + hours * HOUR, life: life.to_owned() }
        }

        fn heard(&self) -> Heard {
            Heard { now: BEGUN, at: self.read(0, "a") }
        }
    }

    fn after(hours: i64) -> Timestamp {
        Timestamp::from_millisecond(BEGUN + hours * HOUR).unwrap()
    }

    fn sent(page: &Page, hours: i64, life: &str) -> Sent {
        Sent { at: page.read(hours, life), ahead: page.ahead }
    }

    #[test]
    fn a_clock_that_was_wrong_all_the_time_gives_the_right_time() {
        for ahead in [0, 90_000, -DAY, DAY, 30 * 365 * DAY, -40 * 365 * DAY] {
            let page = Page { ahead };
            for life in ["a", "another"] {
                let found = time_of(&page.read(1, "a"), Some(&page.heard()), &sent(&page, 9, life), after(9));
                assert_eq!(found, KeptTime::Proven(after(1)), "{ahead} {life}");
                let found = time_of(&page.read(1, life), Some(&page.heard()), &sent(&page, 9, life), after(9));
                assert_eq!(found, KeptTime::Proven(after(1)), "{ahead} {life}");
            }
        }
    }

    #[test]
    fn a_clock_that_was_put_right_after_the_punch_is_reckoned_with_from_the_last_answer_on() {
        let (wrong, right) = (Page { ahead: -365 * DAY }, Page { ahead: 0 });
        let found = time_of(&wrong.read(1, "a"), Some(&wrong.heard()), &sent(&right, 9, "a"), after(9));
        assert_eq!(found, KeptTime::Proven(after(1)));
    }

    #[test]
    fn a_clock_that_was_set_before_the_punch_is_reckoned_with_from_the_sending_back() {
        let (before, since) = (Page { ahead: 0 }, Page { ahead: 3 * DAY });
        // The page was opened anew in between, so that nothing joins the punch to the last answer.
        let found = time_of(&since.read(1, "b"), Some(&before.heard()), &sent(&since, 9, "b"), after(9));
        assert_eq!(found, KeptTime::Proven(after(1)));
    }

    #[test]
    fn a_clock_that_was_set_across_openings_of_the_page_proves_nothing() {
        let (before, since) = (Page { ahead: -40 * 365 * DAY }, Page { ahead: 0 });
        let found = time_of(&before.read(1, "b"), Some(&since.heard()), &sent(&since, 9, "c"), after(9));
        assert_eq!(found, KeptTime::Unproven(None), "1970");
        let a_little = Page { ahead: 3 * HOUR };
        let found = time_of(&a_little.read(1, "b"), Some(&since.heard()), &sent(&since, 9, "c"), after(9));
        assert_eq!(found, KeptTime::Unproven(Some(after(4))));
    }

    #[test]
    fn a_clock_that_was_set_back_for_the_punch_alone_is_found() {
        let (right, early) = (Page { ahead: 0 }, Page { ahead: -90 * 60_000 });
        let found = time_of(&early.read(2, "a"), Some(&right.heard()), &sent(&right, 9, "a"), after(9));
        assert!(matches!(found, KeptTime::Unproven(_)), "{found:?}");
    }

    #[test]
    fn whatever_sleeps_is_believed_where_its_clock_was_ahead_as_far_before_as_after() {
        let page = Page { ahead: 4_000 };
        for life in ["a", "b"] {
            let mut slept = sent(&page, 9, life);
            slept.at.ticks -= 6 * HOUR;
            assert_eq!(time_of(&page.read(1, life), Some(&page.heard()), &slept, after(9)), KeptTime::Proven(after(1)));
        }
    }

    #[test]
    fn no_time_is_still_to_come_and_none_lies_before_the_last_answer() {
        let page = Page { ahead: 0 };
        let found = time_of(&page.read(10, "a"), Some(&page.heard()), &sent(&page, 9, "a"), after(9));
        assert_eq!(found, KeptTime::Unproven(None));
        let found = time_of(&page.read(-10, "a"), Some(&page.heard()), &sent(&page, 9, "a"), after(9));
        assert!(matches!(found, KeptTime::Unproven(None)), "{found:?}");
    }

    #[test]
    fn numbers_of_any_size_are_no_trouble() {
        for wall in [i64::MIN, -1, 0, i64::MAX] {
            for ticks in [i64::MIN, 0, i64::MAX] {
                let reading = Reading { wall, ticks, life: String::new() };
                let heard = Heard { now: ticks, at: reading.clone() };
                for ahead in [i64::MIN, 0, i64::MAX] {
                    let sent = Sent { at: reading.clone(), ahead };
                    let _ = time_of(&reading, Some(&heard), &sent, after(0));
                    let _ = time_of(&reading, None, &sent, after(0));
                }
            }
        }
    }
}
