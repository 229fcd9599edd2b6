//! `clock`: whether the gateway's clock is believed, and saying that it is right.

use std::sync::Arc;

use clap::{Args, Subcommand};
use phoneclock::service::{
    Services,
    kernel::clock_watcher::{Doubt, length_in_words},
    upkeep,
};
use serde::Serialize;

use super::output;

#[derive(Debug, Args)]
#[command(
    after_help = "A clock that was set by more than a minute, or is behind what was written down by it, is not believed \
until it has gone on steadily for an hour. Until then no recording is deleted, nothing is given up and no link ends.

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
    /// Say that the clock is right as it is; a gateway that runs hears of it within seconds
    Right,
}

/// The clock as programs read it.
#[derive(Serialize)]
struct Shown {
    now: String,
    believed: bool,
    amiss: Option<String>,
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
    let shown = Shown {
        now: services.store.now().to_string(),
        believed: doubt.is_none(),
        amiss: doubt.map(|doubt| doubt.in_words()),
        believed_in_secs: believed_in.map(|long| long.as_secs()),
    };
    let words = match &doubt {
        None => format!("It is {}, and the clock is believed.", shown.now),
        Some(doubt) => format!("It is {} by a clock that is not believed: {}.", shown.now, in_words(services, doubt)),
    };
    output::tell(args.json, &shown, words)
}

/// What is amiss, and what to do.
pub(super) fn in_words(services: &Services, doubt: &Doubt) -> String {
    format!(
        "{}, noticed when it said {}; set the machine's clock right (`timedatectl set-ntp true`), or say with \
         `phoneclock clock right` that it is; otherwise it is believed after {} more of steady going",
        doubt.in_words(),
        doubt.noticed_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        length_in_words(services.store.clock().believed_in(doubt))
    )
}
