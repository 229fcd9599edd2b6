//! `workspace`: adding, listing, changing.

use std::sync::Arc;

use anyhow::ensure;
use clap::{
    Args, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use phoneclock::{
    domain::{
        formats::{ClockStyle, DateStyle, Formats, HoursStyle},
        language::Language,
        lockout::LockoutPolicy,
        pin::MAX_DIGITS,
        text::cleaned,
        workspace::{JobPolicy, Languages, Settings, Workspace, Zone, ZoneError},
        zone_names::zone_as_written,
    },
    service::{
        Hold, Services,
        audit::Actor,
        roster::workspaces::{self, WorkspaceError},
    },
};
use serde::Serialize;

use super::output::{self, FOLDED, WHOLE};

#[derive(Debug, Subcommand)]
pub enum WorkspaceCommand {
    /// Add a workspace
    #[command(after_help = "Example:
  phoneclock workspace add \"Acme\" --time-zone America/Chicago --jobs required")]
    Add(AddArgs),
    /// List the workspaces and their settings
    List(ListArgs),
    /// Change settings; what is not given stays as it is
    #[command(after_help = "Examples:
  phoneclock workspace set --jobs required
  phoneclock workspace set \"Acme\" --name \"Acme Paving\" --lockout until-unlocked")]
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// Name of the employer
    name: String,
    /// Time zone that hours are shown and spoken in, such as America/Chicago
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Zone,
    #[command(flatten)]
    changes: Changes,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// The workspace [default: the only one there is]
    #[arg(value_name = "NAME")]
    workspace: Option<String>,
    /// New name
    #[arg(long, value_name = "NEW-NAME", id = "new_name")]
    name: Option<String>,
    /// Time zone of entries to come
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<Zone>,
    #[command(flatten)]
    changes: Changes,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// Settings as far as they are given.
