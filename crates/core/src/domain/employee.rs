//! A person who clocks.

pub mod fields;
pub mod input;
pub mod name;

use jiff::{Timestamp, civil::Date};

use super::{
    caller::E164,
    ids::{EmployeeId, WorkspaceId},
    language::Language,
    text::cleaned,
    workspace::{Settings, Zone},
};

/// An employee as the database has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    /// Never shown to callers, who go by their phone clock ID.
    pub id: EmployeeId,
    /// Their employer.
    pub workspace: WorkspaceId,
    /// What an admin entered.
    pub details: Details,
    /// Whether they can clock; whoever has left stays, for the hours they worked.
    pub active: bool,
}

/// What an admin enters about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The whole name, as people write it.
    pub name: String,
    /// The part of the name that is the last name, where somebody said so; otherwise it is guessed.
    pub last_name: Option<String>,
    /// Where setup links go; who has none gets a card.
    pub email: Option<String>,
    /// Their own telephone, where a setup link can be texted.
    pub phone: Option<E164>,
    /// The number on the badge; the employer's, unlike the phone clock ID.
    pub employee_number: Option<String>,
    /// What the payroll system calls them.
    pub payroll_id: Option<String>,
    /// What they are spoken to in, at the clock and in mail.
    pub language: Language,
    /// The workspace's zone where absent.
    pub zone: Option<Zone>,
    /// Whether the spoken name is recorded; as the workspace has it where absent.
    pub voice_check: Option<bool>,
    /// The day from which they may clock, in the zone they work in; absent for whoever is there already.
    pub starts_on: Option<Date>,
}

impl Employee {
    /// Whether they have a start date to come: they may be set up, and cannot clock yet.
    #[must_use]
    pub fn is_pending(&self, workspace: &Zone, now: Timestamp) -> bool {
        let zone = self.details.zone.as_ref().unwrap_or(workspace);
        self.details.starts_on.is_some_and(|day| now < zone.start_of(day))
    }
}

impl Details {
    /// Somebody who speaks English and of whom only the name is known; the rest is the workspace's, or empty.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            last_name: None,
            email: None,
            phone: None,
            employee_number: None,
            payroll_id: None,
            language: Language::En,
            zone: None,
            voice_check: None,
            starts_on: None,
        }
    }

    /// Whether the call asks for the name: as it is set for this person, else as the workspace has it.
    #[must_use]
    pub fn says_name(&self, workspace: &Settings) -> bool {
        self.voice_check.unwrap_or(workspace.voice_check)
    }

    /// First and last name, as payroll systems want them.
    #[must_use]
    pub fn first_and_last(&self) -> Option<(String, String)> {
        name::first_and_last(&self.name, self.last_name.as_deref())
    }

    /// With every text in the one form in which it is stored and compared.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let text = |text: &str| cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let if_any = |given: Option<String>| given.map(|given| text(&given)).filter(|given| !given.is_empty());
        Self {
            name: text(&self.name),
            last_name: if_any(self.last_name),
            email: if_any(self.email),
            employee_number: if_any(self.employee_number),
            payroll_id: if_any(self.payroll_id),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_voice_check_is_the_workspaces_unless_the_person_has_their_own() {
        let zone = Zone::parse("UTC").unwrap();
        for of_all in [true, false] {
            let workspace = Settings { voice_check: of_all, ..Settings::new("Acme".to_owned(), zone.clone()) };
            assert_eq!(Details::named("Ana").says_name(&workspace), of_all);
            for own in [true, false] {
                assert_eq!(Details { voice_check: Some(own), ..Details::named("Ana") }.says_name(&workspace), own);
            }
        }
    }

    #[test]
    fn whoever_starts_later_is_pending_until_that_day_begins_where_they_work() {
        let now: Timestamp = "2026-12-01T05:30:00Z".parse().unwrap();
        let (chicago, utc) = (Zone::parse("America/Chicago").unwrap(), Zone::parse("UTC").unwrap());
        let starts = |day: Option<&str>, zone: Option<&Zone>| {
            let starts_on = day.map(|day| day.parse().unwrap());
            let details = Details { starts_on, zone: zone.cloned(), ..Details::named("Ana") };
            let (id, workspace) = (EmployeeId::from_bytes([1; 16]), WorkspaceId::from_bytes([2; 16]));
            Employee { id, workspace, details, active: true }
        };
        assert!(!starts(None, None).is_pending(&chicago, now));
        assert!(!starts(Some("2026-11-30"), None).is_pending(&chicago, now));
        // It is still November in Chicago.
        assert!(starts(Some("2026-12-01"), None).is_pending(&chicago, now));
        assert!(!starts(Some("2026-12-01"), Some(&utc)).is_pending(&chicago, now));
        assert!(starts(Some("2026-12-02"), Some(&utc)).is_pending(&chicago, now));
    }

    #[test]
    fn what_is_stored_of_a_person_has_single_blanks_and_nothing_empty() {
        let typed = Details {
            name: " Jose\u{301}  Núñez\u{200b} ".to_owned(),
            last_name: Some(" \u{200b}".to_owned()),
            email: Some(" jo@b.example ".to_owned()),
            employee_number: Some("\u{200b}0117".to_owned()),
            payroll_id: Some(String::new()),
            language: Language::Es,
            ..Details::named("x")
        };
        let stored = typed.cleaned();
        assert_eq!(stored.name, "José Núñez");
        assert_eq!((stored.last_name.as_deref(), stored.payroll_id.as_deref()), (None, None));
        assert_eq!((stored.email.as_deref(), stored.employee_number.as_deref()), (Some("jo@b.example"), Some("0117")));
        assert_eq!(stored.language, Language::Es);
        assert_eq!(stored.first_and_last(), Some(("José".to_owned(), "Núñez".to_owned())));
    }
}
