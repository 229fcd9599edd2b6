//! Times as people type them: the wall clock of a zone, which leaves out an hour in spring and has one twice in autumn.

use jiff::{
    Timestamp,
    civil::{DateTime, Time},
    tz::{AmbiguousOffset, Offset},
};

use super::workspace::Zone;

/// Which one of a time that came twice, when the clocks were put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// Before the clocks were put back.
    First,
    /// After the clocks were put back.
    Second,
}

impl Occurrence {
    /// Both, in the order of time.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];

    /// What a form sends for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occurrence| occurrence.name() == name)
    }
}

/// Why a typed time is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WallClockError {
    /// Another form, a day that the calendar has not, or too long ago.
    #[error("the text is no day and time")]
    NotATime,
    /// The hour was left out when the clocks were put forward.
    #[error("the clocks skipped the time, from {from} to {to}")]
    Skipped {
        /// When the clocks were put forward, by the old time.
        from: Time,
        /// What they showed then.
        to: Time,
    },
    /// The hour came twice, and nobody has said which one is meant.
    #[error("the time came twice")]
    Twice,
}

/// Nobody clocked by phone before; what lies before is a slip of the finger.
const FIRST_YEAR: i16 = 2000;

/// Reads what a browser's field for a day and time sends, and what people type where it is a plain field.
///
/// # Errors
/// When it is none, or lies before the year 2000.
pub fn parse(text: &str) -> Result<DateTime, WallClockError> {
    const FORMATS: [&str; 4] = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let text = text.trim();
    let read = FORMATS.into_iter().find_map(|format| DateTime::strptime(format, text).ok());
    // A sign before the year is read as well.
    read.filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|at| (FIRST_YEAR..=9998).contains(&at.year()))
        .ok_or(WallClockError::NotATime)
}

impl Zone {
    /// The moment at which this zone's wall clock shows a time.
    ///
    /// # Errors
    /// When it never does, or does so twice and nobody says which one is meant.
    pub fn moment(&self, at: DateTime, which: Option<Occurrence>) -> Result<Timestamp, WallClockError> {
        let with = |offset: Offset| offset.to_timestamp(at).map_err(|_| WallClockError::NotATime);
        match self.time_zone().to_ambiguous_timestamp(at).offset() {
            AmbiguousOffset::Unambiguous { offset } => with(offset),
            AmbiguousOffset::Fold { before, after } => match which {
                Some(Occurrence::First) => with(before),
                Some(Occurrence::Second) => with(after),
                None => Err(WallClockError::Twice),
            },
            AmbiguousOffset::Gap { before, after } => {
                // In the gap, the clock of after it shows a moment that is still to come to the change.
                let rules = self.time_zone();
                let change = with(after).ok().and_then(|moment| rules.following(moment).next());
                let shown =
                    |offset: Offset| change.as_ref().map(|change| offset.to_datetime(change.timestamp()).time());
                match (shown(before), shown(after)) {
                    (Some(from), Some(to)) => Err(WallClockError::Skipped { from, to }),
                    (None, _) | (_, None) => Err(WallClockError::NotATime),
                }
            }
        }
    }

    /// The moment at which this zone's wall clock shows a time, for times that nobody can be asked about: of one that
    /// comes twice the first, and of one that the clocks leave out as much later as they are put forward (RFC 5545,
    /// section 3.3.5). None for what no clock will ever show.
    #[must_use]
    pub fn moment_unasked(&self, at: DateTime) -> Option<Timestamp> {
        self.time_zone().to_timestamp(at).ok()
    }

