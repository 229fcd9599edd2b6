//! What pages say of alerts: what each kind means, what is open, and what became of it.

use crate::{
    domain::{alert::AlertKind, line_trouble::LineTrouble, pen::Pen},
    service::{
        alerts::{AlertAbout, AlertView, MailStage, MailState},
        kernel::texts::TextStage,
    },
    wording::admin::AlertsWords,
};

impl AlertsWords {
    /// What a kind is called where one chooses it.
    pub(super) fn kind(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::InTooLong => &self.in_too_long,
            AlertKind::NearOvertime => &self.near_overtime,
            AlertKind::NotHere => &self.not_here,
            AlertKind::KioskSilent => &self.kiosk_silent,
            AlertKind::LineFailing => &self.line_failing,
        }
    }

    /// What a kind means.
    pub(super) fn meaning(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::InTooLong => &self.in_too_long_means,
            AlertKind::NearOvertime => &self.near_overtime_means,
            AlertKind::NotHere => &self.not_here_means,
            AlertKind::KioskSilent => &self.kiosk_silent_means,
            AlertKind::LineFailing => &self.line_failing_means,
        }
    }

    /// What the time is called that can be set for a kind; none where there is none to set.
    pub(super) fn limit_label(&self, kind: AlertKind) -> Option<&str> {
        match kind {
            AlertKind::InTooLong => Some(&self.in_too_long_limit),
            AlertKind::NearOvertime => Some(&self.near_overtime_limit),
            AlertKind::NotHere | AlertKind::KioskSilent | AlertKind::LineFailing => None,
        }
    }

    /// What is wrong with a time that was typed.
    pub(super) fn limit_refusal(&self, kind: AlertKind) -> &str {
        match kind {
            AlertKind::InTooLong => &self.in_too_long_wrong,
            AlertKind::NearOvertime => &self.near_overtime_wrong,
            AlertKind::NotHere | AlertKind::KioskSilent | AlertKind::LineFailing => &self.no_limit,
        }
    }

    /// An alert, in a sentence without its end.
    pub(super) fn sentence(&self, alert: &AlertView, pen: &Pen) -> String {
        let since = pen.moment(alert.at, &alert.zone);
        match &alert.about {
            AlertAbout::InTooLong { employee, .. } => self.said_long(&employee.name, since),
            AlertAbout::NearOvertime { employee, worked_secs, limit_secs } => {
                let hours = pen.hours(*worked_secs);
                match limit_secs {
                    Some(limit) => self.said_overtime(&employee.name, hours, pen.hours(*limit)),
                    None => self.said_hours(&employee.name, hours),
                }
            }
            AlertAbout::NotHere { employee } => self.said_absent(&employee.name, since),
            AlertAbout::KioskSilent { device, kiosk } => match kiosk {
                Some((_, kiosk)) => self.said_silent(device, kiosk, since),
                None => self.said_gone(since),
            },
            AlertAbout::LineFailing { trouble, count } => match trouble {
                LineTrouble::Refused => self.said_refused(count, since),
                LineTrouble::Failed => self.said_failed(count, since),
                LineTrouble::Provider(code) => self.said_provider(code, count, since),
                LineTrouble::Missed => self.said_missed(count, since),
            },
        }
    }

    /// How far a text has come.
    pub(super) fn text_stage(&self, stage: TextStage) -> &str {
        match stage {
            TextStage::Waiting => &self.text_waiting,
            TextStage::Accepted => &self.text_queued,
            TextStage::Sent => &self.text_sent,
            TextStage::Delivered => &self.text_delivered,
            TextStage::Undelivered => &self.text_undelivered,
            TextStage::Failed => &self.text_failed,
        }
    }

    /// How far a message has come.
    pub(super) fn delivery(&self, mail: Option<&MailState>) -> &str {
        match mail {
            Some(MailState { state: MailStage::Sent, to_folder: true, .. }) => &self.mail_in_folder,
            Some(MailState { state: MailStage::Sent, to_folder: false, .. }) => &self.mail_sent,
            Some(MailState { state: MailStage::Waiting, .. }) => &self.mail_waiting,
            Some(MailState { state: MailStage::Failed, .. }) => &self.mail_failed,
            None => &self.mail_none,
        }
    }
}
