//! Why an account was not opened, made or changed.

use crate::{
    domain::password::{PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, PasswordRuleError},
    service::access::AccountError,
    wording::admin::AccountWords,
};

impl AccountWords {
    /// As a clause.
    pub(in crate::web::pages) fn refusal(&self, error: &AccountError) -> String {
        let words = match error {
            AccountError::Store(_) | AccountError::Email(_) | AccountError::Settings(_) => return error.to_string(),
            AccountError::Password(error) => return self.password_refused(*error),
            AccountError::NotSignedIn => &self.refused_sign_in,
            AccountError::NoName => &self.refused_name,
            AccountError::EmailTaken => &self.refused_email_taken,
            AccountError::WrongPassword => &self.refused_password,
            AccountError::WrongPasswordOrCode => &self.refused_password_or_code,
            AccountError::WrongCode => &self.refused_code,
            AccountError::HalfWayOver => &self.refused_too_long,
            AccountError::NoSecondFactor => &self.refused_no_factor,
            AccountError::CodesMadeAlready => &self.refused_codes_made,
            AccountError::SecondFactorAsked => &self.refused_factor_asked,
            AccountError::SessionEnded => &self.refused_session_ended,
            AccountError::LinkSpent => &self.refused_link_spent,
            AccountError::OwnersOnly => &self.refused_owners_only,
            AccountError::LastOwner => &self.refused_last_owner,
            AccountError::NoUser => &self.refused_no_user,
            AccountError::NotActive => &self.refused_not_active,
            AccountError::Joined => &self.refused_joined,
            AccountError::PinOnly => &self.refused_pin_only,
            AccountError::NoPin => &self.refused_no_pin,
            AccountError::NoEmployee => &self.refused_no_employee,
            AccountError::EmployeeTaken => &self.refused_employee_taken,
            AccountError::Hash(_) => &self.refused_hash,
        };
        words.clone()
    }

    fn password_refused(&self, error: PasswordRuleError) -> String {
        match error {
            PasswordRuleError::Short => self.password_short(PASSWORD_MIN_CHARS),
            PasswordRuleError::Long => self.password_long(PASSWORD_MAX_CHARS),
            PasswordRuleError::Listed => self.password_listed.clone(),
            PasswordRuleError::OwnName => self.password_own_name.clone(),
            PasswordRuleError::Predictable => self.password_predictable.clone(),
        }
    }
}
