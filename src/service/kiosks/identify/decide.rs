//! The decision, in the transaction that counts: a lock, a new PIN, another method since the check began all refuse.

use sha2::{Digest, Sha256};

use super::{
    Identified, Refusal, Shown,
    work::{Checked, find_awake, find_named, find_numbered, tidy},
};
use crate::{
    domain::{
        employee::Employee,
        ids::EmployeeId,
        kiosk::{CredentialKind, Method, Outcome, Proof, badge::Badge},
    },
    service::{
        Unit,
        kiosks::{
            clock::{self, FOUND_TTL, Found},
            credentials,
            guards::{self, Subject},
            people,
            place::{KioskRequest, Place},
        },
    },
    store::{
        Hold, StoreError,
        identifications::{self, Identification},
        kiosk_credentials, kiosk_people, universal_pins,
    },
};

/// Refusals in a row at a device after which a manager is to be asked, where nobody is named who could be locked.
const REFUSALS_TO_ASK: usize = 3;

pub(super) fn decide(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    shown: &Shown,
    (checked, touched): (&Checked, Option<u32>),
) -> Result<Identified, StoreError> {
    let Some(place) = Place::find(u.tx, request)? else { return Ok(Identified::Gone) };
    let attempt = Attempt { place: &place, request, checked, touched };
    if let Some(before) = identifications::find_identification(u.tx, request.device, request.identification())? {
        return attempt.again(u, &before, shown);
    }
    if identifications::is_id_taken(u.tx, request.identification())? {
        return Ok(Identified::Gone);
    }
    match shown {
        Shown::Name { employee, .. } => attempt.by_name(u, employee),
        Shown::Number { number, .. } => {
            let (found, tried) = (find_numbered(u.tx, &place, number)?, tidy(number));
            attempt.guarded(u, Subject::new(u, &place, found, &tried), CredentialKind::NumberPin)
        }
        Shown::Pin(_) => attempt.by_pin_alone(u),
        Shown::Badge(scan) => attempt.by_badge(u, scan.expose()),
        Shown::PinOfBadge { identification, .. } => {
            match identifications::find_identification(u.tx, request.device, *identification)? {
                Some(waiting) => attempt.by_pin_of_badge(u, waiting),
                None => Ok(Identified::Gone),
            }
        }
        Shown::Universal { employee, .. } => attempt.by_universal_pin(u, employee),
    }
}

/// One try to be found.
struct Attempt<'a> {
    place: &'a Place,
    request: &'a KioskRequest,
    checked: &'a Checked,
    touched: Option<u32>,
}

