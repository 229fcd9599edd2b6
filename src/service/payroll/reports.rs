//! Reports: hours, voice checks, exceptions and calls, counted over days that somebody chooses.

pub mod calls;
pub mod exceptions;
mod file;
pub mod hours;
pub mod locations;
pub mod voice_checks;

use jiff::{Timestamp, ToSpan, civil::Date};
use serde_json::json;

use self::{
    calls::CallFigures, exceptions::ExceptionFigures, hours::HoursFigures, locations::LocationFigures,
    voice_checks::VoiceCheckFigures,
};
use crate::{
    domain::{
        ids::WorkspaceId,
        payroll::{Period, Policy},
        workspace::Zone,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Store,
    },
    store::{Hold, StoreError, Tx, payroll_policies, reports::WorkspaceSpan, workspaces},
};

/// Days that a report reaches over at most.
pub const MAX_REPORT_DAYS: i32 = 366;

/// Weeks that a report by weeks covers, and days that the one of calls does, where nobody says otherwise.
const DEFAULT_REPORT_WEEKS: i32 = 12;
const DEFAULT_REPORT_DAYS: i32 = 28;
/// The same for the one of locations, which has a row for each week and person.
const DEFAULT_LOCATION_WEEKS: i32 = 2;

/// What is reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Report {
    Hours,
    VoiceChecks,
    Exceptions,
    Calls,
    Locations,
}

impl Report {
    /// Every one that there is.
    pub const ALL: [Self; 5] = [Self::Hours, Self::VoiceChecks, Self::Exceptions, Self::Calls, Self::Locations];

    /// By what name it is known in addresses and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::VoiceChecks => "voice-checks",
            Self::Exceptions => "exceptions",
            Self::Calls => "calls",
            Self::Locations => "locations",
        }
    }

    /// The one that is known by this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.name() == name)
    }
}

/// The days that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportQuery {
    /// The days that are worth a look most days: for hours, those of the last pay period that is over.
    Usual,
    /// The pay period that a day lies in.
    PayPeriodOf(Date),
    /// At most [`MAX_REPORT_DAYS`].
    Days(Period),
}

/// The days of a report, with those before and those after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSpan {
    /// The days.
    pub days: Period,
    /// The days before.
    pub previous: Period,
    /// The days after.
    pub next: Period,
    /// Whether they are one pay period; then the days before and after are one each, too.
    pub is_pay_period: bool,
    /// Whether its last day is past.
    pub is_over: bool,
}

impl ReportSpan {
    fn new(days: Period, policy: &Policy, today: Date) -> Self {
        let is_pay_period = policy.period_of(days.from) == days;
        let (before, after) = (days.from.saturating_sub(1.day()), days.to.saturating_add(1.day()));
        let others = length(days) - 1;
        let (previous, next) = if is_pay_period {
            (policy.period_of(before), policy.period_of(after))
        } else {
            (
                Period { from: before.saturating_sub(others.days()), to: before },
                Period { from: after, to: after.saturating_add(others.days()) },
            )
        };
        Self { days, previous, next, is_pay_period, is_over: days.to < today }
    }
}

/// How many days a period has.
#[must_use]
pub fn length(days: Period) -> i32 {
    days.from.until(days.to).map_or(0, |between| between.get_days()).saturating_add(1)
}

/// What was counted.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is the figures of the report of that name")]
pub enum Figures {
    Hours(HoursFigures),
    VoiceChecks(VoiceCheckFigures),
    Exceptions(ExceptionFigures),
    Calls(CallFigures),
    Locations(LocationFigures),
}

/// A report over some days.
#[derive(Debug, Clone)]
pub struct CountedReport {
    /// Which report it is.
    pub report: Report,
    /// The days that it is about.
    pub span: ReportSpan,
    /// What was counted.
    pub figures: Figures,
    /// The workspace's own.
    pub zone: Zone,
    /// What the workspace is called.
    pub workspace: String,
}

/// What every report is counted with.
struct ReportScope {
    workspace: WorkspaceId,
    days: Period,
    policy: Policy,
    zone: Zone,
}

