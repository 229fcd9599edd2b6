//! `kiosk devices` and `kiosk revoke`: the browsers that are approved, and putting one out.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;
use phoneclock::{
    domain::{
        ids::{DeviceId, WorkspaceId},
        kiosk::DeviceStatus,
        search::sort_name,
        time_text::{minute, utc},
    },
    service::{
        Hold, Services,
        audit::Actor,
        kiosks::{
            Device, Kiosk,
            devices::{self, DeviceError},
            kiosks,
        },
    },
};
use serde::Serialize;

use crate::cli::{
    output::{self, FOLDED, WHOLE},
    workspace,
};

#[derive(Debug, Args)]
pub struct DevicesArgs {
    /// Only those of this kiosk, by name or ID
    kiosk: Option<String>,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct RevokeArgs {
    /// Name or ID of the device
    device: String,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A device as programs read it.
#[derive(Serialize)]
pub(super) struct View {
    id: String,
    name: String,
    kiosk: String,
    /// active, suspended or revoked.
    status: &'static str,
    because: Option<String>,
    browser: String,
    address: String,
    approved_at: String,
    approved_by: String,
    last_seen_at: Option<String>,
}

impl From<Device> for View {
    fn from(device: Device) -> Self {
        Self {
            id: device.id.to_string(),
            name: device.name,
            kiosk: device.kiosk.to_string(),
            status: device.status.name(),
            because: device.status_because,
            browser: device.browser,
            address: device.address,
            approved_at: utc(device.approved_at),
            approved_by: device.approver,
            last_seen_at: device.last_seen_at.map(utc),
        }
    }
}

/// Every device of a workspace, or of one kiosk, with the kiosk.
async fn list(services: &Services, workspace: WorkspaceId, of: Option<String>) -> anyhow::Result<Vec<(Kiosk, Device)>> {
    let read = services.store.read(move |tx| {
        let kiosks = match of {
            Some(known_as) => vec![kiosks::get_known_as(tx, workspace, &known_as)?.kiosk],
            None => kiosks::list(tx, workspace)?,
        };
        let mut found = Vec::new();
        for kiosk in kiosks {
            for device in devices::list(tx, workspace, kiosk.id)? {
                found.push((kiosk.clone(), device));
            }
        }
        Ok::<_, kiosks::KioskError>(found)
    });
    Ok(read.await?)
}

pub(super) async fn run(args: DevicesArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let (workspace, zone) = (workspace.id, workspace.settings.zone);
    let found = list(services, workspace, args.kiosk).await?;
    if args.json {
        return output::say_json(&found.into_iter().map(|(_, device)| View::from(device)).collect::<Vec<_>>());
    }
    if found.is_empty() {
        return Ok(output::say("No device is connected; connect one with `phoneclock kiosk connect KIOSK`.")?);
    }
    let columns = [
        ("Device", FOLDED),
        ("Kiosk", FOLDED),
        ("Status", WHOLE),
        ("Address", WHOLE),
        ("Last seen", WHOLE),
        ("ID", WHOLE),
    ];
    let rows = found.into_iter().map(|(kiosk, device)| {
        let zone = kiosk.zone.as_ref().unwrap_or(&zone);
        let seen = output::or_dash(device.last_seen_at.map(|at| minute(at, zone)));
        [device.name, kiosk.name, device.status.words().to_owned(), device.address, seen, device.id.to_string()]
    });
    Ok(output::say(output::table(columns, rows))?)
}

pub(super) async fn revoke(args: RevokeArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?.id;
    let id = find(services, workspace, &args.device).await?;
    let actor = Actor::at_the_machine(workspace);
    let revoked = services.store.write(Hold::Workspace(workspace), move |u| devices::revoke(u, &actor, id));
    let device = revoked.await?;
    let words = format!("{} is revoked: it is out at its next request.", device.name);
    output::print(args.json, &View::from(device), words)
}

/// The one device with this id or name that is not out already.
async fn find(services: &Services, workspace: WorkspaceId, known_as: &str) -> anyhow::Result<DeviceId> {
    if let Some(id) = DeviceId::parse(known_as) {
        let found = services.store.read(move |tx| devices::get(tx, workspace, id)).await;
        return match found {
            Ok(device) => Ok(device.id),
            Err(DeviceError::NotFound) => bail!("no device of this workspace has the ID {known_as}"),
            Err(error) => Err(error.into()),
        };
    }
    let name = sort_name(known_as);
    let mut named = list(services, workspace, None).await?;
    named.retain(|(_, device)| sort_name(&device.name) == name && device.status != DeviceStatus::Revoked);
    match named.as_slice() {
        [(_, device)] => Ok(device.id),
        [] => bail!("no approved device is named \"{known_as}\"; see `phoneclock kiosk devices`"),
        [_, _, ..] => bail!("several devices are named \"{known_as}\"; give the ID, see `phoneclock kiosk devices`"),
    }
}
