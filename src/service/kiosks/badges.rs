//! Badges in mails: sent to their holders, with a link that shows them on a phone for a day.

use jiff::Timestamp;
use serde_json::json;

use super::{
    bulk::{self, BATCH, BulkAct, BulkPerson, Chosen},
    credentials::{KioskCredentialError, KioskSecret, Showing, showing},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{BadgeLinkId, EmployeeId},
        kiosk::badge::LINK_TTL,
        language::Language,
    },
    service::{
        Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Store, Token,
            outbox::{self, LinkMail},
            token::token_hash,
        },
    },
    store::{
        Hold, StoreError, Tx,
        badge_links::{self, BadgeLink},
        employees, kiosk_credentials, kiosk_policies,
        mails::MailKind,
        workspaces,
    },
};

/// How often it does.
pub const MAX_OPENS: u32 = 10;

/// What a link in a mail shows.
#[derive(Debug, Clone)]
pub struct ShownBadge {
    /// The badge; nothing before it is asked for.
    pub badge: Option<KioskSecret>,
    /// The holder's name.
    pub name: String,
    /// The workspace's name.
    pub employer: String,
    /// The language of the page.
    pub language: Language,
}

/// Mails these people their badges; how many mails were queued. Whoever was mailed one after `seen_at`, when the admin
/// looked at the list, is passed over: pressing twice sends none twice. What was queued before a failure stays queued.
///
/// # Errors
/// When kiosks are not activated.
pub async fn send(
    store: &Store,
    actor: &Actor,
    people: Vec<EmployeeId>,
    seen_at: Timestamp,
) -> Result<usize, KioskCredentialError> {
    let mut sent = 0;
    for some in people.chunks(BATCH) {
        let (actor, some) = (actor.clone(), Chosen::These(some.iter().copied().collect()));
        let write = store.write(Hold::Workspace(actor.workspace), move |u| {
            let mut sent = 0;
            for person in bulk::plan(u.tx, actor.workspace, BulkAct::SendBadges, &some)?.get {
                sent += usize::from(send_one(u, &actor, &person, seen_at)?);
            }
            Ok::<_, KioskCredentialError>(sent)
        });
        sent += write.await?;
    }
    Ok(sent)
}

fn send_one(u: &mut Unit<'_>, actor: &Actor, person: &BulkPerson, seen_at: Timestamp) -> Result<bool, StoreError> {
    let (Employee { id: employee, workspace, details, .. }, Some(credential), Some(recipient)) =
        (&person.employee, &person.credential, person.address())
    else {
        return Ok(false);
    };
    if badge_links::any_made_between(u.tx, *employee, (seen_at, u.now))? {
        return Ok(false);
    }
    let id = BadgeLinkId::generate(&u.ids);
    let (ends_at, credential) = (u.ends_after(LINK_TTL), credential.id);
    let link =
        BadgeLink { id, workspace: *workspace, employee: *employee, credential, ends_at, opens: 0, in_use: true };
    let hash = Token::of_link(u.keys, id.as_bytes()).hash();
    badge_links::insert_badge_link(u.tx, &link, &hash, u.now)?;
    let (workspace, kind, link) = (*workspace, MailKind::Badge, *id.as_bytes());
    outbox::queue(u, LinkMail { workspace, kind, link, employee: Some(*employee), recipient })?;
    let change = AuditChange {
        action: "email badge",
        subject: &details.name,
        employee: Some(*employee),
        before: NO_FIELDS,
        after: Some(json!({ "works_for_hours": LINK_TTL.as_hours() })),
    };
    audit::note(u, actor, change)?;
    Ok(true)
}

/// What a link leads to at `now`, without showing the badge; nothing, for one that shows none any more.
pub fn open(tx: &mut dyn Tx, token: &str, now: Timestamp) -> Result<Option<ShownBadge>, StoreError> {
    Ok(find(tx, token, now)?.map(|(_, page)| page))
}

/// Shows the badge of a link, and counts it; nothing, for one that shows none any more.
pub fn show(u: &mut Unit<'_>, token: &str) -> Result<Option<ShownBadge>, StoreError> {
    let now = u.time_for_ends();
    let Some((link, page)) = find(u.tx, token, now)? else { return Ok(None) };
    let policy = kiosk_policies::find_policy(u.tx, link.workspace)?;
    let credential = kiosk_credentials::find_by_id(u.tx, link.workspace, link.credential)?;
    let (Some(policy), Some(credential)) = (policy, credential) else { return Ok(None) };
    let badge = match showing(u.keys, &policy, &credential) {
        Showing::Shown(badge) => badge,
        Showing::Typed | Showing::ShownOnce => return Ok(None),
    };
    let counted = badge_links::count_open(u.tx, link.id, MAX_OPENS)?;
    Ok(counted.then_some(ShownBadge { badge: Some(badge), ..page }))
}

fn find(tx: &mut dyn Tx, token: &str, now: Timestamp) -> Result<Option<(BadgeLink, ShownBadge)>, StoreError> {
    let link = badge_links::find_by_token(tx, &token_hash(token))?;
    let Some(link) = link.filter(|link| link.in_use && now < link.ends_at && link.opens < MAX_OPENS) else {
        return Ok(None);
    };
    let employee = employees::get_employee(tx, link.workspace, link.employee)?;
    let may_show = kiosk_policies::find_policy(tx, link.workspace)?.is_some_and(|policy| policy.may_show_again);
    if !employee.active || !may_show {
        return Ok(None);
    }
    let employer = workspaces::get_workspace(tx, link.workspace)?.settings.name;
    let (name, language) = (employee.details.name, employee.details.language);
    Ok(Some((link, ShownBadge { badge: None, name, employer, language })))
}
