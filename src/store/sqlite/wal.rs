//! The write-ahead log as SQLite leaves it, read to find what SQLite would pass over in silence: it stops at the first
//! frame whose checksum is wrong, since after a power cut that is the end. <https://www.sqlite.org/walformat.html>

use std::{
    fs::File,
    io::{self, BufReader, ErrorKind, Read},
    os::unix::fs::FileExt,
    path::Path,
    time::Duration,
};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The last bit says in which order the words of checksums are read.
const MAGIC: u32 = 0x377f_0682;
/// For how long a log may look damaged that another program is just writing.
const READ_DELAY: Duration = Duration::from_millis(100);

/// Commits that a power cut may leave in order behind one that is in pieces. The writer is ahead of the disk by two
/// rounds of groups, 130 commits, and nobody has heard of those; what earlier cuts have left may lie behind them.
const MAX_UNSYNCED_COMMITS: u32 = 512;

/// What has been damaged in the log, so that commits which were synced would be lost; `None` for a log in order, none at
/// all, and one that ends as a power cut ends it.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn damage(path: &Path) -> io::Result<Option<String>> {
    if look(path)?.is_none() {
        return Ok(None);
    }
    std::thread::sleep(READ_DELAY);
    look(path)
}

fn look(path: &Path) -> io::Result<Option<String>> {
    let mut log = match File::open(path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut header = [0; HEADER];
    if !fill(&mut log, &mut header)? || header == [0; HEADER] {
        return Ok(None);
    }
    let (magic, page_bytes) = (word(&header, 0), word(&header, 8));
    let mut sum = Checksum { big_endian: magic & 1 == 1, words: (0, 0) };
    sum.add(header.get(..24).unwrap_or_default());
    let sound = magic & !1 == MAGIC && page_bytes.is_power_of_two() && (512..=65_536).contains(&page_bytes);
    if !sound || sum.words != (word(&header, 24), word(&header, 28)) {
        // Synced before the first frame, so never half there.
        return Ok(Some("the head of its -wal file cannot be read".to_owned()));
    }
    let mut frame = vec![0; FRAME_HEADER + page_bytes as usize];
    let (mut broken, mut beyond) = (false, 0);
    while fill(&mut log, &mut frame)? {
        // Other salts are those of an earlier round, which is folded in, or are what the damage has hit.
        let of_this_round = frame.get(8..16) == header.get(16..24);
        if !broken {
            sum.add(frame.get(..8).unwrap_or_default());
            sum.add(frame.get(FRAME_HEADER..).unwrap_or_default());
            broken = !of_this_round || sum.words != (word(&frame, 16), word(&frame, 20));
        }
        beyond += u32::from(broken && of_this_round && word(&frame, 4) != 0);
    }
    let said = format!("its -wal file has changes that can no longer be read, before {beyond} others");
    Ok((beyond > MAX_UNSYNCED_COMMITS).then_some(said))
}

/// The salts in the head of a log, which are new each time that the log is begun anew; 0 when there is no head.
pub(super) fn salts(log: &File) -> io::Result<u64> {
    let mut salts = [0; 8];
    match log.read_exact_at(&mut salts, 16) {
        Ok(()) => Ok(u64::from_be_bytes(salts)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(0),
        Err(error) => Err(error),
    }
}

/// Where the pages of a log's round are in it.
pub(super) struct Frames {
    /// Bytes of a page, as the head of the log says.
    pub page_bytes: usize,
    /// Number of the page, and where its content begins.
    pub places: Vec<(u32, u64)>,
}

/// The pages of the round that the log is in.
pub(super) fn frames(log: &File) -> io::Result<Frames> {
    let mut header = [0; HEADER];
    let mut found = Frames { page_bytes: 0, places: Vec::new() };
    if log.metadata()?.len() < HEADER as u64 {
        return Ok(found);
    }
    log.read_exact_at(&mut header, 0)?;
    found.page_bytes = word(&header, 8) as usize;
    let (mut at, mut head) = (HEADER as u64, [0; FRAME_HEADER]);
    while found.page_bytes > 0 && log.read_exact_at(&mut head, at).is_ok() && head.get(8..16) == header.get(16..24) {
        let content = at + FRAME_HEADER as u64;
        found.places.push((word(&head, 0), content));
        at = content + found.page_bytes as u64;
    }
    Ok(found)
}

/// Fills the buffer; false when the file ends before.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map_or(0, u32::from_be_bytes)
}

/// Over everything so far.
struct Checksum {
    big_endian: bool,
    words: (u32, u32),
}

impl Checksum {
    fn add(&mut self, bytes: &[u8]) {
        let word = |word: &[u8; 4]| if self.big_endian { u32::from_be_bytes(*word) } else { u32::from_le_bytes(*word) };
        let (mut first, mut second) = self.words;
        for pair in bytes.as_chunks::<4>().0.as_chunks::<2>().0 {
            first = first.wrapping_add(word(&pair[0])).wrapping_add(second);
            second = second.wrapping_add(word(&pair[1])).wrapping_add(first);
        }
        self.words = (first, second);
    }
}
