//! What a device sends in answer to a punch: a photo, or why there is none. It is taken once, and only if it is a picture
//! and nothing else.

use std::io::Cursor;

use bytes::Bytes;
use image::{ImageFormat, ImageReader, Limits};
use jiff::Timestamp;

use super::PhotoError;
use crate::{
    domain::{
        ids::{DeviceId, IdentificationId, PhotoId, WorkspaceId},
        jpeg::{self, Sides},
        photo::{self, ARRIVAL_WINDOW, NoPhoto, PhotoStatus},
    },
    service::kernel::{AfterCommit, Store, Unit, recordings::Recordings},
    store::{
        Hold, Holds, StoreError,
        photos::{self, Photo, StoredJpeg},
    },
};

/// The most that a picture may take while it is read, in bytes.
const MAX_DECODED_BYTES: u64 = 8 * 1024 * 1024;

/// What a device sends of a punch.
#[derive(Debug, Clone)]
pub struct SentPhoto {
    /// The workspace of the device.
    pub workspace: WorkspaceId,
    /// The device.
    pub device: DeviceId,
    /// The identification that has clocked somebody.
    pub identification: IdentificationId,
    /// The JPEG, or why there is none.
    pub content: Result<Bytes, NoPhoto>,
    /// When it came, by the gateway's clock.
    pub at: Timestamp,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept, now or before.
    Kept,
    /// That there is none is written down, now or before.
    Noted,
    /// No punch of the device has asked for it.
    Unasked,
    /// The punch is too long ago.
    Late,
    /// Another one was kept, or none is waited for any more.
    Over,
    /// It is larger than photos may be.
    TooLarge,
    /// It is no picture, or more than a picture.
    Unusable,
}

/// Takes what a device sends.
///
/// # Errors
/// When it cannot be kept now, and may be sent again.
pub async fn receive(store: &Store, recordings: &Recordings, sent: SentPhoto) -> Result<Receipt, PhotoError> {
    let SentPhoto { workspace, device, identification, content, at } = sent;
    let found = store.read(move |tx| photos::find_of_identification(tx, (workspace, device), identification)).await?;
    let Some(photo) = found else { return Ok(Receipt::Unasked) };
    let content = match content {
        Ok(jpeg) if jpeg.len() > photo::MAX_BYTES => Err(NoPhoto::TooLarge),
        Ok(jpeg) => Ok(jpeg),
        Err(because) => Err(because),
    };
    match photo.status {
        PhotoStatus::Expected => {}
        PhotoStatus::Stored => return Ok(if is_same(&photo, &content) { Receipt::Kept } else { Receipt::Over }),
        PhotoStatus::Missing => return Ok(if content.is_err() { Receipt::Noted } else { Receipt::Over }),
    }
    if at.duration_since(photo.at) > ARRIVAL_WINDOW {
        return Ok(Receipt::Late);
    }
    let jpeg = match content {
        Ok(jpeg) => jpeg,
        Err(NoPhoto::TooLarge) => return note_missing(store, &photo, NoPhoto::TooLarge, Receipt::TooLarge).await,
        Err(because) => return note_missing(store, &photo, because, Receipt::Noted).await,
    };
    let read = jpeg.clone();
    let sides = tokio::task::spawn_blocking(move || read_picture(&read)).await.map_err(|_| StoreError::Panicked)?;
    match sides {
        Some(sides) => keep(store, recordings, &photo, (jpeg, sides)).await,
        None => note_missing(store, &photo, NoPhoto::Unusable, Receipt::Unusable).await,
    }
}

/// Whether it is what was kept: its name follows from its content.
fn is_same(photo: &Photo, content: &Result<Bytes, NoPhoto>) -> bool {
    content.as_ref().is_ok_and(|jpeg| photo.file.as_deref() == Some(key(photo, jpeg).as_str()))
}

fn key(photo: &Photo, jpeg: &[u8]) -> String {
    Recordings::photo_key(photo.workspace, photo.at, photo.id, jpeg)
}

