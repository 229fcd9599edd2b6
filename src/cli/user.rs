//! `user`: who signs in to the pages, and letting in whoever has lost their second factor.

use std::sync::Arc;

use clap::{Args, Subcommand};
use phoneclock::service::{
    Services,
    access::{
        AccountError, second_factor,
        users::{self, UserRow},
    },
    audit::Actor,
};
use serde::Serialize;

use super::{
    output::{self, FOLDED, WHOLE},
    workspace,
};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// List the users with their roles
    List(ListArgs),
    /// Remove the second factor of somebody who has lost phone and recovery codes, and sign them out everywhere
    #[command(
        after_help = "They sign in with the password alone, and set up another second factor where the workspace asks for one.

Example:
  phoneclock user reset-second-factor ana@example.com"
    )]
    ResetSecondFactor(ResetArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The workspace, by name or ID [default: the only one there is]
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ResetArgs {
    /// Email address that they sign in with
    #[arg(value_name = "ADDRESS")]
    email: String,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A user as programs read it.
#[derive(Serialize)]
struct View {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    active: bool,
    /// Whether they have chosen a password.
    joined: bool,
    second_factor: bool,
}

impl From<UserRow> for View {
    fn from(row: UserRow) -> Self {
        Self {
            id: row.user.id.to_string(),
            name: row.user.name,
            email: row.user.email.to_string(),
            role: row.user.role.name(),
            active: row.user.active,
            joined: row.joined,
            second_factor: row.has_second_factor,
        }
    }
}

/// Whose second factor is gone, as programs read it.
#[derive(Serialize)]
struct Reset {
    id: String,
    user: String,
}

/// Carries out one of the commands about users.
pub async fn run(command: UserCommand, services: &Arc<Services>) -> anyhow::Result<()> {
    match command {
        UserCommand::List(args) => list(args, services).await,
        UserCommand::ResetSecondFactor(args) => reset(args, services).await,
    }
}

async fn list(args: ListArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = workspace::find(services, args.workspace).await?.id;
    let now = services.store.clock().time_for_ends();
    let (rows, _) = services.store.read(move |tx| users::list(tx, workspace, now)).await?;
    let views: Vec<_> = rows.into_iter().map(View::from).collect();
    if args.json {
        return output::say_json(&views);
    }
    if views.is_empty() {
        return Ok(output::say("There are no users yet; `phoneclock serve` prints a link for the first owner.")?);
    }
    let columns =
        [("Name", FOLDED), ("Email address", WHOLE), ("Role", WHOLE), ("Status", WHOLE), ("Second factor", FOLDED)];
    let rows = views.into_iter().map(|view| {
        let status = match (view.active, view.joined) {
            (false, _) => "not active",
            (true, true) => "active",
            (true, false) => "invited",
        };
        let second_factor = if view.second_factor { "on" } else { "off" };
        [view.name, view.email, view.role.to_owned(), status.to_owned(), second_factor.to_owned()]
    });
    Ok(output::say(output::table(columns, rows))?)
}

async fn reset(args: ResetArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let ResetArgs { email, json } = args;
    let found = services.store.read(move |tx| users::find_by_email(tx, &email)).await?;
    let user = found.ok_or(AccountError::NoUser)?;
    let (actor, id) = (Actor::at_the_machine(user.workspace), user.id);
    let holds = second_factor::holds_to_reset(user.workspace, id);
    services.store.write(holds, move |u| second_factor::reset(u, &actor, id)).await?;
    let view = Reset { id: id.to_string(), user: user.name };
    output::print(
        json,
        &view,
        format_args!("The second factor of {} is gone, and they are signed out everywhere.", view.user),
    )
}
