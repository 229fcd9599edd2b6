//! Holds as locks of PostgreSQL: advisory ones, which know no table and end with the transaction.

use sha2::{Digest, Sha256};

use crate::{domain::caller::E164, store::hold::Hold};

/// What is locked, and whether others may have it at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lock {
    key: i64,
    shared: bool,
}

/// The gateway's own lock, which everybody who holds anything has for reading: whoever holds the gateway is alone.
pub(super) const GATEWAY_SHARED: Lock = Lock { key: GATEWAY, shared: true };

/// `gateway`: no hash is likely to be the same.
const GATEWAY: i64 = 0x67_6174_6577_6179;

impl Lock {
    /// The lock of a hold; `None` for the hold of nothing.
    pub(super) fn of(hold: &Hold) -> Option<Self> {
        let exclusive = |kind: &str, parts: &[&[u8]]| Some(Self { key: key(kind, parts), shared: false });
        match hold {
            Hold::Nothing => None,
            Hold::Gateway => Some(Self { key: GATEWAY, shared: false }),
            Hold::Address(address) => exclusive("address", &[address.as_bytes()]),
            Hold::Call(provider, call) => exclusive("call", &[provider.as_bytes(), call.as_str().as_bytes()]),
            Hold::Caller(caller) => exclusive("caller", &[caller.number().map_or("", E164::as_str).as_bytes()]),
            Hold::Device(device) => exclusive("device", &[device.as_bytes()]),
            Hold::WorkspaceShared(workspace) => {
                Some(Self { key: key("workspace", &[workspace.as_bytes()]), shared: true })
            }
            Hold::Workspace(workspace) => exclusive("workspace", &[workspace.as_bytes()]),
            Hold::Employee(employee) => exclusive("employee", &[employee.as_bytes()]),
        }
    }

    /// The function that waits for it. What is read after it must be another statement's: one statement sees what was there
    /// when it began.
    pub(super) fn call(self) -> String {
        let Self { key, shared } = self;
        let function = if shared { "pg_advisory_xact_lock_shared" } else { "pg_advisory_xact_lock" };
        format!("{function}({key})")
    }
}

/// The first 64 bits of a hash. Two things whose hashes begin alike wait for each other without need, and for no harm.
fn key(kind: &str, parts: &[&[u8]]) -> i64 {
    let mut hash = Sha256::new_with_prefix(kind);
    for part in parts {
        hash.update([0]);
        hash.update(part);
    }
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |key, byte| key << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EmployeeId, ProviderCallId, WorkspaceId};

    #[test]
    fn a_workspace_is_one_lock_however_it_is_held() {
        let workspace = WorkspaceId::from_bytes([1; 16]);
        let (shared, whole) = (Lock::of(&Hold::WorkspaceShared(workspace)), Lock::of(&Hold::Workspace(workspace)));
        assert_eq!(shared.map(|lock| (lock.key, !lock.shared)), whole.map(|lock| (lock.key, lock.shared)));
        assert_ne!(
            whole.map(|lock| lock.key),
            Lock::of(&Hold::Employee(EmployeeId::from_bytes([1; 16]))).map(|l| l.key)
        );
    }

    #[test]
    fn things_of_other_names_are_other_locks() {
        let call = |provider: &str, id: &str| Lock::of(&Hold::call(provider, &ProviderCallId::parse(id).unwrap()));
        assert_ne!(call("twilio", "CA1"), call("twilio", "CA2"));
        assert_ne!(call("a", "bc"), call("ab", "c"));
        assert_eq!(Lock::of(&Hold::Nothing), None);
    }
}
