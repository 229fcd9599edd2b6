//! A database that does not answer, found behind whatever has failed for it: people are told so, and that they may try
//! again.

use std::error::Error;

use crate::service::{
    StoreError,
    access::{AccountError, api_tokens::ApiTokenError},
    alerts::choices::ChoicesError,
    calls::CallError,
    credentials::{CredentialError, setup_links::SetupError},
    hooks::HookError,
    kiosks::{
        at_device::KeyedPinError, binding::BindingError, claims::ClaimError, codes::CodeError,
        credentials::KioskCredentialError, devices::DeviceError, export::ExportError as AssigneesError,
        identify::IdentifyError, kiosks::KioskError, locks::UnlockError, policy::PolicyError as KioskPolicyError,
        universal::UniversalPinError, user_pins::UserPinError,
    },
    locations::LocationError,
    payroll::{
        exports::{ExportError, profiles::ProfileError},
        policy::PolicyError,
    },
    photos::PhotoError,
    roster::{
        break_kinds::BreakKindError, crews::CrewError, employees::EmployeeError, import::ImportError, jobs::JobError,
        workspaces::WorkspaceError,
    },
    timesheets::{
        approvals::ApprovalError,
        changes::EntryError,
        exceptions::{ReopenError, RepairError, SettleError},
        leaving::LeavingError,
    },
    voice_checks::ReviewError,
    worker_page::{AnswerError, MissedPunchError},
};

/// What a database that does not answer has done to what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StoreTrouble {
    /// Nothing was changed.
    Away,
    /// It may have been saved.
    Unknown,
}

impl StoreTrouble {
    /// The trouble behind a failure; `None` for any other failure.
    pub fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let error = store_error_of(error).filter(|error| error.is_passing())?;
        Some(if error.is_unknown() { Self::Unknown } else { Self::Away })
    }
}

/// The failure of the store that is all of this one. What passes a failure on as it is does not name it as its source.
fn store_error_of<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a StoreError> {
    if let Some(error) = error.downcast_ref() {
        return Some(error);
    }
    macro_rules! among {
        ($($kind:ident)*) => {$(
            if let Some($kind::Store(error)) = error.downcast_ref() {
                return Some(error);
            }
        )*};
    }
    among! {
        AccountError AnswerError ApiTokenError ApprovalError AssigneesError BindingError BreakKindError CallError ChoicesError
        ClaimError CodeError CredentialError CrewError DeviceError EmployeeError EntryError ExportError HookError IdentifyError
        ImportError JobError KeyedPinError KioskCredentialError KioskError KioskPolicyError LeavingError LocationError
        MissedPunchError PhotoError PolicyError ProfileError ReopenError RepairError ReviewError SettleError SetupError
        UniversalPinError UnlockError UserPinError WorkspaceError
    }
    match error.downcast_ref()? {
        LeavingError::People(error) => store_error_of(error),
        LeavingError::Job(error) => store_error_of(error),
        LeavingError::Store(_) | LeavingError::ClockedIn(_) | LeavingError::Changed | LeavingError::Entry(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trouble_is_found_however_deep_it_is() {
        let away = || StoreError::Away("refused".into());
        assert_eq!(StoreTrouble::of(&away()), Some(StoreTrouble::Away));
        assert_eq!(StoreTrouble::of(&StoreError::Busy), Some(StoreTrouble::Away));
        assert_eq!(StoreTrouble::of(&JobError::Store(away())), Some(StoreTrouble::Away));
        assert_eq!(StoreTrouble::of(&LeavingError::Job(JobError::Store(away()))), Some(StoreTrouble::Away));
        let unknown = EntryError::Store(StoreError::UnknownCommit("cut off".into()));
        assert_eq!(StoreTrouble::of(&unknown), Some(StoreTrouble::Unknown));
        assert_eq!(StoreTrouble::of(&EntryError::NotFound), None);
        assert_eq!(StoreTrouble::of(&StoreError::Lost("full".into())), None);
        assert_eq!(StoreTrouble::of(&std::io::Error::other("no file")), None);
    }
}
