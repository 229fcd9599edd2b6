//! What an admin does with somebody's kiosk PIN and badge: every form asks for the password once more.

use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{employee, failed, page, read};
use crate::{
    domain::ids::{EmployeeId, KioskCredentialId},
    service::{
        Hold,
        kiosks::{
            badges,
            bulk::{self, BulkAct},
            choose::{self, Wanted},
            credentials::{KioskCredentialError, KioskSecret},
        },
        pin_hash::Secret,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            confirm::ConfirmedForm,
            error::{self, PageError},
            form_errors::capital,
            kiosk_cards::{self, CardKind},
            typed_secret::TypedSecret,
        },
        routes::Routes,
    },
    wording::refusals,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/employees/{id}/kiosk/generate", Audience::ADMINS, generate)
        .post("/employees/{id}/kiosk/show", Audience::ADMINS, show_secret)
        .post("/employees/{id}/kiosk/set-pin", Audience::ADMINS, set_pin)
        .post("/employees/{id}/kiosk/remove", Audience::ADMINS, remove)
        .post("/employees/{id}/kiosk/mail-badge", Audience::ADMINS, mail_badge)
}

/// Back to the page with a word about what was done, or with why it was not.
fn outcome(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    done: Result<&str, &KioskCredentialError>,
) -> Result<Response, PageError> {
    let note = match done {
        Ok(note) => note.to_owned(),
        Err(
            problem @ (KioskCredentialError::NoEmployee
            | KioskCredentialError::Store(_)
            | KioskCredentialError::Hash(_)),
        ) => return Err(failed(signed_in, problem)),
        Err(
            problem @ (KioskCredentialError::NotActivated
            | KioskCredentialError::Inactive
            | KioskCredentialError::NotTyped
            | KioskCredentialError::Digits(_)
            | KioskCredentialError::Pin(_)
            | KioskCredentialError::Refused
            | KioskCredentialError::TooManyRefused
            | KioskCredentialError::NoneLeft
            | KioskCredentialError::NothingThere
            | KioskCredentialError::ChangedMeanwhile
            | KioskCredentialError::MadeAlready),
        ) => signed_in.words().person.refused(refusals::kiosk_credential(signed_in.words(), problem)),
    };
    Ok(guard::go(web, &format!("/employees/{id}/kiosk"), &note))
}

/// A PIN or a badge.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    #[default]
    Pin,
    Badge,
}

impl What {
    const fn wanted(self) -> Wanted {
        match self {
            Self::Pin => Wanted::Pin,
            Self::Badge => Wanted::Badge,
        }
    }

    const fn act(self) -> BulkAct {
        match self {
            Self::Pin => BulkAct::PrintSlips,
            Self::Badge => BulkAct::PrintBadges,
        }
    }
}

#[derive(Deserialize)]
struct WhatForm {
    #[serde(default)]
    what: What,
}

#[derive(Deserialize)]
struct GenerateForm {
    #[serde(default)]
    what: What,
    /// What they had when the page was shown: sent twice, the form makes one.
    #[serde(default)]
    replaces: String,
}

/// Makes a new one, and shows it at once.
async fn generate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(GenerateForm { what, replaces }): ConfirmedForm<GenerateForm>,
) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    let (actor, seen) = (signed_in.actor(), KioskCredentialId::parse(&replaces));
    match web.services.issuer.generate_in_place_of(&actor, (id, what.wanted()), seen).await {
        Ok(secret) => card(&web, &signed_in, id, secret, true).await,
        Err(problem) => outcome(&web, &signed_in, id, Err(&problem)),
    }
}

/// Shows what there is, which is written down first.
async fn show_secret(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(WhatForm { what }): ConfirmedForm<WhatForm>,
) -> Result<Response, PageError> {
    let (id, actor, act) = (employee(&signed_in, &id)?, signed_in.actor(), what.act());
    read(&web, &signed_in, id).await?;
    let write = web.store.write(Hold::WorkspaceShared(actor.workspace), move |u| {
        let plan = bulk::plan(u.tx, actor.workspace, act, &id.into())?;
        let shown = bulk::secrets(u.keys, plan).pop();
        if let Some((employee, _)) = &shown {
            bulk::note_shown(u, &actor, act, &[employee])?;
        }
        Ok::<_, KioskCredentialError>(shown)
    });
    match write.await {
        Ok(Some((_, secret))) => card(&web, &signed_in, id, secret, false).await,
        Ok(None) => outcome(&web, &signed_in, id, Ok(&signed_in.words().person.nothing_to_show)),
        Err(problem) => outcome(&web, &signed_in, id, Err(&problem)),
    }
}

async fn card(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    secret: KioskSecret,
    is_new: bool,
) -> Result<Response, PageError> {
    let read = read(web, signed_in, id).await?;
    let Some(policy) = read.standing.policy else { return Ok(error::not_found(&signed_in.visit)) };
    let kind = match secret {
        KioskSecret::Pin(_) => CardKind::Slips,
        KioskSecret::Badge(_) => CardKind::Badges,
    };
    kiosk_cards::of_one(web, signed_in, (&policy, kind, is_new), (read.standing.employee, secret)).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PinForm {
    pin: TypedSecret,
    again: TypedSecret,
}

async fn set_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(PinForm { pin, again }): ConfirmedForm<PinForm>,
) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    let (pin, again): (Secret, Secret) = (pin.into_secret(), again.into_secret());
    let words = &signed_in.words().person;
    let problem = if pin == again {
        match web.services.issuer.set_typed(&signed_in.actor(), id, pin.trim()).await {
            Ok(()) => {
                return outcome(&web, &signed_in, id, Ok(&words.pin_is_set));
            }
            Err(
                problem @ (KioskCredentialError::Digits(_)
                | KioskCredentialError::Pin(_)
                | KioskCredentialError::Refused
                | KioskCredentialError::TooManyRefused),
            ) => format!("{}.", capital(&refusals::kiosk_credential(signed_in.words(), &problem))),
            Err(problem) => return outcome(&web, &signed_in, id, Err(&problem)),
        }
    } else {
        words.pins_differ.clone()
    };
    page(&web, &signed_in, id, Some(problem)).await
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(WhatForm { what }): ConfirmedForm<WhatForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let holds = Hold::Workspace(actor.workspace);
    let removed = web.store.write(holds, move |u| choose::remove(u, &actor, id, what.wanted()));
    let words = &signed_in.words().person;
    let note = match what {
        What::Pin => &words.pin_removed,
        What::Badge => &words.badge_removed,
    };
    outcome(&web, &signed_in, id, removed.await.as_ref().map(|()| note.as_str()))
}

#[derive(Deserialize)]
struct MailForm {
    /// When the page was shown.
    #[serde(default)]
    seen_at: String,
}

async fn mail_badge(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(MailForm { seen_at }): ConfirmedForm<MailForm>,
) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    read(&web, &signed_in, id).await?;
    let seen_at = seen_at.parse().unwrap_or_else(|_| web.store.now());
    let words = &signed_in.words().person;
    let note = match badges::send(&web.store, &signed_in.actor(), vec![id], seen_at).await {
        Ok(0) => &words.nothing_mailed,
        Ok(_) if web.outbox.goes_to_folder() => &words.badge_in_folder,
        Ok(_) => &words.badge_mailed,
        Err(problem) => return outcome(&web, &signed_in, id, Err(&problem)),
    };
    outcome(&web, &signed_in, id, Ok(note))
}
