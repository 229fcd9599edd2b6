//! Addresses of other programs that are told what happens in a workspace: added, paused, tried and removed by owners; and
//! the one owner of the way out to them.

mod client;
mod happenings;
mod reach;
mod secret;
mod send;

use std::sync::Arc;

use ipnet::IpNet;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use url::Url;

use self::client::HookClient;
pub use self::{
    happenings::{HookPen, HookSubject},
    reach::{HookReach, HookUrlError, URL_MAX_BYTES},
    secret::HookSecret,
};
pub use crate::store::{
    hook_deliveries::{DeliveryState, Happening, HookDelivery},
    hooks::{Hook, PauseReason},
};
use crate::{
    domain::{
        hook_event::{HookEvent, HookEvents},
        ids::{HookDeliveryId, HookId, WorkspaceId},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Store, Unit},
    },
    store::{StoreError, Tx, hook_deliveries, hooks},
};

/// Addresses that a workspace has at most.
pub const MAX_HOOKS: usize = 20;
/// Deliveries of an address that are shown.
pub const DELIVERIES_SHOWN: usize = 50;
/// For how long the secret before a new one signs as well: long enough to put the new one in place.
pub const OLD_SECRET_TTL: SignedDuration = SignedDuration::from_hours(24);

/// Why nothing was done about an address.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum HookError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the workspace has {MAX_HOOKS} addresses already")]
    TooMany,
    #[error("the workspace has the address already")]
    Known,
    #[error("the address was added already, and its secret was shown then")]
    MadeAlready,
    #[error("there is no such address in the workspace")]
    NotFound,
}

/// Writes down what happens and tells it to the addresses that want to know.
#[derive(Clone)]
pub struct Hooks {
    store: Store,
    reach: HookReach,
    client: Arc<HookClient>,
}

impl Hooks {
    /// Reaches what is public, and beside it what lies in these networks.
    #[must_use]
    pub fn new(store: Store, networks: Vec<IpNet>) -> Self {
        let reach = HookReach::new(networks);
        Self { store, client: Arc::new(HookClient::new(reach.clone())), reach }
    }

    /// Reads an address that was typed.
    ///
    /// # Errors
    /// When it is none that is ever told anything.
    pub fn parse_url(&self, typed: &str) -> Result<Url, HookUrlError> {
        self.reach.parse(typed)
    }
}

/// The addresses of a workspace, the newest first, each with how its last delivery fares.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(Hook, Option<HookDelivery>)>, StoreError> {
    let hooks = hooks::list_hooks(tx, workspace)?;
    let with_last = hooks.into_iter().map(|hook| {
        let last = hook_deliveries::list_of_hook(tx, (workspace, hook.id), 1)?.pop();
        Ok((hook, last))
    });
    with_last.collect()
}

/// One address with its last deliveries, the newest first.
pub fn find(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: HookId,
) -> Result<Option<(Hook, Vec<HookDelivery>)>, StoreError> {
    let Some(hook) = hooks::find_hook(tx, workspace, id)? else { return Ok(None) };
    Ok(Some((hook, hook_deliveries::list_of_hook(tx, (workspace, id), DELIVERIES_SHOWN)?)))
}

fn get(u: &mut Unit<'_>, workspace: WorkspaceId, id: HookId) -> Result<Hook, HookError> {
    hooks::find_hook(u.tx, workspace, id)?.ok_or(HookError::NotFound)
}

