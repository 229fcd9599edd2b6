//! Gives everybody who joins a kiosk what they are found by: a task of the workspace makes whatever is lacking under the
//! method in force. It is right when it runs twice, and when two workers run it.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::{
    clash::OtherPins,
    making::{MadeCredential, Maker, Order},
    members,
};
use crate::{
    domain::{
        ids::{EmployeeId, WorkspaceId},
        kiosk::CredentialKind,
    },
    service::{
        Unit,
        kernel::{
            Store,
            keys::LinkKey,
            lacking,
            task::{TaskCommit, TaskError},
        },
        pin_hash::{Lane, PinHasher},
    },
    store::{
        Hold, StoreError, Tx, employees,
        kiosk_credentials::{self, KioskCredential},
        kiosk_policies::{self, KioskPolicy},
    },
};

/// People in one go. Between two of them others get at the database.
const BATCH: usize = 100;
/// How long one try goes on: well within its lease.
const MAX_TRY: SignedDuration = SignedDuration::from_secs(90);

/// Queues the making of whatever the people of a workspace lack under the method in force.
pub fn queue(u: &mut Unit<'_>, workspace: WorkspaceId) -> Result<(), StoreError> {
    lacking::queue(u, workspace)
}

/// Makes kiosk PINs and badges. Cheap to clone.
#[derive(Clone)]
pub struct Issuer {
    pub(super) maker: Maker,
}

impl Issuer {
    /// An issuer over this database, with these threads.
    #[must_use]
    pub const fn new(store: Store, pins: PinHasher) -> Self {
        Self { maker: Maker { store, pins } }
    }

    /// Background work: makes what is lacking in a workspace, behind everybody who waits for a hash.
    ///
    /// # Errors
    /// When it has to be tried again.
    pub async fn make_lacking(&self, workspace: WorkspaceId) -> Result<TaskCommit, TaskError> {
        let store = &self.maker.store;
        let (begun, mut without) = (store.now(), HashSet::new());
        loop {
            let (keys, now, skipped) = (store.keys().clone(), store.now(), without.clone());
            let next = store.read(move |tx| Batch::read(tx, &keys, workspace, &skipped, now)).await?;
            let Some(Batch { policy, orders, mut others }) = next else { break };
            let mut made = Vec::with_capacity(orders.len());
            for order in orders {
                let tried = self.maker.generate(Lane::Renewals, &order, &policy, &others).await;
                match tried.map_err(|error| TaskError::TryAgain(error.to_string()))? {
                    Some(new) => {
                        others.add(order.kind, &new.secret);
                        made.push(new);
                    }
                    None => {
                        tracing::warn!(workspace.id = %workspace, "somebody has no kiosk PIN: there are too few of so few digits");
                        without.insert((order.employee, order.kind));
                    }
                }
            }
            store.write(Hold::Workspace(workspace), move |u| keep(u, &policy, made)).await?;
            if store.now().duration_since(begun) > MAX_TRY {
                return Err(TaskError::TryAgain("more people wait for a kiosk PIN or a badge".to_owned()));
            }
        }
        Ok(TaskCommit::new(Hold::Workspace(workspace), move |u| {
            // Whoever came after the last look is queued by this very task.
            match Batch::read(u.tx, u.keys, workspace, &without, u.now)? {
                None => Ok(()),
                Some(_) => Err(TaskError::TryAgain("somebody has joined a kiosk meanwhile".to_owned())),
            }
        }))
    }
}

/// The next people for whom something is made, all of one kind.
struct Batch {
    policy: KioskPolicy,
    orders: Vec<Order>,
    others: OtherPins,
}

impl Batch {
    fn read(
        tx: &mut dyn Tx,
        keys: &LinkKey,
        workspace: WorkspaceId,
        without: &HashSet<(EmployeeId, CredentialKind)>,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let policy = kiosk_policies::find_policy(tx, workspace)?;
        // What is shown once is made when somebody looks.
        let Some(policy) = policy.filter(|policy| policy.activated && policy.may_show_again) else { return Ok(None) };
        for kind in policy.method.credentials() {
            let mut orders = list_lacking(tx, workspace, &policy, *kind)?;
            orders.retain(|order| !without.contains(&(order.employee, order.kind)));
            orders.truncate(BATCH);
            if !orders.is_empty() {
                let digits = policy.digits_of(*kind).unwrap_or(0);
                let others = OtherPins::read(tx, keys, workspace, (*kind, digits), now)?;
                return Ok(Some(Self { policy, orders, others }));
            }
        }
        Ok(None)
    }
}

/// Who lacks a kind of credential that is awake.
pub(super) fn list_lacking(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    policy: &KioskPolicy,
    kind: CredentialKind,
) -> Result<Vec<Order>, StoreError> {
    let digits = policy.digits_of(kind);
    let settled: HashSet<_> = kiosk_credentials::list_settled(tx, workspace, (kind, digits))?.into_iter().collect();
    let people: HashSet<_> = members::list_people(tx, workspace)?.into_iter().collect();
    if people.iter().all(|id| settled.contains(id)) {
        return Ok(Vec::new());
    }
    let everybody = employees::list_employees(tx, workspace)?.into_iter().map(|row| row.employee);
    let lacking = everybody.filter(|employee| people.contains(&employee.id) && !settled.contains(&employee.id));
    Ok(lacking
        .map(|employee| Order {
            workspace,
            employee: employee.id,
            number: employee.details.employee_number,
            kind,
            digits,
        })
        .collect())
}

/// Keeps what was made, but for those who have one by now, and whatever no longer fits: it is made anew.
fn keep(u: &mut Unit<'_>, policy: &KioskPolicy, made: Vec<MadeCredential>) -> Result<(), StoreError> {
    let Some(first) = made.first() else { return Ok(()) };
    let (workspace, kind) = (first.credential.workspace, first.credential.kind);
    if kiosk_policies::find_policy(u.tx, workspace)?.as_ref() != Some(policy) {
        return Ok(());
    }
    let lacking: HashSet<_> =
        list_lacking(u.tx, workspace, policy, kind)?.into_iter().map(|order| order.employee).collect();
    let digits = policy.digits_of(kind).unwrap_or(0);
    let mut others = OtherPins::read(u.tx, u.keys, workspace, (kind, digits), u.now)?;
    for new in made {
        if lacking.contains(&new.credential.employee) && new.still_fits(u.tx, &others)? {
            others.add(kind, &new.secret);
            kiosk_credentials::insert_credential(u.tx, &KioskCredential { made_at: u.now, ..new.credential })?;
        }
    }
    Ok(())
}
