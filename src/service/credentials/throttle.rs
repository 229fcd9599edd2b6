//! What stands against whoever tries to sign in: callers are throttled, IDs are locked, and while somebody tries out
//! IDs the gateway guards against it.

use jiff::Timestamp;

use crate::{
    domain::{
        caller::Caller,
        ids::WorkspaceId,
        lockout::{
            CALLER_WINDOW, Guards, PRACTICE_ALLOWANCE, PRACTICE_ALLOWANCE_OF_ADDRESS, Scope, UNKNOWN_ID_LIMIT,
            UNKNOWN_ID_WINDOW, caller_allowance,
        },
        phone_clock_id::PhoneClockId,
    },
    store::{
        Hold, StoreError, Tx,
        phone_clock_ids::{self, Credential},
        sign_ins,
    },
};

/// Who practices, as far as the real gateway has to know.
#[derive(Debug, Clone)]
pub struct PracticeVisitor {
    /// The only ID that there is in the call; whether anybody has it is not said.
    pub clock_id: Option<PhoneClockId>,
    /// The network address that failures count against.
    pub address: String,
    /// Whether the ID was typed by whoever came along, and not known from a setup link or an admin.
    pub anybody: bool,
}

/// Who tries to sign in: what counts against them, and which locks keep them out.
#[derive(Debug, Clone)]
pub(in crate::service) enum SignInOrigin {
    /// Somebody on the telephone.
    Caller {
        /// The number that is called from.
        caller: Caller,
        /// Whose people alone are let in, where the number that was dialed is theirs.
        only: Option<WorkspaceId>,
    },
    /// Somebody on the practice line, who is a stranger's phone to every lock.
    Practice(PracticeVisitor),
}

impl SignInOrigin {
    /// What a decision about them is held under, so that many at once are counted one by one.
    pub(super) fn hold(&self) -> Hold {
        match self {
            Self::Caller { caller, .. } => Hold::Caller(caller.clone()),
            Self::Practice(who) => Hold::Address(who.address.clone()),
        }
    }

    /// Whether the people of a workspace are let in here at all.
    pub(in crate::service) fn lets_in(&self, workspace: WorkspaceId) -> bool {
        match self {
            Self::Caller { only, .. } => only.is_none_or(|only| only == workspace),
            Self::Practice(_) => true,
        }
    }

    /// Whose hash a PIN is checked against. A locked ID is checked against nobody: it costs the same and can never be
    /// right.
    pub(in crate::service) fn find_checkable(
        &self,
        tx: &mut dyn Tx,
        clock_id: &PhoneClockId,
        now: Timestamp,
    ) -> Result<Option<Credential>, StoreError> {
        let Some(credential) = self.find_credential(tx, clock_id, now)? else { return Ok(None) };
        let scope = self.scope_of(tx, &credential)?;
        let locked =
            sign_ins::get_guards(tx, clock_id)?.is_locked(scope, now) || self.is_guarded_against(tx, scope, now)?;
        Ok(if locked { None } else { Some(credential) })
    }

    /// Whether they have failed too often of late to be let in at all.
    pub(in crate::service) fn is_throttled(&self, tx: &mut dyn Tx, now: Timestamp) -> Result<bool, StoreError> {
        let since = now.saturating_sub(CALLER_WINDOW).unwrap_or(Timestamp::MIN);
        Ok(match self {
            Self::Caller { caller, .. } => {
                sign_ins::count_failures(tx, caller, (since, now))? >= caller_allowance(caller)
            }
            Self::Practice(who) => {
                sign_ins::count_failed_practice(tx, &who.address, since)? >= PRACTICE_ALLOWANCE_OF_ADDRESS
            }
        })
    }

    /// The credential behind an ID. On the practice line there is only the ID that the call is made with; whoever has a
    /// start date to come may practice, and is nobody to a real call.
    pub(super) fn find_credential(
        &self,
        tx: &mut dyn Tx,
        id: &PhoneClockId,
        now: Timestamp,
    ) -> Result<Option<Credential>, StoreError> {
        match self {
            Self::Practice(who) if who.clock_id.as_ref() != Some(id) => Ok(None),
            Self::Practice(_) => phone_clock_ids::find_credential(tx, id),
            Self::Caller { .. } => {
                let found = phone_clock_ids::find_credential(tx, id)?;
                Ok(found.filter(|one| one.has_started(now) && self.lets_in(one.workspace)))
            }
        }
    }

    pub(super) fn scope_of(&self, tx: &mut dyn Tx, credential: &Credential) -> Result<Scope, StoreError> {
        let known = match self {
            Self::Caller { caller, .. } => sign_ins::is_known_phone(tx, credential.employee, caller)?,
            Self::Practice(_) => false,
        };
        Ok(if known { Scope::OwnPhones } else { Scope::OtherPhones })
    }

    /// Whether somebody tries out IDs, so that strangers' phones let nobody in, nor the practice line whoever typed an
    /// ID.
    pub(super) fn is_guarded_against(&self, tx: &mut dyn Tx, scope: Scope, now: Timestamp) -> Result<bool, StoreError> {
        match (self, scope) {
            (Self::Caller { .. }, Scope::OwnPhones) => Ok(false),
            (Self::Caller { .. }, Scope::OtherPhones) => Ok(count_unknown_ids(tx, now)? >= UNKNOWN_ID_LIMIT),
            // Whose ID it is was known from a link or an admin: nothing is found out here.
            (Self::Practice(PracticeVisitor { anybody: false, .. }), _) => Ok(false),
            (Self::Practice(PracticeVisitor { anybody: true, .. }), _) => {
                let since = now.saturating_sub(UNKNOWN_ID_WINDOW).unwrap_or(Timestamp::MIN);
                Ok(count_unknown_ids(tx, now)? >= UNKNOWN_ID_LIMIT
                    || sign_ins::count_all_failed_practice(tx, since)? >= PRACTICE_ALLOWANCE)
            }
        }
    }
}

/// The counts of an ID, with locks that end no later than they can if they began now.
pub(super) fn get_guards(tx: &mut dyn Tx, clock_id: &PhoneClockId, now: Timestamp) -> Result<Guards, StoreError> {
    let mut guards = sign_ins::get_guards(tx, clock_id)?;
    for (scope, guard) in [(Scope::OwnPhones, &mut guards.own_phones), (Scope::OtherPhones, &mut guards.other_phones)] {
        if let Some(shorter) = guard.cut(now) {
            sign_ins::set_guard(tx, clock_id, scope, shorter)?;
            *guard = shorter;
        }
    }
    Ok(guards)
}

/// Failures at IDs that nobody has, within the time that counts.
pub(super) fn count_unknown_ids(tx: &mut dyn Tx, now: Timestamp) -> Result<u32, StoreError> {
    let since = now.saturating_sub(UNKNOWN_ID_WINDOW).unwrap_or(Timestamp::MIN);
    sign_ins::count_unknown_ids(tx, (since, now), UNKNOWN_ID_LIMIT)
}
