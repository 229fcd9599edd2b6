//! One person's kiosk PIN or badge, made anew or typed by an admin: whatever was there of its kind ends in the same moment.

use serde_json::json;

use super::{
    clash::OtherPins,
    credentials::{self, KioskCredentialError, KioskSecret, get_active_policy, get_employee},
    issue::Issuer,
    making::{MadeCredential, Order},
    typed_pins::{TypedFor, are_too_many},
};
use crate::{
    domain::{
        ids::{EmployeeId, KioskCredentialId},
        kiosk::{CredentialKind, CredentialOrigin, KioskPin},
    },
    service::{
        Unit,
        audit::{self, Actor, AuditChange, NO_FIELDS},
    },
    store::{
        Hold,
        kiosk_credentials::{self, KioskCredential},
        kiosk_guards,
        kiosk_policies::{self, KioskPolicy},
    },
};

/// How often something is made anew because somebody was quicker with the same.
const MAX_TRIES: usize = 5;

/// What is made for one person of what a method asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The PIN of the method in force.
    Pin,
    /// The badge.
    Badge,
}

impl Wanted {
    /// The kind that it is under the method in force.
    #[must_use]
    pub const fn kind(self, policy: &KioskPolicy) -> CredentialKind {
        match self {
            Self::Pin => policy.method.pin(),
            Self::Badge => CredentialKind::Badge,
        }
    }
}

/// What is there when something is made in its place.
#[derive(Debug, Clone, Copy)]
enum Replaced {
    Whatever,
    /// This, or nothing.
    Seen(Option<KioskCredentialId>),
}

impl Issuer {
    /// Makes somebody a PIN or a badge anew, and gives it back to be shown. The one before ends, whichever it is.
    ///
    /// # Errors
    /// When kiosks are not activated, there is no such active employee, no PIN of that length is left, or too much is
    /// being hashed.
    pub async fn generate(
        &self,
        actor: &Actor,
        employee: EmployeeId,
        wanted: Wanted,
    ) -> Result<KioskSecret, KioskCredentialError> {
        self.make(actor, (employee, wanted), Replaced::Whatever).await
    }

    /// The same, if they still have what whoever asks has `seen`: a form that is sent twice makes one.
    ///
    /// # Errors
    /// [`KioskCredentialError::MadeAlready`] where they have another one by now; as for [`Self::generate`].
    pub async fn generate_in_place_of(
        &self,
        actor: &Actor,
        (employee, wanted): (EmployeeId, Wanted),
        seen: Option<KioskCredentialId>,
    ) -> Result<KioskSecret, KioskCredentialError> {
        self.make(actor, (employee, wanted), Replaced::Seen(seen)).await
    }

    async fn make(
        &self,
        actor: &Actor,
        (employee, wanted): (EmployeeId, Wanted),
        replaced: Replaced,
    ) -> Result<KioskSecret, KioskCredentialError> {
        for _ in 0..MAX_TRIES {
            let (policy, order, others) = self.order(actor, employee, wanted).await?;
            let lane = self.maker.pins.lane_of(actor)?;
            let made = self.maker.generate(lane, &order, &policy, &others).await?;
            let made = made.ok_or(KioskCredentialError::NoneLeft)?;
            let (secret, actor, workspace) = (made.secret.clone(), actor.clone(), actor.workspace);
            let put = move |u: &mut Unit<'_>| put(u, &actor, (&policy, replaced), made);
            let put = self.maker.store.write(Hold::Workspace(workspace), put);
            match put.await {
                Ok(()) => return Ok(secret),
                Err(KioskCredentialError::ChangedMeanwhile) => {}
                Err(error) => return Err(error),
            }
        }
        Err(KioskCredentialError::ChangedMeanwhile)
    }

    /// Sets the PIN that an admin has typed for somebody. The one before ends.
    ///
    /// # Errors
    /// When PINs are not typed here, this one will not do, or as for one that is generated.
    pub async fn set_typed(
        &self,
        actor: &Actor,
        employee: EmployeeId,
        typed: &str,
    ) -> Result<(), KioskCredentialError> {
        let (policy, order, others) = self.order(actor, employee, Wanted::Pin).await?;
        if !policy.may_type {
            return Err(KioskCredentialError::NotTyped);
        }
        let set = self.try_typed(actor, (policy, order, others), typed).await;
        if matches!(set, Err(KioskCredentialError::Refused)) {
            let actor = actor.clone();
            self.maker.store.write(Hold::Nothing, move |u| note_refused(u, &actor, employee)).await?;
        }
        set
    }