impl Attempt<'_> {
    fn by_name(&self, u: &mut Unit<'_>, tried: &str) -> Result<Identified, StoreError> {
        let named = find_named(u.tx, self.place, tried)?;
        if !self.place.kiosk.authentication_required {
            let Some(employee) = self.hold_clocking(u, named)? else {
                return self.refuse(u, (named, Proof::NameOnly), false, false);
            };
            return self.found(u, employee, Proof::NameOnly, false, None);
        }
        let by = match self.place.policy.method {
            // Where a PIN alone is not enough, the name comes with it.
            Method::PinAlone => CredentialKind::LonePin,
            // By number it is asleep, and so refused.
            Method::NameAndPin | Method::Badge | Method::BadgeAndPin | Method::NumberAndPin => CredentialKind::NamePin,
        };
        self.guarded(u, Subject::new(u, self.place, named, tried), by)
    }

    /// A PIN behind a name or a number: what stands against it, whether it is right, and what that changes.
    fn guarded(&self, u: &mut Unit<'_>, subject: Subject, kind: CredentialKind) -> Result<Identified, StoreError> {
        match self.check_guarded(u, subject, kind)? {
            Ok(employee) => self.found(u, employee, Proof::Pin, false, None),
            Err(ask_manager) => self.refuse(u, (subject.employee(), Proof::Pin), true, ask_manager),
        }
    }

    /// Whoever it is, or whether a manager is to be asked.
    fn check_guarded(
        &self,
        u: &mut Unit<'_>,
        subject: Subject,
        kind: CredentialKind,
    ) -> Result<Result<Employee, bool>, StoreError> {
        subject.hold(u)?;
        let guard = subject.guard(u.tx, self.place.kiosk.id)?;
        if guard.is_locked(u.now) {
            return Ok(Err(true));
        }
        let clocking = match subject.employee() {
            Some(employee) => people::find_clocking(u.tx, self.place, employee, u.now)?,
            None => None,
        };
        let may_clock = clocking.is_some();
        if let Some(employee) = clocking {
            let credential = find_awake(u.tx, self.place, (employee.id, kind), self.request)?;
            if credential.is_some_and(|credential| self.checked.fits(&credential)) {
                guards::count_right(u, self.place, subject, guard)?;
                return Ok(Ok(employee));
            }
        }
        let guard = guards::count_wrong(u, self.place, subject, (guard, may_clock))?;
        Ok(Err(guard.is_locked(u.now)))
    }

    /// Nobody is named, so nobody can be locked: the device has the count. The name is shown before anything is punched.
    fn by_pin_alone(&self, u: &mut Unit<'_>) -> Result<Identified, StoreError> {
        if self.place.policy.method == Method::PinAlone && self.place.is_careful(u.now) {
            // Not looked at: right and wrong hear the same.
            return self.refuse(u, (None, Proof::Pin), false, false);
        }
        let found = match self.checked.tag() {
            Some(tag) if self.place.policy.method.wakes(CredentialKind::LonePin) => {
                kiosk_credentials::find_by_tag(u.tx, self.place.workspace.id, CredentialKind::LonePin, tag)?
            }
            Some(_) | None => None,
        };
        // One of another length sleeps.
        let found = found.filter(|found| credentials::is_awake(&self.place.policy, found));
        match self.hold_unlocked(u, found.map(|found| found.employee))? {
            Some(employee) => self.found(u, employee, Proof::Pin, true, None),
            None => self.refuse_unnamed(u, Proof::Pin, true),
        }
    }

    /// No badge can be guessed, so none counts as a try. A lock on a PIN is no lock on the badge.
    fn by_badge(&self, u: &mut Unit<'_>, scan: &str) -> Result<Identified, StoreError> {
        let badge = Badge::parse(scan).ok().filter(|_| self.place.policy.method.wakes(CredentialKind::Badge));
        let found = match badge {
            Some(badge) => {
                let hash = Sha256::digest(badge.expose().as_bytes());
                kiosk_credentials::find_by_tag(u.tx, self.place.workspace.id, CredentialKind::Badge, &hash)?
            }
            None => None,
        };
        match self.hold_clocking(u, found.map(|found| found.employee))? {
            Some(employee) if self.place.wants_more_than(Proof::Badge) => self.ask_pin(u, &employee),
            Some(employee) => self.found(u, employee, Proof::Badge, false, None),
            None => self.refuse_unnamed(u, Proof::Badge, false),
        }
    }

    fn ask_pin(&self, u: &mut Unit<'_>, employee: &Employee) -> Result<Identified, StoreError> {
        let ends_at = self.request.at.checked_add(FOUND_TTL).ok();
        let waiting =
            Identification { ends_at, ..self.identification(Some(employee.id), Proof::Badge, Outcome::Found) };
        identifications::insert_identification(u.tx, &waiting)?;
        Ok(self.pin_next(&waiting))
    }

    fn pin_next(&self, waiting: &Identification) -> Identified {
        Identified::PinNext {
            identification: waiting.id,
            digits: self.place.policy.digits_of(CredentialKind::NamePin).unwrap_or(0),
        }
    }

    fn by_pin_of_badge(&self, u: &mut Unit<'_>, waiting: Identification) -> Result<Identified, StoreError> {
        if waiting.proof == Proof::BadgeAndPin {
            return clock::again(u, self.place, &waiting).map(Identified::from);
        }
        let waits = waiting.outcome == Outcome::Found && waiting.ends_at.is_some_and(|end| self.request.at < end);
        let (true, Some(employee)) = (waits && self.place.wants_more_than(waiting.proof), waiting.employee) else {
            return Ok(Identified::Gone);
        };
        let subject = Subject::Person(employee);
        match self.check_guarded(u, subject, CredentialKind::NamePin)? {
            Ok(employee) => self.found(u, employee, Proof::BadgeAndPin, false, Some(waiting)),
            Err(ask_manager) => {
                // The badge has to be shown again once a manager was asked.
                if ask_manager {
                    let over = Identification { outcome: Outcome::Refused, ends_at: None, ..waiting };
                    identifications::set_identification(u.tx, &over)?;
                }
                self.refuse(u, (Some(employee), Proof::BadgeAndPin), true, ask_manager)
            }
        }
    }

    /// A colleague keys the PIN of the kiosk. It never clocks whoever is an owner or an admin, too, and stops where the
    /// device has used up its tries.
    fn by_universal_pin(&self, u: &mut Unit<'_>, tried: &str) -> Result<Identified, StoreError> {
        let workspace = self.place.workspace.id;
        if self.place.is_careful(u.now) {
            return self.refuse_unnamed(u, Proof::UniversalPin, false);
        }
        let right = match self.checked.tag() {
            Some(tag) => universal_pins::find_kiosk_with(u.tx, workspace, tag)? == Some(self.place.kiosk.id),
            None => false,
        };
        let named = find_named(u.tx, self.place, tried)?;
        let employee = self.hold_clocking(u, named)?;
        let is_office = match &employee {
            Some(employee) => kiosk_people::is_owner_or_admin(u.tx, workspace, employee.id)?,
            None => false,
        };
        match employee.filter(|_| right && !is_office) {
            Some(employee) => self.found(u, employee, Proof::UniversalPin, false, None),
            // A right PIN is no try at it.
            None => self.refuse_unnamed(u, Proof::UniversalPin, !right),
        }
    }

    /// Somebody who may clock here, held until the end of the transaction.
    fn hold_clocking(&self, u: &mut Unit<'_>, found: Option<EmployeeId>) -> Result<Option<Employee>, StoreError> {
        let Some(found) = found else { return Ok(None) };
        u.hold(Hold::Employee(found))?;
        people::find_clocking(u.tx, self.place, found, u.now)
    }

    /// The same of somebody who is not locked here.
    fn hold_unlocked(&self, u: &mut Unit<'_>, found: Option<EmployeeId>) -> Result<Option<Employee>, StoreError> {
        let Some(employee) = self.hold_clocking(u, found)? else { return Ok(None) };
        let guard = Subject::Person(employee.id).guard(u.tx, self.place.kiosk.id)?;
        Ok(Some(employee).filter(|_| !guard.is_locked(u.now)))
    }

    fn found(
        &self,
        u: &mut Unit<'_>,
        employee: Employee,
        proof: Proof,
        confirm: bool,
        waiting: Option<Identification>,
    ) -> Result<Identified, StoreError> {
        let found = Found { employee, proof, by: None, confirm, touched: self.touched };
        clock::begin(u, self.place, self.request, &found, waiting).map(Identified::from)
    }

    /// Refused where nobody is named: after some in a row a manager is to be asked.
    fn refuse_unnamed(&self, u: &mut Unit<'_>, proof: Proof, counts: bool) -> Result<Identified, StoreError> {
        let before = identifications::list_last_outcomes(u.tx, self.request.device, REFUSALS_TO_ASK - 1)?;
        let ask_manager =
            before.len() == REFUSALS_TO_ASK - 1 && before.iter().all(|outcome| *outcome == Outcome::Refused);
        self.refuse(u, (None, proof), counts, ask_manager)
    }

    fn refuse(
        &self,
        u: &mut Unit<'_>,
        (employee, proof): (Option<EmployeeId>, Proof),
        counts: bool,
        ask_manager: bool,
    ) -> Result<Identified, StoreError> {
        let refused = Identification { counts, ..self.identification(employee, proof, Outcome::Refused) };
        identifications::insert_identification(u.tx, &refused)?;
        if counts {
            guards::count_against_device(u, self.place, self.request)?;
        }
        Ok(Identified::Refused(self.refusal(u, proof, ask_manager)))
    }

    /// What was used up by this very try is told with the next one, so that it tells nothing about this one.
    fn refusal(&self, u: &Unit<'_>, proof: Proof, ask_manager: bool) -> Refusal {
        let need_name = self.place.policy.method == Method::PinAlone && self.place.is_careful(u.now);
        let forgot = matches!(proof, Proof::Pin | Proof::BadgeAndPin);
        Refusal { ask_manager, need_name, forgot }
    }

    fn identification(&self, employee: Option<EmployeeId>, proof: Proof, outcome: Outcome) -> Identification {
        let KioskRequest { workspace, kiosk, device, at, .. } = *self.request;
        Identification {
            id: self.request.identification(),
            workspace,
            kiosk,
            device,
            employee,
            user: None,
            at,
            address: self.request.address.clone(),
            proof,
            outcome,
            counts: false,
            ends_at: None,
            took: self.touched,
            request: None,
        }
    }

    /// The same request again, whose answer was lost: nothing is counted or punched a second time.
    fn again(&self, u: &mut Unit<'_>, before: &Identification, shown: &Shown) -> Result<Identified, StoreError> {
        match before.outcome {
            Outcome::Refused => {
                let ask_manager = match before.employee {
                    Some(employee) => Subject::Person(employee).guard(u.tx, before.kiosk)?.is_locked(u.now),
                    None => false,
                };
                Ok(Identified::Refused(self.refusal(u, before.proof, ask_manager)))
            }
            Outcome::Found if self.place.wants_more_than(before.proof) && matches!(shown, Shown::Badge(_)) => {
                Ok(self.pin_next(before))
            }
            Outcome::Found
            | Outcome::Punched
            | Outcome::Left
            | Outcome::Noted
            | Outcome::SignedIn
            | Outcome::Unlocked => clock::again(u, self.place, before).map(Identified::from),
        }
    }
}
