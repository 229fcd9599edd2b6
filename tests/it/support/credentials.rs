//! PINs, setup links and one-time codes as the office gives and takes them.

use phoneclock::{
    domain::{employee::Employee, ids::SetupLinkId, phone_clock_id::PhoneClockId, pin::Pin, setup_code::SetupCode},
    service::{
        Hold,
        credentials::{
            CredentialError, pins,
            rollout::{
                self, RolloutRow, codes,
                links::{self, LinkError},
            },
        },
    },
};

use super::{TestGateway, people::machine};

impl TestGateway {
    pub async fn set_pin(&self, employee: &Employee, pin: &str) -> Result<PhoneClockId, CredentialError> {
        self.verifier.set_pin(machine(employee), employee.id, Pin::parse(pin)?).await
    }

    pub async fn remove_pin(&self, employee: &Employee) {
        let (actor, id) = (machine(employee), employee.id);
        self.store.write(Hold::Workspace(actor.workspace), move |u| pins::remove(u, &actor, id)).await.unwrap();
    }

    /// Whether there was a lock, or a count toward one.
    pub async fn unlock(&self, employee: &Employee) -> bool {
        let (actor, id) = (machine(employee), employee.id);
        self.store.write(Hold::Workspace(actor.workspace), move |u| pins::unlock(u, &actor, id)).await.unwrap()
    }

    /// How somebody stands with the phone.
    pub async fn standing(&self, employee: &Employee) -> RolloutRow {
        let (workspace, id, now) = (employee.workspace, employee.id, self.store.clock().time_for_ends());
        self.store.read(move |tx| rollout::find(tx, workspace, id, now)).await.unwrap().unwrap()
    }

    /// Mails a setup link to whoever has this one before, or none.
    pub async fn email_setup_link(&self, employee: &Employee, seen: Option<SetupLinkId>) -> Result<(), LinkError> {
        let (actor, id) = (machine(employee), employee.id);
        self.store.write(Hold::Workspace(actor.workspace), move |u| links::email_one(u, &actor, id, seen)).await
    }

    pub async fn make_setup_code(&self, employee: &Employee) -> SetupCode {
        let (actor, id) = (machine(employee), employee.id);
        self.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &actor, id)).await.unwrap()
    }
}
