//! Alerts: what users of the office can be told of, which roles may be, and from when on something is worth telling.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};

use super::{user::Role, workspace::Zone};

const HOUR: i64 = 3600;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AlertKind {
    /// Somebody is clocked in for longer than a set time.
    InTooLong,
    /// Somebody has nearly worked the hours of a week after which overtime begins.
    NearOvertime,
    /// Somebody has not come though they usually have by now, or were planned to.
    NotHere,
    /// A device of a kiosk was not seen for a whole working day.
    KioskSilent,
    /// Calls, or what the telephone service sends about them, go wrong.
    LineFailing,
}

impl AlertKind {
    /// Every one that there is, in the order in which people choose them.
    pub const ALL: [Self; 5] =
        [Self::InTooLong, Self::NearOvertime, Self::NotHere, Self::KioskSilent, Self::LineFailing];

    /// By what name it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InTooLong => "in too long",
            Self::NearOvertime => "near overtime",
            Self::NotHere => "not here",
            Self::KioskSilent => "kiosk silent",
            Self::LineFailing => "line failing",
        }
    }

    /// The one that is kept by a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether users with a role may be told of it: those who may open the page that it leads to.
    #[must_use]
    pub const fn is_for(self, role: Role) -> bool {
        match (self, role) {
            (Self::InTooLong | Self::NearOvertime, _)
            | (Self::NotHere | Self::KioskSilent, Role::Owner | Role::Admin | Role::Manager)
            | (Self::LineFailing, Role::Owner | Role::Admin) => true,
            (Self::NotHere | Self::KioskSilent, Role::Payroll) | (Self::LineFailing, Role::Manager | Role::Payroll) => {
                false
            }
        }
    }

    /// Whether a user who is new with a role is told of it until they say otherwise.
    #[must_use]
    pub const fn is_on_at_first(self, role: Role) -> bool {
        match (self, role) {
            (Self::InTooLong | Self::KioskSilent, Role::Owner | Role::Admin | Role::Manager) => true,
            (Self::InTooLong | Self::KioskSilent, Role::Payroll)
            | (Self::NearOvertime | Self::NotHere | Self::LineFailing, _) => false,
        }
    }

    /// The time that each user may set for it.
    #[must_use]
    pub const fn limit(self) -> Option<AlertLimit> {
        match self {
            Self::InTooLong => Some(AlertLimit { at_first: 12 * HOUR, least: HOUR, most: 72 * HOUR }),
            Self::NearOvertime => Some(AlertLimit { at_first: 2 * HOUR, least: 0, most: 40 * HOUR }),
            Self::NotHere | Self::KioskSilent | Self::LineFailing => None,
        }
    }
}

/// A time that a user may set, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertLimit {
    /// What holds until somebody sets it.
    pub at_first: i64,
    /// The least that it may be.
    pub least: i64,
    /// The most that it may be.
    pub most: i64,
}

impl AlertLimit {
    /// Whether it may be set to this.
    #[must_use]
    pub const fn takes(&self, secs: i64) -> bool {
        self.least <= secs && secs <= self.most
    }
}

/// How an alert ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertOutcome {
    /// What it was about is over: all clear.
    Over,
    /// It came to nothing more: the day or the week has ended, or somebody has taken away what it was about.
    Lapsed,
}

impl AlertOutcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Over, Self::Lapsed];

    /// By what name it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Lapsed => "lapsed",
        }
    }
}

/// Whether the digest of a day, which goes out at an hour of the clock on the wall, is due: the last one, or the moment
/// at which it was asked for, lies before the latest time at which that hour began.
#[must_use]
pub fn is_digest_due(hour: i8, last: Option<Timestamp>, zone: &Zone, now: Timestamp) -> bool {
    // Written down by a clock that was ahead, it keeps nobody waiting.
    let Some(last) = last.filter(|last| *last <= now) else { return true };
    let today = zone.local(now).date();
    let starts = |day: Date| {
        let time = Time::new(hour, 0, 0, 0).ok()?;
        zone.moment_unasked(day.to_datetime(time))
    };
    let latest = starts(today).filter(|at| *at <= now).or_else(|| starts(today.saturating_sub(1.day())));
    latest.is_some_and(|latest| last < latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_names_alone() {
        for kind in AlertKind::ALL {
            assert_eq!(AlertKind::parse(kind.name()), Some(kind));
        }
        assert_eq!(AlertKind::parse("anything"), None);
    }

    #[test]
    fn nobody_is_told_at_first_what_their_role_may_not_be_told() {
        for (kind, role) in AlertKind::ALL.into_iter().flat_map(|kind| Role::ALL.map(|role| (kind, role))) {
            assert!(kind.is_for(role) || !kind.is_on_at_first(role), "{kind:?} {role:?}");
        }
        let at_first = |role| AlertKind::ALL.into_iter().filter(|kind| kind.is_on_at_first(role)).collect::<Vec<_>>();
        for role in [Role::Owner, Role::Admin, Role::Manager] {
            assert_eq!(at_first(role), [AlertKind::InTooLong, AlertKind::KioskSilent]);
        }
        assert_eq!(at_first(Role::Payroll), []);
    }

    #[test]
    fn what_holds_at_first_may_be_set() {
        for limit in AlertKind::ALL.into_iter().filter_map(AlertKind::limit) {
            assert!(limit.takes(limit.at_first) && limit.takes(limit.least) && limit.takes(limit.most));
            assert!(!limit.takes(limit.least - 1) && !limit.takes(limit.most + 1));
        }
    }

    #[test]
    fn a_digest_is_due_once_a_day_from_its_hour_on() {
        let zone = Zone::parse("America/Chicago").unwrap();
        let at = |text: &str| format!("{text}[America/Chicago]").parse::<jiff::Zoned>().unwrap().timestamp();
        let due = |last: &str, now: &str| is_digest_due(7, Some(at(last)), &zone, at(now));
        assert!(is_digest_due(7, None, &zone, at("2026-11-17T03:00")));
        for (last, now, expected) in [
            // Asked for in the evening: not before the next morning.
            ("2026-11-16T18:00", "2026-11-16T23:59", false),
            ("2026-11-16T18:00", "2026-11-17T06:59", false),
            ("2026-11-16T18:00", "2026-11-17T07:00", true),
            // Asked for before the hour: on the same day.
            ("2026-11-17T06:00", "2026-11-17T07:00", true),
            ("2026-11-17T07:00", "2026-11-17T23:59", false),
            ("2026-11-17T07:00", "2026-11-18T06:59", false),
            // A gateway that was off for days sends one.
            ("2026-11-14T07:00", "2026-11-17T12:00", true),
            // The clocks were changed in between: 7 o'clock is 7 o'clock.
            ("2026-10-31T07:00", "2026-11-01T06:59", false),
            ("2026-10-31T07:00", "2026-11-01T07:00", true),
            ("2026-03-07T07:00", "2026-03-08T07:00", true),
            // Written down by a clock that was ahead.
            ("2027-01-01T07:00", "2026-11-17T12:00", true),
        ] {
            assert_eq!(due(last, now), expected, "{last} {now}");
        }
        // 2 o'clock is left out on the day on which clocks are set forward.
        assert!(is_digest_due(2, Some(at("2026-03-07T02:00")), &zone, at("2026-03-08T03:00")));
    }
}
