//! What is worked on, and the digits that name it on the phone.

use std::fmt;

use jiff::Timestamp;

use super::ids::{JobId, WorkspaceId};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub workspace: WorkspaceId,
    pub name: String,
    pub accounting_code: Option<String>,
    /// A job without one cannot be named on the phone.
    pub phone_code: Option<PhoneCode>,
    /// Whether everyone may work on it; otherwise only the people it is assigned to.
    pub everyone: bool,
    pub archived_at: Option<Timestamp>,
}

/// 1 to 8 digits, unique among a workspace's active jobs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneCode(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phone code is 1 to 8 digits")]
pub struct NotAPhoneCode;

impl PhoneCode {
    /// # Errors
    /// When the text is not 1 to 8 digits.
    pub fn parse(text: &str) -> Result<Self, NotAPhoneCode> {
        let well_formed = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(NotAPhoneCode) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhoneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