    /// Which one a moment is, where its wall clock time came twice.
    #[must_use]
    pub fn occurrence(&self, at: Timestamp) -> Option<Occurrence> {
        let local = self.local(at);
        match self.time_zone().to_ambiguous_timestamp(local.datetime()).offset() {
            AmbiguousOffset::Fold { before, .. } if before == local.offset() => Some(Occurrence::First),
            AmbiguousOffset::Fold { .. } => Some(Occurrence::Second),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Gap { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chicago() -> Zone {
        Zone::parse("America/Chicago").unwrap()
    }

    fn moment(text: &str, which: Option<Occurrence>) -> Result<String, WallClockError> {
        Ok(chicago().moment(parse(text)?, which)?.to_string())
    }

    #[test]
    fn a_typed_time_is_a_moment_of_the_zone() {
        for text in ["2026-11-02T06:59:12", " 2026-11-02 06:59:12 "] {
            assert_eq!(moment(text, None).unwrap(), "2026-11-02T12:59:12Z", "{text}");
        }
        assert_eq!(moment("2026-07-02T06:59", None).unwrap(), "2026-07-02T11:59:00Z");
        // Which one is meant matters only where there are two.
        assert_eq!(moment("2026-07-02T06:59", Some(Occurrence::Second)).unwrap(), "2026-07-02T11:59:00Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "7:00",
            "2026-11-02",
            "2026-02-30T07:00",
            "2026-11-02T25:00",
            "0026-11-02T07:00",
            "9999-12-31T23:00",
            "2026-11-02T07:00:00Z",
            "+2026-11-02T07:00",
            "yesterday",
        ] {
            assert_eq!(moment(text, None), Err(WallClockError::NotATime), "{text}");
        }
    }

    #[test]
    fn a_time_that_the_clocks_leave_out_is_refused_and_the_words_say_why() {
        let error = moment("2026-03-08T02:30:00", None).unwrap_err();
        assert_eq!(moment("2026-03-08T02:00:00", Some(Occurrence::First)), Err(error));
        assert_eq!(moment("2026-03-08T02:59:59", None), Err(error));
        assert!(error.to_string().contains("from 02:00:00 to 03:00:00"), "{error}");
        assert_eq!(moment("2026-03-08T01:59:59", None).unwrap(), "2026-03-08T07:59:59Z");
        assert_eq!(moment("2026-03-08T03:00:00", None).unwrap(), "2026-03-08T08:00:00Z");
    }

    #[test]
    fn of_a_time_that_comes_twice_somebody_must_say_which() {
        assert_eq!(moment("2026-11-01T01:30:00", None), Err(WallClockError::Twice));
        assert_eq!(moment("2026-11-01T01:30:00", Some(Occurrence::First)).unwrap(), "2026-11-01T06:30:00Z");
        assert_eq!(moment("2026-11-01T01:30:00", Some(Occurrence::Second)).unwrap(), "2026-11-01T07:30:00Z");
    }

    #[test]
    fn every_moment_is_found_again_from_its_wall_clock() {
        let zone = chicago();
        for (from, hours) in [("2026-11-01T04:00:00Z", 6), ("2026-03-08T05:00:00Z", 6)] {
            let from: Timestamp = from.parse().unwrap();
            for minutes in 0..hours * 60 {
                let at = from + jiff::SignedDuration::from_mins(minutes);
                assert_eq!(zone.moment(zone.local(at).datetime(), zone.occurrence(at)), Ok(at));
            }
        }
        assert_eq!(zone.occurrence("2026-11-01T06:30:00Z".parse().unwrap()), Some(Occurrence::First));
        assert_eq!(zone.occurrence("2026-11-01T07:30:00Z".parse().unwrap()), Some(Occurrence::Second));
    }

    #[test]
    fn a_choice_between_two_times_is_read_back() {
        for occurrence in Occurrence::ALL {
            assert_eq!(Occurrence::parse(occurrence.name()), Some(occurrence));
        }
        assert_eq!(Occurrence::parse("third"), None);
    }

    #[test]
    fn a_time_that_came_once_is_neither_the_first_nor_the_second() {
        for at in ["2026-11-01T05:59:59Z", "2026-11-01T08:00:00Z", "2026-07-02T12:00:00Z"] {
            assert_eq!(chicago().occurrence(at.parse().unwrap()), None, "{at}");
        }
    }
}
