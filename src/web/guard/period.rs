//! The pay period that somebody has chosen: by the address of a page that is about one, and kept for the pages after it.

use axum::{http::Uri, response::Response};
use axum_extra::extract::cookie::CookieJar;
use jiff::{SignedDuration, civil::Date};

use super::cookies::{cookie, names, set_lasting_cookie};
use crate::web::Web;

/// Pages that are about the pay period of the day in `from`.
const PAGES: &[&str] = &["/home", "/timesheets", "/timesheets/{id}", "/time-entries", "/approvals", "/exports/check"];

/// No longer than a session: tomorrow somebody begins with what is current.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(12);

/// The day that an address chooses a period by.
pub(super) fn in_address(path: &str, uri: &Uri) -> Option<Date> {
    let query = uri.query().filter(|_| PAGES.contains(&path))?;
    let (_, day) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "from")?;
    day.parse().ok()
}

/// The day that was kept from a page before.
pub(super) fn kept(web: &Web, cookies: &CookieJar) -> Option<Date> {
    cookies.get(names(web).period)?.value().parse().ok()
}

/// Keeps a choice for the pages that follow.
pub(super) fn keep(web: &Web, response: &mut Response, day: Date) {
    set_lasting_cookie(response, &cookie(web, names(web).period, day.to_string()), KEPT_FOR);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_about_a_period_choose_one_and_only_by_a_day() {
        let chosen = |path, uri: &str| in_address(path, &uri.parse().unwrap());
        assert_eq!(
            chosen("/timesheets", "/timesheets?view=jobs&from=2026-11-16"),
            Some(jiff::civil::date(2026, 11, 16))
        );
        assert_eq!(chosen("/timesheets", "/timesheets?from="), None);
        assert_eq!(chosen("/timesheets", "/timesheets?from=monday"), None);
        assert_eq!(chosen("/timesheets", "/timesheets"), None);
        assert_eq!(chosen("/audit", "/audit?from=2026-11-16"), None);
    }
}
