//! The language of pages for whoever has not signed in.

use axum::http::{HeaderMap, header};

use crate::domain::language::{Language, OfficeLanguage};

/// The first language of workers that the browser names (RFC 9110, 12.5.4): browsers name them in the order of preference.
pub(in crate::web) fn asked_for(headers: &HeaderMap) -> Language {
    named(headers).next().unwrap_or(Language::En)
}

/// The first language of the office that the browser names.
pub(in crate::web) fn office_asked_for(headers: &HeaderMap) -> OfficeLanguage {
    named(headers).find_map(OfficeLanguage::of).unwrap_or(OfficeLanguage::En)
}

fn named(headers: &HeaderMap) -> impl Iterator<Item = Language> {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    let codes = asked.split(',').filter_map(|range| range.split([';', '-']).next());
    codes.filter_map(|code| Language::parse(&code.trim().to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_first_language_that_we_have_is_taken() {
        for (asked, language, office) in [
            ("es-MX,es;q=0.9,en-US;q=0.8,en;q=0.7", Language::Es, OfficeLanguage::Es),
            ("en-US,en;q=0.9,es;q=0.8", Language::En, OfficeLanguage::En),
            ("pt-BR, ES;q=0.5", Language::Pt, OfficeLanguage::Es),
            ("pt-BR, pt;q=0.9", Language::Pt, OfficeLanguage::En),
            ("de, *;q=0.1", Language::En, OfficeLanguage::En),
            ("", Language::En, OfficeLanguage::En),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(asked))]);
            assert_eq!((asked_for(&headers), office_asked_for(&headers)), (language, office), "{asked}");
        }
        assert_eq!(asked_for(&HeaderMap::new()), Language::En);
    }
}
