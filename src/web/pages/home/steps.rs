//! The first steps in a new workspace, in words.

use crate::{service::overview::first_steps::Step, wording::admin::StepsWords};

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

impl StepRow {
    pub(super) fn new(step: Step, done: bool, words: &'static StepsWords) -> Self {
        let (words, why, to) = match step {
            Step::People => (&words.people, &words.people_why, "/employees/import"),
            Step::Jobs => (&words.jobs, &words.jobs_why, "/jobs"),
            Step::PayPeriod => (&words.pay_period, &words.pay_period_why, "/settings/payroll"),
            Step::TestCall => (&words.test_call, &words.test_call_why, "/time-tracking/phone-clocking"),
            Step::ExportProfile => (&words.profile, &words.profile_why, "/exports/profiles/new"),
        };
        Self { words, why, to, done }
    }
}
