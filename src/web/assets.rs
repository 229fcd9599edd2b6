//! The stylesheets and scripts of the pages, in the program.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::{access::Audience, routes::Routes};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// Letters of the content's hash in a name.
const HASH_LETTERS: usize = 16;
/// For a file under a name with its hash, which never changes.
const CACHE_FOREVER: &str = "public, max-age=31536000, immutable";
/// For a file under its plain name: it is asked for again each time, and sent only when it has changed.
const CACHE_REVALIDATE: &str = "no-cache";

/// The address of a file, with the hash of its content in the name: the one function that templates name files by.
/// For a name that no file has, an address where nothing is.
#[must_use]
pub fn url(file: &str) -> String {
    match (file.rsplit_once('.'), hash_of(file)) {
        (Some((stem, kind)), Some(hash)) => format!("/assets/{stem}.{hash}.{kind}"),
        (Some(_) | None, Some(_) | None) => format!("/assets/{file}"),
    }
}

fn hash_of(file: &str) -> Option<String> {
    let mut hash = base16ct::lower::encode_string(&Assets::get(file)?.metadata.sha256_hash());
    hash.truncate(HASH_LETTERS);
    Some(hash)
}

/// The folder of the kiosk's screen. Its files import each other, so all of them together have one hash.
const KIOSK: &str = "kiosk/";

/// The names of the files of the kiosk's screen, in their folder.
pub(super) fn kiosk_files() -> Vec<String> {
    let files = Assets::iter().filter_map(|file| file.strip_prefix(KIOSK).map(str::to_owned));
    let mut files: Vec<_> = files.collect();
    files.sort_unstable();
    files
}

/// What the files of the kiosk's screen are, in a few letters: others as soon as one of them has changed.
pub(super) fn kiosk_release() -> String {
    let mut all = Sha256::new();
    for file in kiosk_files() {
        all.update(hash_of(&format!("{KIOSK}{file}")).unwrap_or_default());
        all.update(file);
    }
    let mut release = base16ct::lower::encode_string(&all.finalize());
    release.truncate(HASH_LETTERS);
    release
}

/// The address of a file of the kiosk's screen.
pub(super) fn kiosk_url(release: &str, file: &str) -> String {
    format!("/assets/{KIOSK}{release}/{file}")
}

/// The text of a file of the kiosk's screen; empty where there is none.
pub(super) fn kiosk_text(file: &str) -> String {
    let found = Assets::get(&format!("{KIOSK}{file}"));
    found.map(|asset| String::from_utf8_lossy(&asset.data).into_owned()).unwrap_or_default()
}

pub(super) fn routes() -> Routes {
    Routes::new().get("/assets/{file}", Audience::Everybody, asset).get(
        "/assets/kiosk/{release}/{file}",
        Audience::Everybody,
        kiosk_asset,
    )
}

/// Scripts import each other by their plain names; those are asked for anew by `ETag`. So is what a page of another
/// release of the program asks for: it gets what there is.
async fn asset(Path(asked): Path<String>, headers: HeaderMap) -> Response {
    let (file, asked_hash) = without_hash(&asked);
    let is_newest = hash_of(&file).is_some_and(|hash| asked_hash == Some(hash.as_str()));
    send(&file, is_newest, &headers)
}

/// A file of the kiosk's screen: the scripts that belong together import each other within one release.
async fn kiosk_asset(Path((release, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    send(&format!("{KIOSK}{file}"), release == kiosk_release(), &headers)
}

fn send(file: &str, is_newest: bool, headers: &HeaderMap) -> Response {
    let kind = match file.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let (Some(asset), Some(hash)) = (Assets::get(file), hash_of(file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A weak one, as it is the same whether compressed or not (RFC 9110, 8.8.1).
    let tag = format!("W/\"{hash}\"");
    let cached = if is_newest { CACHE_FOREVER } else { CACHE_REVALIDATE };
    let common = [(header::CACHE_CONTROL, cached.to_owned()), (header::ETAG, tag.clone())];
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|known| known.to_str().ok());
    if known.flat_map(|known| known.split(',')).any(|known| known.trim() == tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let own = [(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (common, own, asset.data.into_owned()).into_response()
}

/// `style.0123456789abcdef.css` as `style.css` and the hash.
fn without_hash(asked: &str) -> (String, Option<&str>) {
    if let Some((stem, kind)) = asked.rsplit_once('.')
        && let Some((name, hash)) = stem.rsplit_once('.')
        && hash.len() == HASH_LETTERS
    {
        return (format!("{name}.{kind}"), Some(hash));
    }
    (asked.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(address: &str, known: Option<&str>) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(known) = known {
            headers.insert(header::IF_NONE_MATCH, known.parse().unwrap());
        }
        asset(Path(address.strip_prefix("/assets/").unwrap().to_owned()), headers).await
    }

    fn header_of(response: &Response, name: header::HeaderName) -> &str {
        response.headers().get(name).unwrap().to_str().unwrap()
    }

    #[tokio::test]
    async fn a_name_with_its_hash_is_kept_for_a_year() {
        let address = url("style.css");
        assert!(address.starts_with("/assets/style.") && address.len() > "/assets/style.css".len() + HASH_LETTERS);
        let response = get(&address, None).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header_of(&response, header::CACHE_CONTROL), CACHE_FOREVER);
        assert_eq!(header_of(&response, header::CONTENT_TYPE), "text/css; charset=utf-8");
    }

    #[tokio::test]
    async fn any_other_name_is_asked_for_again_and_sent_when_it_has_changed() {
        for address in ["/assets/style.css", "/assets/style.0123456789abcdef.css"] {
            let response = get(address, None).await;
            assert_eq!(response.status(), StatusCode::OK, "{address}");
            assert_eq!(header_of(&response, header::CACHE_CONTROL), CACHE_REVALIDATE, "{address}");
            let tag = header_of(&response, header::ETAG).to_owned();
            let again = get(address, Some(&format!("W/\"another\", {tag}"))).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{address}");
            assert_eq!(get(address, Some("W/\"another\"")).await.status(), StatusCode::OK, "{address}");
        }
    }

    #[tokio::test]
    async fn the_files_of_the_kiosk_are_kept_for_a_year_under_their_release() {
        let newest = kiosk_release();
        for (release, cached) in [(newest.as_str(), CACHE_FOREVER), ("0123456789abcdef", CACHE_REVALIDATE)] {
            let response = kiosk_asset(Path((release.to_owned(), "main.js".to_owned())), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::OK, "{release}");
            assert_eq!(header_of(&response, header::CACHE_CONTROL), cached, "{release}");
        }
        let outside = kiosk_asset(Path((newest.clone(), "../style.css".to_owned())), HeaderMap::new()).await;
        assert_eq!(outside.status(), StatusCode::NOT_FOUND);
        assert!(kiosk_files().contains(&"kiosk.css".to_owned()) && kiosk_url(&newest, "main.js").contains(&newest));
    }

    #[tokio::test]
    async fn what_is_no_file_is_not_found() {
        for address in ["/assets/none.css", "/assets/style", "/assets/../style.css", "/assets/.css"] {
            assert_eq!(get(address, None).await.status(), StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(url("none.css"), "/assets/none.css");
    }
}
