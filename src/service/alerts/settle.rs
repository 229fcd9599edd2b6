//! Raising and closing alerts, and telling users of it: all in one transaction.

use super::{
    deliver,
    finding::Finding,
    look::Findings,
    plan::{AlertRef, Plan, PlannedLetter, plan},
};
use crate::{
    domain::ids::{AlertId, AlertLetterId, WorkspaceId},
    service::kernel::Unit,
    store::{
        StoreError,
        alert_choices::{self, AlertDelivery},
        alert_letters::{self, AlertLetter, LetterPart},
        alerts::{self, Alert},
    },
};

/// Does what is to be done about what was found, under the workspace's hold. What another program has done meanwhile is
/// seen here, and not done again.
pub(super) fn settle(u: &mut Unit<'_>, findings: &Findings) -> Result<(), StoreError> {
    // By a clock that may be wrong everybody has been in for years.
    if u.clock.is_in_doubt() {
        return Ok(());
    }
    let Plan { raise, close, letters } = plan(u.tx, findings)?;
    let mut raised = Vec::with_capacity(raise.len());
    for finding in raise {
        raised.push(insert(u, findings, finding)?);
    }
    for (id, closed) in close {
        alerts::set_closed(u.tx, id, &closed)?;
    }
    for letter in letters {
        write(u, findings, &raised, letter)?;
    }
    Ok(())
}

fn insert(u: &mut Unit<'_>, findings: &Findings, finding: Finding) -> Result<AlertId, StoreError> {
    let Finding { kind, cause, employee, entry, device, detail, at, amount, secs: _ } = finding;
    let (id, workspace): (_, WorkspaceId) = (AlertId::generate(&u.ids), findings.workspace);
    let (opened_at, closed) = (findings.at, None);
    let alert = Alert { id, workspace, kind, cause, employee, entry, device, detail, at, amount, opened_at, closed };
    if !alerts::insert_alert(u.tx, &alert)? {
        return Err(StoreError::Unreadable("an alert is there and was not found"));
    }
    tracing::info!(alert.id = %id, alert.kind = kind.name(), "an alert is raised");
    metrics::counter!("phoneclock_alerts_total", "kind" => kind.name()).increment(1);
    Ok(id)
}

fn write(u: &mut Unit<'_>, findings: &Findings, raised: &[AlertId], planned: PlannedLetter) -> Result<(), StoreError> {
    let PlannedLetter { reader, is_digest, open, closed } = planned;
    if is_digest {
        let delivery = AlertDelivery { digest_at: Some(findings.at), ..reader.delivery.clone() };
        alert_choices::set_delivery(u.tx, reader.user, &delivery)?;
    }
    if open.is_empty() && closed.is_empty() {
        return Ok(());
    }
    let id = AlertLetterId::generate(&u.ids);
    let letter = AlertLetter { id, workspace: findings.workspace, user: reader.user, at: findings.at, is_digest };
    alert_letters::insert_letter(u.tx, &letter)?;
    for about in open {
        let alert = match about {
            AlertRef::Known(id) => Some(id),
            AlertRef::New(nth) => raised.get(nth).copied(),
        };
        if let Some(alert) = alert {
            alert_letters::insert_told(u.tx, &letter, alert, LetterPart::Open)?;
        }
    }
    for alert in closed {
        alert_letters::insert_told(u.tx, &letter, alert, LetterPart::Closed)?;
    }
    deliver::hand_over(u, &letter, &reader)
}
