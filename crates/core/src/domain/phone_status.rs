//! How far an employee has come with clocking by phone.

use jiff::Timestamp;

/// What the employees' page shows in the column for the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhoneStatus {
    /// Neither a PIN nor a setup link.
    NotSetUp,
    /// A setup link that still opens waits to be used.
    LinkSent,
    /// The last setup link ran out unused.
    LinkExpired,
    /// A PIN: can clock by phone.
    Ready,
}

impl PhoneStatus {
    /// Every status, from the first step to the last.
    pub const ALL: [Self; 4] = [Self::NotSetUp, Self::LinkSent, Self::LinkExpired, Self::Ready];

    /// From whether there is a PIN, and when the waiting setup link ends or ended.
    #[must_use]
    pub fn new(has_pin: bool, link_ends_at: Option<Timestamp>, now: Timestamp) -> Self {
        match link_ends_at {
            _ if has_pin => Self::Ready,
            None => Self::NotSetUp,
            Some(end) if now < end => Self::LinkSent,
            Some(_) => Self::LinkExpired,
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSetUp => "Not set up",
            Self::LinkSent => "Link sent",
            Self::LinkExpired => "Link expired",
            Self::Ready => "Ready",
        }
    }

    /// As an address names it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::NotSetUp => "not-set-up",
            Self::LinkSent => "link-sent",
            Self::LinkExpired => "link-expired",
            Self::Ready => "ready",
        }
    }

    /// Reads what [`Self::slug`] gives; None for any other text.
    #[must_use]
    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.slug() == slug)
    }

    /// Whether *Email N setup links* is for this employee.
    #[must_use]
    pub const fn wants_link(self) -> bool {
        match self {
            Self::NotSetUp | Self::LinkExpired => true,
            Self::LinkSent | Self::Ready => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_follows_from_the_pin_and_the_waiting_link() {
        let at = |secs| Timestamp::from_second(secs).unwrap();
        assert_eq!(PhoneStatus::new(false, None, at(10)), PhoneStatus::NotSetUp);
        assert_eq!(PhoneStatus::new(false, Some(at(11)), at(10)), PhoneStatus::LinkSent);
        assert_eq!(PhoneStatus::new(false, Some(at(10)), at(10)), PhoneStatus::LinkExpired);
        for link in [None, Some(at(9)), Some(at(11))] {
            assert_eq!(PhoneStatus::new(true, link, at(10)), PhoneStatus::Ready);
        }
    }

    #[test]
    fn a_status_is_known_by_its_slug() {
        for status in PhoneStatus::ALL {
            assert_eq!(PhoneStatus::parse(status.slug()), Some(status));
        }
        assert_eq!(PhoneStatus::parse("Ready"), None);
    }

    #[test]
    fn a_status_reads_and_is_addressed_as_people_know_it() {
        let words = PhoneStatus::ALL.map(|status| (status.name(), status.slug()));
        assert_eq!(
            words,
            [
                ("Not set up", "not-set-up"),
                ("Link sent", "link-sent"),
                ("Link expired", "link-expired"),
                ("Ready", "ready")
            ]
        );
    }

    #[test]
    fn a_link_is_for_whoever_has_neither_a_pin_nor_a_link_that_still_opens() {
        assert_eq!(PhoneStatus::ALL.map(PhoneStatus::wants_link), [true, false, true, false]);
    }
}
