//! What the page says before something is done for many people.

use crate::service::kiosks::{
    bulk::{BulkAct, LeftOut},
    choose::Wanted,
    policy::KioskPolicy,
};

/// What the button says that does it.
pub(super) fn button_words(act: BulkAct, count: usize) -> String {
    let (verb, one, many) = match act {
        BulkAct::SendBadges => ("Send", "QR code", "QR codes"),
        BulkAct::DownloadBadges => ("Download", "QR code", "QR codes"),
        BulkAct::PrintBadges => ("Show", "badge to print", "badges to print"),
        BulkAct::PrintSlips => ("Show", "PIN slip to print", "PIN slips to print"),
        BulkAct::GeneratePins => ("Generate", "new PIN", "new PINs"),
        BulkAct::IssueBadges => ("Issue", "new badge", "new badges"),
    };
    format!("{verb} {count} {}", if count == 1 { one } else { many })
}

/// What is going to happen.
pub(super) const fn about(act: BulkAct, policy: &KioskPolicy) -> &'static str {
    match act {
        BulkAct::SendBadges => {
            "Each gets a mail with their badge as a picture, and a link that shows it on their phone: for 24 hours, and at \
             most 10 times."
        }
        BulkAct::DownloadBadges => {
            "One file (.tar) with a picture (PNG) of each badge, named after its holder. Anyone with a picture has the badge: \
             delete the file when the badges are made."
        }
        BulkAct::PrintBadges => "A page of badges, as large as bank cards, eight to a sheet.",
        BulkAct::PrintSlips => "A page of slips with a PIN each, to be cut apart. Hand each to its holder.",
        BulkAct::GeneratePins if policy.may_show_again => {
            "New PINs are made within moments; then print the slips. Until somebody has the new one, they cannot clock by PIN."
        }
        BulkAct::IssueBadges if policy.may_show_again => {
            "New badges are made within moments; then print or mail them. Until somebody has the new one, they cannot clock by \
             badge."
        }
        BulkAct::GeneratePins | BulkAct::IssueBadges => {
            "They are shown once, on the next page, at most 100 at a time: have the printer ready."
        }
    }
}

/// For whom it is where nobody was selected.
pub(super) fn shown_words(count: usize) -> String {
    match count {
        1 => "You selected nobody, so this is for the 1 person shown in the list.".to_owned(),
        count => format!("You selected nobody, so this is for the {count} people shown in the list."),
    }
}

/// What somebody should know before: also how many lose what they have.
pub(super) fn warning(act: BulkAct, losing: usize, to_folder: bool) -> Option<String> {
    let lose = |what: &str, also: &str| match losing {
        0 => None,
        1 => Some(format!("1 person loses the {what} that they have, at once{also}. It cannot be brought back.")),
        many => Some(format!("{many} people lose the {what} that they have, at once{also}. None can be brought back.")),
    };
    match act {
        BulkAct::SendBadges if to_folder => Some(
            "This gateway has no mail server: the badges are written to the outbox folder, and nobody gets one by email. Ask \
             the person who runs the gateway to pass them on, or to set PHONECLOCK_SMTP_URL."
                .to_owned(),
        ),
        BulkAct::GeneratePins => lose("kiosk PIN", ", also where it was typed"),
        BulkAct::IssueBadges => lose("badge", ", also where it was printed or mailed"),
        BulkAct::SendBadges | BulkAct::DownloadBadges | BulkAct::PrintBadges | BulkAct::PrintSlips => None,
    }
}

/// Why somebody is left out.
pub(super) const fn left_out_words(act: BulkAct, why: LeftOut) -> &'static str {
    match (why, act.wanted()) {
        (LeftOut::Inactive, _) => "not active",
        (LeftOut::AtNoKiosk, _) => "no kiosk is for them",
        (LeftOut::NothingThere, Wanted::Pin) => "no PIN: removed, or not made yet",
        (LeftOut::NothingThere, Wanted::Badge) => "no badge: removed, or not made yet",
        (LeftOut::Typed, _) => "the PIN was typed, and cannot be shown",
        (LeftOut::ShownOnce, _) => "it was shown when it was made, and is not shown again",
        (LeftOut::NoAddress, _) => "no usable email address",
    }
}
