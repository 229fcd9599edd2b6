//! What may be opened in a session that was begun by PIN on a shared device. Everything else asks for the password first:
//! an address that is not named here is closed.

use axum::http::Method;

/// Who is in, unlocking people, clocking for others and adding missing times. Users, settings, devices, exports and PINs
/// are never among these.
const OPEN: [(Method, &str); 12] = [
    (Method::GET, "/who-is-in"),
    (Method::GET, "/who-is-in/events"),
    (Method::GET, "/who-is-in/clock"),
    (Method::POST, "/who-is-in/clock"),
    (Method::POST, "/employees/{id}/kiosk-unlock"),
    (Method::GET, "/time-entries"),
    (Method::GET, "/time-entries/new"),
    (Method::POST, "/time-entries/new"),
    (Method::GET, "/time-entries/{id}"),
    (Method::GET, "/confirm"),
    (Method::POST, "/confirm"),
    (Method::POST, "/sign-out"),
];

/// Whether an address that is for users is open on a shared device. HEAD goes by GET.
#[must_use]
pub fn is_open(method: &Method, path: &str) -> bool {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    OPEN.iter().any(|(open, known)| open == method && *known == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::access::{Audience, audience};

    #[test]
    fn what_is_open_is_served_and_for_users() {
        for (method, path) in &OPEN {
            let audience = audience(method, path).unwrap_or_else(|| panic!("{method} {path} is not served"));
            assert_ne!(audience, Audience::Everybody, "{path} asks for no session");
        }
    }
}
