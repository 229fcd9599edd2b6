//! `employee`: people, their PINs and their locks.

mod kiosk;
mod list;
mod set;

use std::sync::Arc;

use anyhow::{Context, ensure};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use phoneclock::{
    domain::{
        caller::E164,
        employee::{Details, Employee, fields::unwrapped},
        ids::{EmployeeId, WorkspaceId},
        language::Language,
        pin::{Pin, PinRules},
        text::cleaned,
        time_text::since,
        workspace::{Workspace, Zone},
    },
    service::{
        Hold, Services,
        audit::Actor,
        credentials::{CredentialError, pins},
        roster::employees::{self, EmployeeError},
        timesheets::leaving::find_clocked_in,
    },
};
use serde::Serialize;

use super::{
    output, pin_entry,
    workspace::{self, language, zone},
};

#[derive(Debug, Subcommand)]
pub enum EmployeeCommand {
    /// Add an employee
    #[command(after_help = "Examples:
  phoneclock employee add \"Ana Torres\" --phone +15555550123 --language es --set-pin
  phoneclock employee add \"Joe Li\" --number 0117 --set-pin < pin.txt")]
    Add(AddArgs),
    /// List the employees with their phone status
    List(list::ListArgs),
    /// Change an employee; what is not given stays as it is
    #[command(after_help = "Examples:
  phoneclock employee set \"Ana Torres\" --voice-check off
  phoneclock employee set 0117 --phone +15555550123 --email \"\"")]
    Set(set::SetArgs),
    /// Set the PIN, typed or piped to standard input; prints the phone clock ID
    #[command(
        after_help = "The PIN is asked for twice and does not show. It is never an argument: others on this machine could read it. \
Locks on the phone clock ID end.

Examples:
  phoneclock employee set-pin \"Ana Torres\"
  phoneclock employee set-pin 0117 < pin.txt"
    )]
    SetPin(WhoArgs),
    /// Remove PIN and phone clock ID at once; setting a PIN again gives a new ID
    RemovePin(WhoArgs),
    /// End the lock that wrong PINs have put on the phone clock ID
    Unlock(WhoArgs),
    /// Set the PIN for kiosks, typed or piped to standard input; or generate, print or remove it
    #[command(after_help = "Examples:
  phoneclock employee kiosk-pin \"Ana Torres\" --generate
  phoneclock employee kiosk-pin 0117 < pin.txt
  phoneclock employee kiosk-pin 0117 --remove")]
    KioskPin(kiosk::KioskPinArgs),
    /// Print the QR badge for kiosks, or issue a new one
    #[command(after_help = "Examples:
  phoneclock employee badge \"Ana Torres\" --png ana.png
  phoneclock employee badge 0117 --new --png 0117.png")]
    Badge(kiosk::BadgeArgs),
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// Name, as in payroll
    name: String,
    /// The part of the name that is the last name, where exports need it separately
    #[arg(long, value_name = "LAST-NAME")]
    last_name: Option<String>,
    /// The employer's own number for them, as on the badge
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// What the payroll system calls them
    #[arg(long, value_name = "ID")]
    payroll_id: Option<String>,
    /// Email address
    #[arg(long, value_name = "ADDRESS", value_parser = email)]
    email: Option<String>,
    /// Their own phone, such as +15555550123
    #[arg(long, value_name = "E164", value_parser = E164::parse)]
    phone: Option<E164>,
    /// Language they are spoken to in [default: the workspace's]
    #[arg(long, value_name = "CODE", value_parser = language())]
    language: Option<Language>,
    /// Their time zone [default: the workspace's]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    time_zone: Option<Zone>,
    /// Whether they are asked to say their name
    #[arg(long, value_enum, value_name = "WHETHER", default_value = "workspace")]
    voice_check: VoiceCheckChoice,
    /// The day from which they may clock, such as 2026-12-01 [default: now]
    #[arg(long, value_name = "DATE")]
    starts_on: Option<Date>,
    /// Set a PIN too, typed or piped to standard input; prints the phone clock ID
    #[arg(long)]
    set_pin: bool,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct WhoArgs {
    /// Name, employee number, email address, phone clock ID or the id of the list
    who: String,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// Whether an employee is asked to say their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum VoiceCheckChoice {
    On,
    Off,
    /// As the workspace has it
    Workspace,
}

