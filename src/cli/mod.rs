//! The commands: what may be said on the command line, and who does it.

mod ask;
mod backup;
mod call;
mod calls;
mod clock;
mod costs;
mod demo;
mod doctor;
mod employee;
mod entries;
mod fallback;
mod generate;
mod health;
mod job;
mod key;
mod kiosk;
mod moving;
mod output;
mod pin_entry;
mod prompts;
mod serve;
mod time_span;
mod usage;
mod user;
mod words;
mod workspace;

use std::{process::ExitCode, sync::Arc, time::Duration};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, builder::Resettable, parser::ValueSource};
use phoneclock::{
    app,
    config::{LogArgs, LogFormat, StorageArgs, settings_file},
    service::Services,
};

use crate::telemetry;

/// A telephone time clock: workers call, key in who they are, and are clocked in or out
#[derive(Debug, Parser)]
#[command(
    name = "phoneclock",
    version,
    max_term_width = 100,
    after_help = "First steps:
  phoneclock demo                                              a gateway and callers, all on this machine
  phoneclock workspace add \"Acme\" --time-zone America/Chicago
  phoneclock employee add \"Ana Torres\" --set-pin               asks for the PIN, prints the phone clock ID
  phoneclock doctor                                            says what is still missing
  phoneclock serve                                             answers the telephone

PHONECLOCK_SETTINGS names a file of settings, which is read as systemd reads an EnvironmentFile: with it a
command has the settings of the service."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    storage: StorageArgs,
    #[command(flatten)]
    log: LogArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer the telephone: run the gateway
    Serve(serve::ServeArgs),
    /// Add, list and change workspaces; a workspace is one employer
    #[command(subcommand)]
    Workspace(workspace::WorkspaceCommand),
    /// Add, list and change employees, set and remove PINs, end locks
    #[command(subcommand)]
    Employee(employee::EmployeeCommand),
    /// Add, list, change and archive jobs and their phone codes
    #[command(subcommand)]
    Job(job::JobCommand),
    /// List the users of the pages; let in whoever has lost their second factor
    #[command(subcommand)]
    User(user::UserCommand),
    /// Add, list and change kiosks: places with a shared device at which people clock
    #[command(subcommand)]
    Kiosk(kiosk::KioskCommand),
    /// Show time entries, as a table, CSV or JSON
    Entries(entries::EntriesArgs),
    /// Show calls step by step: what was asked, what came, what was said
    Calls(calls::CallsArgs),
    Costs(costs::CostsArgs),
    /// Say whether the clock is trusted, or confirm that it is right
    Clock(clock::ClockArgs),
    /// Look over settings, files, database and provider, and say what to do
    Doctor(doctor::DoctorArgs),
    Fallback(fallback::FallbackArgs),
    /// List the clips of recorded prompts: what to read, and what is there
    #[command(subcommand)]
    Prompts(prompts::PromptsCommand),
    /// Ask the gateway on this machine whether it answers
    Health(health::HealthArgs),
    /// Make the key file of a database that several gateways share
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Move the database, and the recordings, to PostgreSQL or back
    Move(moving::MoveArgs),
    /// Write the database and the recordings to one file
    Backup(backup::BackupArgs),
    /// Put a backup in the place of the database and the recordings
    Restore(backup::RestoreArgs),
    Demo(demo::DemoArgs),
    Call(call::CallArgs),
    /// Write what a package of this program brings besides: man pages, and completions for shells
    #[command(subcommand, hide = true)]
    Generate(generate::GenerateCommand),
}

impl Command {
    /// What is logged unless a filter is given.
    const fn default_filter(&self) -> &'static str {
        match self {
            Self::Serve(_) => "info",
            Self::Demo(_)
            | Self::Workspace(_)
            | Self::Employee(_)
            | Self::Job(_)
            | Self::User(_)
            | Self::Kiosk(_)
            | Self::Entries(_)
            | Self::Calls(_)
            | Self::Clock(_)
            | Self::Costs(_)
            | Self::Doctor(_)
            | Self::Fallback(_)
            | Self::Prompts(_)
            | Self::Generate(_)
            | Self::Health(_)
            | Self::Key(_)
            | Self::Move(_)
            | Self::Backup(_)
            | Self::Restore(_)
            | Self::Call(_) => "warn",
        }
    }
}

/// Runs the command that the program was started with.
pub fn main() -> ExitCode {
    let settings = match settings_file::read() {
        Ok(settings) => settings,
        Err(error) => {
            output::complain(output::sentence(&error.into()));
            return ExitCode::FAILURE;
        }
    };
    // They live as long as the program does.
    let settings: Vec<_> = settings.into_iter().map(|(name, value)| (&*name.leak(), &*value.leak())).collect();
    let cli = match parse(&settings) {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error),
    };
    match run(cli) {
        Ok(code) => code,
        // `phoneclock entries | head`: whoever reads has had enough.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(output::sentence(&error));
            ExitCode::FAILURE
        }
    }
}

