//! Standard output and standard error, which may be full, closed or gone: what cannot be written to them is lost, and
//! whoever writes neither fails nor waits for whoever reads.

use std::{
    io::{self, ErrorKind, Write, stderr, stdout},
    os::fd::AsFd,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// How long a reader that has fallen behind is waited for, once; after that nothing is waited for until it reads on.
const READER_TIMEOUT: Duration = Duration::from_millis(100);
/// What a pipe that is ready takes without waiting (POSIX `PIPE_BUF`).
const PIPE_BUF: usize = 4096;

/// Prints to standard output; whether all of it was.
pub fn print(text: &str) -> bool {
    Lines::new(|lost| format!("({lost} texts could not be written)\n")).write(&mut stdout(), text.as_bytes())
}

/// Complains on standard error; where that cannot be written there is nobody left to tell.
pub fn complain(text: &str) {
    Lines::new(|_| String::new()).write(&mut stderr(), text.as_bytes());
}

/// Where log lines go, from any thread.
pub struct Log(Mutex<Lines>);

impl Log {
    /// `lost` says how many lines are missing, as a line of the log.
    #[must_use]
    pub const fn new(lost: fn(u64) -> String) -> Self {
        Self(Mutex::new(Lines::new(lost)))
    }
}

impl Write for &Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(&mut stderr(), line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Lines {
    said_of_lost: fn(u64) -> String,
    /// Since the last one that was written.
    lost: u64,
    /// Whether the reader did not read on when it was waited for.
    stuck: bool,
    /// Whether a line was written in part.
    torn: bool,
}

impl Lines {
    const fn new(said_of_lost: fn(u64) -> String) -> Self {
        Self { said_of_lost, lost: 0, stuck: false, torn: false }
    }

    /// Whether all of it was written.
    fn write(&mut self, to: &mut (impl Write + AsFd), line: &[u8]) -> bool {
        if self.lost > 0 {
            let said = (self.said_of_lost)(self.lost);
            let begin = if self.torn { "\n" } else { "" };
            if !self.write_all(to, format!("{begin}{said}").as_bytes()) {
                self.lost += 1;
                return false;
            }
            (self.lost, self.torn) = (0, false);
        }
        let written = self.write_all(to, line);
        self.lost += u64::from(!written);
        written
    }

    fn write_all(&mut self, to: &mut (impl Write + AsFd), mut text: &[u8]) -> bool {
        while !text.is_empty() {
            if !is_ready(to, if self.stuck { Duration::ZERO } else { READER_TIMEOUT }) {
                self.stuck = true;
                return false;
            }
            self.stuck = false;
            match to.write(text.get(..PIPE_BUF).unwrap_or(text)).and_then(|written| to.flush().map(|()| written)) {
                Ok(0) => return false,
                Ok(written) => {
                    text = text.get(written..).unwrap_or_default();
                    self.torn = !text.is_empty();
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
        true
    }
}

/// Whether something can be written without waiting longer than that; an error is found by writing.
fn is_ready(to: &impl AsFd, timeout: Duration) -> bool {
    let wait = Timespec::try_from(timeout).ok();
    let mut asked = [PollFd::new(to, PollFlags::OUT)];
    match poll(&mut asked, wait.as_ref()) {
        Ok(ready) => ready > 0,
        // What cannot be asked is written to as ever.
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use std::{fs::File, io::Read};

    use super::*;

    fn lines() -> Lines {
        Lines::new(|lost| format!("lost {lost}\n"))
    }

    #[test]
    fn a_full_disk_loses_lines_and_is_told_of_once_there_is_room() {
        let (mut full, mut lines) = (File::options().write(true).open("/dev/full").unwrap(), lines());
        assert!(!lines.write(&mut full, b"one\n"));
        assert!(!lines.write(&mut full, b"two\n"));
        let (mut read, mut write) = io::pipe().unwrap();
        assert!(lines.write(&mut write, b"three\n"));
        drop(write);
        let mut seen = String::new();
        read.read_to_string(&mut seen).unwrap();
        assert_eq!(seen, "lost 2\nthree\n");
    }

    #[test]
    fn a_reader_who_is_gone_loses_lines_and_nothing_else() {
        let (read, mut write) = io::pipe().unwrap();
        drop(read);
        let mut lines = lines();
        assert!(!lines.write(&mut write, b"one\n"));
        assert_eq!(lines.lost, 1);
    }

    #[test]
    fn a_reader_who_stops_reading_is_not_waited_for_and_goes_on_with_whole_lines() {
        let (mut read, mut write) = io::pipe().unwrap();
        let mut lines = lines();
        // More than any pipe holds.
        let long = format!("{}\n", "x".repeat(99_999));
        let written = (0..40).filter(|_| lines.write(&mut write, long.as_bytes())).count();
        assert!(written < 40, "a pipe holds all of it");
        let reading = std::thread::spawn(move || {
            let mut seen = String::new();
            read.read_to_string(&mut seen).unwrap();
            seen
        });
        let mut last = false;
        for _ in 0..1_000 {
            last = lines.write(&mut write, b"last\n");
            if last {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(write);
        let seen = reading.join().unwrap();
        assert!(last && seen.ends_with("last\n"), "{}", seen.len());
        assert!(seen.lines().any(|line| line.starts_with("lost ")), "{}", seen.len());
    }
}
