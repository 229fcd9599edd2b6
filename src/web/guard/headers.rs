//! The headers of every page: what its browser may load, show and keep.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use crate::web::Web;

/// Inline code and foreign content are refused by the browser itself.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                                       media-src 'self'; connect-src 'self'; form-action 'self'; \
                                       frame-ancestors 'none'; base-uri 'none'";

/// The same for the screen of a kiosk, which is installed, and kept by a worker for when the network is gone.
const KIOSK_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                                     connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'none'; \
                                     frame-ancestors 'none'; base-uri 'none'";

pub(super) fn protect(web: &Web, path: &str, response: &mut Response) {
    // Nobody speaks on any other page, or holds up a badge, or says where they are.
    let devices = match path {
        "/phone" | "/practice/phone" => "camera=(), geolocation=(), microphone=(self)",
        "/kiosk" => "camera=(self), geolocation=(), microphone=()",
        report if report.starts_with("/my/") && report.ends_with("/report") => {
            "camera=(), geolocation=(self), microphone=()"
        }
        _ => "camera=(), geolocation=(), microphone=()",
    };
    let content = match path {
        "/kiosk" | "/kiosk/worker.js" => KIOSK_SECURITY_POLICY,
        _ => CONTENT_SECURITY_POLICY,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, content),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Setup links are secrets: no other site learns the address of any page.
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), devices),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Recordings are more private still.
    let stored_nowhere = headers.get(header::CACHE_CONTROL).is_some_and(|said| said == "private, no-store");
    if !stored_nowhere {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if is_https(web) {
        // Of this host alone: what else its owner has below the name may not know https.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

/// Whether browsers reach this gateway over https.
pub fn is_https(web: &Web) -> bool {
    web.services.public_url.scheme() == "https"
}
