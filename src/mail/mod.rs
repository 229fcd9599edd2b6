//! Mail: what is written in one, and how it gets out. Over SMTP, or into a folder where none is configured.

pub mod alert;
mod error;
pub mod folder;
pub mod letter;
pub mod message;
pub mod smtp;
mod text;
pub mod words;
pub mod written;

pub use error::MailError;
pub use folder::MailFolder;
pub use letter::Letter;
pub use message::{Message, Sender};
pub use smtp::{Authorities, Smtp, SmtpConfig};
pub use text::TextLetter;
pub use written::RenderedLetter;

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
