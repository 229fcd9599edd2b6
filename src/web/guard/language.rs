//! The language of pages for whoever has not signed in.

use axum::http::{HeaderMap, header};

use crate::domain::language::Language;

/// The first one of ours that the browser names (RFC 9110, 12.5.4): browsers name them in the order of preference.
pub(in crate::web) fn asked_for(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    let codes = asked.split(',').filter_map(|range| range.split([';', '-']).next());
    codes.map(str::trim).find_map(|code| Language::parse(&code.to_ascii_lowercase())).unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_first_language_that_we_have_is_taken() {
        for (asked, language) in [
            ("es-MX,es;q=0.9,en-US;q=0.8,en;q=0.7", Language::Es),
            ("en-US,en;q=0.9,es;q=0.8", Language::En),
            ("pt-BR, ES;q=0.5", Language::Es),
            ("de, *;q=0.1", Language::En),
            ("", Language::En),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(asked))]);
            assert_eq!(asked_for(&headers), language, "{asked}");
        }
        assert_eq!(asked_for(&HeaderMap::new()), Language::En);
    }
}
