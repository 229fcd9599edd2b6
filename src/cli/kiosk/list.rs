//! `kiosk list`: every kiosk with how far it is set up.

use std::sync::Arc;

use clap::Args;
use phoneclock::{
    domain::{
        ids::{KioskId, WorkspaceId},
        language::Language,
        time_text::{minute, utc},
    },
    service::{
        Services,
        kiosks::{
            kiosks::{self, KioskError, StaffedKiosk},
            overview::{self, KioskRow},
            policy,
        },
        roster::jobs,
    },
};
use serde::Serialize;

use crate::cli::{
    output::{self, FOLDED, WHOLE},
    workspace,
};

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// A kiosk as programs read it.
#[derive(Serialize)]
pub(super) struct View {
    id: String,
    pub(super) name: String,
    /// Not set up, Waiting for device, Connected or Disabled.
    status: &'static str,
    /// Its own; the workspace's where null.
    time_zone: Option<String>,
    /// Of its screen while nobody is known; the workspace's where null.
    language: Option<&'static str>,
    /// Whether everybody may clock there.
    everybody: bool,
    /// Who may, where not everybody may.
    members: Vec<Member>,
    default_job: Option<String>,
    authentication_required: bool,
    /// Whether a photo is taken after each punch.
    photos: bool,
    universal_pin_set_at: Option<String>,
    active_devices: usize,
    suspended_devices: usize,
    /// Since when none of its devices was seen, where that is a working day or more.
    silent_since: Option<String>,
    #[serde(skip)]
    silent_words: Option<String>,
    punches_of_7_days: usize,
    /// Half of the people took no longer.
    median_secs: Option<f64>,
}

/// Somebody who may clock at a kiosk.
#[derive(Serialize)]
struct Member {
    id: String,
    name: String,
}

impl View {
    /// A kiosk, read anew.
    pub(super) async fn find(services: &Services, workspace: WorkspaceId, id: KioskId) -> anyhow::Result<Self> {
        let now = services.store.clock().time_for_ends();
        let read = services.store.read(move |tx| {
            let row = overview::find(tx, workspace, id, now)?.ok_or(KioskError::NotFound)?;
            Self::new(tx, row)
        });
        Ok(read.await?)
    }

    fn new(tx: &mut dyn phoneclock::store::Tx, row: KioskRow) -> Result<Self, KioskError> {
        let KioskRow { kiosk, status, active_devices, suspended_devices, members: _, pace, silent_since } = row;
        let StaffedKiosk { kiosk, members } = kiosks::get(tx, kiosk.workspace, kiosk.id)?;
        let job = kiosk.default_job.and_then(|id| jobs::get(tx, kiosk.workspace, id).ok());
        let members = members.into_iter();
        Ok(Self {
            id: kiosk.id.to_string(),
            name: kiosk.name,
            status: status.name(),
            time_zone: kiosk.zone.map(String::from),
            language: kiosk.language.map(Language::code),
            everybody: kiosk.everybody,
            members: members.map(|one| Member { id: one.id.to_string(), name: one.details.name }).collect(),
            default_job: job.map(|job| job.job.name),
            authentication_required: kiosk.authentication_required,
            photos: kiosk.photos,
            universal_pin_set_at: kiosk.universal_set_at.map(utc),
            active_devices,
            suspended_devices,
            silent_words: silent_since.as_ref().map(|(at, zone)| format!("Silent since {}", minute(*at, zone))),
            silent_since: silent_since.map(|(at, _)| utc(at)),
            punches_of_7_days: pace.punches,
            median_secs: pace.median_millis.and_then(|millis| u32::try_from(millis).ok()).map(|ms| f64::from(ms) / 1e3),
        })
    }
}

pub(super) async fn run(args: ListArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?.id;
    let now = services.store.clock().time_for_ends();
    let read = services.store.read(move |tx| {
        let views: Result<Vec<_>, KioskError> =
            overview::list(tx, workspace, now)?.into_iter().map(|row| View::new(tx, row)).collect();
        Ok::<_, KioskError>((views?, policy::find_activated(tx, workspace)?.is_some()))
    });
    let (views, activated) = read.await?;
    if args.json {
        return output::say_json(&views);
    }
    if views.is_empty() {
        return Ok(output::say("There are no kiosks yet; add one with `phoneclock kiosk add`.")?);
    }
    if !activated {
        output::say("Kiosks are deactivated in this workspace: nobody can clock at one.")?;
    }
    let columns = [
        ("Name", FOLDED),
        ("Status", WHOLE),
        ("People", FOLDED),
        ("Devices", WHOLE),
        ("Last 7 days", WHOLE),
        ("Typical time", WHOLE),
    ];
    let rows = views.into_iter().map(|view| {
        let people = if view.everybody {
            "everybody".to_owned()
        } else {
            view.members.into_iter().map(|one| one.name).collect::<Vec<_>>().join(", ")
        };
        [
            view.name,
            view.silent_words.unwrap_or_else(|| view.status.to_owned()),
            people,
            view.active_devices.to_string(),
            view.punches_of_7_days.to_string(),
            output::or_dash(view.median_secs.map(|secs| format!("{secs:.1} s"))),
        ]
    });
    Ok(output::say(output::table(columns, rows))?)
}
