//! Mails as files, for a gateway without a mail server: whoever runs it reads them there, or passes them on.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::MailError;
use crate::domain::ids::MailId;

/// A folder of `.eml` files, which every mail program opens.
#[derive(Debug, Clone)]
pub struct MailFolder(PathBuf);

impl MailFolder {
    /// The folder at a path; it is made with the first mail.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Writes the file whole or not at all; the same mail again takes its place.
    pub(super) async fn keep(&self, id: MailId, mime: Vec<u8>) -> Result<(), MailError> {
        let folder = self.0.clone();
        let written = tokio::task::spawn_blocking(move || write(&folder, id, &mime)).await;
        written.unwrap_or_else(|_| Err(std::io::Error::other("the writing broke off"))).map_err(|error| {
            MailError::TryAgain(format!("the outbox folder {} cannot be written: {error}", self.0.display()))
        })
    }
}

fn write(folder: &Path, id: MailId, mime: &[u8]) -> std::io::Result<()> {
    // The links in mails are secrets: nobody else on the machine reads them.
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let unfinished = folder.join(format!(".{id}.unfinished"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(mime)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(format!("{id}.eml")))?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[tokio::test]
    async fn a_mail_is_one_file_that_only_its_owner_reads() {
        let dir = tempfile::tempdir().unwrap();
        let (path, id) = (dir.path().join("outbox"), MailId::from_bytes([7; 16]));
        let folder = MailFolder::new(path.clone());
        folder.keep(id, b"first".to_vec()).await.unwrap();
        folder.keep(id, b"again".to_vec()).await.unwrap();
        let files: Vec<_> = fs::read_dir(&path).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files, [path.join(format!("{id}.eml"))]);
        assert_eq!(fs::read(&files[0]).unwrap(), b"again");
        assert_eq!(fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_tried_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        fs::write(&path, "in the way").unwrap();
        let failed = MailFolder::new(path).keep(MailId::from_bytes([7; 16]), Vec::new()).await;
        assert!(matches!(failed, Err(MailError::TryAgain(_))), "{failed:?}");
    }
}