/// Commands that keep what they keep elsewhere, or nothing.
const WITHOUT_STORAGE: [&str; 6] = ["demo", "call", "health", "generate", "fallback", "prompts"];

/// What the file with the settings of the service says, in the place of what the environment says.
fn with_settings(command: clap::Command, settings: &[(&'static str, &'static str)]) -> clap::Command {
    let command = command.mut_args(|arg| {
        // Of a name that comes twice the last one counts.
        let in_file = settings.iter().rev().find(|(name, _)| arg.get_env().is_some_and(|env| env == *name));
        match in_file {
            Some((_, value)) => arg.env(Resettable::Reset).default_value(*value).hide_default_value(true),
            None => arg,
        }
    });
    command.mut_subcommands(|command| with_settings(command, settings))
}

fn storage_options() -> Vec<clap::Arg> {
    StorageArgs::augment_args(clap::Command::new("storage")).get_arguments().cloned().collect()
}

/// What may be said. The storage options are the same everywhere but where they would mean nothing.
fn command_line() -> clap::Command {
    let options = storage_options();
    let hidden = || options.iter().map(|option| option.clone().hide(true));
    WITHOUT_STORAGE
        .into_iter()
        .fold(Cli::command(), |command, name| command.mut_subcommand(name, |sub| sub.args(hidden())))
}

/// Reads the command line.
fn parse(settings: &[(&'static str, &'static str)]) -> Result<Cli, clap::Error> {
    let options = storage_options();
    let mut command = with_settings(command_line(), settings);
    let matches = command.try_get_matches_from_mut(std::env::args_os())?;
    if let Some((name, given)) = matches.subcommand()
        && WITHOUT_STORAGE.contains(&name)
        && let Some(option) =
            options.iter().find(|option| given.value_source(option.get_id().as_str()) == Some(ValueSource::CommandLine))
    {
        let option = option.get_long().unwrap_or_default();
        let said = format!("--{option} means nothing to `phoneclock {name}`; leave it out");
        return Err(command.error(clap::error::ErrorKind::ArgumentConflict, said));
    }
    Cli::from_arg_matches(&matches)
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let filter = cli.log.filter();
    let filter = filter.as_deref().unwrap_or(cli.command.default_filter());
    telemetry::init(filter, cli.log.log_format == LogFormat::Json)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(carry_out(cli.command, cli.storage));
    // What still runs is waiting for nobody, such as a name server that does not answer.
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn carry_out(command: Command, storage: StorageArgs) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(args) => serve::run(args, storage).await?,
        Command::Workspace(command) => on(&storage, async |services| workspace::run(command, services).await).await?,
        Command::Employee(command) => on(&storage, async |services| employee::run(command, services).await).await?,
        Command::Job(command) => on(&storage, async |services| job::run(command, services).await).await?,
        Command::User(command) => on(&storage, async |services| user::run(command, services).await).await?,
        Command::Kiosk(command) => on(&storage, async |services| kiosk::run(command, services).await).await?,
        Command::Entries(args) => on(&storage, async |services| entries::run(args, services).await).await?,
        Command::Calls(args) => on(&storage, async |services| calls::run(args, services).await).await?,
        Command::Costs(args) => on(&storage, async |services| costs::run(args, services).await).await?,
        Command::Clock(args) => on(&storage, async |services| clock::run(args, services).await).await?,
        Command::Doctor(args) => return doctor::run(args, &storage).await,
        Command::Key(command) => key::run(&command, &storage)?,
        Command::Move(args) => moving::run(args, &storage).await?,
        Command::Backup(args) => backup::back_up(&args, &storage).await?,
        Command::Restore(args) => backup::restore(&args, &storage).await?,
        Command::Fallback(args) => fallback::run(&args)?,
        Command::Prompts(command) => prompts::run(command)?,
        Command::Health(args) => health::run(args).await?,
        Command::Generate(wanted) => generate::run(&wanted, command_line())?,
        Command::Demo(args) => demo::run(args, &storage, &mut output::Out).await?,
        Command::Call(args) => call::run(args, &mut output::Out).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs a command on the storage, and leaves that as a program does that has ended.
async fn on(storage: &StorageArgs, run: impl AsyncFnOnce(&Arc<Services>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let services = app::open(storage).await?;
    let outcome = run(&services).await;
    services.store.db().close().await;
    outcome
}