impl ReportScope {
    /// The moments of some of its days.
    fn within(&self, days: Period) -> WorkspaceSpan {
        (self.workspace, self.zone.start_of(days.from), self.zone.start_of(days.to.saturating_add(1.day())))
    }

    /// Its workweeks, oldest first; the first and the last may be cut short by the days asked for.
    fn weeks(&self) -> impl Iterator<Item = Period> {
        let mut next = Some(self.days.from).filter(|from| *from <= self.days.to);
        std::iter::from_fn(move || {
            let from = next?;
            let to = self.policy.workweek_of(from).to.min(self.days.to);
            next = to.tomorrow().ok().filter(|tomorrow| *tomorrow <= self.days.to);
            Some(Period { from, to })
        })
    }
}

/// The days that are asked for, with those before and after.
fn span(policy: &Policy, today: Date, report: Report, query: ReportQuery) -> ReportSpan {
    let this_week = policy.workweek_of(today);
    let days = match (query, report) {
        (ReportQuery::Days(days), _) => days,
        (ReportQuery::PayPeriodOf(day), _) => policy.period_of(day),
        (ReportQuery::Usual, Report::Hours) => {
            let this = policy.period_of(today);
            policy.period_of(this.from.yesterday().unwrap_or(this.from))
        }
        (ReportQuery::Usual, Report::Locations) => {
            Period { from: this_week.from.saturating_sub((7 * (DEFAULT_LOCATION_WEEKS - 1)).days()), to: this_week.to }
        }
        (ReportQuery::Usual, Report::VoiceChecks | Report::Exceptions) => {
            Period { from: this_week.from.saturating_sub((7 * (DEFAULT_REPORT_WEEKS - 1)).days()), to: this_week.to }
        }
        (ReportQuery::Usual, Report::Calls) => {
            Period { from: today.saturating_sub((DEFAULT_REPORT_DAYS - 1).days()), to: today }
        }
    };
    ReportSpan::new(days, policy, today)
}

/// A report as it is at this moment.
pub fn count(
    tx: &mut dyn Tx,
    now: Timestamp,
    workspace: WorkspaceId,
    report: Report,
    query: ReportQuery,
) -> Result<CountedReport, StoreError> {
    let settings = workspaces::get_workspace(tx, workspace)?.settings;
    let policy = payroll_policies::get_policy(tx, workspace)?;
    let span = span(&policy, settings.zone.local(now).date(), report, query);
    let scope = ReportScope { workspace, days: span.days, policy, zone: settings.zone };
    let figures = match report {
        Report::Hours => Figures::Hours(HoursFigures::count(tx, &scope)?),
        Report::VoiceChecks => Figures::VoiceChecks(VoiceCheckFigures::count(tx, &scope)?),
        Report::Exceptions => Figures::Exceptions(ExceptionFigures::count(tx, &scope)?),
        Report::Calls => Figures::Calls(CallFigures::count(tx, &scope)?),
        Report::Locations => Figures::Locations(LocationFigures::count(tx, &scope)?),
    };
    Ok(CountedReport { report, span, figures, zone: scope.zone, workspace: settings.name })
}

/// A report as CSV in UTF-8, with its name. Nothing leaves before it is written down who took it.
pub async fn export(
    store: &Store,
    actor: Actor,
    report: Report,
    query: ReportQuery,
) -> Result<(String, Vec<u8>), StoreError> {
    let (workspace, now) = (actor.workspace, store.now());
    let counted = store.read(move |tx| count(tx, now, workspace, report, query)).await?;
    let Period { from, to } = counted.span.days;
    let name = format!("{}-{from}-to-{to}.csv", report.name());
    let (content, subject) = (file::write(&counted)?, name.clone());
    let noted = store.write(Hold::WorkspaceShared(workspace), move |u| {
        let change = AuditChange {
            action: "export report",
            subject: &subject,
            employee: None,
            before: NO_FIELDS,
            after: Some(json!({ "report": report.name(), "from": from, "to": to })),
        };
        audit::note(u, &actor, change)
    });
    noted.await?;
    Ok((name, content))
}

#[cfg(test)]
mod tests;
