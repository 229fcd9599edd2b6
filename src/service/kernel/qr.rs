//! QR codes as pictures, for mails and files.

use qrcode::{Color, EcLevel, QrCode};

/// The quiet zone that readers need around a code, in squares (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;
/// How wide a square is in a picture, in pixels: large enough for a print of 5 cm.
const SQUARE: usize = 16;

/// A QR code as a PNG in black and white. `None` for a text too long for any code.
#[must_use]
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (squares, colors) = (code.width(), code.into_colors());
    let side = (squares + 2 * QUIET) * SQUARE;
    let is_dark = |x: usize, y: usize| {
        let (column, row) = ((x / SQUARE).checked_sub(QUIET)?, (y / SQUARE).checked_sub(QUIET)?);
        let inside = column < squares && row < squares;
        colors.get(row * squares + column).filter(|_| inside).map(|color| *color == Color::Dark)
    };
    // One bit a pixel, 1 for white; every row begins with a byte of its own.
    let mut rows = vec![0xFF_u8; side.div_ceil(8) * side];
    for (y, row) in rows.chunks_mut(side.div_ceil(8)).enumerate() {
        for x in (0..side).filter(|x| is_dark(*x, y) == Some(true)) {
            if let Some(byte) = row.get_mut(x / 8) {
                *byte &= !(0x80 >> (x % 8));
            }
        }
    }
    let mut picture = Vec::new();
    let width = u32::try_from(side).ok()?;
    let mut encoder = png::Encoder::new(&mut picture, width, width);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rows).ok()?;
    writer.finish().ok()?;
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_reads_what_was_drawn() {
        let text = "BCDEFGHIJKLNOPRSTUVXBCDEFGHIJKL";
        let picture = png(text).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&picture)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut bytes).unwrap();
        let (width, line) = (frame.width as usize, frame.line_size);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| {
            if bytes[y * line + x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 }
        });
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().unwrap().1, text);
        assert!(picture.len() < 4_000, "{} bytes", picture.len());
    }
}
