//! For whom something is done on Phone Clocking.

use super::filter::ListFilter;
use crate::{
    domain::ids::WorkspaceId,
    service::{
        StoreError,
        credentials::rollout::{self, RolloutRow},
    },
    web::{Web, pages::selection},
    wording::admin::RolloutWords,
};

/// For whom something is done.
pub(super) type Selection = selection::Selection<ListFilter>;

impl Selection {
    /// Says for how many it is where nobody was ticked.
    pub(super) fn nobody_ticked(&self, count: usize, words: &RolloutWords) -> Option<String> {
        self.is_of_filter().then(|| words.shown(count))
    }

    /// Who they are, in the order of their names.
    pub(super) async fn find(&self, web: &Web, workspace: WorkspaceId) -> Result<Vec<RolloutRow>, StoreError> {
        let (selection, now) = (self.clone(), web.store.clock().time_for_ends());
        let read = web.store.read(move |tx| match &selection {
            Self::Ticked(ids) => rollout::list_chosen(tx, workspace, ids, now),
            Self::Shown(filter) => rollout::list(tx, workspace, &filter.rollout(None), now, usize::MAX),
        });
        read.await
    }
}
