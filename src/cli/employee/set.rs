//! `employee set`: what is known of an employee, changed one thing at a time.

use std::sync::Arc;

use anyhow::{bail, ensure};
use clap::Args;
use phoneclock::{
    domain::{
        employee::{Employee, input::EmployeeInput, name::is_last_name_of},
        language::{Language, OfficeLanguage},
    },
    service::{Hold, Services, credentials::pins, roster::employees},
    wording::{admin::AdminWords, entered},
};

use super::{VoiceCheckChoice, at_the_machine, list::View};
use crate::cli::{
    output,
    workspace::{self, language},
};

#[derive(Debug, Args)]
pub struct SetArgs {
    /// Name, employee number, email address, phone clock ID or the id of the list
    who: String,
    #[command(flatten)]
    changes: Changes,
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// What is known of an employee as far as it is given.
#[derive(Debug, Default, Args, PartialEq, Eq)]
struct Changes {
    /// New name
    #[arg(long, value_name = "NEW-NAME")]
    name: Option<String>,
    /// The part of the name that is the last name, where exports need it separately; "" to have it guessed
    #[arg(long, value_name = "LAST-NAME")]
    last_name: Option<String>,
    /// The employer's own number for them, as on the badge; "" for none
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// What the payroll system calls them; "" for nothing
    #[arg(long, value_name = "ID")]
    payroll_id: Option<String>,
    /// Email address; "" for none
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Their own phone, such as +15555550123; "" for none
    #[arg(long, value_name = "E164")]
    phone: Option<String>,
    /// Language they are spoken to in
    #[arg(long, value_name = "CODE", value_parser = language())]
    language: Option<Language>,
    /// Their time zone; "" for the workspace's
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Whether they are asked to say their name
    #[arg(long, value_enum, value_name = "WHETHER")]
    voice_check: Option<VoiceCheckChoice>,
    /// The day from which they may clock, such as 2026-12-01; "" for now
    #[arg(long, value_name = "DATE")]
    starts_on: Option<String>,
}

impl Changes {
    fn apply(self, known: EmployeeInput) -> EmployeeInput {
        let Self { name, last_name, number, payroll_id, email, phone, language, time_zone, voice_check, starts_on } =
            self;
        let name = name.unwrap_or(known.name);
        // What was the last name of the name before is none of another.
        let known_last = Some(known.last_name).filter(|last| is_last_name_of(last, &name)).unwrap_or_default();
        EmployeeInput {
            last_name: last_name.unwrap_or(known_last),
            name,
            number: number.unwrap_or(known.number),
            payroll_id: payroll_id.unwrap_or(known.payroll_id),
            email: email.unwrap_or(known.email),
            phone: phone.unwrap_or(known.phone),
            language: language.map_or(known.language, |language| language.code().to_owned()),
            time_zone: time_zone.unwrap_or(known.time_zone),
            starts_on: starts_on.unwrap_or(known.starts_on),
            voice_check: match voice_check {
                None => known.voice_check,
                Some(VoiceCheckChoice::On) => "on".to_owned(),
                Some(VoiceCheckChoice::Off) => "off".to_owned(),
                Some(VoiceCheckChoice::Workspace) => String::new(),
            },
        }
    }
}

/// Changes what is given, and leaves the rest as it is.
pub async fn run(args: SetArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let SetArgs { who, changes, workspace, json } = args;
    ensure!(changes != Changes::default(), "nothing was given to change; see `phoneclock employee set --help`");
    let workspace = workspace::find(services, workspace).await?;
    let known = services.store.read(move |tx| employees::get_known_as(tx, workspace.id, &who)).await?;
    let entered = changes.apply(EmployeeInput::new(&known.details));
    let english = AdminWords::of(OfficeLanguage::En);
    let details = match entered.parse(&workspace.settings.languages, workspace.settings.language) {
        Ok(details) => details,
        Err(errors) => bail!(errors.iter().map(|error| entered::person(english, error)).collect::<Vec<_>>().join(" ")),
    };
    let (actor, hold) = (at_the_machine(&known), Hold::Workspace(workspace.id));
    let change = services.store.write(hold, move |u| employees::change(u, &actor, known.id, details));
    let Employee { id, details, .. } = change.await?;
    let (now, in_workspace) = (services.store.now(), workspace.id);
    let locks = services.store.read(move |tx| pins::list_locks(tx, in_workspace, now)).await?;
    let lock = locks.get(&id).copied().unwrap_or_default();
    let row = services.store.read(move |tx| employees::get_row(tx, in_workspace, id)).await?;
    let view = View::new(row, lock);
    output::print(json, &view, format_args!("Changed the employee {}.", details.name))
}
