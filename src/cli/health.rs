//! `health`: whether the gateway on this machine answers, for what starts it again when it does not.

use anyhow::Context;
use clap::Args;
use phoneclock::config::ListenArgs;

use super::{ask::ask, output};

#[derive(Debug, Args)]
#[command(
    after_help = "Asks /healthz where PHONECLOCK_LISTEN says that the gateway listens, or /readyz with --ready. Ends with \
exit code 1 when it does not answer, or answers that it cannot take calls.

Example:
  phoneclock health --ready && echo ready"
)]
pub struct HealthArgs {
    /// Ask whether it can take calls and not only whether it runs
    #[arg(long)]
    ready: bool,
    #[command(flatten)]
    listen: ListenArgs,
}

/// Asks, and prints the answer.
pub async fn run(args: HealthArgs) -> anyhow::Result<()> {
    let path = if args.ready { "readyz" } else { "healthz" };
    let url = format!("http://{}/{path}", args.listen.address_from_here()?);
    let answer = ask(&url, false).await.with_context(|| format!("{url} does not answer that all is well"))?;
    Ok(output::say(answer.trim())?)
}
