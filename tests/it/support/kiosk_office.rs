//! Kiosks with people, and what these key or show there.

use phoneclock::{
    domain::{
        employee::Employee,
        ids::{KioskId, WorkspaceId},
        kiosk::{CredentialKind, KioskPin, Method},
    },
    service::{
        Hold, StoreError,
        kiosks::{
            credentials::{self, KioskCredential, Showing},
            issue,
            policy::KioskPolicy,
        },
        pin_hash::Lane,
    },
    store::{kiosk_policies, kiosks},
};

use super::TestGateway;

/// As a workspace begins, with this method.
pub fn policy(method: Method) -> KioskPolicy {
    KioskPolicy {
        activated: true,
        method,
        name_pin_digits: 6,
        number_pin_digits: 4,
        lone_pin_digits: 6,
        may_type: true,
        may_show_again: true,
        renew_after_months: Some(6),
        sign_in_by_pin: false,
        tag_salt: [7; 16],
    }
}

impl TestGateway {
    /// Activates kiosks with this method, and puts up one for everybody. What is lacking is queued.
    pub async fn kiosk_for_everybody(&self, method: Method) -> KioskId {
        self.set_policy_and_queue(policy(method)).await;
        self.add_kiosk_and_queue(self.workspace.id, "Front gate", true).await
    }

    /// Sets what holds for kiosks. What is lacking is queued.
    pub async fn set_policy_and_queue(&self, policy: KioskPolicy) {
        self.set_kiosk_policy_of(self.workspace.id, policy).await;
    }

    pub async fn set_kiosk_policy_of(&self, workspace: WorkspaceId, policy: KioskPolicy) {
        let written = self.store.write(Hold::Workspace(workspace), move |u| {
            kiosk_policies::set_policy(u.tx, workspace, &policy)?;
            issue::queue(u, workspace)
        });
        written.await.unwrap();
    }

    /// A new kiosk. What is lacking is queued.
    pub async fn add_kiosk_and_queue(&self, workspace: WorkspaceId, name: &str, everybody: bool) -> KioskId {
        let id = KioskId::generate(&self.store.ids());
        let kiosk = kiosks::Kiosk {
            id,
            workspace,
            name: name.to_owned(),
            zone: None,
            language: None,
            everybody,
            default_job: None,
            authentication_required: true,
            photos: false,
            disabled_at: None,
            created_at: self.clock_now(),
            universal_set_at: None,
        };
        let written = self.store.write(Hold::Workspace(workspace), move |u| {
            kiosks::insert_kiosk(u.tx, &kiosk)?;
            issue::queue(u, workspace)
        });
        written.await.unwrap();
        id
    }

    /// What holds for kiosks.
    pub async fn kiosk_policy(&self) -> KioskPolicy {
        let workspace = self.workspace.id;
        self.store.read(move |tx| kiosk_policies::find_policy(tx, workspace)).await.unwrap().unwrap()
    }

    /// What somebody has of a kind that is awake.
    pub async fn kiosk_credential(&self, employee: &Employee, kind: CredentialKind) -> Option<KioskCredential> {
        let (who, policy) = ((employee.workspace, employee.id), self.kiosk_policy().await);
        self.store.read(move |tx| credentials::find_awake(tx, &policy, who, kind)).await.unwrap()
    }

    /// The digits or letters of it, which can be shown.
    pub async fn kiosk_secret(&self, employee: &Employee, kind: CredentialKind) -> String {
        let credential = self.kiosk_credential(employee, kind).await.expect("a credential");
        match credentials::showing(self.store.keys(), &self.kiosk_policy().await, &credential) {
            Showing::Shown(secret) => secret.expose().to_owned(),
            other @ (Showing::Typed | Showing::ShownOnce) => panic!("{other:?}"),
        }
    }

    /// Gives the first user of the workspace this PIN to sign in by.
    pub async fn user_has_pin(&self, pin: &str) {
        let (salt, digits) = (self.kiosk_policy().await.tag_salt, pin.len());
        let secret = KioskPin::parse(pin, digits).unwrap().into_secret();
        let tag = self.gateway.pins.tag(Lane::Telephone, secret, salt).await.unwrap();
        let hex: String = tag.iter().map(|byte| format!("{byte:02X}")).collect();
        let sql = format!(
            "UPDATE web_user SET pin_tag = x'{hex}', pin_digits = {digits}, pin_set_at = 1 \
             WHERE id IN (SELECT id FROM web_user LIMIT 1)"
        );
        assert_eq!(self.execute(&sql).await, 1);
    }

    /// Whether a PIN is right for somebody.
    pub async fn is_kiosk_pin(&self, credential: &KioskCredential, pin: &str) -> Result<bool, StoreError> {
        let secret = KioskPin::parse(pin, pin.len()).unwrap().into_secret();
        let checked = self.gateway.pins.verify(Lane::Telephone, Some(secret), credential.hash.clone()).unwrap();
        Ok(checked.await.unwrap().unwrap())
    }
}
