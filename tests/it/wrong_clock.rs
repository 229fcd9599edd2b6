//! A wall clock that somebody sets while calls come, recordings are fetched and links wait; and what becomes of it all
//! when it is right again.

mod held;
mod locks;
mod punches;
mod told;

use jiff::SignedDuration;

use crate::support::{MARIAS_PHONE, PIN, TestGateway};

pub const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);
pub const HOUR: SignedDuration = SignedDuration::from_hours(1);
pub const MIN: SignedDuration = SignedDuration::from_mins(1);

impl TestGateway {
    /// Somebody sets the wall clock, which the gateway's watch sees within seconds.
    pub fn jump(&self, by: SignedDuration) {
        self.clock.jump(by);
        let _ = self.store.clock().doubt();
    }

    /// What Maria hears when she calls.
    pub async fn heard_by_maria(&self, id: &impl std::fmt::Display, more: &str) -> String {
        let report = self.call(MARIAS_PHONE, &format!("{id}#,{PIN}#{more}")).await;
        crate::support::calling::heard(&report)
    }

    /// Every exception with its note, in the order they arose.
    pub async fn noted(&self) -> Vec<String> {
        let sql = "SELECT kind || ': ' || coalesce(note, '') FROM exception ORDER BY id";
        self.column(sql).await
    }
}
