//! The look of every minute: at each workspace in which somebody wants to be told of something.

use super::{line, look, plan, settle};
use crate::{
    domain::ids::WorkspaceId,
    service::kernel::{Store, line_health::LineHealth},
    store::{Hold, StoreError, alerts},
};

/// Looks at all workspaces, and does what is to be done; nothing while the clock is in doubt. Two programs may do so at
/// once.
///
/// # Errors
/// The first one; workspaces behind the one that failed are looked at all the same.
pub async fn tend(store: &Store, health: &LineHealth) -> Result<(), StoreError> {
    if store.clock().is_in_doubt() {
        return Ok(());
    }
    line::keep(store, health).await?;
    let mut first_error = None;
    for workspace in store.read(|tx| alerts::list_workspaces(tx)).await? {
        if let Err(error) = tend_one(store, workspace).await {
            if error.is_passing() {
                return Err(error);
            }
            first_error.get_or_insert(error);
        }
    }
    first_error.map_or(Ok(()), Err)
}

/// Writes down how webhooks fare here, where another gateway looks at the workspaces; nothing while the clock is in doubt.
///
/// # Errors
/// When it could not be written.
pub async fn keep_line(store: &Store, health: &LineHealth) -> Result<(), StoreError> {
    if store.clock().is_in_doubt() { Ok(()) } else { line::keep(store, health).await }
}

/// A write is begun only where something is to be done.
async fn tend_one(store: &Store, workspace: WorkspaceId) -> Result<(), StoreError> {
    let now = store.now();
    let looked = store.read(move |tx| {
        let findings = look::look(tx, workspace, now)?;
        let idle = plan::plan(tx, &findings)?.is_empty();
        Ok::<_, StoreError>((findings, idle))
    });
    let (findings, idle) = looked.await?;
    if idle {
        return Ok(());
    }
    store.write(Hold::Workspace(workspace), move |u| settle::settle(u, &findings)).await
}
