//! Why a text did not reach a phone, in words for the admin. Source: <https://www.twilio.com/docs/api/errors>.

/// Whether the holder of the phone has answered STOP.
pub(super) const fn is_stop(code: u32) -> bool {
    code == 21610
}

/// The reason behind a number of the provider's.
pub(super) fn refused(code: Option<u32>) -> String {
    let Some(code) = code else { return "the provider gives no reason".to_owned() };
    let words = match code {
        21610 => "they have replied STOP; only a reply of START from their phone allows texts again",
        21211 | 21614 | 30006 => "the number is a landline, or cannot get texts",
        21408 => "texts to this country are not allowed in the provider’s account",
        21612 | 21606 | 21659 => "the sender that is set cannot text this number",
        30003 => "the phone was off or out of reach",
        30004 => "the phone or its carrier blocks texts from this sender",
        30005 => "the number is not in use",
        30007 => "the carrier has filtered the text as unwanted",
        30032 | 30034 => "the sender is not registered with the carriers (A2P 10DLC)",
        30001 | 30022 | 30410 => "the provider or the carrier had too many texts at once",
        _ => return format!("the provider’s error {code}"),
    };
    format!("{words} (error {code})")
}
