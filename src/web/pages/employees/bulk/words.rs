//! What the page says before something is done for many people.

use crate::{
    service::kiosks::{
        bulk::{BulkAct, LeftOut},
        choose::Wanted,
        policy::KioskPolicy,
    },
    wording::admin::BulkWords,
};

impl BulkWords {
    /// What the button says that does it.
    pub(super) fn button(&self, act: BulkAct, count: usize) -> String {
        match act {
            BulkAct::SendBadges => self.do_send(count),
            BulkAct::DownloadBadges => self.do_download(count),
            BulkAct::PrintBadges => self.do_print_badges(count),
            BulkAct::PrintSlips => self.do_print_slips(count),
            BulkAct::GeneratePins => self.do_generate(count),
            BulkAct::IssueBadges => self.do_issue(count),
        }
    }

    /// What is going to happen.
    pub(super) fn about(&self, act: BulkAct, policy: &KioskPolicy) -> &str {
        match act {
            BulkAct::SendBadges => &self.about_send,
            BulkAct::DownloadBadges => &self.about_download,
            BulkAct::PrintBadges => &self.about_badges,
            BulkAct::PrintSlips => &self.about_slips,
            BulkAct::GeneratePins if policy.may_show_again => &self.about_pins,
            BulkAct::IssueBadges if policy.may_show_again => &self.about_new_badges,
            BulkAct::GeneratePins | BulkAct::IssueBadges => &self.about_shown_once,
        }
    }

    /// What somebody should know before: also how many lose what they have.
    pub(super) fn warning(&self, act: BulkAct, losing: usize, to_folder: bool) -> Option<String> {
        match act {
            BulkAct::SendBadges if to_folder => Some(self.to_folder.clone()),
            BulkAct::GeneratePins if losing > 0 => Some(self.lose_pins(losing)),
            BulkAct::IssueBadges if losing > 0 => Some(self.lose_badges(losing)),
            BulkAct::SendBadges
            | BulkAct::DownloadBadges
            | BulkAct::PrintBadges
            | BulkAct::PrintSlips
            | BulkAct::GeneratePins
            | BulkAct::IssueBadges => None,
        }
    }

    /// Why somebody is left out.
    pub(super) fn why_left_out(&self, act: BulkAct, why: LeftOut) -> &str {
        match (why, act.wanted()) {
            (LeftOut::Inactive, _) => &self.inactive,
            (LeftOut::AtNoKiosk, _) => &self.at_no_kiosk,
            (LeftOut::NothingThere, Wanted::Pin) => &self.no_pin,
            (LeftOut::NothingThere, Wanted::Badge) => &self.no_badge,
            (LeftOut::Typed, _) => &self.typed,
            (LeftOut::ShownOnce, _) => &self.shown_before,
            (LeftOut::NoAddress, _) => &self.no_address,
        }
    }
}