impl VoiceCheckChoice {
    const fn setting(self) -> Option<bool> {
        match self {
            Self::On => Some(true),
            Self::Off => Some(false),
            Self::Workspace => None,
        }
    }
}

/// What became of somebody's phone clock ID, as programs read it.
#[derive(Serialize)]
struct IdView<'a> {
    id: String,
    employee: &'a str,
    /// Null where they have no ID, or no longer have one.
    phone_clock_id: Option<String>,
}

/// Whose lock was ended, as programs read it.
#[derive(Serialize)]
struct Unlocked<'a> {
    id: String,
    employee: &'a str,
    /// Whether there was a lock, or a wrong PIN that counted toward one.
    was_locked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an email address looks like ana@example.com")]
struct EmailArgError;

/// Enough to catch a slip; whether mail arrives shows when it is sent.
fn email(text: &str) -> Result<String, EmailArgError> {
    let text = cleaned(text);
    let text = text.trim();
    let plausible =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    let printable = !text.chars().any(|char| char.is_whitespace() || char.is_control());
    if plausible && printable { Ok(text.to_owned()) } else { Err(EmailArgError) }
}

/// Carries out one of the commands about employees.
pub async fn run(command: EmployeeCommand, services: &Arc<Services>) -> anyhow::Result<()> {
    match command {
        EmployeeCommand::Add(args) => add(args, services).await,
        EmployeeCommand::List(args) => list::run(args, services).await,
        EmployeeCommand::Set(args) => set::run(args, services).await,
        EmployeeCommand::KioskPin(args) => kiosk::pin(args, services).await,
        EmployeeCommand::Badge(args) => kiosk::badge(args, services).await,
        EmployeeCommand::SetPin(args) => {
            let json = args.json;
            let employee = find(args, services).await?;
            let pin = Pin::parse(&pin_entry::read_pin()?)?;
            let id = services.verifier.set_pin(at_the_machine(&employee), employee.id, pin).await?.to_string();
            let name = &employee.details.name;
            let words = format!("The PIN of {name} is set.\nPhone clock ID: {id}");
            output::print(
                json,
                &IdView { id: employee.id.to_string(), employee: name, phone_clock_id: Some(id) },
                words,
            )
        }
        EmployeeCommand::RemovePin(args) => {
            let json = args.json;
            let employee = find(args, services).await?;
            let (actor, id) = (at_the_machine(&employee), employee.id);
            services.store.write(Hold::Workspace(actor.workspace), move |u| pins::remove(u, &actor, id)).await?;
            let name = &employee.details.name;
            let mut words = format!("The PIN and phone clock ID of {name} are gone; a new PIN comes with a new ID.");
            let (workspace, id) = (employee.workspace, employee.id);
            if let Some(open) = services.store.read(move |tx| find_clocked_in(tx, workspace, id)).await? {
                words.push_str(&format!(
                    "\n{name} has been clocked in since {} and cannot clock out by phone without a PIN: set a new one, or clock \
                     them out on the page of the time entry.",
                    since(open.since, &open.zone, services.store.now())
                ));
            }
            output::print(json, &IdView { id: employee.id.to_string(), employee: name, phone_clock_id: None }, words)
        }
        EmployeeCommand::Unlock(args) => {
            let json = args.json;
            let employee = find(args, services).await?;
            let (actor, id) = (at_the_machine(&employee), employee.id);
            let holds = Hold::Workspace(actor.workspace);
            let was_locked = services.store.write(holds, move |u| pins::unlock(u, &actor, id)).await?;
            let name = &employee.details.name;
            let said =
                if was_locked { "can sign in again: locks and wrong PINs are cleared" } else { "was not locked" };
            output::print(
                json,
                &Unlocked { id: employee.id.to_string(), employee: name, was_locked },
                format_args!("{name} {said}."),
            )
        }
    }
}

