//! What is typed about a time entry, and what is wrong with it.

use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    domain::{
        entry_change::{ChangeReason, Reason, ReasonFormErrors},
        ids::JobId,
        pen::Pen,
        wall_clock::{self, Occurrence, WallClockError},
        workspace::Zone,
    },
    service::timesheets::{
        changes::{EntryError, EntryTime},
        entry_record::JobChoices,
    },
    web::pages::{
        field::SelectOption,
        form_errors::{FormErrors, capital},
    },
    wording::{admin::AdminWords, refusals},
};

/// Every field that a form about an entry may have; each form has its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct EntryForm {
    /// The version of the entry that the form was shown with.
    pub expected_version: String,
    /// Of a new entry.
    pub id: String,
    pub employee: String,
    #[serde(rename = "in")]
    pub clock_in: String,
    pub in_which: String,
    #[serde(rename = "out")]
    pub clock_out: String,
    pub out_which: String,
    pub claimed_in: String,
    pub claimed_in_which: String,
    pub claimed_out: String,
    pub claimed_out_which: String,
    pub at: String,
    pub at_which: String,
    pub job: String,
    pub reason: String,
    pub note: String,
}

/// What is wrong, at the field that can mend it; `None` for what no form can mend.
pub(in crate::web::pages) fn errors_of(pen: &Pen, error: &EntryError) -> Option<FormErrors> {
    let field = match error {
        EntryError::Store(_) | EntryError::NotFound | EntryError::ChangedMeanwhile => return None,
        EntryError::Future(time) | EntryError::Backwards(time) => match time {
            EntryTime::In => "in",
            EntryTime::Out => "out",
            EntryTime::ClaimedIn => "claimed_in",
            EntryTime::ClaimedOut => "claimed_out",
            EntryTime::BreakBegin => "in",
            EntryTime::BreakEnd => "out",
        },
        EntryError::TooLong | EntryError::Deactivated(_) => "out",
        EntryError::NoJob | EntryError::UnknownJob => "job",
        EntryError::SplitOutside => "at",
        EntryError::UnknownBreakKind => "kind",
        EntryError::BreakOutside | EntryError::BreakLeftOutside | EntryError::BreaksOverlap => "in",
        EntryError::Locked(..)
        | EntryError::OpenAlready { .. }
        | EntryError::NothingChanged
        | EntryError::Voided
        | EntryError::NotVoided
        | EntryError::Unfinished => "",
    };
    Some(FormErrors::new(field, &refusals::entry(AdminWords::of(pen.language), Some(pen), error)))
}

/// A field for a day and a time, with the choice between the two where a time came twice.
#[derive(Debug, Clone)]
pub(in crate::web::pages) struct TimeField {
    /// Also its name in the form.
    pub id: &'static str,
    pub label: &'static str,
    pub value: String,
    pub hint: &'static str,
    pub required: bool,
    pub wrong: Option<String>,
    /// Empty unless the time came twice.
    pub which: Vec<SelectOption>,
}

impl TimeField {
    pub fn new(
        words: &AdminWords,
        (id, label): (&'static str, &'static str),
        (value, which): (&str, &str),
        zone: &Zone,
        errors: &FormErrors,
    ) -> Self {
        Self {
            id,
            label,
            value: value.trim().replace(' ', "T"),
            hint: "",
            required: false,
            wrong: errors.of(id).map(str::to_owned),
            which: choices(words, (value, which), zone),
        }
    }

    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What describes the field, for those who hear the page.
    pub fn described_by(&self) -> String {
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.id));
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        wrong.into_iter().chain(hint).collect::<Vec<_>>().join(" ")
    }
}

fn choices(words: &AdminWords, (value, which): (&str, &str), zone: &Zone) -> Vec<SelectOption> {
    let Ok(at) = wall_clock::parse(value) else { return Vec::new() };
    if zone.moment(at, None) != Err(WallClockError::Twice) {
        return Vec::new();
    }
    let words = &words.when;
    let mut choices = vec![SelectOption::new("", &words.choose_one, which)];
    for occurrence in Occurrence::ALL {
        if let Ok(moment) = zone.moment(at, Some(occurrence)) {
            let zone = zone.local(moment).strftime("%Z");
            let name = match occurrence {
                Occurrence::First => words.first_time(zone),
                Occurrence::Second => words.second_time(zone),
            };
            choices.push(SelectOption::new(occurrence.name(), &name, which));
        }
    }
    choices
}

/// A moment as its field shows it, and which one of two it is.
pub(in crate::web::pages) fn shown(at: Timestamp, zone: &Zone) -> (String, String) {
    let which = zone.occurrence(at).map(|occurrence| occurrence.name().to_owned()).unwrap_or_default();
    (zone.local(at).strftime("%Y-%m-%dT%H:%M:%S").to_string(), which)
}

/// Reads the times of a form in a zone, and keeps what is wrong with them.
pub(in crate::web::pages) struct TimeReader<'a> {
    pub words: &'static AdminWords,
    pub zone: &'a Zone,
    pub errors: FormErrors,
}

