//! `employee list`: who there is, and whether they can call.

use std::sync::Arc;

use clap::Args;
use phoneclock::{
    domain::{employee::Employee, lockout::Lock, time_text::utc},
    service::{
        Services,
        credentials::pins,
        roster::employees::{self, EmployeeRow},
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

/// An employee as programs read them.
#[derive(Serialize)]
pub(super) struct View {
    id: String,
    name: String,
    employee_number: Option<String>,
    payroll_id: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    language: &'static str,
    /// Their own; the workspace's where null.
    time_zone: Option<String>,
    /// Whether the spoken name is recorded; as the workspace has it where null.
    voice_check: Option<bool>,
    phone_clock_id: Option<String>,
    phone_status: &'static str,
    /// Whether wrong PINs keep some phone or all phones out just now.
    locked: bool,
    /// Null also where only an admin ends the lock.
    locked_until: Option<String>,
    active: bool,
    /// The day from which they may clock; null for whoever is there already.
    starts_on: Option<String>,
}

impl View {
    pub(super) fn new(EmployeeRow { employee, phone_clock_id, has_pin }: EmployeeRow, lock: Lock) -> Self {
        let Employee { id, details, active, .. } = employee;
        Self {
            id: id.to_string(),
            name: details.name,
            employee_number: details.employee_number,
            payroll_id: details.payroll_id,
            email: details.email,
            phone: details.phone.map(String::from),
            language: details.language.code(),
            time_zone: details.zone.map(String::from),
            voice_check: details.voice_check,
            phone_clock_id,
            phone_status: if has_pin { "Ready" } else { "Not set up" },
            locked: lock != Lock::None,
            locked_until: match lock {
                Lock::Until(end) => Some(utc(end)),
                Lock::None | Lock::UntilUnlocked => None,
            },
            active,
            starts_on: details.starts_on.map(|day| day.to_string()),
        }
    }
}

pub(super) async fn run(args: ListArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?;
    let (now, in_workspace) = (services.store.now(), workspace.id);
    let locks = services.store.read(move |tx| pins::list_locks(tx, in_workspace, now)).await?;
    let listed = services.store.read(move |tx| employees::list(tx, in_workspace)).await?.into_iter();
    let listed: Vec<_> =
        listed.map(|listed| (locks.get(&listed.employee.id).copied().unwrap_or_default(), listed)).collect();
    if args.json {
        let views: Vec<_> = listed.into_iter().map(|(lock, listed)| View::new(listed, lock)).collect();
        return output::say_json(&views);
    }
    if listed.is_empty() {
        return Ok(output::say("There are no employees yet; add them with `phoneclock employee add`.")?);
    }
    let columns = [
        ("Name", FOLDED),
        ("Number", FOLDED),
        ("Phone clock ID", WHOLE),
        ("Phone status", WHOLE),
        ("Locked", FOLDED),
        ("Language", WHOLE),
        ("Phone", WHOLE),
        ("Email", FOLDED),
    ];
    let rows = listed.into_iter().map(|(lock, listed)| {
        let view = View::new(listed, lock);
        [
            view.name,
            output::or_dash(view.employee_number),
            output::or_dash(view.phone_clock_id),
            view.phone_status.to_owned(),
            match lock {
                Lock::None => "-".to_owned(),
                Lock::Until(end) => workspace.settings.zone.local(end).strftime("until %Y-%m-%d %H:%M %Z").to_string(),
                Lock::UntilUnlocked => "until unlocked".to_owned(),
            },
            view.language.to_owned(),
            output::or_dash(view.phone),
            output::or_dash(view.email),
        ]
    });
    Ok(output::say(output::table(columns, rows))?)
}
