//! `kiosk connect`: a code for a device, and the word that a device is the one.

use std::sync::Arc;

use anyhow::bail;
use clap::Args;
use phoneclock::{
    domain::{
        ids::{KioskId, WorkspaceId},
        time_text::{minute, utc},
        workspace::Zone,
    },
    service::{
        Services,
        audit::Actor,
        kiosks::{
            codes::{self, CodeState, Offer},
            kiosks,
        },
    },
};
use serde::Serialize;

use super::devices::View;
use crate::cli::{output, workspace};

#[derive(Debug, Args)]
pub struct ConnectArgs {
    /// Name or ID of the kiosk
    kiosk: String,
    /// Approve the device that has entered the code; it must show this number
    #[arg(long, value_name = "NUMBER", value_parser = number)]
    approve: Option<u32>,
    /// Name of the device, for the list of devices
    #[arg(long, value_name = "NAME", requires = "approve", default_value = "Device")]
    name: String,
    /// Refuse the device that has entered the code, or cancel the code
    #[arg(long, conflicts_with = "approve")]
    refuse: bool,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// The number that a device shows.
fn number(typed: &str) -> Result<u32, &'static str> {
    let number = typed.trim().parse().ok().filter(|number| (10..100).contains(number));
    number.ok_or("it is the two-digit number that the device shows, such as 42")
}

/// A code as programs read it.
#[derive(Serialize)]
struct CodeView {
    code: String,
    address: String,
    ends_at: String,
}

pub(super) async fn run(args: ConnectArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let (workspace, zone) = (workspace.id, workspace.settings.zone);
    let known_as = args.kiosk;
    let found = services.store.read(move |tx| kiosks::get_known_as(tx, workspace, &known_as)).await?;
    let (kiosk, name, zone) = (found.kiosk.id, found.kiosk.name, found.kiosk.zone.unwrap_or(zone));
    match (args.approve, args.refuse) {
        (Some(number), _) => approve(services, (workspace, kiosk), number, args.name, args.json).await,
        (None, true) => refuse(services, (workspace, kiosk)).await,
        (None, false) => offer(services, (workspace, kiosk), (&name, &zone), args.json).await,
    }
}

async fn offer(
    services: &Services,
    (workspace, kiosk): (WorkspaceId, KioskId),
    (name, zone): (&str, &Zone),
    json: bool,
) -> anyhow::Result<()> {
    let actor = Actor::at_the_machine(workspace);
    let id = services.store.write(codes::holds(workspace), move |u| codes::make(u, &actor, kiosk)).await?;
    let Some(Offer { ends_at, state: CodeState::Waiting { digits }, .. }) = find(services, (workspace, kiosk)).await?
    else {
        bail!("the code {id} was used or canceled already");
    };
    let address = format!("{}/kiosk", services.public_url.as_str().trim_end_matches('/'));
    let (first, second) = digits.split_at_checked(4).unwrap_or((&digits, ""));
    let words = format!(
        "On the device open {address} and enter the code {first} {second}.\n\
         It works once, until {}. The device then shows a number; approve it with\n  \
         phoneclock kiosk connect \"{}\" --approve NUMBER --name NAME",
        minute(ends_at, zone),
        output::plain(name)
    );
    output::print(json, &CodeView { code: digits, address, ends_at: utc(ends_at) }, words)
}

/// The offer for a kiosk that is open.
async fn find(services: &Services, (workspace, kiosk): (WorkspaceId, KioskId)) -> anyhow::Result<Option<Offer>> {
    let (keys, now) = (services.store.keys().clone(), services.store.clock().time_for_ends());
    let read = services.store.read(move |tx| match codes::find_open(tx, (workspace, kiosk), now)? {
        Some(id) => codes::find(tx, &keys, (workspace, id), now),
        None => Ok(None),
    });
    Ok(read.await?)
}

async fn approve(
    services: &Services,
    (workspace, kiosk): (WorkspaceId, KioskId),
    number: u32,
    name: String,
    json: bool,
) -> anyhow::Result<()> {
    let offer = find(services, (workspace, kiosk)).await?;
    let Some((id, CodeState::Keyed(keyed))) = offer.map(|offer| (offer.id, offer.state)) else {
        bail!("no device has entered a code for this kiosk, or it was approved or refused already");
    };
    if keyed.number != number {
        bail!(
            "the device that has entered the code shows another number ({}, {}); if it is not yours, refuse it with --refuse",
            keyed.browser,
            keyed.address
        );
    }
    let actor = Actor::at_the_machine(workspace);
    let approved = services.store.write(codes::holds(workspace), move |u| codes::approve(u, &actor, id, &name));
    let device = approved.await?;
    let words = format!("{} is connected.", device.name);
    output::print(json, &View::from(device), words)
}

async fn refuse(services: &Services, (workspace, kiosk): (WorkspaceId, KioskId)) -> anyhow::Result<()> {
    let Some(offer) = find(services, (workspace, kiosk)).await? else {
        bail!("there is no code for this kiosk that could still be used");
    };
    let actor = Actor::at_the_machine(workspace);
    services.store.write(codes::holds(workspace), move |u| codes::refuse(u, &actor, offer.id).map(drop)).await?;
    Ok(output::say("The code can be used no more.")?)
}
