//! What pages say of users: how far a mail has come, how they sign in, and why a PIN stays as it is.

use crate::{
    domain::{login_method::LoginMethod, pen::Pen, workspace::Zone},
    service::{
        access::users::{MailStage, MailState},
        kiosks::user_pins::UserPin,
    },
    wording::admin::UsersWords,
};

impl UsersWords {
    /// How far a mail to them has come.
    pub(super) fn mail(&self, mail: &MailState, zone: &Zone, pen: &Pen) -> String {
        let problem = mail.problem.as_deref().unwrap_or_default();
        match (mail.state, mail.sent_at) {
            (MailStage::Sent, _) if mail.to_folder => self.mail_in_folder.clone(),
            (MailStage::Sent, Some(at)) => self.mail_sent_at(pen.moment(at, zone)),
            (MailStage::Sent, None) => self.mail_sent.clone(),
            (MailStage::Waiting, _) if problem.is_empty() => self.mail_being_sent.clone(),
            (MailStage::Waiting, _) => self.mail_waiting(problem),
            (MailStage::Failed, _) => self.mail_failed(problem),
        }
    }

    /// What people call a login method.
    pub(super) fn method(&self, method: LoginMethod) -> &str {
        match method {
            LoginMethod::Password => &self.by_password,
            LoginMethod::PasswordAndPin => &self.by_password_and_pin,
            LoginMethod::PinOnly => &self.by_pin_only,
        }
    }

    /// That there is a PIN, and since when; never the PIN.
    pub(super) fn pin(&self, pin: &UserPin, zone: &Zone, pen: &Pen) -> String {
        let UserPin { digits, set_at, .. } = pin;
        self.code_set(digits, pen.moment(*set_at, zone))
    }
}