#[derive(Debug, Default, Args, PartialEq, Eq)]
struct Changes {
    /// Language of employees added without one
    #[arg(long, value_name = "CODE", value_parser = language())]
    language: Option<Language>,
    /// Languages that employees may have, with commas between
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = language())]
    languages: Vec<Language>,
    /// Whether a job has to be named on the phone, where jobs have phone codes
    #[arg(long, value_enum, value_name = "WHETHER")]
    jobs: Option<Jobs>,
    /// Hours after which an open entry counts as a forgotten clock-out, and the call asks: 1 to 72
    #[arg(long, value_name = "HOURS")]
    forgotten_after: Option<u16>,
    /// How a lock after three wrong PINs ends
    #[arg(long, value_enum, value_name = "HOW")]
    lockout: Option<Lockout>,
    /// Fewest digits of a PIN: 4 to 12
    #[arg(long, value_name = "N")]
    pin_min: Option<usize>,
    /// Whether callers are asked to say their name
    #[arg(long, value_enum, value_name = "ON|OFF", hide_possible_values = true)]
    voice_check: Option<Switch>,
    /// Your own words before the name is recorded, at most 300 characters; "" for none
    #[arg(long, value_name = "TEXT")]
    recording_notice: Option<String>,
    /// Days that recordings are kept: 1 to 3650
    #[arg(long, value_name = "DAYS")]
    retention_days: Option<u32>,
    /// Days that photos taken at kiosks are kept: 1 to 3650
    #[arg(long, value_name = "DAYS")]
    photo_retention_days: Option<u32>,
    /// Whether the provider's copy of a voice check is deleted once ours is safely stored
    #[arg(long, value_enum, value_name = "ON|OFF", hide_possible_values = true)]
    delete_at_provider: Option<Switch>,
    /// Whether owners and admins are asked for a second factor beside their password
    #[arg(long, value_enum, value_name = "ON|OFF", hide_possible_values = true)]
    second_factor: Option<Switch>,
    /// How pages write dates
    #[arg(long, value_name = "STYLE", value_parser = date_style())]
    dates: Option<DateStyle>,
    /// How pages write times of day: with 12 or 24 hours
    #[arg(long, value_name = "STYLE", value_parser = clock_style())]
    times: Option<ClockStyle>,
    /// How pages write hours: as hours and minutes, or decimal
    #[arg(long, value_name = "STYLE", value_parser = hours_style())]
    hours: Option<HoursStyle>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Jobs {
    Optional,
    Required,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lockout {
    /// After 15 minutes, then after twice as long each time, at most 24 hours; the tenth time when an admin unlocks
    Timed,
    /// When an admin runs `phoneclock employee unlock`
    UntilUnlocked,
}

impl Lockout {
    const fn new(policy: LockoutPolicy) -> Self {
        match policy {
            LockoutPolicy::Timed => Self::Timed,
            LockoutPolicy::UntilUnlocked => Self::UntilUnlocked,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Timed => "timed",
            Self::UntilUnlocked => "until-unlocked",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// Reads a language by its code.
pub fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .try_map(|code| Language::parse(&code).ok_or("no language of ours"))
}

fn date_style() -> impl TypedValueParser<Value = DateStyle> {
    PossibleValuesParser::new(DateStyle::ALL.iter().map(|style| style.name()))
        .try_map(|name| DateStyle::parse(&name).ok_or("no style of dates"))
}

fn clock_style() -> impl TypedValueParser<Value = ClockStyle> {
    PossibleValuesParser::new(ClockStyle::ALL.iter().map(|style| style.name()))
        .try_map(|name| ClockStyle::parse(&name).ok_or("no style of times"))
}

fn hours_style() -> impl TypedValueParser<Value = HoursStyle> {
    PossibleValuesParser::new(HoursStyle::ALL.iter().map(|style| style.name()))
        .try_map(|name| HoursStyle::parse(&name).ok_or("no style of hours"))
}

/// Reads a time zone as pages do: by its IANA name, or by what people call it.
///
/// # Errors
/// When there is none of that name.
pub fn zone(written: &str) -> Result<Zone, ZoneError> {
    zone_as_written(written).map_or_else(|| Zone::parse(written), Ok)
}

impl Changes {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }

    fn apply(self, settings: Settings) -> Settings {
        let Self {
            language,
            languages,
            jobs,
            forgotten_after,
            lockout,
            pin_min,
            voice_check,
            recording_notice,
            retention_days,
            photo_retention_days,
            delete_at_provider,
            second_factor,
            dates,
            times,
            hours,
        } = self;
        let is_on = |switch| switch == Switch::On;
        Settings {
            languages: Languages::new(|language| languages.contains(&language)).unwrap_or(settings.languages),
            language: language.unwrap_or(settings.language),
            job_policy: jobs.map_or(settings.job_policy, |jobs| match jobs {
                Jobs::Optional => JobPolicy::Optional,
                Jobs::Required => JobPolicy::Required,
            }),
            forgotten_after_secs: forgotten_after
                .map_or(settings.forgotten_after_secs, |hours| i64::from(hours) * 3600),
            lockout: lockout.map_or(settings.lockout, |lockout| match lockout {
                Lockout::Timed => LockoutPolicy::Timed,
                Lockout::UntilUnlocked => LockoutPolicy::UntilUnlocked,
            }),
            pin_min_digits: pin_min.unwrap_or(settings.pin_min_digits),
            voice_check: voice_check.map_or(settings.voice_check, is_on),
            recording_notice: recording_notice.map_or(settings.recording_notice, |text| {
                Some(cleaned(&text).trim().to_owned()).filter(|text| !text.is_empty())
            }),
            retention_days: retention_days.unwrap_or(settings.retention_days),
            photo_retention_days: photo_retention_days.unwrap_or(settings.photo_retention_days),
            delete_at_provider: delete_at_provider.map_or(settings.delete_at_provider, is_on),
            second_factor: second_factor.map_or(settings.second_factor, is_on),
            formats: Formats {
                date: dates.unwrap_or(settings.formats.date),
                clock: times.unwrap_or(settings.formats.clock),
                hours: hours.unwrap_or(settings.formats.hours),
            },
            name: settings.name,
            zone: settings.zone,
        }
    }
}

/// A workspace as programs read it.
#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    time_zone: String,
    language: &'static str,
    languages: Vec<&'static str>,
    jobs: &'static str,
    forgotten_after_secs: i64,
    lockout: &'static str,
    pin_min: usize,
    voice_check: bool,
    recording_notice: Option<String>,
    retention_days: u32,
    photo_retention_days: u32,
    delete_at_provider: bool,
    second_factor: bool,
    dates: &'static str,
    times: &'static str,
    hours: &'static str,
}

impl From<Workspace> for View {
    fn from(Workspace { id, settings }: Workspace) -> Self {
        Self {
            id: id.to_string(),
            name: settings.name,
            time_zone: settings.zone.name().to_owned(),
            language: settings.language.code(),
            languages: settings.languages.iter().map(Language::code).collect(),
            jobs: settings.job_policy.name(),
            forgotten_after_secs: settings.forgotten_after_secs,
            lockout: Lockout::new(settings.lockout).name(),
            pin_min: settings.pin_min_digits,
            voice_check: settings.voice_check,
            recording_notice: settings.recording_notice,
            retention_days: settings.retention_days,
            photo_retention_days: settings.photo_retention_days,
            delete_at_provider: settings.delete_at_provider,
            second_factor: settings.second_factor,
            dates: settings.formats.date.name(),
            times: settings.formats.clock.name(),
            hours: settings.formats.hours.name(),
        }
    }
}

/// The workspace of that name or ID; without one, the only one there is.
pub async fn find(services: &Services, known_as: Option<String>) -> Result<Workspace, WorkspaceError> {
    services.store.read(move |tx| workspaces::get_known_as(tx, known_as.as_deref())).await
}

/// Carries out one of the commands about workspaces.
pub async fn run(command: WorkspaceCommand, services: &Arc<Services>) -> anyhow::Result<()> {
    match command {
        WorkspaceCommand::Add(args) => add(args, services).await,
        WorkspaceCommand::List(args) => list(&args, services).await,
        WorkspaceCommand::Set(args) => set(args, services).await,
    }
}

async fn add(args: AddArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let settings = args.changes.apply(Settings::new(cleaned(&args.name).trim().to_owned(), args.time_zone));
    let added = services.store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await?;
    let added = View::from(added);
    let words = format_args!("Added the workspace {}, in the time zone {}.", added.name, added.time_zone);
    output::print(args.json, &added, words)
}

async fn list(args: &ListArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let views: Vec<_> = services.store.read(workspaces::list).await?.into_iter().map(View::from).collect();
    if args.json {
        return output::say_json(&views);
    }
    if views.is_empty() {
        return Ok(output::say("There are no workspaces yet; add one with `phoneclock workspace add`.")?);
    }
    let columns = [
        ("Name", FOLDED),
        ("Time zone", WHOLE),
        ("Language", FOLDED),
        ("Jobs", WHOLE),
        ("Forgotten after", FOLDED),
        ("Lockout", WHOLE),
        ("PIN digits", FOLDED),
        ("Voice check", FOLDED),
    ];
    let rows = views.into_iter().map(|view| {
        [
            view.name,
            view.time_zone,
            default_first(view.language, &view.languages),
            view.jobs.to_owned(),
            format!("{} h", view.forgotten_after_secs / 3600),
            view.lockout.to_owned(),
            format!("{} to {MAX_DIGITS}", view.pin_min),
            match (view.voice_check, view.delete_at_provider) {
                (false, _) => "off",
                (true, false) => "on",
                (true, true) => "on, deleted at provider",
            }
            .to_owned(),
        ]
    });
    Ok(output::say(output::table(columns, rows))?)
}

fn default_first(default: &'static str, languages: &[&'static str]) -> String {
    let others = languages.iter().copied().filter(|code| *code != default);
    std::iter::once(default).chain(others).collect::<Vec<_>>().join(", ")
}

async fn set(args: SetArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let SetArgs { workspace, name, time_zone, changes, json } = args;
    let nothing = name.is_none() && time_zone.is_none() && changes.is_none();
    ensure!(!nothing, "nothing was given to change; see `phoneclock workspace set --help`");
    let Workspace { id, settings } = find(services, workspace).await?;
    let settings = changes.apply(settings);
    let settings = Settings {
        name: name.map_or(settings.name, |name| cleaned(&name).trim().to_owned()),
        zone: time_zone.unwrap_or(settings.zone),
        ..settings
    };
    let actor = Actor::at_the_machine(id);
    let set = services.store.write(workspaces::holds_to_set(id), move |u| workspaces::set(u, &actor, settings, None));
    let changed = View::from(set.await?);
    output::print(json, &changed, format_args!("Changed the workspace {}.", changed.name))
}
