//! The photo as a JPEG, for those who may hear voice checks, and kept by no browser.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    domain::{ids::PhotoId, voice_check::FileProblem},
    service::photos::{
        PhotoError,
        look::{Picture, see},
    },
    web::{
        Web,
        guard::SignedIn,
        pages::error::{self, PageError},
    },
};

pub(super) async fn image(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    method: Method,
) -> Result<Response, PageError> {
    let Some(id) = PhotoId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let picture = match see(&web.store, &web.recordings, signed_in.actor(), id, method == Method::HEAD).await {
        Ok(picture) => picture,
        Err(PhotoError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
        Err(problem) => return Err(error::failed(&problem)),
    };
    let words = &signed_in.words().photos;
    let (status, why) = match picture {
        Picture::Jpeg(bytes) => {
            let headers = [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, no-store")];
            return Ok((headers, Body::from(bytes)).into_response());
        }
        Picture::None => (StatusCode::NOT_FOUND, &words.none_of_punch),
        Picture::Over => (StatusCode::GONE, &words.deleted),
        Picture::FileProblem(FileProblem::Missing) => (StatusCode::NOT_FOUND, &words.file_missing),
        Picture::FileProblem(FileProblem::Damaged) => (StatusCode::GONE, &words.file_damaged),
    };
    Ok(error::photo(&signed_in.visit, status, why))
}
