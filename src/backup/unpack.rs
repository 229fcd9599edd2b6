//! Takes a backup apart into a folder, trusting nothing in it until the manifest agrees.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{BufReader, Read},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use serde::Deserialize;
use tar::EntryType;

use super::{
    BackupError,
    archive::{BackupManifest, DATABASE, FORMAT, MANIFEST, Member, copy, recording_of},
};

/// Bytes of a manifest, which is read into memory: more than one has that lists several hundred thousand recordings.
const MANIFEST_BYTES: u64 = 64 << 20;

/// Unpacks `from` into an empty folder, and fails unless all of it is as it was written.
pub(super) fn unpack(from: &Path, into: &Path) -> Result<BackupManifest, BackupError> {
    let file = File::open(from).map_err(|source| BackupError::Unreadable { path: from.to_owned(), source })?;
    let mut archive = tar::Archive::new(BufReader::new(file));
    let not_a_tar = |_| not_a_backup(from, "it is not a tar file");
    let mut found = BTreeMap::new();
    for entry in archive.entries().map_err(not_a_tar)? {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) if found.is_empty() => return Err(not_a_tar(error)),
            Err(_) => return Err(damaged(from, "its end")),
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let strange = || BackupError::Strange { path: from.to_owned(), member: name.escape_default().to_string() };
        let ours = name == DATABASE || name == MANIFEST || recording_of(&name).is_some();
        if !ours || entry.header().entry_type() != EntryType::Regular || found.contains_key(&name) {
            return Err(strange());
        }
        let size = entry.size();
        if name == MANIFEST && size > MANIFEST_BYTES {
            return Err(not_a_backup(from, "its manifest is larger than that of any"));
        }
        let member = place(&mut entry, &name, into)?;
        if member.bytes != size {
            return Err(damaged(from, &name));
        }
        found.insert(name, member);
    }
    if found.remove(MANIFEST).is_none() {
        return Err(match found.is_empty() {
            true => not_a_backup(from, "it is empty"),
            false => not_a_backup(from, "its manifest is missing, as in a file that was cut short"),
        });
    }
    let manifest = read_manifest(from, into)?;
    compare(from, &manifest, found)?;
    Ok(manifest)
}

fn place(content: &mut impl Read, name: &str, into: &Path) -> Result<Member, BackupError> {
    let path = into.join(name);
    let unwritable = |source| BackupError::Place { path: path.clone(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(unwritable)?;
    let (bytes, sha256) = copy(content, file).map_err(unwritable)?;
    Ok(Member { name: name.to_owned(), bytes, sha256 })
}

fn read_manifest(from: &Path, into: &Path) -> Result<BackupManifest, BackupError> {
    #[derive(Deserialize)]
    struct Form {
        format: u32,
    }
    let path = into.join(MANIFEST);
    let json = fs::read(&path).map_err(|source| BackupError::Place { path, source })?;
    let unreadable = |_| not_a_backup(from, "its manifest cannot be read");
    let form: Form = serde_json::from_slice(&json).map_err(unreadable)?;
    if form.format > FORMAT {
        return Err(BackupError::Newer { path: from.to_owned() });
    }
    serde_json::from_slice(&json).map_err(unreadable)
}

/// Checks that the members are exactly those that the manifest lists.
fn compare(from: &Path, manifest: &BackupManifest, mut found: BTreeMap<String, Member>) -> Result<(), BackupError> {
    for listed in &manifest.members {
        if found.remove(&listed.name).as_ref() != Some(listed) {
            return Err(damaged(from, &listed.name));
        }
    }
    if let Some((member, _)) = found.pop_first() {
        return Err(BackupError::Strange { path: from.to_owned(), member });
    }
    match manifest.members.iter().any(|member| member.name == DATABASE) {
        true => Ok(()),
        false => Err(not_a_backup(from, "it holds no database")),
    }
}

fn not_a_backup(path: &Path, why: &'static str) -> BackupError {
    BackupError::NotABackup { path: path.to_owned(), why }
}

fn damaged(path: &Path, member: &str) -> BackupError {
    BackupError::Damaged { path: path.to_owned(), member: member.escape_default().to_string() }
}
