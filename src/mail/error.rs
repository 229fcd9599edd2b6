//! Why mails do not go out.

/// Why a mail has not gone out; in words for an admin, without addresses of links.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Greylisting, a network that is down, a server that lets nobody in: may go better later.
    #[error("{0}")]
    TryAgain(String),
    /// Whoever the mail is for, the server takes none from this gateway until the operator has mended a setting.
    #[error("{reason}")]
    Mend {
        /// The setting, by the name of its variable.
        setting: &'static str,
        /// What the server has refused and what to do, in words for the operator.
        reason: String,
    },
    /// The server said no for good, or the mail cannot be written at all.
    #[error("{0}")]
    Refused(String),
}
