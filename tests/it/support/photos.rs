//! Photos at kiosks, in tests: drawn here, and sent as the page of a kiosk sends them.

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use phoneclock::{
    dialog::utterance::Way,
    domain::{
        employee::Employee,
        ids::{DeviceId, EntryId, IdentificationId, KioskId, PhotoId},
        jpeg::Sides,
        kiosk::{Outcome, Proof},
        photo::NoPhoto,
    },
    service::{Hold, StoreError, kernel::recordings::Recordings},
    store::{
        identifications::{self, Identification},
        photos::{self, NewPhoto, StoredJpeg},
    },
};
use serde_json::{Value, json};

use super::{
    TestGateway,
    kiosk::{Reply, SoftDevice},
    kiosk_people::{At, KIOSK_PIN, at_the_gate_of},
};

/// A picture of somebody, of this color: no two colors are alike in bytes.
pub fn jpeg(color: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(320, 240, |x, y| {
        let head = (i64::from(x) - 160).pow(2) + (i64::from(y) - 110).pow(2) < 70_i64.pow(2);
        if head { Rgb([color, 150, 120]) } else { Rgb([200, 210, color]) }
    });
    encoded(&picture, 70)
}

pub fn encoded(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(picture).unwrap();
    jpeg
}

/// A picture in another format.
pub fn png() -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 64, 64);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[90; 64 * 64]).unwrap();
    png
}

/// With a segment behind the first marker, as cameras write it.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

/// Maria at a gate that takes photos.
pub async fn maria_at_the_lens() -> At {
    at_the_lens_of(TestGateway::start().await).await
}

pub async fn at_the_lens_of(test: TestGateway) -> At {
    let mut at = at_the_gate_of(test).await;
    at.test.change_kiosk(&at.kiosk, |kiosk| kiosk.photos = true).await;
    at.kiosk.photos = true;
    at
}

impl SoftDevice {
    /// Sends what there is of a punch, beside the chain.
    pub async fn send_photo(&self, done: &Value, content: Value) -> Reply {
        let mut body = content;
        body["identification"] = done["identification"].clone();
        self.send(&self.request("photo", &body)).await
    }

    /// Sends a JPEG; the kind of the answer.
    pub async fn photo(&self, done: &Value, jpeg: &[u8]) -> String {
        self.send_photo(done, json!({ "jpeg": STANDARD.encode(jpeg) })).await.kind().to_owned()
    }

    /// Says why there is none; the kind of the answer.
    pub async fn no_photo(&self, done: &Value, because: &str) -> String {
        self.send_photo(done, json!({ "missing": because })).await.kind().to_owned()
    }
}

impl At {
    /// Maria clocks, and her photo is sent.
    pub async fn maria_is_taken(&mut self, color: u8) -> PhotoId {
        let done = self.maria_keys(KIOSK_PIN).await;
        assert_eq!(self.device.photo(&done, &jpeg(color)).await, "kept");
        self.test.all_photos_are_reviewed().await;
        self.test.last_photo().await
    }
}

impl TestGateway {
    /// Status and reason of every photo, in the order of the punches.
    pub async fn photos(&self) -> Vec<(String, Option<String>)> {
        let rows = self.rows("SELECT status, missing_because FROM photo ORDER BY at, id", Vec::new()).await;
        rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect()
    }

    /// None is left out by chance.
    pub async fn all_photos_are_reviewed(&self) {
        self.execute("UPDATE photo SET sample = 0").await;
    }

    pub async fn last_photo(&self) -> PhotoId {
        let ids: Vec<PhotoId> = self.column("SELECT id FROM photo ORDER BY at DESC, id DESC LIMIT 1").await;
        ids[0]
    }

    /// The file of a photo.
    pub async fn photo_file(&self, id: PhotoId) -> std::path::PathBuf {
        let rows = self.rows("SELECT file FROM photo WHERE id = ?1", vec![id.into()]).await;
        self.dir.path().join("recordings").join(rows[0].get::<String>(0).unwrap())
    }

    /// A photo of this color as a punch at a kiosk leaves it, or a punch without one.
    pub async fn add_photo(
        &self,
        employee: &Employee,
        entry: EntryId,
        (kiosk, device): (KioskId, DeviceId),
        color: Option<u8>,
    ) -> PhotoId {
        let (ids, at, workspace) = (self.store.ids(), self.clock_now(), employee.workspace);
        let (id, identification) = (PhotoId::generate(&ids), IdentificationId::generate(&ids));
        let found = Identification {
            id: identification,
            workspace,
            kiosk,
            device,
            employee: Some(employee.id),
            user: None,
            at,
            address: "192.0.2.7".to_owned(),
            proof: Proof::Pin,
            outcome: Outcome::Punched,
            counts: false,
            ends_at: None,
            took: None,
            request: None,
        };
        let photo = NewPhoto {
            id,
            workspace,
            employee: employee.id,
            identification,
            kiosk,
            device,
            entry,
            way: Way::In,
            at,
            is_always_reviewed: true,
        };
        let kept = match color {
            Some(color) => {
                let file = Recordings::photo_key(workspace, at, id, &jpeg(color));
                let sha256 = self.gateway.recordings.put(&file, jpeg(color).into()).await.unwrap();
                let sides = Sides { width: 320, height: 240 };
                Some(StoredJpeg { file, sha256, bytes: jpeg(color).len(), sides })
            }
            None => None,
        };
        let written = self.store.write(Hold::Gateway, move |u| {
            identifications::insert_identification(u.tx, &found)?;
            photos::insert_expected(u.tx, &photo)?;
            match kept {
                Some(kept) => {
                    assert!(photos::set_coming(u.tx, id, &kept.file)? && photos::set_stored(u.tx, id, &kept, at)?);
                }
                None => assert!(photos::set_missing(u.tx, id, NoPhoto::TooDark, at)?),
            }
            Ok::<_, StoreError>(())
        });
        written.await.unwrap();
        id
    }
}
