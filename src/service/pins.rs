//! PINs, and the phone clock IDs that come and go with them.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

use super::{
    audit::{Actor, Change},
    employees::EmployeeError,
    gateway::Gateway,
    pin_hash::{Lane, WebVisitor},
};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
        lockout::Lock,
        phone_clock_id::{MAX_DIGITS, MIN_DIGITS, PhoneClockId},
        pin::{Pin, PinRules},
    },
    store::{
        StoreError, Tx, employees, phone_clock_ids,
        phone_clocking::{self, Person},
        setup_links, sign_ins, workspaces,
    },
};

impl Gateway {
    /// Sets a PIN by hand, and issues a phone clock ID where there is none. Ends every lock. A setup link that
    /// waits stays good, so that the employee can still choose a PIN that nobody else has seen.
    ///
    /// # Errors
    /// When the PIN is no PIN, or too easy to guess.
    pub async fn set_pin(
        self: &Arc<Self>,
        actor: Actor,
        employee: EmployeeId,
        pin: &str,
    ) -> Result<PhoneClockId, EmployeeError> {
        let pin = Pin::parse(pin)?;
        let (gateway, checked, workspace) = (Arc::clone(self), pin.clone(), actor.workspace);
        self.db
            .read(move |tx| {
                let person = gateway.get_active(tx, workspace, employee)?;
                gateway.refuse_weak(tx, &person.employee, &checked, person.clock_id.as_ref())
            })
            .await?;
        let lane = match actor.user {
            Some(user) => Lane::Pages(self.pins.take_place(WebVisitor::Known(format!("user {user}")))?),
            None => Lane::Telephone,
        };
        let hash = self.pins.hash(lane, pin.clone().into_secret(), self.entropy.as_ref()).await?;
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let person = gateway.get_active(tx, actor.workspace, employee)?;
                let clock_id = gateway.put_pin(tx, &person.employee, &pin, &hash)?;
                let action = if person.pin_set_at.is_some() { "change PIN" } else { "set PIN" };
                gateway.note_phone(tx, &actor, action, &person)?;
                Ok(clock_id)
            })
            .await
    }

    /// The part of choosing a PIN that all ways of choosing share: checked once more, because the ID may have
    /// changed while the PIN was being hashed.
    pub(super) fn put_pin(
        &self,
        tx: &mut dyn Tx,
        employee: &Employee,
        pin: &Pin,
        hash: &str,
    ) -> Result<PhoneClockId, EmployeeError> {
        let known = phone_clock_ids::find_of_employee(tx, employee.id)?;
        self.refuse_weak(tx, employee, pin, known.as_ref())?;
        let clock_id = match known {
            Some(known) => known,
            None => self.issue_phone_clock_id(tx, employee.id, Some(pin))?,
        };
        employees::set_pin(tx, employee.id, hash, self.now())?;
        sign_ins::clear_guards(tx, &clock_id)?;
        Ok(clock_id)
    }

    pub(super) fn refuse_weak(
        &self,
        tx: &mut dyn Tx,
        employee: &Employee,
        pin: &Pin,
        clock_id: Option<&PhoneClockId>,
    ) -> Result<(), EmployeeError> {
        let settings = workspaces::get_workspace(tx, employee.workspace)?.settings;
        let rules = PinRules {
            min_digits: settings.pin_min_digits,
            this_year: settings.zone.local(self.now()).year(),
            clock_id,
            phone: employee.details.phone.as_ref(),
        };
        pin.weakness(&rules).map_or(Ok(()), |weakness| Err(EmployeeError::Weak(weakness)))
    }

    /// Draws an ID that nobody ever had, and that is not the PIN.
    pub(super) fn issue_phone_clock_id(
        &self,
        tx: &mut dyn Tx,
        employee: EmployeeId,
        unlike: Option<&Pin>,
    ) -> Result<PhoneClockId, StoreError> {
        let mut digits = MIN_DIGITS;
        while digits < MAX_DIGITS && PhoneClockId::is_crowded(digits, phone_clock_ids::count_issued(tx, digits)?) {
            digits += 1;
        }
        loop {
            let drawn = PhoneClockId::draw(self.entropy.as_ref(), digits);
            let alike = unlike.is_some_and(|pin| pin.is(drawn.as_str()));
            if !alike && phone_clock_ids::insert_if_free(tx, &drawn, employee, self.now())? {
                return Ok(drawn);
            }
        }
    }

    /// Ends PIN, phone clock ID and whatever link or code waits, at once; the ID is never issued again.
    ///
    /// # Errors
    /// When there is none to remove.
    pub async fn remove_pin(self: &Arc<Self>, actor: Actor, employee: EmployeeId) -> Result<(), EmployeeError> {
        let (gateway, now) = (Arc::clone(self), self.now());
        self.db
            .write(move |tx| {
                let person = gateway.get_person(tx, actor.workspace, employee)?;
                let removed = employees::remove_pin(tx, employee)?;
                if let Some(clock_id) = &person.clock_id {
                    phone_clock_ids::retire(tx, clock_id, now)?;
                }
                if !removed && person.clock_id.is_none() {
                    return Err(EmployeeError::NoPin);
                }
                setup_links::end_all(tx, employee, now)?;
                Ok(gateway.note_phone(tx, &actor, "remove PIN", &person)?)
            })
            .await
    }

    /// Ends every lock on an employee's ID; whether there was one, or a count towards one.
    ///
    /// # Errors
    /// When the employee has no phone clock ID.
    pub async fn unlock(self: &Arc<Self>, actor: Actor, employee: EmployeeId) -> Result<bool, EmployeeError> {
        let gateway = Arc::clone(self);
        self.db
            .write(move |tx| {
                let person = gateway.get_person(tx, actor.workspace, employee)?;
                let clock_id = person.clock_id.as_ref().ok_or(EmployeeError::NoPin)?;
                let was_locked = sign_ins::clear_guards(tx, clock_id)?;
                if was_locked {
                    gateway.note_phone(tx, &actor, "unlock", &person)?;
                }
                Ok(was_locked)
            })
            .await
    }

    /// Whom wrong PINs keep out just now, from some phones or from all, and until when.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_locks(&self, workspace: WorkspaceId) -> Result<HashMap<EmployeeId, Lock>, EmployeeError> {
        let now = self.now();
        let found = self.db.read(move |tx| sign_ins::list_locks(tx, workspace)).await?;
        let mut locks = HashMap::new();
        for (employee, lock) in found.into_iter().filter(|(_, lock)| lock.holds(now)) {
            let known = locks.entry(employee).or_insert(lock);
            *known = lock.max(*known);
        }
        Ok(locks)
    }

    pub(super) fn get_person(
        &self,
        tx: &mut dyn Tx,
        workspace: WorkspaceId,
        employee: EmployeeId,
    ) -> Result<Person, EmployeeError> {
        phone_clocking::find_person(tx, workspace, employee, self.time_for_ends())?.ok_or(EmployeeError::NoEmployee)
    }

    pub(super) fn get_active(
        &self,
        tx: &mut dyn Tx,
        workspace: WorkspaceId,
        employee: EmployeeId,
    ) -> Result<Person, EmployeeError> {
        let person = self.get_person(tx, workspace, employee)?;
        if person.employee.active { Ok(person) } else { Err(EmployeeError::Inactive) }
    }

    /// Writes down a change of how somebody stands with the phone; `before` is how they stood.
    pub(super) fn note_phone(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        action: &str,
        before: &Person,
    ) -> Result<(), StoreError> {
        let employee = &before.employee;
        let after = phone_clocking::find_person(tx, employee.workspace, employee.id, self.time_for_ends())?;
        let change = Change {
            action,
            subject: &employee.details.name,
            employee: Some(employee.id),
            before: Some(self.standing(before)),
            after: after.map(|after| self.standing(&after)),
        };
        self.note(tx, actor, change)
    }

    /// How somebody stands with the phone, without secrets.
    fn standing(&self, person: &Person) -> Value {
        let mut standing = json!({
            "phone_status": person.status(self.time_for_ends()).name(),
            "phone_clock_id": person.clock_id.as_ref().map(PhoneClockId::as_str),
        });
        let mut also = |name: &str, value: Value| {
            if let Some(standing) = standing.as_object_mut() {
                standing.insert(name.to_owned(), value);
            }
        };
        if person.locked {
            also("locked", true.into());
        }
        if let Some(set_at) = person.pin_set_at {
            also("pin_set_at", set_at.to_string().into());
        }
        if let Some(link) = &person.link {
            also("link_ends_at", link.ends_at.to_string().into());
        }
        if let Some(end) = person.code_ends_at {
            also("code_ends_at", end.to_string().into());
        }
        standing
    }
}
