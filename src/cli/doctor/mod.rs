//! `doctor`: looks everything over, changes nothing, and says what to do.

mod bucket;
mod contents;
mod database;
mod kiosks;
mod names;
mod network;
mod replicas;
mod settings;
mod storage;

use std::process::ExitCode;

use clap::Args;
use phoneclock::{
    app,
    config::{DatabasePlace, GatewayArgs, StorageArgs},
    service::kernel::keys::KeyError,
};
use serde::Serialize;

use self::storage::LookedOver;
use super::output::{self, FOLDED, WHOLE};

#[derive(Debug, Args)]
#[command(
    after_help = "Takes the settings of `phoneclock serve`, as far as they are there. Ends with exit code 1 when there is a \
problem; warnings do not count.

Examples:
  phoneclock doctor
  phoneclock doctor --offline --all-recordings"
)]
pub struct DoctorArgs {
    /// Leave the network alone: neither the provider nor the public URL nor a bucket is asked
    #[arg(long)]
    offline: bool,
    /// Read every recording, not the latest 200 only
    #[arg(long)]
    all_recordings: bool,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    gateway: GatewayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Ok,
    Warning,
    Problem,
}

impl Level {
    const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

/// What was found out about one thing; for a warning or a problem, with what to do.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Finding {
    level: Level,
    about: &'static str,
    finding: String,
}

impl Finding {
    fn ok(about: &'static str, finding: impl Into<String>) -> Self {
        Self { level: Level::Ok, about, finding: finding.into() }
    }

    fn warning(about: &'static str, finding: impl Into<String>) -> Self {
        Self { level: Level::Warning, about, finding: finding.into() }
    }

    fn problem(about: &'static str, finding: impl Into<String>) -> Self {
        Self { level: Level::Problem, about, finding: finding.into() }
    }
}

/// Latest recordings that are read unless all are asked for.
const SAMPLE: usize = 200;

/// Looks everything over and prints what was found; the exit code says whether there is a problem.
pub async fn run(args: DoctorArgs, storage: &StorageArgs) -> anyhow::Result<ExitCode> {
    let mut findings = settings::examine(&args.gateway);
    let looked_over = look_over(storage).await;
    // Opening would make what is missing and upgrade what is old.
    let may_open = looked_over.may_open;
    findings.extend(looked_over.findings);
    if may_open {
        let most = if args.all_recordings { usize::MAX } else { SAMPLE };
        match app::open(storage).await {
            Ok(services) => {
                let reads = if is_out_of_reach(&args, storage) { 0 } else { most };
                findings.extend(contents::examine(&services, args.gateway.public_url.as_deref(), reads).await);
                services.store.db().close().await;
            }
            Err(error) => {
                let about = match error.downcast_ref() {
                    None | Some(KeyError::Store(_)) => "database",
                    Some(_) => "key file",
                };
                findings.retain(|finding| finding.about != about);
                findings.push(Finding::problem(about, output::sentence(&error)));
            }
        }
    }
    if !args.offline {
        findings.extend(network::examine(&args.gateway).await);
        findings.extend(bucket::examine(storage).await);
    }
    report(&findings, &args)?;
    let is_problem = |finding: &Finding| finding.level == Level::Problem;
    Ok(if findings.iter().any(is_problem) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whether recordings are where only the network leads.
fn is_out_of_reach(args: &DoctorArgs, storage: &StorageArgs) -> bool {
    args.offline && storage.recordings_place().is_ok_and(|place| place.folder().is_none())
}

async fn look_over(storage: &StorageArgs) -> LookedOver {
    match storage.database_place() {
        Ok(DatabasePlace::File(_)) => storage::examine(storage),
        Ok(DatabasePlace::Server(server)) => database::examine(storage, &server).await,
        Err(error) => LookedOver { findings: vec![Finding::problem("database", error.to_string())], may_open: false },
    }
}

fn report(findings: &[Finding], args: &DoctorArgs) -> anyhow::Result<()> {
    if args.json {
        return output::say_json(&findings);
    }
    // A link that is folded cannot be opened.
    let link = |found: &Finding| found.finding.split(' ').find(|word| word.contains("/welcome/")).map(str::to_owned);
    let rows = findings.iter().map(|found| {
        let finding =
            link(found).map_or_else(|| found.finding.clone(), |link| found.finding.replace(&link, "the link below"));
        [found.level.name().to_owned(), found.about.to_owned(), finding]
    });
    output::say(output::table([("Status", WHOLE), ("Subject", WHOLE), ("Finding", FOLDED)], rows))?;
    for link in findings.iter().filter_map(link) {
        output::say(format_args!("\n{link}"))?;
    }
    let count = |level, one: &str, many: &str| {
        let count = findings.iter().filter(|finding| finding.level == level).count();
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let skipped = if args.offline { "; the network was left alone" } else { "" };
    output::say(format_args!(
        "\n{}, {}{skipped}.",
        count(Level::Problem, "problem", "problems"),
        count(Level::Warning, "warning", "warnings"),
    ))?;
    Ok(())
}
