//! What is worked on, and the digits that name it on the phone.

use std::fmt;

use jiff::Timestamp;

use super::{
    employee::fields::unwrapped,
    ids::{JobId, WorkspaceId},
    line::{LineError, filled_line, one_line},
};

/// Characters of a job's name, and of its code in accounting.
const NAME_MAX: usize = 100;
const ACCOUNTING_CODE_MAX: usize = 60;

/// A job of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Stays the same whatever the job is called.
    pub id: JobId,
    /// The employer it belongs to.
    pub workspace: WorkspaceId,
    /// What people call it; read back on the phone.
    pub name: String,
    /// What accounting and payroll know it by, if anything.
    pub accounting_code: Option<String>,
    /// A job without one cannot be named on the phone.
    pub phone_code: Option<PhoneCode>,
    /// Whether everyone may work on it; otherwise only the people it is assigned to.
    pub everyone: bool,
    /// Since when nobody can clock in to it; None for an active job.
    pub archived_at: Option<Timestamp>,
}

/// What is wrong with what was entered about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobFormErrors {
    /// About the name; None where it is fine.
    pub name: Option<LineError>,
    /// About the accounting code; None where it is fine.
    pub accounting_code: Option<LineError>,
    /// About the phone code; None where it is fine.
    pub phone_code: Option<PhoneCodeError>,
}

/// The name and the codes of a job, as they were entered.
#[derive(Debug, Clone, Copy)]
pub struct JobInput<'a> {
    /// What people are to call it.
    pub name: &'a str,
    /// Empty for none.
    pub accounting_code: &'a str,
    /// Empty for none.
    pub phone_code: &'a str,
}

impl JobInput<'_> {
    /// The name, the accounting code and the phone code.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(self) -> Result<(String, Option<String>, Option<PhoneCode>), JobFormErrors> {
        let name = filled_line(self.name, NAME_MAX);
        let accounting = one_line(self.accounting_code, ACCOUNTING_CODE_MAX);
        let code = unwrapped(self.phone_code);
        let code = if code.is_empty() { Ok(None) } else { PhoneCode::parse(&code).map(Some) };
        match (name, accounting, code) {
            (Ok(name), Ok(accounting), Ok(code)) => Ok((name, Some(accounting).filter(|code| !code.is_empty()), code)),
            (name, accounting, code) => {
                Err(JobFormErrors { name: name.err(), accounting_code: accounting.err(), phone_code: code.err() })
            }
        }
    }
}

/// 1 to 8 digits, unique among a workspace's active jobs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PhoneCode(String);

/// The text is not 1 to 8 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phone code is 1 to 8 digits")]
pub struct PhoneCodeError;

impl PhoneCode {
    /// # Errors
    /// When the text is not 1 to 8 digits.
    pub fn parse(text: &str) -> Result<Self, PhoneCodeError> {
        let well_formed = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(PhoneCodeError) }
    }

    /// Its digits; zeros in front count.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhoneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_needs_a_name_and_its_phone_code_is_digits() {
        let entered = |name, phone_code| JobInput { name, accounting_code: " 4410-BD ", phone_code }.parse();
        let (name, accounting, code) = entered(" Bridge  deck ", " 0071 ").unwrap();
        assert_eq!((name.as_str(), accounting.as_deref()), ("Bridge deck", Some("4410-BD")));
        assert_eq!(code.as_ref().map(PhoneCode::as_str), Some("0071"));
        assert_eq!(entered("Roof", "").unwrap().2, None);
        for code in ["123456789", "7a", "7 1", "٧١", "-1"] {
            let errors = entered("", code).unwrap_err();
            assert!(errors.name.is_some() && errors.phone_code.is_some() && errors.accounting_code.is_none(), "{code}");
        }
    }

    #[test]
    fn names_and_codes_of_jobs_are_as_long_as_pages_and_phones_take() {
        let fits = |name: usize, accounting: usize, phone: usize| {
            let (name, accounting_code, phone_code) = ("n".repeat(name), "a".repeat(accounting), "1".repeat(phone));
            JobInput { name: &name, accounting_code: &accounting_code, phone_code: &phone_code }.parse()
        };
        let (_, accounting, code) = fits(100, 60, 8).unwrap();
        assert_eq!((accounting.map(|code| code.len()), code.map(|code| code.to_string().len())), (Some(60), Some(8)));
        assert_eq!(fits(1, 0, 1).unwrap().1, None, "an empty accounting code is none");
        assert!(fits(101, 1, 1).unwrap_err().name.is_some());
        assert!(fits(1, 61, 1).unwrap_err().accounting_code.is_some());
        assert!(fits(1, 1, 9).unwrap_err().phone_code.is_some());
        assert_eq!(PhoneCode::parse(""), Err(PhoneCodeError));
    }
}
