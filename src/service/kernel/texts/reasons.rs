//! Why a text did not reach a phone, in words for the admin.

use crate::provider::{TextCause, TextRefusal};

/// The reason with the provider's number of it.
pub(super) fn refused(refusal: TextRefusal) -> String {
    let words = match refusal.cause {
        TextCause::Stopped => super::STOPPED,
        TextCause::NoTexts => "the number is a landline, or cannot get texts",
        TextCause::NotInUse => "the number is not in use",
        TextCause::OutOfReach => "the phone was off or out of reach",
        TextCause::Blocked => "the phone or its carrier blocks texts from this sender",
        TextCause::Filtered => "the carrier has filtered the text as unwanted",
        TextCause::NotRegistered => "the sender is not registered with the carriers (A2P 10DLC)",
        TextCause::WrongSender => "the sender that is set cannot text this number",
        TextCause::Country => "texts to this country are not allowed in the provider’s account",
        TextCause::TooMany => "the provider or the carrier had too many texts at once",
        TextCause::NoCredit => "the provider’s account has no money left",
        TextCause::Other => {
            let code = refusal.code.map(|code| format!("the provider’s error {code}"));
            return code.unwrap_or_else(|| "the provider gives no reason".to_owned());
        }
    };
    refusal.code.map_or_else(|| words.to_owned(), |code| format!("{words} (error {code})"))
}
