//! `job`: what is worked on, and the digits that name it on the phone.

use std::sync::Arc;

use clap::{Args, Subcommand};
use phoneclock::{
    domain::job::{Job, PhoneCode},
    service::{Gateway, audit::Actor, entries::utc, job_list::JobDetails},
};
use serde::Serialize;

use super::output::{self, FOLDED, WHOLE};

#[derive(Debug, Subcommand)]
pub enum JobCommand {
    /// Add a job
    #[command(after_help = "Example:
  phoneclock job add \"Bridge deck\" --code 71 --accounting-code 4410-BD")]
    Add(AddArgs),
    /// List the jobs, archived ones too
    List(ListArgs),
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
    /// The workspace [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The workspace [default: the only one there is]
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
    /// The workspace [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A job as programs read it.
#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    phone_code: Option<String>,
    accounting_code: Option<String>,
    status: &'static str,
    archived_at: Option<String>,
}

impl From<Job> for View {
    fn from(job: Job) -> Self {
        Self {
            id: job.id.to_string(),
            name: job.name,
            phone_code: job.phone_code.map(|code| code.to_string()),
            accounting_code: job.accounting_code,
            status: if job.archived_at.is_some() { "archived" } else { "active" },
            archived_at: job.archived_at.map(utc),
        }
    }
}

pub async fn run(command: JobCommand, gateway: &Arc<Gateway>) -> anyhow::Result<()> {
    match command {
        JobCommand::Add(args) => {
            let workspace = gateway.get_workspace(args.workspace).await?;
            let code = args.code;
            let details = JobDetails {
                phone_code: Some(code.clone()),
                accounting_code: args.accounting_code,
                ..JobDetails::named(&args.name)
            };
            let job = View::from(gateway.add_job(Actor::at_the_machine(workspace.id), details).await?);
            output::tell(args.json, &job, format_args!("Added the job {}, phone code {code}.", job.name))
        }
        JobCommand::List(args) => list(args, gateway).await,
        JobCommand::Archive(args) => {
            let workspace = gateway.get_workspace(args.workspace).await?;
            let job = gateway.archive_job_known_as(Actor::at_the_machine(workspace.id), args.job).await?;
            let job = View::from(job);
            output::tell(args.json, &job, format_args!("Archived the job {}; its hours stay.", job.name))
        }
    }
}

async fn list(args: ListArgs, gateway: &Arc<Gateway>) -> anyhow::Result<()> {
    let workspace = gateway.get_workspace(args.workspace).await?;
    let views: Vec<_> = gateway.list_jobs(workspace.id).await?.into_iter().map(View::from).collect();
    if args.json {
        return output::say_json(&views);
    }
    if views.is_empty() {
        return Ok(output::say(
            "There is no job yet, so callers are asked for none; add one with `phoneclock job add`.",
        )?);
    }
    let columns = [("Name", FOLDED), ("Phone code", WHOLE), ("Accounting code", FOLDED), ("Status", WHOLE)];
    let rows = views.into_iter().map(|view| {
        [view.name, output::or_dash(view.phone_code), output::or_dash(view.accounting_code), view.status.to_owned()]
    });
    Ok(output::say(output::table(columns, rows))?)
}
