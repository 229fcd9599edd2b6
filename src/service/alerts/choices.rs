//! What a user has chosen to be told of, and how.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    domain::{
        alert::AlertKind,
        caller::E164,
        ids::{UserId, WorkspaceId},
        texting::TextSenders,
        user::Role,
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::Unit,
    },
    store::{
        StoreError, Tx,
        alert_choices::{self, AlertChoice, AlertDelivery},
    },
};

/// All that a user has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertChoices {
    /// The kinds that are on, in the order of [`AlertKind::ALL`].
    pub kinds: Vec<AlertChoice>,
    /// Whether they are told once it is over.
    pub all_clear: bool,
    /// At which hour once a day; none for each alert as it is raised.
    pub digest_hour: Option<i8>,
    /// Where each one goes as a text as well; nowhere where they are told once a day.
    pub text_number: Option<E164>,
}

/// Why choices were not written down.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ChoicesError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the role may not be told of that")]
    NotForRole(AlertKind),
    #[error("the time is out of range")]
    Limit(AlertKind),
    #[error("a day has no such hour")]
    Hour,
    #[error("no sender is set for the country of the number")]
    NoSender,
}

/// What a user has chosen, of all that their role may be told of.
pub fn get(tx: &mut dyn Tx, workspace: WorkspaceId, (user, role): (UserId, Role)) -> Result<AlertChoices, StoreError> {
    let mut kinds = alert_choices::list_choices(tx, workspace, user)?;
    kinds.retain(|choice| choice.kind.is_for(role));
    kinds.sort_by_key(|choice| choice.kind);
    let AlertDelivery { all_clear, digest_hour, text_number, .. } = alert_choices::find_delivery(tx, user)?;
    Ok(AlertChoices { kinds, all_clear, digest_hour, text_number })
}

/// When the holder of the phone that a user's alerts went to has answered STOP.
pub fn find_stop(tx: &mut dyn Tx, user: UserId) -> Result<Option<Timestamp>, StoreError> {
    Ok(alert_choices::find_delivery(tx, user)?.text_stopped_at)
}

/// Writes down what the actor has chosen for themselves, under the workspace's hold. The first digest goes out the next
/// time that its hour comes.
///
/// # Errors
/// When their role may not be told of it, a time is out of range, or no text goes to the country of the number.
pub fn set(u: &mut Unit<'_>, actor: &Actor, senders: &TextSenders, choices: &AlertChoices) -> Result<(), ChoicesError> {
    let Some(user) = actor.user else { return Ok(()) };
    for choice in &choices.kinds {
        if !choice.kind.is_for(actor.role) {
            return Err(ChoicesError::NotForRole(choice.kind));
        }
        let takes = |secs| choice.kind.limit().is_some_and(|limit| limit.takes(secs));
        if !choice.limit_secs.is_none_or(takes) {
            return Err(ChoicesError::Limit(choice.kind));
        }
    }
    if choices.digest_hour.is_some_and(|hour| !(0..24).contains(&hour)) {
        return Err(ChoicesError::Hour);
    }
    if choices.text_number.as_ref().is_some_and(|number| senders.of(number).is_none()) {
        return Err(ChoicesError::NoSender);
    }
    let before = get(u.tx, actor.workspace, (user, actor.role))?;
    let known = alert_choices::find_delivery(u.tx, user)?;
    // Whoever chooses the same number again after STOP wants texts again; the provider has the last word.
    if before == *choices && known.text_stopped_at.is_none() {
        return Ok(());
    }
    alert_choices::set_choices(u.tx, (actor.workspace, user), &choices.kinds)?;
    let AlertChoices { all_clear, digest_hour, .. } = *choices;
    let digest_at = if known.digest_hour == digest_hour { known.digest_at } else { digest_hour.map(|_| u.now) };
    let (text_number, text_stopped_at) = (choices.text_number.clone(), None);
    let delivery = AlertDelivery { all_clear, digest_hour, digest_at, text_number, text_stopped_at };
    alert_choices::set_delivery(u.tx, user, &delivery)?;
    let change = AuditChange {
        action: "change alerts",
        subject: &actor.name,
        employee: None,
        before: Some(named(&before)),
        after: Some(named(choices)),
    };
    Ok(audit::note(u, actor, change)?)
}

/// By the names that the audit log calls them.
fn named(choices: &AlertChoices) -> BTreeMap<&'static str, Value> {
    let of_kind = |kind: AlertKind| {
        let choice = choices.kinds.iter().find(|choice| choice.kind == kind);
        choice.map_or_else(|| json!("off"), |choice| choice.limit_secs.map_or_else(|| json!("on"), |secs| json!(secs)))
    };
    let mut named: BTreeMap<_, _> = AlertKind::ALL.into_iter().map(|kind| (kind.name(), of_kind(kind))).collect();
    named.insert("all_clear", json!(choices.all_clear));
    named.insert("digest_hour", json!(choices.digest_hour));
    named.insert("by_text", json!(choices.text_number.is_some()));
    named
}
