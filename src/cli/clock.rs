//! `clock`: whether the gateway's clock is believed, and saying that it is right.

use std::sync::Arc;

use clap::{Args, Subcommand};
use phoneclock::service::{
    Services,
    kernel::clock_watcher::{ClockDoubt, length_in_words},
    upkeep,
};
use serde::Serialize;

use super::output;

#[derive(Debug, Args)]
#[command(
    after_help = "A clock that was set by more than a minute, or is behind what was written down by it, is not trusted \
until it has run steadily for an hour. Until then no recordings are deleted, nothing is given up and no links expire.

Examples:
  phoneclock clock
  phoneclock clock right"
)]
pub struct ClockArgs {
    #[command(subcommand)]
    command: Option<ClockCommand>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum ClockCommand {
    /// Say that the clock is right as it is; a running gateway knows within seconds
    Right,
}

/// The clock as programs read it.
#[derive(Serialize)]
struct ClockView {
    now: String,
    believed: bool,
    problem: Option<String>,
    believed_in_secs: Option<i64>,
}

/// Says whether the clock is believed, or notes that it is right.
pub async fn run(args: ClockArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let doubt = match args.command {
        Some(ClockCommand::Right) => {
            upkeep::clock::say_right_at_the_machine(&services.store).await?;
            None
        }
        None => services.store.clock().doubt(),
    };
    let believed_in = doubt.map(|doubt| services.store.clock().believed_in(&doubt));
    let shown = ClockView {
        now: services.store.now().to_string(),
        believed: doubt.is_none(),
        problem: doubt.map(|doubt| doubt.in_words()),
        believed_in_secs: believed_in.map(|long| long.as_secs()),
    };
    let words = match &doubt {
        None => format!("It is {}, and the clock is trusted.", shown.now),
        Some(doubt) => format!("It is {} by a clock that is not trusted: {}.", shown.now, in_words(services, doubt)),
    };
    output::print(args.json, &shown, words)
}

/// What is wrong, and what to do.
pub(super) fn in_words(services: &Services, doubt: &ClockDoubt) -> String {
    format!(
        "{}, noticed when it said {}; set the machine's clock right (`timedatectl set-ntp true`), or say with \
         `phoneclock clock right` that it is; otherwise it is trusted once it has run steadily for {} more",
        doubt.in_words(),
        doubt.noticed_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        length_in_words(services.store.clock().believed_in(doubt))
    )
}
