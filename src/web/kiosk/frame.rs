//! Reads badges in small grey pictures of a kiosk's camera, for browsers that cannot. Nothing of a picture is kept.

mod allowance;
mod corners;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use rqrr::PreparedImage;
use tokio::sync::Semaphore;

use self::allowance::FrameAllowance;
use crate::domain::kiosk::badge::Badge;

/// No frame is wider.
const MAX_WIDTH: usize = 640;
/// No frame is higher.
const MAX_HEIGHT: usize = 480;
/// Width and height, two bytes each, before the first pixel.
const HEAD_BYTES: usize = 4;
/// A body that holds more is no frame.
pub const MAX_FRAME_BYTES: usize = HEAD_BYTES + MAX_WIDTH * MAX_HEIGHT;
/// A side on which no code can be read: a code of 25 modules, two pixels each.
const MIN_SIDE: usize = 50;
/// Corners of a code.
const CORNERS: usize = 3;
/// Corners in one picture: with more of them the search for those that belong together takes too long.
const MAX_CORNERS: usize = 4 * CORNERS;

/// So many frames are read at once, of all devices; others are answered as if nothing was on them, and come again.
const AT_ONCE: usize = 2;

/// What bounds the reading of frames.
#[derive(Debug)]
pub struct FrameLimits {
    /// How much time each device has.
    pub(super) allowance: FrameAllowance,
    /// How many are read at once.
    pub(super) turns: Semaphore,
}

impl Default for FrameLimits {
    fn default() -> Self {
        Self { allowance: FrameAllowance::default(), turns: Semaphore::new(AT_ONCE) }
    }
}

/// A picture: a byte of grey for each pixel, row by row.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    width: usize,
    height: usize,
    grey: &'a [u8],
}

/// A body that is no frame: too large, too small, or of another length than its head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a frame")]
pub struct FrameError;

impl<'a> Frame<'a> {
    /// Reads width, height and pixels.
    ///
    /// # Errors
    /// When it is too large, too small, or has another length than its head says.
    pub fn parse(body: &'a [u8]) -> Result<Self, FrameError> {
        let (head, grey) = body.split_first_chunk::<HEAD_BYTES>().ok_or(FrameError)?;
        let [a, b, c, d] = *head;
        let (width, height) = (usize::from(u16::from_be_bytes([a, b])), usize::from(u16::from_be_bytes([c, d])));
        let fits = (MIN_SIDE..=MAX_WIDTH).contains(&width) && (MIN_SIDE..=MAX_HEIGHT).contains(&height);
        if fits && grey.len() == width * height { Ok(Self { width, height, grey }) } else { Err(FrameError) }
    }

    /// The first badge in the picture that is well-formed; other codes are passed over.
    #[must_use]
    pub fn find_badge(&self) -> Option<Badge> {
        if !(CORNERS..=MAX_CORNERS).contains(&corners::count(self)) {
            return None;
        }
        // The library may fall over a picture that nobody has thought of.
        catch_unwind(AssertUnwindSafe(|| self.read_codes())).ok().flatten()
    }

    fn read_codes(&self) -> Option<Badge> {
        let pixel = |x, y| self.grey.get(y * self.width + x).copied().unwrap_or(u8::MAX);
        let mut picture = PreparedImage::prepare_from_greyscale(self.width, self.height, pixel);
        let codes = picture.detect_grids();
        codes.iter().filter_map(|code| code.decode().ok()).find_map(|(_, text)| Badge::parse(&text).ok())
    }
}
