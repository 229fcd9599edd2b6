//! Which folders a demo may use. It erases what is in its folder when it starts over, so it keeps to folders in which
//! it has made everything: it writes down beside its database which workspaces those are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    disk,
    domain::ids::WorkspaceId,
    store::{snapshot::read_file, workspaces::list_names},
};

const MARK: &str = "made-by-demo";
const HEAD: &str = "# `phoneclock demo` made this folder and starts it over; of these workspaces:\n";

/// Why a demo does not use a folder.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum DemoFolderError {
    #[error(
        "{folder} holds {what}, which `phoneclock demo` has not made and would erase; name another folder with --dir, or \
         delete this one yourself if nobody needs what is in it"
    )]
    Strange { folder: PathBuf, what: String },
    #[error("{folder} cannot be used; name a folder with --dir that can be written")]
    Folder { folder: PathBuf, source: io::Error },
}

/// Takes folders for a demo, before anything in them is touched.
///
/// # Errors
/// When there is something in them that no demo has made.
pub fn claim(data: &Path, recordings: &Path) -> Result<(), DemoFolderError> {
    let unusable = |folder: &Path| {
        let folder = folder.to_owned();
        |source| DemoFolderError::Folder { folder, source }
    };
    let strange = |folder: &Path, what| Err(DemoFolderError::Strange { folder: folder.to_owned(), what });
    let database = data.join("phoneclock.db");
    // One that cannot be read is refused when it is opened.
    let workspaces = if database.exists() { read_file(&database, list_names).unwrap_or_default() } else { Vec::new() };
    let marked = fs::read_to_string(data.join(MARK)).ok();
    let is_ours = |id: &WorkspaceId| marked.as_ref().is_some_and(|ids| ids.lines().any(|line| line == id.to_string()));
    if let Some((_, name)) = workspaces.iter().find(|(id, _)| !is_ours(id)) {
        return strange(data, format!("the workspace \"{name}\""));
    }
    if marked.is_some() {
        return Ok(());
    }
    for folder in [data, recordings] {
        if let Some(name) = first_in(folder).map_err(unusable(folder))? {
            return strange(folder, name);
        }
    }
    disk::make_private(data).and_then(|()| write(data, HEAD)).map_err(unusable(data))
}

/// Notes that this workspace, and no other, is a demo's.
pub(super) fn set(data: &Path, made: WorkspaceId) -> io::Result<()> {
    write(data, &format!("{HEAD}{made}\n"))
}

/// Notes that this workspace is a demo's, too.
pub(super) fn add(data: &Path, made: WorkspaceId) -> io::Result<()> {
    let before = fs::read_to_string(data.join(MARK)).unwrap_or_else(|_| HEAD.to_owned());
    write(data, &format!("{before}{made}\n"))
}

fn write(data: &Path, text: &str) -> io::Result<()> {
    let new = data.join(format!("{MARK}.new"));
    fs::write(&new, text)?;
    fs::rename(new, data.join(MARK))
}

fn first_in(folder: &Path) -> io::Result<Option<String>> {
    match fs::read_dir(folder) {
        Ok(mut files) => Ok(files.next().transpose()?.map(|file| file.file_name().to_string_lossy().into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn folders() -> (TempDir, PathBuf, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let (data, recordings) = (dir.path().join("data"), dir.path().join("recordings"));
        (dir, data, recordings)
    }

    #[test]
    fn an_empty_folder_is_taken_once_and_for_all() {
        let (_dir, data, recordings) = folders();
        claim(&data, &recordings).unwrap();
        fs::create_dir(&recordings).unwrap();
        fs::write(recordings.join("left by a demo that was killed"), "").unwrap();
        claim(&data, &recordings).unwrap();
    }

    #[test]
    fn a_key_file_or_recordings_of_somebody_else_are_left_alone() {
        for strange in ["data/phoneclock.key", "recordings/voice.wav", "data/phoneclock.db"] {
            let (dir, data, recordings) = folders();
            fs::create_dir_all(&data).unwrap();
            fs::create_dir_all(&recordings).unwrap();
            fs::write(dir.path().join(strange), "").unwrap();
            let said = claim(&data, &recordings).unwrap_err().to_string();
            assert!(said.contains(strange.split('/').next_back().unwrap()) && said.contains("--dir"), "{said}");
            assert!(!data.join(MARK).exists());
        }
    }
}
