//! What webhooks tell of a happening: the thing that it has happened to, in the form in which the API answers it.

use serde_json::Value;

use super::{approvals::Approval, entries::Entry, exceptions::TimeException, exports::Export};
use crate::service::hooks::HookSubject;

/// Writes as the API answers.
pub fn write(subject: HookSubject) -> serde_json::Result<Value> {
    match subject {
        HookSubject::Entry(entry) => serde_json::to_value(Entry::from(*entry)),
        HookSubject::Exception(exception) => serde_json::to_value(TimeException::from(*exception)),
        HookSubject::Approval(approval) => serde_json::to_value(Approval::from(approval.as_ref())),
        HookSubject::Export(export) => serde_json::to_value(Export::from(*export)),
    }
}