fn at_the_machine(employee: &Employee) -> Actor {
    Actor::at_the_machine(employee.workspace)
}

async fn find(args: WhoArgs, services: &Arc<Services>) -> anyhow::Result<Employee> {
    let workspace = workspace::find(services, args.workspace).await?;
    Ok(services.store.read(move |tx| employees::get_known_as(tx, workspace.id, &args.who)).await?)
}

/// The people who are known as these.
pub(super) async fn find_all(
    workspace: WorkspaceId,
    known_as: Vec<String>,
    services: &Services,
) -> anyhow::Result<Vec<EmployeeId>> {
    let mut people = Vec::with_capacity(known_as.len());
    for who in known_as {
        let found = services.store.read(move |tx| employees::get_known_as(tx, workspace, &who)).await?;
        people.push(found.id);
    }
    Ok(people)
}

async fn insert(services: &Services, workspace: WorkspaceId, details: Details) -> Result<Employee, EmployeeError> {
    let (actor, id) = (Actor::at_the_machine(workspace), EmployeeId::generate(&services.store.ids()));
    services.store.write(Hold::Workspace(workspace), move |u| employees::add(u, &actor, id, details)).await
}

async fn add(args: AddArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let details = Details {
        name: args.name,
        last_name: args.last_name,
        email: args.email,
        phone: args.phone,
        employee_number: args.number.map(|number| unwrapped(&number)),
        payroll_id: args.payroll_id.map(|id| unwrapped(&id)),
        language: args.language.unwrap_or(workspace.settings.language),
        zone: args.time_zone,
        voice_check: args.voice_check.setting(),
        starts_on: args.starts_on,
    };
    if !args.set_pin {
        let employee = insert(services, workspace.id, details).await?;
        let name = &employee.details.name;
        let words = format_args!(
            "Added {name}, who can clock by phone once there is a PIN: `phoneclock employee set-pin \"{name}\"`."
        );
        return output::print(
            args.json,
            &IdView { id: employee.id.to_string(), employee: name, phone_clock_id: None },
            words,
        );
    }
    ensure!(!details.name.trim().is_empty(), EmployeeError::NoName);
    let pin = Pin::parse(&pin_entry::read_pin()?)?;
    refuse_weak(&pin, &details, &workspace, services)?;
    let employee = insert(services, workspace.id, details).await?;
    let set = services.verifier.set_pin(at_the_machine(&employee), employee.id, pin).await;
    let id = set.context("the employee was added, but has no PIN; set one with `phoneclock employee set-pin`")?;
    let name = &employee.details.name;
    let words = format!("Added {name}.\nThe PIN of {name} is set.\nPhone clock ID: {id}");
    output::print(
        args.json,
        &IdView { id: employee.id.to_string(), employee: name, phone_clock_id: Some(id.to_string()) },
        words,
    )
}

/// Before anything is added: a refused PIN should leave nothing behind.
fn refuse_weak(
    pin: &Pin,
    details: &Details,
    workspace: &Workspace,
    services: &Services,
) -> Result<(), CredentialError> {
    let rules = PinRules {
        min_digits: workspace.settings.pin_min_digits,
        this_year: workspace.settings.zone.local(services.store.now()).year(),
        clock_id: None,
        phone: details.phone.as_ref(),
    };
    pin.weakness(&rules).map_or(Ok(()), |weakness| Err(CredentialError::Weak(weakness)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_an_address_is_caught() {
        for text in ["ana@example.com", "ana@example.com\n", "\u{200b}ana@example.com "] {
            assert_eq!(email(text).ok().as_deref(), Some("ana@example.com"), "{text:?}");
        }
        for text in ["ana", "@example.com", "ana@", "a@b@c", "ana torres@example.com", "ana@exam\nple.com"] {
            assert!(email(text).is_err(), "{text:?}");
        }
    }
}