fn holds(photo: &Photo) -> Holds {
    Hold::Device(photo.device).and(Hold::WorkspaceShared(photo.workspace))
}

/// The sides of a picture that is nothing else; `None` where it is not to be kept.
fn read_picture(jpeg: &[u8]) -> Option<Sides> {
    let sides = jpeg::read_bare(jpeg).ok().filter(|sides| photo::is_fit(*sides))?;
    let mut reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    let mut limits = Limits::default();
    limits.max_image_width = Some(u32::from(*photo::SIDE.end()));
    limits.max_image_height = Some(u32::from(*photo::SIDE.end()));
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let same = picture.width() == u32::from(sides.width) && picture.height() == u32::from(sides.height);
    same.then_some(sides)
}

async fn note_missing(store: &Store, photo: &Photo, because: NoPhoto, receipt: Receipt) -> Result<Receipt, PhotoError> {
    let id = photo.id;
    let noted = store.write(holds(photo), move |u| photos::set_missing(u.tx, id, because, u.now)).await?;
    if noted {
        tracing::info!(photo.id = %id, because = because.name(), "there is no photo of a punch");
    }
    Ok(receipt)
}

/// Keeps a photo: the name of its file is written down first, so that no file is ever unknown.
async fn keep(
    store: &Store,
    recordings: &Recordings,
    photo: &Photo,
    (jpeg, sides): (Bytes, Sides),
) -> Result<Receipt, PhotoError> {
    let (id, file) = (photo.id, key(photo, &jpeg));
    let coming = file.clone();
    if !store.write(holds(photo), move |u| photos::set_coming(u.tx, id, &coming)).await? {
        return Ok(Receipt::Over);
    }
    let bytes = jpeg.len();
    let sha256 = recordings.put(&file, jpeg).await?;
    let kept = StoredJpeg { file: file.clone(), sha256, bytes, sides };
    if store.write(holds(photo), move |u| set_stored(u, id, &kept)).await? {
        return Ok(Receipt::Kept);
    }
    // The same came twice at once, or it was given up meanwhile.
    let (workspace, device) = (photo.workspace, photo.device);
    let now = store.read(move |tx| photos::find_photo(tx, (workspace, device), id)).await?;
    if now.is_some_and(|now| now.status == PhotoStatus::Stored) {
        return Ok(Receipt::Kept);
    }
    recordings.delete(&file).await?;
    Ok(Receipt::Over)
}

fn set_stored(u: &mut Unit<'_>, id: PhotoId, kept: &StoredJpeg) -> Result<bool, StoreError> {
    let stored = photos::set_stored(u.tx, id, kept, u.now)?;
    if stored {
        tracing::info!(photo.id = %id, photo.bytes = kept.bytes, "a photo was stored");
        u.after(AfterCommit::Counted("phoneclock_photos_stored_total"));
    }
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, codecs::jpeg::JpegEncoder};

    use super::*;

    fn picture(width: u32, height: u32) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 60);
        encoder.encode_image(&DynamicImage::new_rgb8(width, height)).unwrap();
        jpeg
    }

    #[test]
    fn a_picture_is_read_and_what_only_looks_like_one_is_not() {
        let jpeg = picture(320, 240);
        assert_eq!(read_picture(&jpeg), Some(Sides { width: 320, height: 240 }));
        assert_eq!(read_picture(&picture(32, 240)), None, "too narrow to see anybody");
        assert_eq!(read_picture(&picture(1100, 240)), None, "larger than anybody needs");
        assert_eq!(read_picture(b"GIF89a"), None);
        // The segments of a picture, and noise in the place of what they say.
        let scan = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC4]).unwrap();
        let mut noise = jpeg.clone();
        for byte in &mut noise[scan + 4..scan + 30] {
            *byte = 0x7F;
        }
        assert_eq!(read_picture(&noise), None, "codes that are none");
    }
}