    async fn try_typed(
        &self,
        actor: &Actor,
        (policy, order, others): (KioskPolicy, Order, OtherPins),
        typed: &str,
    ) -> Result<(), KioskCredentialError> {
        let digits = order.digits.unwrap_or(0);
        let pin = KioskPin::parse(typed, digits).map_err(|_| KioskCredentialError::Digits(digits))?;
        let made = self.maker.typed(self.maker.pins.lane_of(actor)?, (&order, pin), &policy, &others).await?;
        let actor = actor.clone();
        let workspace = actor.workspace;
        let put = move |u: &mut Unit<'_>| put(u, &actor, (&policy, Replaced::Whatever), made);
        let put = self.maker.store.write(Hold::Workspace(workspace), put);
        put.await.map_err(|error| {
            // Somebody has it by now.
            let taken = matches!(error, KioskCredentialError::ChangedMeanwhile);
            if taken { KioskCredentialError::Refused } else { error }
        })
    }

    async fn order(
        &self,
        actor: &Actor,
        id: EmployeeId,
        wanted: Wanted,
    ) -> Result<(KioskPolicy, Order, OtherPins), KioskCredentialError> {
        let store = &self.maker.store;
        let (workspace, keys, now) = (actor.workspace, store.keys().clone(), store.now());
        let read = store.read(move |tx| {
            let policy = get_active_policy(tx, workspace)?;
            let employee = get_employee(tx, workspace, id)?;
            if !employee.active {
                return Err(KioskCredentialError::Inactive);
            }
            let kind = wanted.kind(&policy);
            let digits = policy.digits_of(kind);
            let others = OtherPins::read(tx, &keys, workspace, (kind, digits.unwrap_or(0)), now)?;
            let number = employee.details.employee_number;
            Ok((policy, Order { workspace, employee: id, number, kind, digits }, others))
        });
        read.await
    }
}

/// Takes away what somebody has of the method in force, at once. None is made in its place.
///
/// # Errors
/// When kiosks are not activated, there is no such employee, or nothing to take away.
pub fn remove(u: &mut Unit<'_>, actor: &Actor, id: EmployeeId, wanted: Wanted) -> Result<(), KioskCredentialError> {
    let policy = get_active_policy(u.tx, actor.workspace)?;
    credentials::remove(u, actor, id, wanted.kind(&policy))
}

fn note_refused(u: &mut Unit<'_>, actor: &Actor, employee: EmployeeId) -> Result<(), KioskCredentialError> {
    let known = get_employee(u.tx, actor.workspace, employee)?;
    if are_too_many(u.tx, actor, TypedFor::Employee, u.now)? {
        return Err(KioskCredentialError::TooManyRefused);
    }
    let change = AuditChange {
        action: TypedFor::Employee.refused(),
        subject: &known.details.name,
        employee: Some(employee),
        before: NO_FIELDS,
        after: NO_FIELDS,
    };
    Ok(audit::note(u, actor, change)?)
}

/// Puts what was made in the place of what was there, and writes it down.
fn put(
    u: &mut Unit<'_>,
    actor: &Actor,
    (policy, replaced): (&KioskPolicy, Replaced),
    made: MadeCredential,
) -> Result<(), KioskCredentialError> {
    let KioskCredential { workspace, employee, kind, digits, origin, .. } = made.credential;
    let known = get_employee(u.tx, workspace, employee)?;
    if !known.active {
        return Err(KioskCredentialError::Inactive);
    }
    if origin == CredentialOrigin::Typed && are_too_many(u.tx, actor, TypedFor::Employee, u.now)? {
        return Err(KioskCredentialError::TooManyRefused);
    }
    if let Replaced::Seen(seen) = replaced {
        let there = kiosk_credentials::find_credential(u.tx, (workspace, employee), (kind, digits))?;
        if there.map(|there| there.id) != seen {
            return Err(KioskCredentialError::MadeAlready);
        }
    }
    let others = OtherPins::read(u.tx, u.keys, workspace, (kind, digits.unwrap_or(0)), u.now)?;
    let same_policy = kiosk_policies::find_policy(u.tx, workspace)?.as_ref() == Some(policy);
    if !same_policy || !made.still_fits(u.tx, &others)? {
        return Err(KioskCredentialError::ChangedMeanwhile);
    }
    kiosk_credentials::end_credentials(u.tx, (workspace, employee), (kind, digits), false, u.now)?;
    kiosk_credentials::insert_credential(u.tx, &KioskCredential { made_at: u.now, ..made.credential })?;
    let action = match kind {
        CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::LonePin => {
            // Wrong tries at the one before say nothing of this one.
            kiosk_guards::clear_guards(u.tx, employee)?;
            TypedFor::Employee.set()
        }
        CredentialKind::Badge => "issue badge",
    };
    let change = AuditChange {
        action,
        subject: &known.details.name,
        employee: Some(employee),
        before: NO_FIELDS,
        after: Some(json!({ "kind": kind.name(), "digits": digits, "origin": origin.name() })),
    };
    Ok(audit::note(u, actor, change)?)
}
