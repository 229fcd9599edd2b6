//! `costs`: minutes, texts and what is asked for them, by workspace and month.

use std::sync::Arc;

use clap::Args;
use phoneclock::{
    domain::cost::exact,
    service::{
        Services,
        costs::{months::MonthUsage, report},
    },
};
use serde::Serialize;

use super::output::{self, FOLDED, WHOLE};

/// Show what calls and texts cost, by workspace and month
///
/// As the telephone providers' own records have it, which the running gateway reads once an hour. Calls that belong to no
/// workspace, such as those that ended before anybody signed in, come last. Months are those of each workspace's time
/// zone, and of UTC where there is none.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  phoneclock costs
  phoneclock costs --months 13 --json")]
pub struct CostsArgs {
    /// So many months, this one first
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(i64).range(1..=120))]
    months: i64,
    /// Print a JSON array
    #[arg(long)]
    json: bool,
}

/// A month of a workspace as programs read it.
#[derive(Serialize)]
struct View {
    /// Null for what belongs to no workspace.
    workspace: Option<String>,
    /// `2026-11`.
    month: String,
    time_zone: String,
    calls: u64,
    call_secs: u64,
    minutes: u64,
    texts: u64,
    segments: u64,
    costs: Vec<CostView>,
    calls_without_price: u64,
    texts_without_price: u64,
}

#[derive(Serialize)]
struct CostView {
    currency: String,
    /// A decimal number in a text, so that nothing of it is lost.
    amount: String,
}

impl View {
    fn new(workspace: Option<&String>, time_zone: &str, month: &MonthUsage) -> Self {
        let usage = &month.usage;
        let cost = |(currency, micros): (&phoneclock::domain::cost::Currency, &u64)| CostView {
            currency: currency.code(),
            amount: exact(*micros),
        };
        Self {
            workspace: workspace.cloned(),
            month: month.first.strftime("%Y-%m").to_string(),
            time_zone: time_zone.to_owned(),
            calls: usage.calls,
            call_secs: usage.secs,
            minutes: usage.minutes,
            texts: usage.texts,
            segments: usage.segments,
            costs: usage.costs.iter().map(cost).collect(),
            calls_without_price: usage.calls_without_price,
            texts_without_price: usage.texts_without_price,
        }
    }
}

/// Prints them, without months in which there was nothing.
pub async fn run(args: CostsArgs, services: &Arc<Services>) -> anyhow::Result<()> {
    let now = services.store.now();
    let all = services.store.read(move |tx| report::count_all(tx, now, args.months)).await?;
    let used = all.iter().flat_map(|report| {
        let months = report.months.iter().filter(|month| !month.usage.is_empty());
        months.map(move |month| (report, month))
    });
    if args.json {
        let views = used.map(|(of, month)| View::new(of.workspace.as_ref(), of.zone.name(), month));
        return output::say_json(&views.collect::<Vec<_>>());
    }
    let rows: Vec<_> = used.map(|(of, month)| row(of.workspace.as_deref(), month)).collect();
    if rows.is_empty() {
        return Ok(output::say(
            "There are no calls and no texts in these months. The running gateway reads them at the provider once an hour.",
        )?);
    }
    let columns = [
        ("Workspace", FOLDED),
        ("Month", WHOLE),
        ("Calls", WHOLE),
        ("Minutes", WHOLE),
        ("Texts", WHOLE),
        ("Segments", WHOLE),
        ("Cost", FOLDED),
        ("No price yet", WHOLE),
    ];
    Ok(output::say(output::table(columns, rows))?)
}

fn row(workspace: Option<&str>, month: &MonthUsage) -> [String; 8] {
    let usage = &month.usage;
    let costs: Vec<_> = usage.costs.iter().map(|(currency, micros)| currency.write(*micros)).collect();
    [
        workspace.unwrap_or("(of no workspace)").to_owned(),
        month.first.strftime("%Y-%m").to_string(),
        usage.calls.to_string(),
        usage.minutes.to_string(),
        usage.texts.to_string(),
        usage.segments.to_string(),
        output::or_dash(Some(costs.join(", "))),
        (usage.calls_without_price + usage.texts_without_price).to_string(),
    ]
}
