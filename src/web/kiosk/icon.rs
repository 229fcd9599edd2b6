//! The icon under which a kiosk is installed, drawn here: the face of a clock, as PNG in the sizes that systems want.

use std::io::Error;

/// Sides of an icon, in pixels: of a browser's tab, of an iPad's home screen, and what Android asks for.
pub(super) const SIDES: [u16; 4] = [48, 180, 192, 512];

type Color = [f64; 3];
const GROUND: Color = [11.0, 95.0, 89.0];
const FACE: Color = [255.0, 255.0, 255.0];
const HANDS: Color = [16.0, 42.0, 41.0];

/// A point on the icon, from -1 to 1 in both directions.
#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

/// The icon as PNG. It has no transparent corner, and everything stands in the inner four fifths: systems cut icons to
/// the shape that they like.
///
/// # Errors
/// When it cannot be written, which memory never refuses.
pub(super) fn draw(side: u16) -> Result<Vec<u8>, Error> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, u32::from(side), u32::from(side));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let rows = (0..side).flat_map(|y| (0..side).flat_map(move |x| color_at(x, y, side)));
    encoder.write_header()?.write_image_data(&rows.collect::<Vec<u8>>())?;
    Ok(png)
}

fn color_at(x: u16, y: u16, side: u16) -> [u8; 3] {
    let half = f64::from(side) / 2.0;
    let at = Point { x: (f64::from(x) + 0.5) / half - 1.0, y: (f64::from(y) + 0.5) / half - 1.0 };
    let center = Point { x: 0.0, y: 0.0 };
    // Layers from below, each with how far away its edge is; inside it is negative.
    let layers = [
        (FACE, distance(at, center) - 0.66),
        (GROUND, (distance(at, center) - 0.53).abs() - 0.035),
        (HANDS, to_line(at, center, Point { x: 0.0, y: -0.4 }) - 0.055),
        (HANDS, to_line(at, center, Point { x: 0.26, y: 0.15 }) - 0.055),
        (GROUND, distance(at, center) - 0.09),
    ];
    let mixed = layers.into_iter().fold(GROUND, |below, (color, away)| {
        let share = (0.5 - away * half).clamp(0.0, 1.0);
        let [r, g, b] = below;
        let [r2, g2, b2] = color;
        [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share]
    });
    mixed.map(to_byte)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float that is cast is kept in bounds")]
fn to_byte(part: f64) -> u8 {
    part.round() as u8
}

fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// How far a point is from a line between two others.
fn to_line(at: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy);
    let along = along.clamp(0.0, 1.0);
    distance(at, Point { x: from.x + along * dx, y: from.y + along * dy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_picture_of_its_size_with_a_face_on_a_ground() {
        for side in SIDES {
            let png = draw(side).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.width, info.height), (u32::from(side), u32::from(side)));
            let at = |x: f64, y: f64| {
                let place = |part: f64| (part * f64::from(side)) as usize;
                let start = (place(y) * usize::from(side) + place(x)) * 3;
                pixels[start..start + 3].to_vec()
            };
            assert_eq!(at(0.02, 0.02), [11, 95, 89], "the corner is not cut off");
            assert_eq!(at(0.35, 0.5), [255, 255, 255]);
            assert_eq!(at(0.5, 0.4), [16, 42, 41]);
        }
    }
}
