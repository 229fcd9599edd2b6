//! Links by text message: who gets one and who does not, what it costs, and who says that they agreed.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::json;

use crate::{
    domain::{
        ids::{EmployeeId, TextConsentId, WorkspaceId},
        texting::{Texting, segments},
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        credentials::{
            CredentialError,
            batches::for_each,
            rollout::{RolloutRow, links},
            setup_links, worker_links,
        },
        kernel::{
            Store, Unit,
            texts::{
                TextAbout, TextKind, Texter,
                consents::{self, ConsentSubject, Consents, TextConsent},
                queue,
            },
        },
    },
    store::{Hold, StoreError, Tx, employees, phone_clocking, text_consents, workspaces},
};

/// Why somebody is not texted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRefusal {
    /// No number is on file.
    NoNumber,
    /// No sender is set for the country of the number.
    NoSender,
    /// Nobody has said that they agreed.
    NotAgreed,
    /// They no longer want texts.
    Stopped,
    /// They have a PIN already.
    HasPin,
}

/// Who is texted and who is not.
#[derive(Debug, Clone, Default)]
pub struct TextPlan {
    /// Those who get a text.
    pub get: Vec<RolloutRow>,
    /// Those who would, once somebody says that they agreed.
    pub to_agree: Vec<RolloutRow>,
    /// The others, with why.
    pub left_out: Vec<(RolloutRow, TextRefusal)>,
    /// Segments of those who get one and of those who would.
    pub segments: usize,
}

/// Whom of these people a link is texted to.
pub fn plan(
    tx: &mut dyn Tx,
    texter: &Texter,
    workspace: WorkspaceId,
    link: TextKind,
    people: Vec<RolloutRow>,
) -> Result<TextPlan, StoreError> {
    let employer = workspaces::get_workspace(tx, workspace)?.settings.name;
    let ids: Vec<_> = people.iter().map(|person| person.employee.id).collect();
    let said = consents::of_each(tx, workspace, &ids)?;
    let mut segments_of = HashMap::new();
    let mut plan = TextPlan::default();
    for person in people {
        let refusal = refusal(texter.texting(), link, &person, said.get(&person.employee.id));
        let may_go = matches!(refusal, None | Some(TextRefusal::NotAgreed));
        if may_go {
            let language = person.employee.details.language;
            let sample = || segments(&texter.sample(link, &employer, language));
            plan.segments += *segments_of.entry(language).or_insert_with(sample);
        }
        match refusal {
            None => plan.get.push(person),
            Some(TextRefusal::NotAgreed) => plan.to_agree.push(person),
            Some(refusal) => plan.left_out.push((person, refusal)),
        }
    }
    Ok(plan)
}

fn refusal(texting: &Texting, link: TextKind, person: &RolloutRow, consents: Option<&Consents>) -> Option<TextRefusal> {
    if link == TextKind::SetupLink && person.pin_set_at.is_some() {
        return Some(TextRefusal::HasPin);
    }
    let Some(number) = &person.employee.details.phone else { return Some(TextRefusal::NoNumber) };
    if texting.senders.of(number).is_none() {
        return Some(TextRefusal::NoSender);
    }
    let own = consents.and_then(|consents| consents.own.as_ref());
    if own.is_some_and(|own| !own.allowed) || consents.is_some_and(|consents| consents.stopped().is_some()) {
        return Some(TextRefusal::Stopped);
    }
    if consents.is_some_and(Consents::is_allowed) { None } else { Some(TextRefusal::NotAgreed) }
}

