//! The first steps in a new workspace, in words.

use crate::service::overview::first_steps::Step;

/// A step as the list shows it.
pub(super) struct StepRow {
    /// What to do.
    pub words: &'static str,
    /// What it is good for.
    pub why: &'static str,
    /// Where it is done.
    pub to: &'static str,
    /// Whether it is done.
    pub done: bool,
}

impl From<(Step, bool)> for StepRow {
    fn from((step, done): (Step, bool)) -> Self {
        let (words, why, to) = match step {
            Step::People => (
                "Bring in your people",
                "Upload the list that HR keeps, or add people one by one.",
                "/employees/import",
            ),
            Step::Jobs => {
                ("Add your jobs", "With a phone code each, so that callers can key in what they work on.", "/jobs")
            }
            Step::PayPeriod => (
                "Set your pay period and overtime",
                "Until then hours are paid weekly from Monday, with overtime over 40 hours.",
                "/settings/payroll",
            ),
            Step::TestCall => (
                "Clock in once",
                "Send somebody a setup link, and let them call the number or use a kiosk.",
                "/time-tracking/phone-clocking",
            ),
            Step::ExportProfile => (
                "Choose your payroll system",
                "So that the hours come out in the file that it takes.",
                "/exports/profiles/new",
            ),
        };
        Self { words, why, to, done }
    }
}
