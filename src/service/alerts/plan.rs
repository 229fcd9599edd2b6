//! What is to be done about what was found: alerts to raise and to close, and whom to tell. Nothing is written here.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use super::{ended, finding::Finding, look::Findings};
use crate::{
    domain::{
        alert::{AlertKind, AlertOutcome, is_digest_due},
        ids::{AlertId, UserId},
    },
    store::{
        StoreError, Tx,
        alert_choices::{self, AlertReader},
        alert_letters,
        alerts::{self, Alert, ClosedAlert},
        workspaces,
    },
};

/// A digest looks back no further than this.
const DIGEST_LOOKS_BACK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Closed alerts of one digest.
const CLOSED_IN_DIGEST: usize = 500;

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be raised.
    pub raise: Vec<Finding>,
    /// To be closed.
    pub close: Vec<(AlertId, ClosedAlert)>,
    /// To be told.
    pub letters: Vec<PlannedLetter>,
}

impl Plan {
    /// Whether nothing is to be done.
    pub(super) const fn is_empty(&self) -> bool {
        self.raise.is_empty() && self.close.is_empty() && self.letters.is_empty()
    }
}

/// What one user is to be told.
#[derive(Debug)]
pub(super) struct PlannedLetter {
    pub reader: AlertReader,
    /// Whether it is that of a day. One without anything in it is not sent; the next is due a day later.
    pub is_digest: bool,
    pub open: Vec<AlertRef>,
    pub closed: Vec<AlertId>,
}

/// An alert that is there, or is raised by the same plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AlertRef {
    Known(AlertId),
    /// By its place among those that are raised.
    New(usize),
}

/// What is to be done about what was found.
pub(super) fn plan(tx: &mut dyn Tx, findings: &Findings) -> Result<Plan, StoreError> {
    let Findings { workspace, at: now, ref found } = *findings;
    let readers = alert_choices::list_readers(tx, workspace)?;
    let open = alerts::list_open(tx, workspace)?;
    let by_cause: HashMap<(AlertKind, &str), &Alert> =
        open.iter().map(|alert| ((alert.kind, alert.cause.as_str()), alert)).collect();
    let (mut raise, mut standing) = (Vec::new(), Vec::new());
    for finding in found {
        let about = match by_cause.get(&(finding.kind, finding.cause.as_str())) {
            Some(alert) => AlertRef::Known(alert.id),
            // It was told, and is over: on the same occasion nobody is told again.
            None if alerts::was_raised(tx, workspace, finding.kind, &finding.cause)? => continue,
            None if readers.iter().any(|reader| finding.is_for(&reader.choices)) => {
                raise.push(finding.clone());
                AlertRef::New(raise.len() - 1)
            }
            None => continue,
        };
        standing.push((finding, about));
    }
    let close = closing(tx, findings, &readers, &open)?;
    let told: HashSet<(AlertId, UserId)> = alert_letters::list_told_of_open(tx, workspace)?.into_iter().collect();
    let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
    let mut letters = Vec::new();
    for reader in readers {
        let wanted = standing.iter().filter(|(finding, _)| finding.is_for(&reader.choices)).map(|(_, about)| *about);
        match reader.delivery.digest_hour {
            Some(hour) if is_digest_due(hour, reader.delivery.digest_at, &zone, now) => {
                let (open, closed) = (wanted.collect(), closed_since(tx, findings, &reader, &close)?);
                letters.push(PlannedLetter { is_digest: true, open, closed, reader });
            }
            Some(_) => {}
            None => {
                let is_news = |about: &AlertRef| match about {
                    AlertRef::Known(id) => !told.contains(&(*id, reader.user)),
                    AlertRef::New(_) => true,
                };
                let open: Vec<_> = wanted.filter(is_news).collect();
                let closed = all_clear(&reader, &close, &told);
                if !open.is_empty() || !closed.is_empty() {
                    letters.push(PlannedLetter { is_digest: false, open, closed, reader });
                }
            }
        }
    }
    let close = close.into_iter().map(|(alert, closed)| (alert.id, closed)).collect();
    Ok(Plan { raise, close, letters })
}

/// The open alerts that are not found any more, and how each has ended.
fn closing(
    tx: &mut dyn Tx,
    findings: &Findings,
    readers: &[AlertReader],
    open: &[Alert],
) -> Result<Vec<(Alert, ClosedAlert)>, StoreError> {
    let found: HashSet<_> = findings.found.iter().map(|finding| (finding.kind, finding.cause.as_str())).collect();
    // Raised by another program after this one has looked, it may well stand.
    let gone = open
        .iter()
        .filter(|alert| alert.opened_at <= findings.at && !found.contains(&(alert.kind, alert.cause.as_str())));
    let gone = gone.map(|alert| {
        let is_wanted = readers.iter().any(|reader| wants(reader, alert.kind));
        Ok((alert.clone(), ended::how(tx, alert, is_wanted, findings.at)?))
    });
    gone.collect()
}

fn wants(reader: &AlertReader, kind: AlertKind) -> bool {
    reader.choices.iter().any(|choice| choice.kind == kind)
}

/// What is over of all that a user was told, and still wants to be told.
fn all_clear(reader: &AlertReader, close: &[(Alert, ClosedAlert)], told: &HashSet<(AlertId, UserId)>) -> Vec<AlertId> {
    if !reader.delivery.all_clear {
        return Vec::new();
    }
    let over = close.iter().filter(|(alert, closed)| {
        closed.outcome == AlertOutcome::Over && wants(reader, alert.kind) && told.contains(&(alert.id, reader.user))
    });
    over.map(|(alert, _)| alert.id).collect()
}

/// What was closed since the last digest of a user, and is closed by the same plan.
fn closed_since(
    tx: &mut dyn Tx,
    findings: &Findings,
    reader: &AlertReader,
    close: &[(Alert, ClosedAlert)],
) -> Result<Vec<AlertId>, StoreError> {
    let earliest = findings.at.saturating_sub(DIGEST_LOOKS_BACK).unwrap_or(Timestamp::MIN);
    let since = reader.delivery.digest_at.map_or(earliest, |last| last.max(earliest));
    let before = alerts::list_closed(tx, findings.workspace, (since, findings.at), CLOSED_IN_DIGEST)?;
    let all = before.iter().chain(close.iter().map(|(alert, _)| alert));
    Ok(all.filter(|alert| wants(reader, alert.kind)).map(|alert| alert.id).collect())
}
