//! How far somebody has come with clocking by phone, and why something was not done about it.

use crate::{
    domain::phone_status::PhoneStatus,
    service::credentials::rollout::{LinkDelivery, SentLink},
    wording::admin::PhoneWords,
};

impl PhoneWords {
    /// What a phone status is called.
    pub(super) fn status_name(&self, status: PhoneStatus) -> &str {
        match status {
            PhoneStatus::NotSetUp => &self.not_set_up,
            PhoneStatus::LinkSent => &self.link_sent,
            PhoneStatus::LinkExpired => &self.link_expired,
            PhoneStatus::Ready => &self.ready,
        }
    }

    /// Why a mail is not where it should be, in a sentence.
    pub(super) fn mail_problem(&self, link: &SentLink) -> Option<String> {
        match link.delivery() {
            LinkDelivery::Queued | LinkDelivery::Sent | LinkDelivery::Folder => None,
            LinkDelivery::Waiting(problem) => Some(self.mail_waiting(problem)),
            LinkDelivery::Failed(problem) => Some(self.mail_failed(problem)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    #[test]
    fn a_status_in_english_is_called_by_its_name() {
        let words = &AdminWords::of(OfficeLanguage::En).phone;
        for status in PhoneStatus::ALL {
            assert_eq!(words.status_name(status), status.name());
        }
    }
}
