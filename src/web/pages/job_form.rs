//! What was typed into the form for a job.

use serde::Deserialize;

use super::{choose_people::ChosenPeople, form_errors::FormErrors};
use crate::{
    domain::job::{JobFormErrors, JobInput, PhoneCode},
    service::roster::jobs::{AssignedJob, JobDetails},
    wording::{admin::AdminWords, entered},
};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct JobForm {
    pub id: String,
    pub name: String,
    pub accounting_code: String,
    pub phone_code: String,
    #[serde(flatten)]
    pub who: ChosenPeople,
}

impl JobForm {
    pub(super) fn new(job: &AssignedJob) -> Self {
        let AssignedJob { job, assigned } = job;
        Self {
            id: job.id.to_string(),
            name: job.name.clone(),
            accounting_code: job.accounting_code.clone().unwrap_or_default(),
            phone_code: job.phone_code.as_ref().map(PhoneCode::to_string).unwrap_or_default(),
            who: ChosenPeople::new(job.everyone, assigned),
        }
    }

    pub(super) fn parse(&self, words: &AdminWords) -> Result<JobDetails, FormErrors> {
        let Self { name, accounting_code, phone_code, .. } = self;
        let parsed = JobInput { name, accounting_code, phone_code }.parse();
        let mut errors = parsed.as_ref().err().map(|errors| form_errors(words, errors)).unwrap_or_default();
        let (everyone, assigned) = (self.who.is_for_everyone(), self.who.people());
        if !everyone && assigned.is_empty() {
            errors.add("who", &words.jobs.nobody_chosen);
        }
        match parsed {
            Ok((name, accounting_code, phone_code)) if errors.is_empty() => {
                Ok(JobDetails { name, accounting_code, phone_code, everyone, assigned })
            }
            Ok(_) | Err(_) => Err(errors),
        }
    }
}

fn form_errors(words: &AdminWords, errors: &JobFormErrors) -> FormErrors {
    FormErrors::each(entered::job(words, errors).into_iter().map(|(field, words)| (field, Some(words))))
}
