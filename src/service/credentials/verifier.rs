//! The owner of what is slow about PINs: hashing them. Each is hashed before the one write that sets it.

use super::{
    CredentialError, NewPin, pins,
    setup_links::{self, SetupError},
    standing, worker_links,
};
use crate::{
    domain::{ids::EmployeeId, phone_clock_id::PhoneClockId, pin::Pin},
    service::{
        audit::Actor,
        kernel::Store,
        pin_hash::{HashError, Lane, PinHasher, WebVisitor},
        throttle_key::throttle_key,
    },
    store::Hold,
};

/// Hashes PINs that are set or chosen on pages and by commands. Cheap to clone.
#[derive(Clone)]
pub struct Verifier {
    store: Store,
    pins: PinHasher,
}

impl Verifier {
    /// A verifier over this database, with these threads.
    #[must_use]
    pub const fn new(store: Store, pins: PinHasher) -> Self {
        Self { store, pins }
    }

    /// Sets a PIN by hand, and issues a phone clock ID where there is none. Ends every lock. A setup link that waits
    /// stays good.
    ///
    /// # Errors
    /// When the PIN is too easy to guess, there is no such active employee, or too much is being hashed.
    pub async fn set_pin(&self, actor: Actor, employee: EmployeeId, pin: Pin) -> Result<PhoneClockId, CredentialError> {
        let (workspace, checked) = (actor.workspace, pin.clone());
        let (now, ends) = (self.store.now(), self.store.clock().time_for_ends());
        self.store
            .read(move |tx| {
                let person = standing::get_active(tx, workspace, employee, ends)?;
                pins::refuse_weak(tx, &person.employee, &checked, person.clock_id.as_ref(), now)
            })
            .await?;
        let lane = self.pins.lane_of(&actor)?;
        let new = self.hash(lane, pin).await?;
        self.store.write(Hold::Workspace(workspace), move |u| pins::set(u, &actor, employee, &new)).await
    }

    /// Chooses a PIN by the token of a setup link, or of the page of a one-time code, which uses it up and ends whatever
    /// else waits for the employee. Of two at once, one wins. No current PIN changes before this, and it changes at
    /// once. `address` is the network address that the audit log names.
    ///
    /// # Errors
    /// When the link opens nothing, or was used before, or the PIN will not do.
    pub async fn choose_pin(&self, token: &str, pin: Pin, address: &str) -> Result<(), SetupError> {
        let (token, checked) = (token.to_owned(), pin.clone());
        let (now, ends) = (self.store.now(), self.store.clock().time_for_ends());
        let opened = self.store.read(move |tx| setup_links::open_unused(tx, &token, &checked, (now, ends))).await?;
        let place = self.pins.take_permit(WebVisitor::Known(format!("setup {}", opened.id)))?;
        let new = self.hash(Lane::Pages(place), pin).await?;
        let (holds, from) = (Hold::Address(throttle_key(address)), address.to_owned());
        self.store
            .write(holds, move |u| {
                let by = (opened.kind_of_choice(), from.as_str());
                setup_links::use_up(u, opened.id, &opened.employee, new, by)?;
                worker_links::make(u, &opened.employee, Some(opened.id))?;
                Ok(())
            })
            .await
    }

    async fn hash(&self, lane: Lane, pin: Pin) -> Result<NewPin, HashError> {
        let hash = self.pins.hash_pin(lane, pin.clone(), self.store.entropy().as_ref()).await?;
        Ok(NewPin { pin, hash })
    }
}
