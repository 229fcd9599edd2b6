use std::time::{Duration, Instant};

use qrcode::{Color, EcLevel, QrCode};

use super::*;
use crate::domain::entropy::{Entropy, SeededEntropy};

/// A picture of this size, by the grey of each pixel.
fn body(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let side = |side: usize| u16::try_from(side).unwrap().to_be_bytes();
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| grey(x, y));
    side(width).into_iter().chain(side(height)).chain(pixels).collect()
}

fn badge(seed: u64) -> Badge {
    let mut bytes = [0; 32];
    SeededEntropy::new(seed).fill(&mut bytes);
    Badge::from_bytes(&bytes)
}

/// A code held up before a camera: `module` pixels a square, turned by `degrees`, nearer at one side by `tilt`.
fn held_up(text: &str, module: f64, degrees: f64, tilt: f64) -> Vec<u8> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let (squares, width) = (code.to_colors(), code.width());
    let (sin, cos) = degrees.to_radians().sin_cos();
    body(640, 480, move |x, y| {
        let (dx, dy) = (x as f64 - 320.0, y as f64 - 240.0);
        let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let depth = 1.0 + tilt * u / 320.0;
        let place = |part: f64| part * depth / module + width as f64 / 2.0;
        let (column, row) = (place(u).floor(), place(v).floor());
        let on_code = (0.0..width as f64).contains(&column) && (0.0..width as f64).contains(&row);
        let on_paper = (-4.0..width as f64 + 4.0).contains(&column) && (-4.0..width as f64 + 4.0).contains(&row);
        // The light comes from one side.
        let light = 150 + u8::try_from(x / 8).unwrap();
        match (on_code, on_paper) {
            (true, _) if squares[row as usize * width + column as usize] == Color::Dark => light / 5,
            (_, true) => light,
            _ => light / 2 + u8::try_from((x * 7 + y * 13) % 17).unwrap(),
        }
    })
}

fn read(body: &[u8]) -> Option<Badge> {
    Frame::parse(body).unwrap().find_badge()
}

#[test]
fn a_badge_is_read_near_and_far_turned_and_tilted() {
    let badge = badge(1);
    for (module, degrees, tilt) in
        [(12.0, 0.0, 0.0), (4.0, 0.0, 0.0), (7.0, 17.0, 0.0), (7.0, 185.0, 0.0), (9.0, -8.0, 0.2)]
    {
        let found = read(&held_up(badge.expose(), module, degrees, tilt));
        assert!(found.as_ref() == Some(&badge), "{module} pixels, {degrees} degrees, {tilt}");
    }
}

#[test]
fn other_codes_and_badges_with_a_wrong_letter_are_nothing() {
    let right = badge(2).expose().to_owned();
    let wrong = if right.starts_with('B') { right.replacen('B', "C", 1) } else { format!("B{}", &right[1..]) };
    for text in ["https://example.com/menu", "8352", &right[..20], wrong.as_str()] {
        assert!(read(&held_up(text, 8.0, 0.0, 0.0)).is_none(), "{text}");
    }
}

#[test]
fn a_picture_without_a_code_is_nothing() {
    for grey in [
        |_, _| 0,
        |_, _| 255,
        |x: usize, _| u8::try_from(x % 251).unwrap(),
        |x, y| if (x + y) % 2 == 0 { 0 } else { 255 },
    ] {
        assert!(read(&body(640, 480, grey)).is_none());
    }
}

#[test]
fn a_picture_made_to_keep_the_gateway_busy_is_given_up_at_once() {
    let corner = |module: usize, pitch: usize| {
        move |x: usize, y: usize| {
            let (x, y) = (x / module % pitch, y / module % pitch);
            let (ring, stone) = (x == 0 || x == 6 || y == 0 || y == 6, (2..5).contains(&x) && (2..5).contains(&y));
            if x < 7 && y < 7 && (ring || stone) { 0 } else { 255 }
        }
    };
    let mut noise = vec![0; 640 * 480];
    SeededEntropy::new(3).fill(&mut noise);
    let pictures = [
        body(640, 480, corner(1, 8)),
        body(640, 480, corner(2, 9)),
        body(640, 480, corner(4, 25)),
        body(640, 480, |x, y| noise[y * 640 + x]),
        body(640, 480, |x, _| if x % 2 == 0 { 0 } else { 255 }),
    ];
    for (nth, picture) in pictures.iter().enumerate() {
        let begun = Instant::now();
        assert!(read(picture).is_none());
        assert!(begun.elapsed() < Duration::from_secs(2), "{nth}: {:?}", begun.elapsed());
    }
    // As many corners as are let through take their time, but not long.
    let begun = Instant::now();
    let twelve = body(640, 480, |x, y| if x < 400 && y < 300 { corner(10, 10)(x, y) } else { 255 });
    assert_eq!(corners::count(&Frame::parse(&twelve).unwrap()), MAX_CORNERS);
    read(&twelve);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_frame_is_refused() {
    let right = body(64, 64, |_, _| 255);
    assert!(Frame::parse(&right).is_ok());
    let with_head =
        |width: u16, height: u16| [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &right[4..]].concat();
    let wrong = [
        Vec::new(),
        vec![0; 3],
        right[..right.len() - 1].to_vec(),
        [right.as_slice(), b"a"].concat(),
        with_head(0, 0),
        with_head(1, 4096),
        with_head(u16::MAX, u16::MAX),
        body(641, 50, |_, _| 0),
        body(50, 481, |_, _| 0),
        b"{\"by\":\"badge\"}".to_vec(),
    ];
    for body in wrong {
        assert_eq!(Frame::parse(&body).map(|_| ()).unwrap_err(), FrameError, "{} bytes", body.len());
    }
}
