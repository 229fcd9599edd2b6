//! What stands inside the verbs: words that a voice can say, in pieces of a bearable length, and addresses of clips.

use std::borrow::Cow;

use url::Url;

use super::RenderError;

/// The address of a clip, joined segment by segment, so that no path leads out of the folder or to another host.
pub(in crate::provider) fn clip_url(folder: &str, path: &str) -> Result<Url, RenderError> {
    let mut url = Url::parse(folder)?;
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path.split('/').filter(|segment| !segment.is_empty()));
    }
    Ok(url)
}

/// A text without the characters that XML 1.0 forbids or discourages (section 2.2), of which one ends the call (error
/// 12100), and without marks of writing direction, which Fluent puts around arguments and no voice can say.
pub(in crate::provider) fn sayable(text: &str) -> Cow<'_, str> {
    let mute = |c: char| {
        c.is_control()
            || matches!(c, '\u{FFFE}' | '\u{FFFF}')
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.chars().any(mute) {
        return Cow::Borrowed(text);
    }
    let blank = |c: char| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
    Cow::Owned(text.chars().map(blank).filter(|c| !mute(*c)).collect())
}

/// Pieces of at most `limit` characters, broken at blanks where there are any. Nothing for a blank text.
pub(in crate::provider) fn pieces(text: &str, limit: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.char_indices().nth(limit).map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let whole_words = if tail.is_empty() || tail.starts_with(' ') { None } else { head.rfind(' ') };
        let (piece, after) = whole_words.and_then(|at| rest.split_at_checked(at)).unwrap_or((head, tail));
        pieces.push(piece.trim_end());
        rest = after.trim_start();
    }
    pieces
}
