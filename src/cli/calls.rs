//! `calls`: the call log, step by step.

use std::sync::Arc;

use clap::Args;
use jiff::tz::TimeZone;
use phoneclock::{
    domain::{
        caller::{Caller, E164},
        language::OfficeLanguage,
        time_text::utc,
    },
    service::{
        Services,
        call_log::{self, LoggedCall},
        roster::workspaces,
    },
    wording::{
        admin::AdminWords,
        calls::{asked, input_text, prompts},
    },
};
use serde::Serialize;

use super::{
    output::{self, FOLDED, WHOLE},
    time_span::SpanArgs,
    workspace,
};

#[derive(Debug, Args)]
#[command(
    after_help = "Keys are counted, not shown, wherever a PIN may be among them; callers' numbers are masked. Without \
--workspace, calls in which nobody signed in are shown too.

Examples:
  phoneclock calls --limit 5
  phoneclock calls --from 2026-03-08 --json"
)]
pub struct CallsArgs {
    #[command(flatten)]
    span: SpanArgs,
    /// At most so many calls, the latest first
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    /// Only calls of this workspace's employees
    #[arg(long, value_name = "NAME")]
    workspace: Option<String>,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// A call as programs read it.
#[derive(Serialize)]
struct View {
    id: String,
    provider: String,
    provider_call_id: String,
    /// The end of the number, or null where it is withheld.
    caller: Option<String>,
    dialed: String,
    answered_at: String,
    ended_at: Option<String>,
    workspace: Option<String>,
    employee: Option<String>,
    steps: Vec<CallStepView>,
}

#[derive(Serialize)]
struct CallStepView {
    step: u32,
    at: String,
    asked: String,
    input: String,
    said: String,
}

impl From<&LoggedCall> for View {
    fn from(logged: &LoggedCall) -> Self {
        let words = AdminWords::of(OfficeLanguage::En);
        let call = &logged.listed.call;
        Self {
            id: call.id.to_string(),
            provider: call.provider.clone(),
            provider_call_id: call.provider_call_id.as_str().to_owned(),
            caller: call.caller.number().map(E164::masked),
            dialed: call.dialed.clone(),
            answered_at: utc(call.answered_at),
            ended_at: call.ended_at.map(utc),
            workspace: logged.listed.workspace_name.clone(),
            employee: logged.listed.employee_name.clone(),
            steps: logged
                .steps
                .iter()
                .map(|step| CallStepView {
                    step: step.step,
                    at: utc(step.at),
                    asked: asked(words, &step.event).to_owned(),
                    input: input_text(words, &step.event),
                    said: prompts(&step.event).to_owned(),
                })
                .collect(),
        }
    }
}

/// Prints the calls of a time, the latest one first.
pub async fn run(args: CallsArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let workspace = match &args.workspace {
        Some(_) => Some(workspace::find(services, args.workspace.clone()).await?),
        None => None,
    };
    let zone = match &workspace {
        Some(workspace) => workspace.settings.zone.name().to_owned(),
        None => common_zone(services).await?,
    };
    let zone = TimeZone::get(&zone)?;
    let (from, to) = args.span.resolve(&zone, services.store.now())?;
    let limit = usize::try_from(args.limit)?;
    let calls = services
        .store
        .read(move |tx| call_log::list(tx, workspace.map(|workspace| workspace.id), (from, to), limit))
        .await?;
    if args.json {
        return output::say_json(&calls.iter().map(View::from).collect::<Vec<_>>());
    }
    if calls.is_empty() {
        return Ok(output::say("There are no calls in these days.")?);
    }
    let shown: Vec<_> = calls.iter().map(|call| show(call, &zone)).collect();
    Ok(output::say(shown.join("\n\n"))?)
}

/// The zone that every workspace has, or UTC.
async fn common_zone(services: &Arc<Services>) -> anyhow::Result<String> {
    let mut zones: Vec<_> =
        services.store.read(workspaces::list).await?.into_iter().map(|workspace| workspace.settings.zone).collect();
    zones.dedup();
    Ok(match zones.as_slice() {
        [only] => only.name().to_owned(),
        _ => "UTC".to_owned(),
    })
}

fn show(logged: &LoggedCall, zone: &TimeZone) -> String {
    let call = &logged.listed.call;
    let local = |at: jiff::Timestamp, format| at.to_zoned(zone.clone()).strftime(format).to_string();
    let caller = match &call.caller {
        Caller::Number(number) => number.masked(),
        Caller::Withheld => "a withheld number".to_owned(),
    };
    let who = match (&logged.listed.employee_name, &logged.listed.workspace_name) {
        (Some(name), Some(workspace)) => format!("{name}, {workspace}"),
        _ => "nobody signed in".to_owned(),
    };
    let end = call.ended_at.map_or_else(|| "still on".to_owned(), |at| format!("ended {}", local(at, "%H:%M:%S")));
    let heading = format!("{}  from {caller}  {who}  {end}", local(call.answered_at, "%Y-%m-%d %H:%M:%S %Z"));
    let words = AdminWords::of(OfficeLanguage::En);
    let columns = [("Step", WHOLE), ("At", WHOLE), ("Asked", FOLDED), ("Input", FOLDED), ("Said", FOLDED)];
    let rows = logged.steps.iter().map(|step| {
        let (asked, input, said) =
            (asked(words, &step.event).to_owned(), input_text(words, &step.event), prompts(&step.event).to_owned());
        [step.step.to_string(), local(step.at, "%H:%M:%S"), asked, input, said]
    });
    format!("{}\n{}", output::plain(&heading), output::table(columns, rows))
}

#[cfg(test)]
mod tests {
    use phoneclock::{
        domain::ids::{CallId, ProviderCallId},
        store::calls::{Call, CallRow, Step},
    };

    use super::*;

    fn logged() -> LoggedCall {
        let at = |text: &str| text.parse().unwrap();
        let call = Call {
            id: CallId::from_bytes([7; 16]),
            provider: "twilio".to_owned(),
            provider_call_id: ProviderCallId::parse("CA1").unwrap(),
            caller: Caller::parse("+15555550123"),
            dialed: "+15555550100".to_owned(),
            answered_at: at("2026-03-08T12:59:12Z"),
            ended_at: None,
            step: 2,
            token: "hush-token".to_owned(),
            session: "hush-session".to_owned(),
            workspace: None,
            employee: None,
            last_heard_at: at("2026-03-08T12:59:12Z"),
        };
        let step = Step {
            step: 1,
            token: "hush-token".to_owned(),
            at: at("2026-03-08T12:59:20Z"),
            asked: "ask PIN".to_owned(),
            input: "4 keys".to_owned(),
            said: "no-match ask-id".to_owned(),
            reply: Some("hush-reply".to_owned()),
            input_hash: Some(b"hush-hash".to_vec()),
        };
        LoggedCall { listed: CallRow { call, workspace_name: None, employee_name: None }, steps: vec![step.into()] }
    }

    #[test]
    fn a_call_shows_what_was_said_and_neither_number_nor_token() {
        let people = show(&logged(), &TimeZone::get("America/Chicago").unwrap());
        let programs = serde_json::to_string(&View::from(&logged())).unwrap();
        assert!(people.starts_with("2026-03-08 07:59:12 CDT  from …23  nobody signed in  still on\n"), "{people}");
        for shown in [&people, &programs] {
            assert!(!shown.contains("hush") && !shown.contains("5550123"), "{shown}");
            assert!(shown.contains("ask PIN") && shown.contains("4 keys") && shown.contains("…23"), "{shown}");
        }
    }
}