/// Texts a link to each of these people who may be texted; how many texts were queued. Whoever got such a link after
/// `seen_at`, when the admin looked at the list, is passed over: pressing twice sends none twice.
pub async fn text_these(
    store: &Store,
    texter: &Texter,
    actor: &Actor,
    (link, people): (TextKind, &[EmployeeId]),
    seen_at: Timestamp,
) -> Result<usize, StoreError> {
    let (texter, holds) = (texter.clone(), Hold::Workspace(actor.workspace).into());
    let sent = for_each(store, (actor, holds), people, move |u, actor, id| {
        let found = phone_clocking::find_person(u.tx, actor.workspace, id, u.clock.time_for_ends())?;
        let Some(person) = found.filter(|person| person.employee.active) else { return Ok(None) };
        let consents = consents::find(u.tx, actor.workspace, Some(id))?;
        if refusal(texter.texting(), link, &person, Some(&consents)).is_some() {
            return Ok(None);
        }
        send(u, actor, link, &person, seen_at)
    });
    Ok(sent.await?.len())
}

fn send(
    u: &mut Unit<'_>,
    actor: &Actor,
    link: TextKind,
    person: &RolloutRow,
    seen_at: Timestamp,
) -> Result<Option<()>, StoreError> {
    let (workspace, employee) = (person.employee.workspace, person.employee.id);
    let Some(recipient) = person.employee.details.phone.clone() else { return Ok(None) };
    let (id, action) = match link {
        TextKind::SetupLink => {
            if !links::is_due_since(person, seen_at) {
                return Ok(None);
            }
            (*setup_links::make_link(u, employee)?.as_bytes(), "text setup link")
        }
        TextKind::WorkerPage => {
            if worker_links::was_sent_since(u.tx, &person.employee, seen_at)? {
                return Ok(None);
            }
            (*worker_links::make(u, &person.employee, None)?.as_bytes(), "text link to own page")
        }
    };
    queue(u, workspace, TextAbout::Link(link, id, employee), recipient)?;
    let change = AuditChange {
        action,
        subject: &person.employee.details.name,
        employee: Some(employee),
        before: NO_FIELDS,
        after: NO_FIELDS,
    };
    audit::note(u, actor, change).map(Some)
}

/// Writes down that an employee, or everybody of the workspace, has agreed to texts, or no longer wants them.
///
/// # Errors
/// When there is no such employee, or they have stopped texts themselves.
pub fn allow(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: Option<EmployeeId>,
    allowed: bool,
) -> Result<(), CredentialError> {
    if allowed && consents::find(u.tx, actor.workspace, employee)?.stopped().is_some() {
        return Err(CredentialError::TextsStopped);
    }
    let action = if allowed { "allow texts" } else { "stop texts" };
    write_word(u, actor, (employee, ConsentSubject::Texts), (allowed, action))
}

/// Turns confirmations of punches on or off, of an employee or of everybody in the workspace. They go to those alone who
/// may be texted.
///
/// # Errors
/// When there is no such employee.
pub fn confirm_punches(
    u: &mut Unit<'_>,
    actor: &Actor,
    employee: Option<EmployeeId>,
    on: bool,
) -> Result<(), CredentialError> {
    let action = if on { "confirm punches by text" } else { "stop confirming punches by text" };
    write_word(u, actor, (employee, ConsentSubject::Confirmations), (on, action))
}

fn write_word(
    u: &mut Unit<'_>,
    actor: &Actor,
    (employee, about): (Option<EmployeeId>, ConsentSubject),
    (allowed, action): (bool, &'static str),
) -> Result<(), CredentialError> {
    let subject = match employee {
        Some(id) => {
            let found = employees::find_employee(u.tx, actor.workspace, id)?;
            found.ok_or(CredentialError::NoEmployee)?.details.name
        }
        None => workspaces::get_workspace(u.tx, actor.workspace)?.settings.name,
    };
    debug_assert!(actor.user.is_some(), "a word of no user is that of the holder of the phone");
    let said = TextConsent { allowed, at: u.now, user: actor.user, actor: actor.name.clone() };
    let id = TextConsentId::generate(&u.ids);
    text_consents::insert_consent(u.tx, id, (actor.workspace, employee, about), &said)?;
    let change = AuditChange {
        action,
        subject: &subject,
        employee,
        before: NO_FIELDS,
        after: Some(json!({ "everybody": employee.is_none() })),
    };
    audit::note(u, actor, change)?;
    Ok(())
}
