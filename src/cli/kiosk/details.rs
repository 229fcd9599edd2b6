//! `kiosk add` and `kiosk set`: what is entered about a kiosk.

use std::sync::Arc;

use anyhow::ensure;
use clap::{Args, ValueEnum};
use phoneclock::{
    domain::{
        ids::{EmployeeId, JobId, KioskId, WorkspaceId},
        language::Language,
        workspace::Zone,
    },
    service::{
        Hold, Services,
        audit::Actor,
        kiosks::{
            kiosks::{self, KioskDetails, KioskError, StaffedKiosk},
            policy,
        },
        roster::jobs,
    },
};

use super::list::View;
use crate::cli::{
    employee, output,
    workspace::{self, language, zone},
};

#[derive(Debug, Args)]
pub struct AddArgs {
    /// Name of the place, which stands on the screen
    name: String,
    #[command(flatten)]
    people: People,
    /// Time zone of the place [default: the workspace's]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<Zone>,
    /// Language of the screen while nobody is known [default: the workspace's]
    #[arg(long, value_name = "CODE", value_parser = language())]
    language: Option<Language>,
    /// The job that is offered first: phone code or name
    #[arg(long, value_name = "CODE-OR-NAME")]
    default_job: Option<String>,
    /// Whether people prove who they are; without, anybody can clock anybody
    #[arg(long, value_enum, value_name = "WHETHER", default_value = "on")]
    authentication: OnOff,
    /// Whether a photo is taken after each punch; a notice on the screen says so
    #[arg(long, value_enum, value_name = "WHETHER", default_value = "off")]
    photos: OnOff,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// Name or ID of the kiosk
    kiosk: String,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    people: People,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// What is entered about a kiosk as far as it is given.
#[derive(Debug, Default, PartialEq, Eq, Args)]
struct Changes {
    /// New name
    #[arg(long, value_name = "NEW-NAME")]
    name: Option<String>,
    /// Time zone of the place; "" for the workspace's
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Language of the screen while nobody is known; "" for the workspace's
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The job that is offered first: phone code or name; "" for none
    #[arg(long, value_name = "CODE-OR-NAME")]
    default_job: Option<String>,
    /// Whether people prove who they are; without, anybody can clock anybody
    #[arg(long, value_enum, value_name = "WHETHER")]
    authentication: Option<OnOff>,
    /// Whether a photo is taken after each punch; a notice on the screen says so
    #[arg(long, value_enum, value_name = "WHETHER")]
    photos: Option<OnOff>,
    /// Switch the kiosk off or on; PINs, badges and devices stay
    #[arg(long, value_enum, value_name = "WHETHER")]
    disabled: Option<YesNo>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnOff {
    On,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

/// Who may clock at a kiosk.
#[derive(Debug, Args)]
struct People {
    /// Everybody may clock there
    #[arg(long, conflicts_with = "member")]
    everybody: bool,
    /// Only this person may clock there, and those named with it, as often as it takes: name, employee number, email
    /// address, phone clock ID or the id of the list
    #[arg(long, value_name = "WHO")]
    member: Vec<String>,
}

impl People {
    const fn is_given(&self) -> bool {
        self.everybody || !self.member.is_empty()
    }

    /// The people chosen; none where it is everybody, or not said.
    async fn find(self, workspace: WorkspaceId, services: &Services) -> anyhow::Result<Vec<EmployeeId>> {
        employee::find_all(workspace, self.member, services).await
    }
}

async fn job(services: &Services, workspace: WorkspaceId, known_as: String) -> anyhow::Result<JobId> {
    let found = services.store.read(move |tx| jobs::get_known_as(tx, workspace, &known_as)).await?;
    Ok(found.job.id)
}

pub(super) async fn add(args: AddArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?.id;
    let members = args.people.find(workspace, services).await?;
    let default_job = match args.default_job {
        Some(known_as) => Some(job(services, workspace, known_as).await?),
        None => None,
    };
    let details = KioskDetails {
        zone: args.time_zone,
        language: args.language,
        everybody: members.is_empty(),
        members,
        default_job,
        authentication_required: args.authentication == OnOff::On,
        photos: args.photos == OnOff::On,
        ..KioskDetails::named(&args.name)
    };
    let (actor, id) = (Actor::at_the_machine(workspace), KioskId::generate(&services.store.ids()));
    let add = services.store.write(Hold::Workspace(workspace), move |u| {
        if policy::get(u.tx, workspace)?.is_none() {
            policy::activate(u, &actor)?;
        }
        kiosks::add(u, &actor, id, &details)
    });
    add.await?;
    warn_without_authentication(Some(args.authentication));
    let view = View::find(services, workspace, id).await?;
    output::print(args.json, &view, format_args!("Added the kiosk {}; connect a device next.", view.name))
}

pub(super) async fn set(args: SetArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let SetArgs { kiosk, changes, people, workspace, json } = args;
    let nothing = changes == Changes::default() && !people.is_given();
    ensure!(!nothing, "nothing was given to change; see `phoneclock kiosk set --help`");
    let workspace = workspace::find(services, workspace).await?.id;
    let known = services.store.read(move |tx| kiosks::get_known_as(tx, workspace, &kiosk)).await?;
    let (id, disabled, authentication) = (known.kiosk.id, changes.disabled, changes.authentication);
    let details = changed(services, known, (changes, people)).await?;
    let actor = Actor::at_the_machine(workspace);
    let change = services.store.write(Hold::Workspace(workspace), move |u| {
        kiosks::change(u, &actor, id, &details)?;
        if let Some(disabled) = disabled {
            kiosks::set_disabled(u, &actor, id, disabled == YesNo::Yes)?;
        }
        Ok::<_, KioskError>(())
    });
    change.await?;
    warn_without_authentication(authentication);
    let view = View::find(services, workspace, id).await?;
    output::print(json, &view, format_args!("Changed the kiosk {}.", view.name))
}

/// As the page says it before it is saved.
fn warn_without_authentication(authentication: Option<OnOff>) {
    if authentication == Some(OnOff::Off) {
        output::complain(
            "Warning: without authentication anybody at this kiosk can clock anybody: a name is all it takes. Each punch is \
             marked name only.",
        );
    }
}

/// What is known of a kiosk with what is given in its place.
async fn changed(
    services: &Services,
    StaffedKiosk { kiosk, members }: StaffedKiosk,
    (changes, people): (Changes, People),
) -> anyhow::Result<KioskDetails> {
    let (everybody, members) = if people.is_given() {
        let found = people.find(kiosk.workspace, services).await?;
        (found.is_empty(), found)
    } else {
        (kiosk.everybody, members.iter().map(|person| person.id).collect())
    };
    Ok(KioskDetails {
        name: changes.name.unwrap_or(kiosk.name),
        zone: match changes.time_zone.as_deref().map(str::trim) {
            None => kiosk.zone,
            Some("") => None,
            Some(written) => Some(zone(written)?),
        },
        language: match changes.language.as_deref().map(str::trim) {
            None => kiosk.language,
            Some("") => None,
            Some(code) => {
                let known = Language::parse(code);
                ensure!(known.is_some(), "the language is none of {}", Language::codes());
                known
            }
        },
        everybody,
        members,
        default_job: match changes.default_job.as_deref().map(str::trim) {
            None => kiosk.default_job,
            Some("") => None,
            Some(known_as) => Some(job(services, kiosk.workspace, known_as.to_owned()).await?),
        },
        authentication_required: changes
            .authentication
            .map_or(kiosk.authentication_required, |authentication| authentication == OnOff::On),
        photos: changes.photos.map_or(kiosk.photos, |photos| photos == OnOff::On),
    })
}
