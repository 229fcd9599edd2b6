//! The file itself: its members, their names, and the manifest that closes it.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufWriter, ErrorKind, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(super) const DATABASE: &str = "phoneclock.db";
pub(super) const MANIFEST: &str = "manifest.json";
const RECORDINGS: &str = "recordings/";
/// The form of the file; a program refuses one above its own.
pub(super) const FORMAT: u32 = 1;

/// What a backup says of itself. It is the last member, so a file that was cut short has none.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct BackupManifest {
    /// See [`FORMAT`].
    pub format: u32,
    /// The database's schema: the number of its last migration.
    pub schema: i64,
    /// When the backup was made.
    pub created_at: Timestamp,
    /// Every other member, in the order of the file.
    pub members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Member {
    /// Its path in the tar file.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// The name of the member that a recording is kept as.
pub(super) fn member_of(recording: &str) -> String {
    format!("{RECORDINGS}{recording}")
}

/// The recording that a member holds; `None` for other members, and for names that we give to no recording.
pub(super) fn recording_of(member: &str) -> Option<&str> {
    member.strip_prefix(RECORDINGS).filter(|name| is_recording(name))
}

/// Whether a name is one that we give to recordings; such a name never leads out of its folder.
pub(super) fn is_recording(name: &str) -> bool {
    name.split('/').all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    })
}

pub(super) fn hex(bytes: &[u8]) -> String {
    base16ct::lower::encode_string(bytes)
}

/// Copies everything; how many bytes there were, and their SHA-256 in hexadecimal.
pub(super) fn copy(mut from: impl Read, mut to: impl Write) -> io::Result<(u64, String)> {
    let mut digest = Digesting::new(&mut from);
    let bytes = io::copy(&mut digest, &mut to)?;
    Ok((bytes, hex(&digest.sha256.finalize())))
}

struct Digesting<R> {
    from: R,
    sha256: Sha256,
    bytes: u64,
}

impl<R> Digesting<R> {
    fn new(from: R) -> Self {
        Self { from, sha256: Sha256::new(), bytes: 0 }
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.sha256.update(buffer.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

/// A backup being written.
pub(super) struct Archive {
    tar: tar::Builder<BufWriter<File>>,
    created_at: Timestamp,
    members: Vec<Member>,
}

impl Archive {
    pub(super) fn create(path: &Path, created_at: Timestamp) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        Ok(Self { tar: tar::Builder::new(BufWriter::new(file)), created_at, members: Vec::new() })
    }

    pub(super) fn add(&mut self, name: &str, file: File) -> io::Result<Member> {
        let size = file.metadata()?.len();
        self.append(name, file.take(size), size)
    }

    pub(super) fn add_bytes(&mut self, name: &str, content: &[u8]) -> io::Result<Member> {
        self.append(name, content, content.len() as u64)
    }

    fn append(&mut self, name: &str, content: impl Read, size: u64) -> io::Result<Member> {
        let mut header = self.header(size);
        let mut content = Digesting::new(content);
        self.tar.append_data(&mut header, name, &mut content)?;
        if content.bytes != size {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let member = Member { name: name.to_owned(), bytes: size, sha256: hex(&content.sha256.finalize()) };
        self.members.push(member.clone());
        Ok(member)
    }

    fn header(&self, size: u64) -> tar::Header {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(u64::try_from(self.created_at.as_second()).unwrap_or(0));
        header
    }

    /// Closes the file with its manifest, and syncs it.
    pub(super) fn finish(mut self, schema: i64) -> io::Result<()> {
        let members = std::mem::take(&mut self.members);
        let manifest = BackupManifest { format: FORMAT, schema, created_at: self.created_at, members };
        let json = serde_json::to_vec_pretty(&manifest)?;
        let mut header = self.header(json.len() as u64);
        self.tar.append_data(&mut header, MANIFEST, json.as_slice())?;
        let mut buffered = self.tar.into_inner()?;
        buffered.flush()?;
        buffered.get_ref().sync_all()
    }
}
