//! A job in JSON: as it is answered, added and changed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{
        ids::{EmployeeId, JobId},
        job::{Job as KnownJob, JobInput, PhoneCode},
    },
    service::roster::jobs::{AssignedJob, JobDetails},
    web::api::{body::sent, problem::Problem},
    wording::{admin::AdminWords, entered},
};

/// What is worked on, as lists have it.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobSummary {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: JobId,
    /// What people call it; read back on the phone.
    name: String,
    /// What accounting calls it.
    accounting_code: Option<String>,
    /// The digits that name it on the phone.
    phone_code: Option<String>,
    /// Whether everybody may work on it.
    everyone: bool,
    /// Whether anybody can clock in to it.
    active: bool,
}

impl From<KnownJob> for JobSummary {
    fn from(job: KnownJob) -> Self {
        Self {
            id: job.id,
            name: job.name,
            accounting_code: job.accounting_code,
            phone_code: job.phone_code.map(|code| code.to_string()),
            everyone: job.everyone,
            active: job.archived_at.is_none(),
        }
    }
}

/// What is worked on, and by whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct Job {
    /// The job.
    #[serde(flatten)]
    job: JobSummary,
    /// The ids of those who may work on it, where not everybody may.
    #[schema(value_type = Vec<String>)]
    assigned: Vec<EmployeeId>,
}

impl From<AssignedJob> for Job {
    fn from(AssignedJob { job, assigned }: AssignedJob) -> Self {
        Self { job: job.into(), assigned: assigned.into_iter().map(|person| person.id).collect() }
    }
}

/// A job to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJob {
    /// An id of your own, so that the request can be sent again.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<JobId>,
    /// What people are to call it.
    name: String,
    /// What accounting calls it.
    #[serde(default)]
    accounting_code: Option<String>,
    /// 1 to 8 digits that name it on the phone.
    #[serde(default)]
    phone_code: Option<String>,
    /// The ids of those who may work on it; everybody where null or not sent.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    assigned: Option<Vec<EmployeeId>>,
}

impl NewJob {
    /// The same as a change of nothing.
    #[must_use]
    pub fn into_change(self) -> JobChange {
        let Self { name, accounting_code, phone_code, assigned, .. } = self;
        JobChange {
            name: Some(name),
            accounting_code: Some(accounting_code),
            phone_code: Some(phone_code),
            assigned: Some(assigned),
        }
    }
}

/// What is to be changed of a job. A field that is not sent stays as it is; one that is null becomes empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobChange {
    /// What people are to call it.
    #[serde(default)]
    #[schema(nullable = false)]
    name: Option<String>,
    /// What accounting calls it.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    accounting_code: Option<Option<String>>,
    /// 1 to 8 digits that name it on the phone.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    phone_code: Option<Option<String>>,
    /// The ids of those who may work on it; everybody where null.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<Vec<String>>)]
    assigned: Option<Option<Vec<EmployeeId>>>,
}

impl JobChange {
    /// What is meant, with what is known where nothing is sent.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn onto(self, known: Option<&AssignedJob>, words: &AdminWords) -> Result<JobDetails, Problem> {
        let job = known.map(|known| &known.job);
        let name = self.name.or_else(|| job.map(|job| job.name.clone())).unwrap_or_default();
        let accounting_code = self.accounting_code.unwrap_or_else(|| job.and_then(|job| job.accounting_code.clone()));
        let known_code = || job.and_then(|job| job.phone_code.as_ref()).map(PhoneCode::to_string);
        let phone_code = self.phone_code.unwrap_or_else(known_code);
        let known_people = || known.filter(|known| !known.job.everyone).map(|known| &known.assigned);
        let known_people = || known_people().map(|people| people.iter().map(|person| person.id).collect());
        let assigned: Option<Vec<_>> = self.assigned.unwrap_or_else(known_people);
        let input = JobInput {
            name: &name,
            accounting_code: accounting_code.as_deref().unwrap_or_default(),
            phone_code: phone_code.as_deref().unwrap_or_default(),
        };
        let (name, accounting_code, phone_code) = input.parse().map_err(|errors| {
            let errors = entered::job(words, &errors).into_iter();
            Problem::invalid(errors.map(|(field, words)| (field.to_owned(), words.to_string())))
        })?;
        let everyone = assigned.is_none();
        Ok(JobDetails { name, accounting_code, phone_code, everyone, assigned: assigned.unwrap_or_default() })
    }
}
