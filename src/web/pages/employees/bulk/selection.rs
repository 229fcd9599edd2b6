//! For whom something is done with the PINs and badges of many employees.

use crate::{
    domain::ids::WorkspaceId,
    service::{StoreError, kiosks::bulk::Chosen},
    web::{
        Web,
        pages::{
            employees::query::{EmployeeListQuery, today},
            selection,
        },
    },
};

/// For whom something is done.
pub(super) type Selection = selection::Selection<EmployeeListQuery>;

impl Selection {
    /// Who they are.
    pub(super) async fn chosen(&self, web: &Web, workspace: WorkspaceId) -> Result<Chosen, StoreError> {
        Ok(match self {
            Self::Ticked(ids) => Chosen::These(ids.clone()),
            Self::Shown(query) => Chosen::Filtered(query.filter(today(web, workspace).await?)),
        })
    }
}
