//! What people key and show at kiosks, in tests: set as they are, without anybody to hand them out.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, KioskCredentialId, UserId},
        kiosk::{CredentialKind, CredentialOrigin, Method, badge::Badge},
        phone_clock_id::PhoneClockId,
        secret::Secret,
    },
    service::{Hold, StoreError, Unit, kiosks::Kiosk, pin_hash::Lane},
    store::{
        employees,
        kiosk_credentials::{self, KioskCredential},
        kiosk_policies, kiosks,
        universal_pins::{self, UniversalPin},
    },
};
use serde_json::{Value, json};

use super::{MARIAS_PHONE, PIN, TestGateway, kiosk::SoftDevice, kiosk::policy, people::details};

/// Maria's PIN at kiosks. That of the phone is another.
pub const KIOSK_PIN: &str = "835261";
/// One that nobody has.
pub const WRONG_PIN: &str = "471147";

/// A kiosk with its device, at which Maria may clock by her name and [`KIOSK_PIN`].
pub struct At {
    pub test: TestGateway,
    pub kiosk: Kiosk,
    pub device: SoftDevice,
    pub maria: Employee,
}

/// With Maria at the gate.
pub async fn maria_at_the_gate() -> At {
    at_the_gate_of(TestGateway::start().await).await
}

pub async fn at_the_gate_of(test: TestGateway) -> At {
    let kiosk = test.kiosk("Gate").await;
    let device = test.device(&kiosk).await;
    let maria = test.person("Maria Lopez").await;
    At { test, kiosk, device, maria }
}

impl At {
    /// Maria keys a PIN behind her name.
    pub async fn maria_keys(&mut self, pin: &str) -> Value {
        let maria = self.maria.id;
        self.device.by_name(maria, pin).await
    }
}

impl SoftDevice {
    /// Somebody chooses a name and keys a PIN.
    pub async fn by_name(&mut self, employee: EmployeeId, pin: &str) -> Value {
        self.ask("identify", json!({ "by": "name", "employee": employee, "pin": pin })).await
    }

    /// Somebody keys a number and a PIN.
    pub async fn by_number(&mut self, number: &str, pin: &str) -> Value {
        self.ask("identify", json!({ "by": "number", "number": number, "pin": pin })).await
    }

    pub async fn by_pin(&mut self, pin: &str) -> Value {
        self.ask("identify", json!({ "by": "pin", "pin": pin })).await
    }

    pub async fn by_badge(&mut self, badge: &str) -> Value {
        self.ask("identify", json!({ "by": "badge", "badge": badge })).await
    }

    /// A colleague keys the Universal PIN behind a name.
    pub async fn by_universal(&mut self, employee: EmployeeId, pin: &str) -> Value {
        self.ask("identify", json!({ "by": "universal", "employee": employee, "pin": pin })).await
    }

    /// Whoever was found chooses.
    pub async fn choose(&mut self, found: &Value, choice: &str) -> Value {
        self.ask("punch", json!({ "identification": found["identification"], "choice": choice })).await
    }

    pub async fn undo(&mut self, done: &Value) -> Value {
        self.ask("undo", json!({ "identification": done["identification"] })).await
    }
}

impl TestGateway {
    /// Somebody with [`KIOSK_PIN`] behind their name.
    pub async fn person(&self, name: &str) -> Employee {
        let employee = self.add_employee(details(name)).await;
        self.set_kiosk_pin(&employee, CredentialKind::NamePin, KIOSK_PIN).await;
        employee
    }

