//! What pages say of alerts: what each kind means, what is open, and what became of it.

use crate::{
    domain::{alert::AlertKind, line_trouble::LineTrouble, pen::Pen},
    service::alerts::{AlertAbout, AlertView, MailStage, MailState},
};

/// What a kind is called where one chooses it.
pub(in crate::web::pages) const fn title(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::InTooLong => "Clocked in too long",
        AlertKind::NearOvertime => "Close to overtime",
        AlertKind::NotHere => "Not clocked in yet",
        AlertKind::KioskSilent => "Kiosk not seen",
        AlertKind::LineFailing => "Trouble with phone calls",
    }
}

/// What a kind means.
pub(super) const fn meaning(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::InTooLong => "An employee is still clocked in after this many hours. All clear when they clock out.",
        AlertKind::NearOvertime => {
            "An employee has this many hours or fewer left in the week before overtime begins, counting the time of \
             people who are clocked in now."
        }
        AlertKind::NotHere => {
            "An employee has not clocked in half an hour after they usually do on that weekday, learned from the last \
             four weeks, or after the start planned on their page. Nobody is missed on a weekday they usually do not \
             work. All clear when they clock in."
        }
        AlertKind::KioskSilent => {
            "A kiosk device was not seen for a whole working day, Monday to Friday. All clear when it is seen again."
        }
        AlertKind::LineFailing => {
            "Several calls in a short time went wrong: the phone provider reported errors, requests came with a \
             signature that does not fit, or they could not be answered. At most once a day for each."
        }
    }
}

/// What the time is called that can be set for a kind; none where there is none to set.
pub(super) const fn limit_label(kind: AlertKind) -> Option<&'static str> {
    match kind {
        AlertKind::InTooLong => Some("After (hours)"),
        AlertKind::NearOvertime => Some("Hours left"),
        AlertKind::NotHere | AlertKind::KioskSilent | AlertKind::LineFailing => None,
    }
}

/// What is wrong with a time that was typed.
pub(super) const fn limit_refusal(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::InTooLong => "type 1 to 72 hours",
        AlertKind::NearOvertime => "type 0 to 40 hours",
        AlertKind::NotHere | AlertKind::KioskSilent | AlertKind::LineFailing => "there is no time to set",
    }
}

/// An alert, in a sentence without its end.
pub(in crate::web::pages) fn sentence(alert: &AlertView, pen: &Pen) -> String {
    let since = pen.moment(alert.at, &alert.zone);
    match &alert.about {
        AlertAbout::InTooLong { employee, .. } => format!("{}: clocked in since {since}", employee.name),
        AlertAbout::NearOvertime { employee, worked_secs, limit_secs } => {
            let hours = pen.hours(*worked_secs);
            match limit_secs {
                Some(limit) => {
                    format!("{}: {hours} hours this week, overtime after {}", employee.name, pen.hours(*limit))
                }
                None => format!("{}: {hours} hours this week", employee.name),
            }
        }
        AlertAbout::NotHere { employee } => format!("{}: expected {since}, not clocked in", employee.name),
        AlertAbout::KioskSilent { device, kiosk } => match kiosk {
            Some((_, kiosk)) => format!("{device} at {kiosk}: not seen since {since}"),
            None => format!("A device that is gone: not seen since {since}"),
        },
        AlertAbout::LineFailing { trouble, count } => match trouble {
            LineTrouble::Refused => {
                format!("Phone line: {count} requests in a row with a signature that does not fit, since {since}")
            }
            LineTrouble::Failed => format!("Phone line: {count} requests could not be answered, since {since}"),
            LineTrouble::Provider(code) => {
                format!("Phone line: error {code} reported by the phone provider in {count} calls, since {since}")
            }
        },
    }
}

/// How far a message has come.
pub(super) fn delivery(mail: Option<&MailState>) -> &'static str {
    match mail {
        Some(MailState { state: MailStage::Sent, to_folder: true, .. }) => "In the outbox folder",
        Some(MailState { state: MailStage::Sent, to_folder: false, .. }) => "Sent",
        Some(MailState { state: MailStage::Waiting, .. }) => "On its way",
        Some(MailState { state: MailStage::Failed, .. }) => "Not sent",
        None => "No email",
    }
}
