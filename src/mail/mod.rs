//! Mail: what is written in one, and how it gets out. Over SMTP, or into a folder where none is configured.

mod error;
pub mod folder;
pub mod letter;
pub mod message;
pub mod smtp;
pub mod words;

pub use error::MailError;
pub use folder::Folder;
pub use letter::{Letter, Written};
pub use message::{Message, Sender};
pub use smtp::{Authorities, Smtp, SmtpConfig};

/// Where mails go.
#[derive(Debug)]
pub enum Mailer {
    Smtp(Smtp),
    Folder(Folder),
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

    #[must_use]
    pub const fn goes_to_folder(&self) -> bool {
        match self {
            Self::Smtp(_) => false,
            Self::Folder(_) => true,
        }
    }
}
