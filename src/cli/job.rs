//! `job`: what is worked on, and the digits that name it on the phone.

use std::sync::Arc;

use anyhow::{bail, ensure};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use phoneclock::{
    domain::{
        ids::{EmployeeId, JobId, WorkspaceId},
        job::{JobInput, PhoneCode},
        language::OfficeLanguage,
        time_text::{since, utc},
    },
    service::{
        Hold, Services,
        audit::Actor,
        roster::jobs::{self, AssignedJob, JobDetails},
        timesheets::leaving::{self, ClockedInEmployee, LeavingError, OpenEntriesAnswer, OpenEntriesChoice},
    },
    wording::{admin::AdminWords, entered},
};
use serde::Serialize;

use super::{
    employee,
    output::{self, FOLDED, WHOLE},
    workspace,
};

#[derive(Debug, Subcommand)]
pub enum JobCommand {
    /// Add a job
    #[command(after_help = "Examples:
  phoneclock job add \"Bridge deck\" --code 71 --accounting-code 4410-BD
  phoneclock job add \"Night watch\" --code 90 --assign-to 0117 --assign-to \"Ana Torres\"")]
    Add(AddArgs),
    /// List the jobs, archived ones too
    List(ListArgs),
    /// Change an active job; what is not given stays as it is
    #[command(after_help = "Examples:
  phoneclock job set 71 --assign-to 0117 --assign-to \"Ana Torres\"
  phoneclock job set \"Bridge deck\" --everyone --accounting-code \"\"")]
    Set(SetArgs),
    /// Archive a job: it keeps its hours, and its phone code is free again
    #[command(after_help = "Examples:
  phoneclock job archive 71
  phoneclock job archive \"Bridge deck\"")]
    Archive(ArchiveArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// Name, which is read out to the caller
    name: String,
    /// Phone code: the 1 to 8 digits that callers key in
    #[arg(long, value_name = "DIGITS", value_parser = PhoneCode::parse)]
    code: PhoneCode,
    /// The job's code in payroll or accounting
    #[arg(long, value_name = "TEXT")]
    accounting_code: Option<String>,
    #[command(flatten)]
    assignment: Assignment,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// Phone code or name of an active job
    #[arg(value_name = "CODE-OR-NAME")]
    job: String,
    /// New name
    #[arg(long, value_name = "NEW-NAME")]
    name: Option<String>,
    /// Phone code: the 1 to 8 digits that callers key in; "" for none
    #[arg(long, value_name = "DIGITS")]
    code: Option<String>,
    /// The job's code in payroll or accounting; "" for none
    #[arg(long, value_name = "TEXT")]
    accounting_code: Option<String>,
    #[command(flatten)]
    assignment: Assignment,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// Who may work on a job.
#[derive(Debug, Args)]
struct Assignment {
    /// Assign the job to everyone
    #[arg(long, conflicts_with = "assign_to")]
    everyone: bool,
    /// Assign the job to this person and to nobody else but those named with it, as often as it takes: name,
    /// employee number, email address, phone clock ID or the id of the list
    #[arg(long, value_name = "WHO")]
    assign_to: Vec<String>,
}

impl Assignment {
    const fn is_given(&self) -> bool {
        self.everyone || !self.assign_to.is_empty()
    }

    /// The people chosen; none where it is everyone, or not said.
    async fn people(self, workspace: WorkspaceId, services: &Services) -> anyhow::Result<Vec<EmployeeId>> {
        employee::find_all(workspace, self.assign_to, services).await
    }
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ArchiveArgs {
    /// Phone code or name of an active job
    #[arg(value_name = "CODE-OR-NAME")]
    job: String,
    /// What happens to the entries of people who are clocked in to it now
    #[arg(long, value_enum, value_name = "WHAT")]
    open_entries: Option<OpenOnJob>,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OpenOnJob {
    /// They end now
    ClockOut,
    /// They stay open: their people clock out by phone as ever
    Keep,
}

/// A job as programs read it.
#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    phone_code: Option<String>,
    accounting_code: Option<String>,
    /// Whether everyone may work on it.
    everyone: bool,
    /// Who may, where not everyone may.
    assigned_to: Vec<Assigned>,
    status: &'static str,
    archived_at: Option<String>,
}

/// Somebody a job is assigned to.
#[derive(Serialize)]
struct Assigned {
    id: String,
    name: String,
}

impl From<AssignedJob> for View {
    fn from(AssignedJob { job, assigned }: AssignedJob) -> Self {
        let assigned = assigned.into_iter();
        Self {
            id: job.id.to_string(),
            name: job.name,
            phone_code: job.phone_code.map(|code| code.to_string()),
            accounting_code: job.accounting_code,
            everyone: job.everyone,
            assigned_to: assigned.map(|one| Assigned { id: one.id.to_string(), name: one.details.name }).collect(),
            status: if job.archived_at.is_some() { "archived" } else { "active" },
            archived_at: job.archived_at.map(utc),
        }
    }
}

/// Carries out one of the commands about jobs.
pub async fn run(command: JobCommand, services: &Arc<Services>) -> anyhow::Result<()> {
    match command {
        JobCommand::Add(args) => add(args, services).await,
        JobCommand::List(args) => list(args, services).await,
        JobCommand::Set(args) => set(args, services).await,
        JobCommand::Archive(args) => {
            let workspace = workspace::find(services, args.workspace).await?;
            let answer = args.open_entries.map(|what| OpenEntriesAnswer {
                open: match what {
                    OpenOnJob::ClockOut => OpenEntriesChoice::ClockOut,
                    OpenOnJob::Keep => OpenEntriesChoice::Keep,
                },
                expected_version: None,
            });
            let actor = Actor::at_the_machine(workspace.id);
            let archive = services.store.write(Hold::Workspace(workspace.id), move |u| {
                leaving::archive_job_known_as(u, &actor, &args.job, answer.as_ref())
            });
            let job = match archive.await {
                Ok(job) => job,
                Err(LeavingError::ClockedIn(people)) => {
                    bail!(
                        "{} clocked in; say what should happen: --open-entries clock-out ends their entries now, \
                         --open-entries keep leaves them open",
                        in_words(&people, services.store.now())
                    )
                }
                Err(problem) => return Err(problem.into()),
            };
            let job = View::from(services.store.read(move |tx| jobs::get(tx, workspace.id, job.id)).await?);
            output::print(args.json, &job, format_args!("Archived the job {}; its hours stay.", job.name))
        }
    }
}

/// Whoever is clocked in, a few of them by name.
fn in_words(people: &[ClockedInEmployee], now: Timestamp) -> String {
    const NAMED: usize = 5;
    let named = people.iter().take(NAMED);
    let mut named: Vec<_> =
        named.map(|one| format!("{} since {}", one.name, since(one.since, &one.zone, now))).collect();
    let more = people.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let are = if people.len() == 1 { "is" } else { "are" };
    format!("{} {are}", named.join(", "))
}

async fn add(args: AddArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let assigned = args.assignment.people(workspace.id, services).await?;
    let code = args.code;
    let details = JobDetails {
        phone_code: Some(code.clone()),
        accounting_code: args.accounting_code,
        everyone: assigned.is_empty(),
        assigned,
        ..JobDetails::named(&args.name)
    };
    let (actor, id) = (Actor::at_the_machine(workspace.id), JobId::generate(&services.store.ids()));
    let add = services.store.write(Hold::Workspace(workspace.id), move |u| jobs::add(u, &actor, id, &details));
    let job = add.await?;
    let job = View::from(services.store.read(move |tx| jobs::get(tx, workspace.id, job.id)).await?);
    output::print(args.json, &job, format_args!("Added the job {}, phone code {code}.", job.name))
}

async fn set(args: SetArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let SetArgs { job, name, code, accounting_code, assignment, workspace, json } = args;
    let nothing = name.is_none() && code.is_none() && accounting_code.is_none() && !assignment.is_given();
    ensure!(!nothing, "nothing was given to change; see `phoneclock job set --help`");
    let workspace = workspace::find(services, workspace).await?;
    let AssignedJob { job: known, assigned } =
        services.store.read(move |tx| jobs::get_known_as(tx, workspace.id, &job)).await?;
    let entered = JobInput {
        name: &name.unwrap_or(known.name),
        accounting_code: &accounting_code.or(known.accounting_code).unwrap_or_default(),
        phone_code: &code.or_else(|| known.phone_code.map(|code| code.to_string())).unwrap_or_default(),
    };
    let (name, accounting_code, phone_code) = match entered.parse() {
        Ok(parsed) => parsed,
        Err(errors) => {
            let said = entered::job(AdminWords::of(OfficeLanguage::En), &errors).into_iter().map(|(_, words)| words);
            bail!(said.collect::<Vec<_>>().join(" "))
        }
    };
    let (everyone, assigned) = if assignment.is_given() {
        let people = assignment.people(workspace.id, services).await?;
        (people.is_empty(), people)
    } else {
        (known.everyone, assigned.iter().map(|person| person.id).collect())
    };
    let details = JobDetails { name, accounting_code, phone_code, everyone, assigned };
    let actor = Actor::at_the_machine(workspace.id);
    let change =
        services.store.write(Hold::Workspace(workspace.id), move |u| jobs::change(u, &actor, known.id, &details));
    change.await?;
    let job = View::from(services.store.read(move |tx| jobs::get(tx, workspace.id, known.id)).await?);
    output::print(json, &job, format_args!("Changed the job {}.", job.name))
}

async fn list(args: ListArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let views: Vec<_> = services
        .store
        .read(move |tx| jobs::list_assigned(tx, workspace.id))
        .await?
        .into_iter()
        .map(View::from)
        .collect();
    if args.json {
        return output::say_json(&views);
    }
    if views.is_empty() {
        return Ok(output::say(
            "There are no jobs yet, so callers are not asked for one; add one with `phoneclock job add`.",
        )?);
    }
    let columns = [
        ("Name", FOLDED),
        ("Phone code", WHOLE),
        ("Accounting code", FOLDED),
        ("Assigned to", FOLDED),
        ("Status", WHOLE),
    ];
    let rows = views.into_iter().map(|view| {
        let assigned = if view.everyone {
            "everyone".to_owned()
        } else {
            view.assigned_to.into_iter().map(|one| one.name).collect::<Vec<_>>().join(", ")
        };
        [
            view.name,
            output::or_dash(view.phone_code),
            output::or_dash(view.accounting_code),
            assigned,
            view.status.to_owned(),
        ]
    });
    Ok(output::say(output::table(columns, rows))?)
}

#[cfg(test)]
mod tests {
    use phoneclock::domain::{ids::EntryId, workspace::Zone};

    use super::*;

    #[test]
    fn whoever_is_clocked_in_is_named_a_few_of_many() {
        let now: Timestamp = "2026-11-17T12:00:00Z".parse().unwrap();
        let one = |number: u8| ClockedInEmployee {
            entry: EntryId::from_bytes([number; 16]),
            name: format!("Ana {number}"),
            since: "2026-11-17T11:37:00Z".parse().unwrap(),
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        let few = |count| (1..=count).map(one).collect::<Vec<_>>();
        assert_eq!(in_words(&few(1), now), "Ana 1 since 05:37 CST is");
        assert!(in_words(&few(8), now).ends_with("Ana 5 since 05:37 CST, 3 more are"));
    }
}
