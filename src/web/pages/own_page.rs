//! Where a link or a form may lead on: only to pages of our own.

/// Where to go after signing in: only to pages of our own. Browsers drop or turn round much of what no address of ours
/// has in it (a tab, a backslash), so only what they have is let through.
pub(super) fn own_page(next: &str) -> &str {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"-/?&=%._".contains(&byte);
    let own = next.starts_with('/') && !next.starts_with("//") && next.bytes().all(is_ours);
    if own { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for next in [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/\u{b}",
            "/\u{0}/evil.example",
            "/\r\n/evil.example",
            "/\u{a0}/evil.example",
            "/\u{ff0f}evil.example",
            "/@evil.example",
            "/:80/",
            "employees",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_page(next), "/", "{next:?}");
        }
        for next in ["/", "/employees?page=2", "/time-entries?from=2026-11-01&employee=018f%2D", "/who-is-in/_x.y"] {
            assert_eq!(own_page(next), next);
        }
    }
}
