//! `employee kiosk-pin` and `employee badge`: what somebody keys or shows at kiosks.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context, bail, ensure};
use clap::Args;
use phoneclock::{
    domain::{employee::Employee, ids::WorkspaceId},
    service::{
        Hold, Services,
        kernel::qr,
        kiosks::{
            bulk::{self, BulkAct},
            choose::{self, Wanted},
            credentials::{KioskCredentialError, KioskSecret},
            policy,
        },
    },
};
use serde::Serialize;

use super::{WhoArgs, at_the_machine, find};
use crate::cli::{output, pin_entry};

#[derive(Debug, Args)]
pub struct KioskPinArgs {
    #[command(flatten)]
    who: WhoArgs,
    /// Generate a new PIN and print it
    #[arg(long, group = "what")]
    generate: bool,
    /// Print the PIN they have, where it was generated
    #[arg(long, group = "what")]
    show: bool,
    /// Remove the PIN at once
    #[arg(long, group = "what")]
    remove: bool,
}

#[derive(Debug, Args)]
pub struct BadgeArgs {
    #[command(flatten)]
    who: WhoArgs,
    /// Issue a new badge; the one before ends at once
    #[arg(long, group = "what")]
    new: bool,
    /// Remove the badge at once
    #[arg(long, group = "what")]
    remove: bool,
    /// Write the QR code as a picture (PNG) to this file
    #[arg(long, value_name = "FILE", conflicts_with = "remove")]
    png: Option<PathBuf>,
}

/// What somebody keys or shows at kiosks, as programs read it.
#[derive(Serialize)]
struct KioskView<'a> {
    id: String,
    employee: &'a str,
    /// Null where it was typed or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    kiosk_pin: Option<&'a str>,
    /// Null where it was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    badge: Option<&'a str>,
}

pub(super) async fn pin(args: KioskPinArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let KioskPinArgs { who, generate, show, remove } = args;
    let json = who.json;
    let employee = find(who, services).await?;
    let name = &employee.details.name;
    let (said, secret) = if generate {
        let made = services.issuer.generate(&at_the_machine(&employee), employee.id, Wanted::Pin).await?;
        (format!("The new kiosk PIN of {name}: {}", made.expose()), Some(made))
    } else if show {
        let known = shown(services, &employee, BulkAct::PrintSlips).await?;
        (format!("The kiosk PIN of {name}: {}", known.expose()), Some(known))
    } else if remove {
        take_away(services, &employee, Wanted::Pin).await?;
        (format!("The kiosk PIN of {name} is gone."), None)
    } else {
        let typed = pin_entry::read_pin()?;
        services.issuer.set_typed(&at_the_machine(&employee), employee.id, typed.trim()).await?;
        (format!("The kiosk PIN of {name} is set."), None)
    };
    let kiosk_pin = secret.as_ref().map(KioskSecret::expose);
    output::print(json, &KioskView { id: employee.id.to_string(), employee: name, kiosk_pin, badge: None }, said)
}

pub(super) async fn badge(args: BadgeArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let BadgeArgs { who, new, remove, png } = args;
    let json = who.json;
    let employee = find(who, services).await?;
    let name = &employee.details.name;
    if remove {
        take_away(services, &employee, Wanted::Badge).await?;
        let view = KioskView { id: employee.id.to_string(), employee: name, kiosk_pin: None, badge: None };
        return output::print(json, &view, format!("The badge of {name} is gone."));
    }
    let is_asleep = !takes_badges(services, employee.workspace).await?;
    ensure!(new || !is_asleep, "{ASLEEP}");
    let secret = if new {
        services.issuer.generate(&at_the_machine(&employee), employee.id, Wanted::Badge).await?
    } else {
        shown(services, &employee, BulkAct::PrintBadges).await?
    };
    if let Some(path) = &png {
        let picture = qr::png(secret.expose()).context("the badge is too long for a QR code")?;
        tokio::fs::write(path, picture).await.with_context(|| format!("{} cannot be written", path.display()))?;
    }
    if is_asleep {
        output::complain(format_args!("Note: {ASLEEP}."));
    }
    let which = if new { "The new badge" } else { "The badge" };
    let said = format!("{which} of {name}, as the QR code says it: {}", secret.expose());
    let badge = Some(secret.expose());
    output::print(json, &KioskView { id: employee.id.to_string(), employee: name, kiosk_pin: None, badge }, said)
}

const ASLEEP: &str = "the badge is asleep: by the kiosk settings in force people are not found by badges; it works once QR badge \
                      is set there";

/// Whether people are found by badges, where kiosks are activated.
async fn takes_badges(services: &Services, workspace: WorkspaceId) -> anyhow::Result<bool> {
    let found = services.store.read(move |tx| policy::find_activated(tx, workspace)).await?;
    Ok(found.is_none_or(|policy| policy.method.has_badge()))
}

/// What somebody has, once it is written down that it is shown.
async fn shown(services: &Services, employee: &Employee, act: BulkAct) -> anyhow::Result<KioskSecret> {
    let (actor, id) = (at_the_machine(employee), employee.id);
    let write = services.store.write(Hold::WorkspaceShared(actor.workspace), move |u| {
        let plan = bulk::plan(u.tx, actor.workspace, act, &id.into())?;
        let shown = bulk::secrets(u.keys, plan).pop();
        if let Some((employee, _)) = &shown {
            bulk::note_shown(u, &actor, act, &[employee])?;
        }
        Ok::<_, KioskCredentialError>(shown)
    });
    match write.await? {
        Some((_, secret)) => Ok(secret),
        None => bail!("there is nothing that can be shown: it was typed or removed, or is shown only when it is made"),
    }
}

async fn take_away(services: &Services, employee: &Employee, wanted: Wanted) -> anyhow::Result<()> {
    let (actor, id) = (at_the_machine(employee), employee.id);
    let holds = Hold::Workspace(actor.workspace);
    Ok(services.store.write(holds, move |u| choose::remove(u, &actor, id, wanted)).await?)
}
