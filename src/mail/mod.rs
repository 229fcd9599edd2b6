//! Mail: what is written in one, and how it gets out. Over SMTP, or into a folder where none is configured.

pub mod folder;
pub mod letter;
pub mod message;
pub mod smtp;
pub mod words;

pub use folder::MailFolder;
pub use letter::{Letter, RenderedLetter};
pub use message::{Message, Sender};
pub use smtp::{Authorities, Smtp, SmtpConfig};

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

/// Where mails go.
#[derive(Debug)]
pub enum Mailer {
    /// A mail server.
    Smtp(Smtp),
    /// The outbox folder, for a gateway without a mail server.
    Folder(MailFolder),
}

impl Mailer {
    /// Hands a mail over; the next one to have it is the mail server, or whoever reads the folder.
    ///
    /// # Errors
    /// By whether it is worth trying again.
    pub async fn send(&self, message: &Message) -> Result<(), MailError> {
        match self {
            Self::Smtp(smtp) => smtp.send(message.to_mime()?).await,
            Self::Folder(folder) => folder.keep(message.id, message.to_mime()?.formatted()).await,
        }
    }

    /// Whether mails go to the outbox folder, from which nobody gets them by mail.
    #[must_use]
    pub const fn goes_to_folder(&self) -> bool {
        match self {
            Self::Smtp(_) => false,
            Self::Folder(_) => true,
        }
    }
}
