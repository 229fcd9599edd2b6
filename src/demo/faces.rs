//! The photos of the demo's kiosks: faces that are drawn, one for each person, sent as a tablet sends them.

use bytes::Bytes;
use image::{ImageError, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use jiff::{SignedDuration, Timestamp};

use super::{Broken, history::History};
use crate::{
    domain::{photo::NoPhoto, voice_check::Verdict},
    service::{
        Hold,
        audit::Actor,
        photos::{
            lists::{self, PhotoStanding},
            look,
            receive::{SentPhoto, receive},
            verdicts,
        },
    },
    store::photos,
};

/// As many are sent in one go: more than a day has.
const MOST: usize = 1_000;
/// A tablet sends a photo so long after its punch.
const SENT_AFTER: SignedDuration = SignedDuration::from_secs(2);
/// One in so many is too dark, early in the morning.
const DARK: i64 = 19;
const WIDTH: u32 = 240;
const HEIGHT: u32 = 180;
const QUALITY: u8 = 60;

const SKINS: [[u8; 3]; 5] = [[236, 200, 170], [214, 168, 128], [176, 124, 88], [136, 92, 64], [98, 66, 48]];
const HAIRS: [[u8; 3]; 5] = [[40, 32, 28], [92, 60, 36], [150, 110, 60], [110, 110, 112], [60, 40, 30]];
const SHIRTS: [[u8; 3]; 6] = [[44, 92, 140], [150, 56, 48], [60, 112, 72], [206, 132, 40], [92, 80, 124], [70, 74, 80]];
const WALLS: [[u8; 3]; 3] = [[206, 212, 214], [216, 208, 194], [196, 208, 198]];

/// Sends a photo for each punch that waits for one, or says why there is none.
pub(super) async fn send_all(history: &History) -> Result<(), Broken> {
    let services = &history.services;
    let expected = services.store.read(|tx| photos::list_overdue(tx, Timestamp::MAX, MOST)).await?;
    for (nth, photo) in expected.into_iter().enumerate() {
        let person = history.people.iter().position(|one| one.id == photo.employee).ok_or("nobody is that")?;
        let dark = photo.at.as_second().rem_euclid(DARK) == 0;
        let content = if dark { Err(NoPhoto::TooDark) } else { Ok(Bytes::from(draw(person, nth)?)) };
        let sent = SentPhoto {
            workspace: photo.workspace,
            device: photo.device,
            identification: photo.identification,
            content,
            at: photo.at.saturating_add(SENT_AFTER)?,
        };
        receive(&services.store, &services.recordings, sent).await?;
    }
    Ok(())
}

/// Looks at all photos that wait, of punches before a moment.
pub(super) async fn judge_before(history: &History, reviewer: &Actor, end: Timestamp) -> Result<(), Broken> {
    let services = &history.services;
    loop {
        let workspace = history.workspace;
        let listed =
            move |tx: &mut dyn crate::store::Tx| lists::list(tx, (workspace, None), PhotoStanding::Unseen(None));
        let page = services.store.read(listed).await?;
        let due: Vec<_> = page.rows.into_iter().map(|(photo, _)| photo).filter(|photo| photo.at < end).collect();
        if due.is_empty() {
            return Ok(());
        }
        for photo in due {
            look::see(&services.store, &services.recordings, reviewer.clone(), photo.id, false).await?;
            let reviewer = reviewer.clone();
            let judge = services.store.write(Hold::Workspace(workspace), move |u| {
                verdicts::judge(u, &reviewer, photo.id, Verdict::SamePerson, "")
            });
            judge.await?;
        }
    }
}

/// A face that is always the same for a person, a little to one side each time.
fn draw(person: usize, nth: usize) -> Result<Vec<u8>, ImageError> {
    let of = |colors: &[[u8; 3]], step: usize| {
        colors.get((person / step) % colors.len().max(1)).copied().unwrap_or_default()
    };
    let (skin, hair, shirt, wall) = (of(&SKINS, 1), of(&HAIRS, 2), of(&SHIRTS, 1), of(&WALLS, 3));
    let shift = i64::try_from(nth % 9).unwrap_or(0) - 4;
    let is_in = |x: u32, y: u32, (cx, cy): (i64, i64), (rx, ry): (i64, i64)| {
        let (dx, dy) = (i64::from(x) - cx - shift, i64::from(y) - cy);
        dx * dx * ry * ry + dy * dy * rx * rx <= rx * rx * ry * ry
    };
    let has_hat = person.is_multiple_of(3);
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let eye = is_in(x, y, (104, 84), (5, 4)) || is_in(x, y, (136, 84), (5, 4));
        let mouth = is_in(x, y, (120, 112), (14, 3));
        Rgb(match () {
            () if has_hat && is_in(x, y, (120, 58), (46, 26)) => [236, 190, 40],
            () if eye || mouth => [52, 36, 34],
            () if is_in(x, y, (120, 90), (34, 44)) => skin,
            () if is_in(x, y, (120, 80), (42, 50)) => hair,
            () if is_in(x, y, (120, 190), (80, 58)) => shirt,
            () => wall,
        })
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&picture)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{jpeg::read_bare, photo};

    #[test]
    fn drawn_faces_are_photos_and_no_two_people_look_alike() {
        let faces: Vec<_> = (0..20).map(|person| draw(person, 0).unwrap()).collect();
        for (person, face) in faces.iter().enumerate() {
            assert!(photo::is_fit(read_bare(face).unwrap()) && face.len() < photo::MAX_BYTES, "{}", face.len());
            assert!(faces[..person].iter().all(|other| other != face), "{person}");
        }
        assert_ne!(draw(3, 1).unwrap(), draw(3, 2).unwrap(), "nobody stands still");
    }
}
