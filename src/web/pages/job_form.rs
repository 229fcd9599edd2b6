//! What was typed into the form for a job.

use serde::{Deserialize, Deserializer};

use super::form_errors::FormErrors;
use crate::{
    domain::{
        ids::EmployeeId,
        job::{JobFormErrors, JobInput, PhoneCode},
    },
    service::roster::jobs::{AssignedJob, JobDetails},
    wording::entered,
};

pub(super) const NOBODY_CHOSEN: &str = "Choose at least one person, or everyone.";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct JobForm {
    pub id: String,
    pub name: String,
    pub accounting_code: String,
    pub phone_code: String,
    /// `everyone` or `chosen`.
    who: String,
    /// Ids of those who are ticked.
    #[serde(deserialize_with = "one_or_many")]
    person: Vec<String>,
    /// Whom to look for.
    pub find: String,
    /// Who was looked for when the form was made.
    found: String,
    /// `find` when that button was pressed.
    action: String,
}

impl JobForm {
    pub(super) fn new(job: &AssignedJob) -> Self {
        let AssignedJob { job, assigned } = job;
        Self {
            id: job.id.to_string(),
            name: job.name.clone(),
            accounting_code: job.accounting_code.clone().unwrap_or_default(),
            phone_code: job.phone_code.as_ref().map(PhoneCode::to_string).unwrap_or_default(),
            who: if job.everyone { "everyone" } else { "chosen" }.to_owned(),
            person: assigned.iter().map(|person| person.id.to_string()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn is_for_everyone(&self) -> bool {
        self.who != "chosen" && self.action != "find"
    }

    /// Whether to look for people rather than save: the button says so, or somebody typed a name there and
    /// pressed Enter.
    pub(super) fn is_search(&self) -> bool {
        let is_new = !self.find.trim().is_empty() && self.find != self.found;
        self.action == "find" || (is_new && !self.is_for_everyone())
    }

    pub(super) fn people(&self) -> Vec<EmployeeId> {
        self.person.iter().filter_map(|id| EmployeeId::parse(id)).collect()
    }

    pub(super) fn parse(&self) -> Result<JobDetails, FormErrors> {
        let Self { name, accounting_code, phone_code, .. } = self;
        let parsed = JobInput { name, accounting_code, phone_code }.parse();
        let mut errors = parsed.as_ref().err().map(form_errors).unwrap_or_default();
        let (everyone, assigned) = (self.is_for_everyone(), self.people());
        if !everyone && assigned.is_empty() {
            errors.add("who", NOBODY_CHOSEN);
        }
        match parsed {
            Ok((name, accounting_code, phone_code)) if errors.is_empty() => {
                Ok(JobDetails { name, accounting_code, phone_code, everyone, assigned })
            }
            Ok(_) | Err(_) => Err(errors),
        }
    }
}

fn form_errors(errors: &JobFormErrors) -> FormErrors {
    FormErrors::each(entered::job(errors).into_iter().map(|(field, words)| (field, Some(words))))
}

/// A field that stands in the form once or several times.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}