/// Whose it is, as lists and the audit log call an address: the rest of it may hold a secret of its program.
#[must_use]
pub fn host_of(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

fn note(u: &mut Unit<'_>, actor: &Actor, action: &'static str, hook: &Hook) -> Result<(), StoreError> {
    let (subject, after) = (host_of(&hook.url), Some(json!({ "events": hook.events.to_string() })));
    audit::note(u, actor, AuditChange { action, subject: &subject, employee: None, before: NO_FIELDS, after })
}

/// Adds an address under an id drawn before, so that sending a form twice adds one. What is given back is the only time that
/// the secret is seen.
///
/// # Errors
/// When there are too many, or the address or the id is there already.
pub fn add(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: HookId,
    (url, events): (&Url, HookEvents),
) -> Result<HookSecret, HookError> {
    if hooks::is_id_taken(u.tx, id)? {
        return Err(HookError::MadeAlready);
    }
    let known = hooks::list_hooks(u.tx, actor.workspace)?;
    if known.iter().any(|hook| hook.url == url.as_str()) {
        return Err(HookError::Known);
    }
    if known.len() >= MAX_HOOKS {
        return Err(HookError::TooMany);
    }
    let hook = Hook {
        id,
        workspace: actor.workspace,
        url: url.as_str().to_owned(),
        events,
        secret_number: 1,
        old_secret_until: None,
        made_at: u.now,
        made_by: actor.user,
        maker: actor.name.clone(),
        paused_at: None,
        paused_because: None,
    };
    hooks::insert_hook(u.tx, &hook)?;
    note(u, actor, "add webhook", &hook)?;
    Ok(HookSecret::of(u.keys, &hook))
}

/// Tells an address nothing more until it is resumed. What happens meanwhile is not kept for it.
///
/// # Errors
/// When there is no such address.
pub fn pause(u: &mut Unit<'_>, actor: &Actor, id: HookId) -> Result<(), HookError> {
    let hook = get(u, actor.workspace, id)?;
    if hooks::pause_hook(u.tx, (actor.workspace, id), None, u.now)? {
        note(u, actor, "pause webhook", &hook)?;
    }
    Ok(())
}

/// Tells a paused address again, what waited for it first.
///
/// # Errors
/// When there is no such address.
pub fn resume(u: &mut Unit<'_>, actor: &Actor, id: HookId) -> Result<(), HookError> {
    let hook = get(u, actor.workspace, id)?;
    if hooks::resume_hook(u.tx, actor.workspace, id)? {
        note(u, actor, "resume webhook", &hook)?;
    }
    Ok(())
}

/// Makes another secret, which signs from now on. The one before signs as well for [`OLD_SECRET_TTL`].
///
/// # Errors
/// When there is no such address.
pub fn renew_secret(u: &mut Unit<'_>, actor: &Actor, id: HookId) -> Result<HookSecret, HookError> {
    let hook = get(u, actor.workspace, id)?;
    let old_until = u.now.saturating_add(OLD_SECRET_TTL).unwrap_or(Timestamp::MAX);
    hooks::set_next_secret(u.tx, (actor.workspace, id), old_until)?;
    note(u, actor, "make new secret of webhook", &hook)?;
    Ok(HookSecret::of(u.keys, &Hook { secret_number: hook.secret_number + 1, ..hook }))
}

/// Removes an address. What waited for it is given up.
///
/// # Errors
/// When there is no such address.
pub fn remove(u: &mut Unit<'_>, actor: &Actor, id: HookId) -> Result<(), HookError> {
    let hook = get(u, actor.workspace, id)?;
    hooks::remove_hook(u.tx, (actor.workspace, id), u.now)?;
    hook_deliveries::give_up(u.tx, id)?;
    Ok(note(u, actor, "remove webhook", &hook)?)
}

/// Sends a test to an address, in a moment.
///
/// # Errors
/// When there is no such address.
pub fn test(u: &mut Unit<'_>, workspace: WorkspaceId, id: HookId) -> Result<(), HookError> {
    get(u, workspace, id)?;
    let body = happenings::body((workspace, HookEvent::Test), &json!({ "webhook": id }), u.now);
    let delivery = HookDeliveryId::generate(&u.ids);
    Ok(hook_deliveries::insert_delivery(u.tx, delivery, (workspace, id), (HookEvent::Test, &body), u.now)?)
}

/// Sends what was given up, or waits for its next try, in a moment.
///
/// # Errors
/// When there is no such address, or nothing of the kind to send.
pub fn send_again(
    u: &mut Unit<'_>,
    (workspace, id): (WorkspaceId, HookId),
    delivery: HookDeliveryId,
) -> Result<(), HookError> {
    get(u, workspace, id)?;
    if hook_deliveries::retry(u.tx, (workspace, id), delivery, u.now)? { Ok(()) } else { Err(HookError::NotFound) }
}
