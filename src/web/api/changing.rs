//! Changes to a thing that is still as it was read, answered as it is then.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    caller::ApiCaller,
    problem::Problem,
    version::{IfMatch, Versioned, version},
};
use crate::{
    domain::ids::WorkspaceId,
    service::{Hold, audit::Actor, kernel::Unit},
    web::Web,
};

/// A thing as it is answered, whose version is a fingerprint of that.
pub trait Changeable: Serialize + Send + Sized + 'static {
    /// What names it.
    type Id: Copy + Send + 'static;

    /// Reads its id.
    fn parse_id(text: &str) -> Option<Self::Id>;

    /// The thing as it is in this transaction.
    ///
    /// # Errors
    /// When the workspace has no such thing.
    fn find(u: &mut Unit<'_>, workspace: WorkspaceId, id: Self::Id) -> Result<Self, Problem>;
}

/// The id of a thing.
///
/// # Errors
/// What cannot be read is the id of nothing.
pub fn id_of<T: Changeable>(text: &str) -> Result<T::Id, Problem> {
    T::parse_id(text).ok_or_else(Problem::not_found)
}

/// Does something to a thing that is still as it was read.
///
/// # Errors
/// When it is not there, has changed since, or may not be changed so.
pub async fn change<T: Changeable, R, E>(
    (web, caller): (Web, ApiCaller),
    (id, if_match): (String, IfMatch),
    act: impl FnOnce(&mut Unit<'_>, &Actor, T::Id) -> Result<R, E> + Send + 'static,
) -> Result<Response, Problem>
where
    Problem: From<E>,
{
    let (id, actor, workspace) = (id_of::<T>(&id)?, caller.actor(), caller.workspace());
    let changed = web.store.write(Hold::Workspace(workspace), move |u| {
        if_match.check(&version(&T::find(u, workspace, id)?)?)?;
        act(u, &actor, id)?;
        T::find(u, workspace, id)
    });
    Ok(Versioned(StatusCode::OK, changed.await?).into_response())
}
