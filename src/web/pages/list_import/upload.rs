//! The file of an upload, read piece by piece: what is too large is heard to its end, so that the browser hears why.

use axum_extra::extract::{Multipart, multipart::Field};

use crate::{
    service::roster::import::MAX_BYTES,
    web::guard::{Visit, is_csrf},
};

/// So much of a file that is too large is still read, so that the browser hears the refusal and not a broken line.
const MAX_DISCARDED_BYTES: usize = 256 * 1024 * 1024;

/// Why an upload was not read.
pub(super) enum UploadRefusal {
    Stale,
    Broken,
    TooSlow,
    TooLarge,
}

/// The name and the bytes of the file. The CSRF token has to come in front of it.
pub(super) async fn read(visit: &Visit, mut form: Multipart) -> Result<(String, Vec<u8>), UploadRefusal> {
    let mut is_ours = false;
    let mut uploaded = None;
    while let Some(mut field) = form.next_field().await.map_err(|_| UploadRefusal::Broken)? {
        match field.name() {
            Some("csrf") if !is_ours => {
                let token = take(&mut field, 100).await.map_err(|_| UploadRefusal::Stale)?;
                is_ours = is_csrf(visit, &String::from_utf8_lossy(&token));
            }
            Some("file") if is_ours && uploaded.is_none() => {
                let name = field.file_name().unwrap_or_default();
                let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
                let name = if name.is_empty() { "A list without a name".to_owned() } else { name };
                uploaded = Some((name, take(&mut field, MAX_BYTES).await?));
            }
            Some(_) | None => {
                // Nothing of it is kept.
                take(&mut field, 0).await.or_else(|problem| match problem {
                    UploadRefusal::TooLarge => Ok(Vec::new()),
                    UploadRefusal::Stale | UploadRefusal::Broken | UploadRefusal::TooSlow => Err(problem),
                })?;
            }
        }
    }
    if is_ours { uploaded.ok_or(UploadRefusal::Broken) } else { Err(UploadRefusal::Stale) }
}

/// At most `max` bytes; what comes behind them is read and dropped.
async fn take(field: &mut Field, max: usize) -> Result<Vec<u8>, UploadRefusal> {
    let (mut kept, mut all) = (Vec::new(), 0_usize);
    while let Some(chunk) = field.chunk().await.map_err(|_| UploadRefusal::Broken)? {
        all = all.saturating_add(chunk.len());
        if all > MAX_DISCARDED_BYTES {
            break;
        }
        if all <= max {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    if all > max { Err(UploadRefusal::TooLarge) } else { Ok(kept) }
}
