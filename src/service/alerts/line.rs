//! What goes wrong with webhooks and calls: kept from what this run has counted, and looked at.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::finding::Finding;
use crate::{
    domain::{
        alert::AlertKind,
        line_trouble::{LineTrouble, QUIET, Spell, TOGETHER, is_failed, is_faulty, is_refused},
        workspace::Workspace,
    },
    service::kernel::{
        Store,
        line_health::{Counted, LineHealth},
    },
    store::{
        Hold, StoreError, Tx, alerts,
        line_spells::{self, SpellKind},
        missed_calls,
    },
};

/// Writes down what this run has counted since the last time; nothing where there is nothing new.
///
/// # Errors
/// When it could not be written; what was counted is then forgotten.
pub(super) async fn keep(store: &Store, health: &LineHealth) -> Result<(), StoreError> {
    let counted = health.take();
    if counted == Counted::default() {
        return Ok(());
    }
    let before = store.read(|tx| spells(tx)).await?;
    if after(before, counted) == before {
        return Ok(());
    }
    store
        .write(Hold::Gateway, move |u| {
            let before = spells(u.tx)?;
            let after = after(before, counted);
            for (kind, (before, after)) in SpellKind::ALL.into_iter().zip(before.into_iter().zip(after)) {
                if before != after {
                    line_spells::set_spell(u.tx, kind, after)?;
                }
            }
            Ok(())
        })
        .await
}

/// Those of [`SpellKind::ALL`].
fn spells(tx: &mut dyn Tx) -> Result<[Option<Spell>; 2], StoreError> {
    let [refused, failed] = SpellKind::ALL;
    Ok([line_spells::find_spell(tx, refused)?, line_spells::find_spell(tx, failed)?])
}

fn after([refused, failed]: [Option<Spell>; 2], counted: Counted) -> [Option<Spell>; 2] {
    let refused = refused.filter(|_| !counted.was_right);
    let more = |before: Option<Spell>, new: Option<Spell>| new.map(|new| Spell::and(before, new)).or(before);
    [more(refused, counted.refused), more(failed, counted.failed)]
}

/// What goes wrong in a workspace. What is told stands until it is over, and is told once a day.
pub(super) fn look(tx: &mut dyn Tx, workspace: &Workspace, now: Timestamp) -> Result<Vec<Finding>, StoreError> {
    let open = alerts::list_open(tx, workspace.id)?;
    let open: Vec<_> = open.into_iter().filter(|alert| alert.kind == AlertKind::LineFailing).collect();
    let today = workspace.settings.zone.local(now).date();
    let mut found = Vec::new();
    let mut tell = |trouble: LineTrouble, name: &str, at, count: u32| {
        let standing = open.iter().find(|alert| alert.cause.starts_with(name));
        let cause = standing.map_or_else(|| format!("{name} {today}"), |alert| alert.cause.clone());
        let about = Finding::new(AlertKind::LineFailing, cause, at);
        found.push(Finding { detail: Some(trouble.name()), amount: Some(i64::from(count)), ..about });
    };
    let stands = |name: &str| open.iter().any(|alert| alert.cause.starts_with(name));
    let [refused, failed] = spells(tx)?;
    if let Some(spell) = refused.filter(is_refused) {
        tell(LineTrouble::Refused, "refused", spell.since, spell.count);
    }
    if let Some(spell) = failed.filter(|spell| is_failed(spell, stands("failed"), now)) {
        tell(LineTrouble::Failed, "failed", spell.since, spell.count);
    }
    let since = |ago| now.saturating_sub(ago).unwrap_or(Timestamp::MIN);
    let faults = line_spells::list_faults_since(tx, workspace.id, (since(QUIET), now))?;
    let calls_since = |from: Timestamp| {
        let calls: BTreeSet<_> = faults.iter().filter(|fault| fault.at > from).map(|fault| &fault.call).collect();
        u32::try_from(calls.len()).unwrap_or(u32::MAX)
    };
    let (recent, lately) = (calls_since(since(TOGETHER)), calls_since(since(QUIET)));
    if let Some(first) = faults.first().filter(|_| is_faulty(recent, lately, stands("provider"))) {
        let mut codes: BTreeMap<u32, usize> = BTreeMap::new();
        for fault in &faults {
            *codes.entry(fault.code).or_default() += 1;
        }
        let most = codes.into_iter().max_by_key(|(_, count)| *count).map_or(first.code, |(code, _)| code);
        tell(LineTrouble::Provider(most), "provider", first.at, lately);
    }
    if let Some((count, first)) = missed_calls::count_found(tx, workspace.id, since(QUIET))? {
        tell(LineTrouble::Missed, "missed", first, count);
    }
    Ok(found)
}
