//! Phone clock IDs: drawn at random, never issued twice.

use crate::{
    domain::{
        ids::EmployeeId,
        phone_clock_id::{MAX_DIGITS, MIN_DIGITS, PhoneClockId},
        pin::Pin,
    },
    service::kernel::Unit,
    store::{StoreError, phone_clock_ids},
};

/// Draws an ID that nobody ever had, and that is not the PIN. IDs grow by a digit before they get crowded.
pub(super) fn issue(u: &mut Unit<'_>, employee: EmployeeId, unlike: Option<&Pin>) -> Result<PhoneClockId, StoreError> {
    let mut digits = MIN_DIGITS;
    while digits < MAX_DIGITS && PhoneClockId::is_crowded(digits, phone_clock_ids::count_issued(u.tx, digits)?) {
        digits += 1;
    }
    loop {
        let drawn = PhoneClockId::generate(u.entropy, digits);
        let alike = unlike.is_some_and(|pin| pin.is(drawn.as_str()));
        if !alike && phone_clock_ids::insert_if_free(u.tx, &drawn, employee, u.now)? {
            return Ok(drawn);
        }
    }
}
