//! What other programs are told of as it happens.

use std::fmt;

/// One kind of thing that happens in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HookEvent {
    /// Somebody is clocked in.
    EntryOpened,
    /// An entry has its end, by a clock-out or by the office.
    EntryClosed,
    /// An entry was corrected, voided or restored, or its breaks have changed.
    EntryChanged,
    /// There is something to resolve before payroll.
    ExceptionOpened,
    /// It is resolved.
    ExceptionResolved,
    /// Hours of a pay period were approved.
    ApprovalGiven,
    /// An approval was taken back.
    ApprovalReopened,
    /// Hours went to a payroll system.
    ExportMade,
    /// Nothing has happened: an owner tries whether an address answers.
    Test,
}

impl HookEvent {
    /// Everything that an address can be told of, in the order in which it is shown.
    pub const ALL: [Self; 8] = [
        Self::EntryOpened,
        Self::EntryClosed,
        Self::EntryChanged,
        Self::ExceptionOpened,
        Self::ExceptionResolved,
        Self::ApprovalGiven,
        Self::ApprovalReopened,
        Self::ExportMade,
    ];

    /// As programs and the database write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EntryOpened => "entry.opened",
            Self::EntryClosed => "entry.closed",
            Self::EntryChanged => "entry.changed",
            Self::ExceptionOpened => "exception.opened",
            Self::ExceptionResolved => "exception.resolved",
            Self::ApprovalGiven => "approval.given",
            Self::ApprovalReopened => "approval.reopened",
            Self::ExportMade => "export.made",
            Self::Test => "test",
        }
    }

    /// Takes what [`Self::name`] gave.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Test]).find(|event| event.name() == name)
    }
}

/// All that an address is told of, each thing once and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HookEvents(Vec<HookEvent>);

impl HookEvents {
    /// These; `None` where there are none.
    #[must_use]
    pub fn new(events: impl IntoIterator<Item = HookEvent>) -> Option<Self> {
        let mut events: Vec<_> = events.into_iter().collect();
        events.sort_unstable();
        events.dedup();
        (!events.is_empty()).then_some(Self(events))
    }

    /// Takes what `Display` gave. Names that this program does not know are nothing that it tells.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(text.split(' ').filter_map(HookEvent::parse)).unwrap_or_default()
    }

    /// Whether it is among them. A test is told to every address.
    #[must_use]
    pub fn include(&self, event: HookEvent) -> bool {
        event == HookEvent::Test || self.0.contains(&event)
    }
}

impl fmt::Display for HookEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(|event| event.name()).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_read_as_it_is_written() {
        for event in HookEvent::ALL.into_iter().chain([HookEvent::Test]) {
            assert_eq!(HookEvent::parse(event.name()), Some(event));
        }
        let events = HookEvents::new([HookEvent::ExportMade, HookEvent::EntryOpened, HookEvent::ExportMade]).unwrap();
        assert_eq!(events.to_string(), "entry.opened export.made");
        assert_eq!(HookEvents::parse("entry.opened export.made moon.rose"), events);
    }

    #[test]
    fn an_address_is_told_what_was_chosen_and_tests() {
        let events = HookEvents::parse("entry.opened");
        assert!(events.include(HookEvent::EntryOpened) && events.include(HookEvent::Test));
        assert!(HookEvent::ALL[1..].iter().all(|event| !events.include(*event)));
        assert_eq!(HookEvents::new([]), None);
    }
}
