//! `kiosk`: places with a shared device, and who may clock at each.

mod connect;
mod details;
mod devices;
mod list;

use std::sync::Arc;

use clap::Subcommand;
use phoneclock::service::Services;

#[derive(Debug, Subcommand)]
pub enum KioskCommand {
    /// Add a kiosk; for the first one of a workspace kiosks are activated
    #[command(after_help = "Examples:
  phoneclock kiosk add \"Workshop gate\"
  phoneclock kiosk add \"Truck 7\" --member 0117 --member \"Ana Torres\" --default-job 71")]
    Add(details::AddArgs),
    /// List the kiosks: how far each is set up, who may clock there, and how fast people are
    List(list::ListArgs),
    /// Change a kiosk, or switch it off or on; what is not given stays as it is
    #[command(after_help = "Examples:
  phoneclock kiosk set \"Workshop gate\" --everybody --language es
  phoneclock kiosk set \"Truck 7\" --disabled yes")]
    Set(details::SetArgs),
    /// Show a code that connects a device, or approve or refuse the device that has entered it
    #[command(after_help = "Examples:
  phoneclock kiosk connect \"Workshop gate\"
  phoneclock kiosk connect \"Workshop gate\" --approve 47 --name \"Tablet at the gate\"")]
    Connect(connect::ConnectArgs),
    /// List the devices: what is approved, where it is, when it was last seen
    Devices(devices::DevicesArgs),
    /// Put a device out at its next request, until it is connected again
    #[command(after_help = "Examples:
  phoneclock kiosk revoke \"Tablet at the gate\"")]
    Revoke(devices::RevokeArgs),
}

/// Carries out one of the commands about kiosks.
pub async fn run(command: KioskCommand, services: &Arc<Services>) -> anyhow::Result<()> {
    match command {
        KioskCommand::Add(args) => details::add(args, services).await,
        KioskCommand::List(args) => list::run(args, services).await,
        KioskCommand::Set(args) => details::set(args, services).await,
        KioskCommand::Connect(args) => connect::run(args, services).await,
        KioskCommand::Devices(args) => devices::run(args, services).await,
        KioskCommand::Revoke(args) => devices::revoke(args, services).await,
    }
}