    /// Sets how people are found.
    pub async fn set_method(&self, method: Method) {
        let workspace = self.workspace.id;
        let set = move |u: &mut Unit<'_>| {
            let now = kiosk_policies::find_policy(u.tx, workspace)?.unwrap_or_else(policy);
            kiosk_policies::set_policy(u.tx, workspace, &kiosk_policies::KioskPolicy { method, ..now })
        };
        self.store.write(Hold::Workspace(workspace), set).await.unwrap();
    }

    /// Gives somebody a PIN of a kind, in the place of any before it.
    pub async fn set_kiosk_pin(&self, employee: &Employee, kind: CredentialKind, pin: &str) {
        let (pins, secret) = (&self.gateway.pins, Secret::from(pin));
        let (hash, tag) = match kind {
            CredentialKind::NamePin | CredentialKind::NumberPin => {
                let entropy = self.store.entropy();
                (Some(pins.hash(Lane::Telephone, secret, entropy.as_ref()).await.unwrap()), None)
            }
            CredentialKind::LonePin => (None, Some(pins.tag(Lane::Telephone, secret, [7; 16]).await.unwrap().to_vec())),
            CredentialKind::Badge => panic!("a badge is no PIN"),
        };
        self.set_kiosk_credential(employee, kind, (Some(pin.len()), hash, tag)).await;
    }

    /// Gives somebody a badge, in the place of any before it; what is on it.
    pub async fn set_badge(&self, employee: &Employee) -> String {
        use sha2::{Digest, Sha256};
        let mut bytes = [0; 32];
        self.store.entropy().fill(&mut bytes);
        let badge = Badge::from_bytes(&bytes);
        let hash = Sha256::digest(badge.expose().as_bytes()).to_vec();
        self.set_kiosk_credential(employee, CredentialKind::Badge, (None, None, Some(hash))).await;
        badge.expose().to_owned()
    }

    async fn set_kiosk_credential(
        &self,
        employee: &Employee,
        kind: CredentialKind,
        (digits, hash, tag): (Option<usize>, Option<String>, Option<Vec<u8>>),
    ) {
        let credential = KioskCredential {
            id: KioskCredentialId::generate(&self.store.ids()),
            workspace: employee.workspace,
            employee: employee.id,
            kind,
            origin: CredentialOrigin::Typed,
            attempt: 0,
            digits,
            hash,
            tag,
            made_at: self.clock_now(),
        };
        let set = move |u: &mut Unit<'_>| {
            let of = (credential.workspace, credential.employee);
            kiosk_credentials::end_credentials(u.tx, of, (credential.kind, credential.digits), false, u.now)?;
            kiosk_credentials::insert_credential(u.tx, &credential)
        };
        self.store.write(Hold::Workspace(employee.workspace), set).await.unwrap();
    }

    /// Sets the Universal PIN of a kiosk.
    pub async fn set_universal_pin(&self, kiosk: &Kiosk, pin: &str) {
        let tag = self.gateway.pins.tag(Lane::Telephone, Secret::from(pin), [7; 16]).await.unwrap().to_vec();
        let (workspace, kiosk, digits, set_at) = (kiosk.workspace, kiosk.id, pin.len(), self.clock_now());
        let pin = UniversalPin { tag, derived: None, digits, set_at };
        let set = move |u: &mut Unit<'_>| universal_pins::set_universal(u.tx, workspace, kiosk, &pin);
        self.store.write(Hold::Workspace(workspace), set).await.unwrap();
    }

    /// Changes a kiosk.
    pub async fn change_kiosk(&self, kiosk: &Kiosk, change: impl FnOnce(&mut Kiosk)) {
        let mut changed = kiosk.clone();
        change(&mut changed);
        let set = move |u: &mut Unit<'_>| kiosks::set_kiosk(u.tx, &changed);
        self.store.write(Hold::Workspace(kiosk.workspace), set).await.unwrap();
    }

    /// A user who is this employee as well.
    pub async fn link_user(&self, user: UserId, employee: &Employee) {
        let id = employee.id;
        let link = move |u: &mut Unit<'_>| {
            let sql = "UPDATE web_user SET employee_id = ?2 WHERE id = ?1";
            u.tx.execute(sql, &[user.into(), id.into()]).map(drop)
        };
        self.store.write::<_, StoreError, _>(Hold::Gateway, link).await.unwrap();
    }

    /// Somebody can no longer clock.
    pub async fn deactivate(&self, employee: &Employee) {
        let (workspace, id) = (employee.workspace, employee.id);
        self.in_office(move |u| employees::set_active(u.tx, workspace, id, false)).await.unwrap();
    }

    /// Whether somebody is clocked in or out by phone.
    pub async fn clocks_by_phone(&self, clock_id: &PhoneClockId) -> bool {
        let report = self.call(MARIAS_PHONE, &format!("{clock_id}#{PIN}#")).await;
        report.transcript().contains("Clocked")
    }

    /// The kinds of exceptions that stand, in the order of the alphabet.
    pub async fn standing_exceptions(&self) -> Vec<String> {
        self.column("SELECT kind FROM exception WHERE settled_at IS NULL ORDER BY kind").await
    }

    /// Lets time pass until a second punch is no mistake.
    pub fn wait_out(&self) {
        self.advance(SignedDuration::from_mins(3));
    }
}
