//! Work for many people at once: a batch of them in one write transaction, so that calls need not wait for all.

use crate::{
    domain::ids::EmployeeId,
    service::{
        audit::Actor,
        kernel::{Store, Unit},
    },
    store::{Holds, StoreError},
};

/// People in one write transaction.
const BATCH: usize = 100;

/// Acts for each of these people, and gives back what came of it where something was done. What was done before a failure
/// stays done.
pub(super) async fn for_each<T: Send + 'static>(
    store: &Store,
    (actor, holds): (&Actor, Holds),
    people: &[EmployeeId],
    act: impl Fn(&mut Unit<'_>, &Actor, EmployeeId) -> Result<Option<T>, StoreError> + Clone + Send + 'static,
) -> Result<Vec<T>, StoreError> {
    let mut done = Vec::new();
    for some in people.chunks(BATCH) {
        let (actor, some, act) = (actor.clone(), some.to_vec(), act.clone());
        let write = store.write(holds.clone(), move |u| {
            some.into_iter().filter_map(|id| act(u, &actor, id).transpose()).collect::<Result<Vec<_>, StoreError>>()
        });
        done.extend(write.await?);
    }
    Ok(done)
}
