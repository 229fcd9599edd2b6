//! The photos of an entry, on other pages that are about it.

use super::view::PhotoLine;
use crate::{
    domain::ids::EntryId,
    service::photos::detail,
    web::{Web, guard::SignedIn, pages::error::PageError},
};

/// The photos of an entry, to be seen beside its voice.
pub(in crate::web::pages) async fn beside(
    web: &Web,
    signed_in: &SignedIn,
    entry: EntryId,
) -> Result<Vec<PhotoLine>, PageError> {
    let workspace = signed_in.session.user.workspace;
    let found = web.store.read(move |tx| detail::list_of_entry(tx, workspace, entry)).await?;
    let (words, pen) = (signed_in.words(), signed_in.pen());
    Ok(found.iter().map(|photo| PhotoLine::new(photo, words, pen)).collect())
}
