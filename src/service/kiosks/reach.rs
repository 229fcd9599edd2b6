//! How many people and devices a method has to do for, which says how long its PINs should be.

use super::{members, overview};
use crate::{
    domain::{ids::WorkspaceId, kiosk::guessing},
    store::{StoreError, Tx, kiosks},
};

/// How many people and devices a method has to do for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// People whom some kiosk is for; where there is no kiosk yet, everybody active.
    pub people: usize,
    /// Those of them who have no employee number, and are not found by one.
    pub without_number: usize,
    /// Kiosks that are not deleted.
    pub kiosks: usize,
    /// Devices that may be used.
    pub devices: usize,
}

impl Reach {
    /// How often a year somebody who tries all that may be tried hits a PIN behind a name or a number.
    #[must_use]
    pub fn hits_behind_a_name(&self, digits: usize) -> f64 {
        guessing::hits_behind_a_name(self.people, self.kiosks, digits)
    }

    /// The same with PINs alone.
    #[must_use]
    pub fn hits_of_lone_pins(&self, digits: usize) -> f64 {
        guessing::hits_of_lone_pins(self.people, self.devices, digits)
    }

    /// How many digits a PIN alone should have.
    #[must_use]
    pub fn lone_pin_digits(&self) -> usize {
        guessing::lone_pin_digits_for(self.people)
    }
}

/// How many people and devices a workspace's method has to do for now.
pub fn find(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Reach, StoreError> {
    let kiosks = kiosks::list_kiosks(tx, workspace)?.len();
    let people = members::list_employees(tx, workspace)?;
    let without_number = people.iter().filter(|one| one.details.employee_number.is_none()).count();
    let devices = overview::count_active_devices(tx, workspace)?;
    let people = if kiosks == 0 { members::count_active(tx, workspace)? } else { people.len() };
    Ok(Reach { people, without_number, kiosks, devices })
}
