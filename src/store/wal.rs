//! The write-ahead log as SQLite leaves it, read to find what SQLite would pass over in silence: it stops at the first
//! frame whose checksum is wrong, since after a power cut that is the end. <https://www.sqlite.org/walformat.html>

use std::{
    fs::File,
    io::{self, BufReader, ErrorKind, Read},
    path::Path,
    time::Duration,
};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The last bit says in which order the words of checksums are read.
const MAGIC: u32 = 0x377f_0682;
/// What another program is writing just now looks damaged for less than this.
const PAUSE: Duration = Duration::from_millis(100);

/// How many commits stand behind a damage of the log, and so would be lost; 0 for a log in order or none at all.
///
/// The last transaction may be there in part: it was not synced, and nobody has heard of it. What is damaged within
/// it cannot be told from that.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn commits_beyond_damage(path: &Path) -> io::Result<u32> {
    let beyond = look(path)?;
    if beyond == 0 {
        return Ok(0);
    }
    std::thread::sleep(PAUSE);
    Ok(beyond.min(look(path)?))
}

fn look(path: &Path) -> io::Result<u32> {
    let mut log = match File::open(path) {
        Ok(file) => BufReader::with_capacity(1 << 16, file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut header = [0; HEADER];
    if !fill(&mut log, &mut header)? || header == [0; HEADER] {
        return Ok(0);
    }
    let (magic, page_bytes) = (word(&header, 0), word(&header, 8));
    let mut sum = Checksum { big_endian: magic & 1 == 1, words: (0, 0) };
    sum.add(header.get(..24).unwrap_or_default());
    let sound = magic & !1 == MAGIC && page_bytes.is_power_of_two() && (512..=65_536).contains(&page_bytes);
    if !sound || sum.words != (word(&header, 24), word(&header, 28)) {
        // Synced before the first frame, so never half there.
        return Ok(1);
    }
    let mut frame = vec![0; FRAME_HEADER + page_bytes as usize];
    let (mut damaged, mut commits) = (false, 0);
    while fill(&mut log, &mut frame)? {
        if frame.get(8..16) != header.get(16..24) {
            // Of an earlier round, and folded in. Or this is what the damage has hit.
            damaged = true;
            continue;
        }
        sum.add(frame.get(..8).unwrap_or_default());
        sum.add(frame.get(FRAME_HEADER..).unwrap_or_default());
        damaged |= sum.words != (word(&frame, 16), word(&frame, 20));
        commits += u32::from(damaged && word(&frame, 4) != 0);
    }
    // The first may end the transaction that was not synced.
    Ok(commits.saturating_sub(1))
}

/// Whether there was as much as that.
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