impl TimeReader<'_> {
    /// None where nothing is typed, or something wrong. A time that is shown to the second and was left as it is
    /// stays the moment that it is, to the millisecond.
    pub fn time(
        &mut self,
        field: &'static str,
        (text, which): (&str, &str),
        current: Option<Timestamp>,
    ) -> Option<Timestamp> {
        if text.trim().is_empty() {
            return None;
        }
        let read = wall_clock::parse(text).and_then(|at| self.zone.moment(at, Occurrence::parse(which)));
        match read {
            Ok(at) => Some(current.filter(|current| current.as_second() == at.as_second()).unwrap_or(at)),
            Err(error) => {
                self.errors.add(field, &self.words.when.time_refused(error));
                None
            }
        }
    }

    /// The same where a time is needed.
    pub fn needed_time(
        &mut self,
        field: &'static str,
        typed: (&str, &str),
        current: Option<Timestamp>,
    ) -> Option<Timestamp> {
        if typed.0.trim().is_empty() {
            self.errors.add(field, &self.words.when.no_day_and_time);
        }
        self.time(field, typed, current)
    }

    pub fn job(&mut self, text: &str) -> Option<JobId> {
        let id = Some(text.trim()).filter(|text| !text.is_empty())?;
        let job = JobId::parse(id);
        if job.is_none() {
            self.errors.add("job", &refusals::entry(self.words, None, &EntryError::UnknownJob));
        }
        job
    }

    pub fn why(&mut self, reason: &str, note: &str) -> Option<ChangeReason> {
        match ChangeReason::parse(reason, note) {
            Ok(why) => Some(why),
            Err(ReasonFormErrors { no_reason, note }) => {
                if no_reason {
                    self.errors.add("reason", &self.words.when.no_reason);
                }
                if let Some(error) = note {
                    self.errors.add("note", &self.words.when.note_refused(error));
                }
                None
            }
        }
    }
}

/// Why an entry is changed, as fields.
#[derive(Debug, Clone)]
pub(in crate::web::pages) struct WhyFields {
    pub reasons: Vec<SelectOption>,
    pub reason_wrong: Option<String>,
    pub note: String,
    pub note_wrong: Option<String>,
}

impl WhyFields {
    pub fn new(words: &AdminWords, reason: &str, note: String, errors: &FormErrors) -> Self {
        Self::offering(&Reason::OF_ENTRIES, words, (reason, note), errors)
    }

    /// The fields with these reasons.
    pub fn offering(
        offered: &[Reason],
        words: &AdminWords,
        (reason, note): (&str, String),
        errors: &FormErrors,
    ) -> Self {
        Self {
            reasons: reasons(offered, words, reason),
            reason_wrong: errors.of("reason").map(str::to_owned),
            note,
            note_wrong: errors.of("note").map(str::to_owned),
        }
    }
}

/// The reasons as choices, with none chosen at first.
fn reasons(offered: &[Reason], words: &AdminWords, chosen: &str) -> Vec<SelectOption> {
    let option = |reason: &Reason| SelectOption::new(reason.name(), &capital(words.reason(*reason)), chosen);
    let none = SelectOption::new("", &words.when.choose_reason, chosen);
    std::iter::once(none).chain(offered.iter().map(option)).collect()
}

/// The jobs as choices; none is one too, where it may be.
pub(in crate::web::pages) fn jobs(
    words: &AdminWords,
    JobChoices { jobs, required }: &JobChoices,
    chosen: &str,
) -> Vec<SelectOption> {
    let none = if *required { &words.when.choose_job } else { &words.when.no_job };
    let mut choices = vec![SelectOption::new("", none, chosen)];
    choices.extend(jobs.iter().map(|(id, name)| SelectOption::new(&id.to_string(), name, chosen)));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{formats::Formats, language::OfficeLanguage};

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    fn pen() -> Pen {
        Pen::new(Formats::default(), zone(), OfficeLanguage::En, Timestamp::UNIX_EPOCH)
    }

    fn zone() -> Zone {
        Zone::parse("America/Chicago").unwrap()
    }

    #[test]
    fn a_time_that_was_left_alone_stays_the_moment_that_it_is() {
        let at: Timestamp = "2026-11-01T07:30:12.345Z".parse().unwrap();
        let zone = zone();
        let (text, which) = shown(at, &zone);
        assert_eq!((text.as_str(), which.as_str()), ("2026-11-01T01:30:12", "second"));
        let mut reader = TimeReader { words: english(), zone: &zone, errors: FormErrors::default() };
        assert_eq!(reader.time("in", (&text, &which), Some(at)), Some(at));
        // The first one is an hour earlier, and that is a change.
        assert_eq!(reader.time("in", (&text, "first"), Some(at)), "2026-11-01T06:30:12Z".parse().ok());
        assert!(reader.errors.is_empty());
        assert_eq!(reader.time("in", (&text, ""), Some(at)), None);
        assert!(reader.errors.of("in").unwrap().contains("came twice"));
    }

    #[test]
    fn only_a_time_that_came_twice_asks_which_one_is_meant() {
        let names = |text: &str| {
            choices(english(), (text, ""), &zone()).into_iter().map(|choice| choice.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("2026-11-01T01:30:00"),
            ["Choose one", "The first time (CDT)", "The second time, an hour later (CST)"]
        );
        for text in ["2026-11-01T02:30:00", "2026-03-08T02:30:00", "", "soon"] {
            assert!(names(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn errors_belong_to_their_fields() {
        let errors = errors_of(&pen(), &EntryError::Future(EntryTime::ClaimedOut)).unwrap();
        assert_eq!((errors.of("claimed_out"), errors.of("")), (Some("This time is still to come."), None));
        assert!(errors_of(&pen(), &EntryError::ChangedMeanwhile).is_none());
    }
}
