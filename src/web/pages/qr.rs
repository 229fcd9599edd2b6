//! A QR code as the path of an SVG image, one unit a square.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The quiet zone that readers need around a code, in squares (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// How wide and high the image is, and the path of its dark squares. `None` for a text too long for any code.
pub(in crate::web::pages) fn path(text: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let colors = code.into_colors();
    let mut path = String::new();
    for (row, squares) in colors.chunks(width).enumerate() {
        let mut column = 0;
        for run in squares.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                write!(path, "M{x} {y}h{length}v1h-{length}z").ok()?;
            }
            column += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_has_as_many_dark_squares_as_the_code() {
        let text = "tel:+15555550111,,482136%23";
        let (width, path) = path(text).unwrap();
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let dark = code.to_colors().into_iter().filter(|color| *color == Color::Dark).count();
        let drawn: usize =
            path.split('h').skip(1).filter_map(|part| part.split('v').next()?.parse::<usize>().ok()).sum();
        assert_eq!((width, drawn), (code.width() + 8, dark));
    }
}
