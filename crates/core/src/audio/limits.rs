//! How long, how large and how fast a recording may be.

/// The longest recording that is read, in seconds: a spoken name takes two.
pub const MAX_SECS: u32 = 60;
/// The largest file that is read: a minute of 8 kHz 16-bit mono is under 1 MiB, and four times that leaves room
/// for other formats.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Sample rates that are made to fit.
pub const MIN_HZ: u32 = 4_000;
/// The highest sample rate that is read, in samples a second.
pub const MAX_HZ: u32 = 96_000;
