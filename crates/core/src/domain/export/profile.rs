//! A payroll system as a workspace uses it: the form of its files, its codes, and how it names people and jobs.

use serde::{Deserialize, Serialize};

use super::{QuickBooksNameError, cells::is_alphanumeric, iif_name::check_name};
use crate::domain::{
    line::{LineError, filled_line, one_line},
    payroll::Pay,
};

/// Characters of a profile's name, and of its codes where no system says otherwise.
const NAME_MAX: usize = 60;
const CODE_MAX: usize = 40;
/// A box of a form that is ticked.
const ON: &str = "on";

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain CSV for any system, one row for each entry.
    Generic,
    /// ADP Workforce Now.
    Adp,
    /// Gusto.
    Gusto,
    /// Paychex Flex.
    Paychex,
    /// QuickBooks Desktop, in its IIF format.
    QuickBooksDesktop,
    /// QuickBooks Time.
    QuickBooksTime,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Generic, Self::Adp, Self::Gusto, Self::Paychex, Self::QuickBooksDesktop, Self::QuickBooksTime];

    /// As it is kept and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Adp => "adp",
            Self::Gusto => "gusto",
            Self::Paychex => "paychex",
            Self::QuickBooksDesktop => "quickbooks-desktop",
            Self::QuickBooksTime => "quickbooks-time",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Generic => "Plain CSV, one row for each entry",
            Self::Adp => "ADP Workforce Now (Paydata CSV)",
            Self::Gusto => "Gusto (CSV)",
            Self::Paychex => "Paychex Flex (Standard Payroll Import)",
            Self::QuickBooksDesktop => "QuickBooks Desktop (IIF)",
            Self::QuickBooksTime => "QuickBooks Time (CSV)",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether the file tells one entry from another.
    #[must_use]
    pub const fn goes_by_entry(self) -> bool {
        match self {
            Self::Generic => true,
            Self::Adp | Self::Gusto | Self::Paychex | Self::QuickBooksDesktop | Self::QuickBooksTime => false,
        }
    }

    /// Whether it has a first and a last name.
    #[must_use]
    pub const fn takes_names_apart(self) -> bool {
        match self {
            Self::Gusto | Self::QuickBooksTime => true,
            Self::Generic | Self::Adp | Self::Paychex | Self::QuickBooksDesktop => false,
        }
    }

    /// Whether hours stand in it as HH:MM rather than in hundredths.
    #[must_use]
    pub const fn is_in_minutes(self) -> bool {
        match self {
            Self::QuickBooksDesktop => true,
            Self::Generic | Self::Adp | Self::Gusto | Self::Paychex | Self::QuickBooksTime => false,
        }
    }
}

/// A field of a profile that not every format has a use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of Profile")]
pub enum FormatField {
    Company,
    CompanyCreated,
    RegularCode,
    OvertimeCode,
    JobSource,
    Locations,
}

impl Format {
    /// Whether a profile for this format has a use for a field.
    #[must_use]
    pub const fn uses(self, field: FormatField) -> bool {
        match field {
            FormatField::Company => matches!(self, Self::Adp | Self::Paychex | Self::QuickBooksDesktop),
            FormatField::CompanyCreated => matches!(self, Self::QuickBooksDesktop),
            FormatField::RegularCode => !matches!(self, Self::Adp | Self::Gusto),
            FormatField::OvertimeCode => !matches!(self, Self::Gusto),
            // Plain CSV always has both, and Gusto has none.
            FormatField::JobSource => !matches!(self, Self::Generic | Self::Gusto),
            // The columns of the others are those of their systems.
            FormatField::Locations => matches!(self, Self::Generic),
        }
    }
}

/// What the payroll system knows people by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedBy {
    /// The employee number, the employer's own.
    Number,
    /// The email address.
    Email,
    /// The ID that the payroll system gave them.
    PayrollId,
    /// The name, which has to be written alike in both systems.
    Name,
}

impl NamedBy {
    /// Every way, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::PayrollId, Self::Number, Self::Email, Self::Name];

    /// As it is kept and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Email => "email",
            Self::PayrollId => "payroll-id",
            Self::Name => "name",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Number => "employee number",
            Self::Email => "email address",
            Self::PayrollId => "payroll ID",
            Self::Name => "name",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

/// What the payroll system knows jobs by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobSource {
    /// It is told no jobs.
    Nothing,
    /// The accounting code of the job.
    Code,
    /// The name of the job, which has to be written alike in both systems.
    Name,
}

impl JobSource {
    /// Every way, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Code, Self::Name];

    /// As it is kept and sent.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Code => "code",
            Self::Name => "name",
        }
    }

    /// As people read it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nothing => "Not included",
            Self::Code => "Accounting code",
            Self::Name => "Job name",
        }
    }

    /// Reads what [`Self::name`] gives; None for any other text.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// One payroll system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// What the workspace calls this system.
    pub name: String,
    /// The form of its files.
    pub format: Format,
    /// ADP's company code, the client ID of Paychex, or the company's name in QuickBooks Desktop.
    pub company: String,
    /// When QuickBooks Desktop made its company file, as its own exports have it.
    pub company_created: String,
    /// How it tells people apart.
    pub named_by: NamedBy,
    /// What it calls regular hours.
    pub regular_code: String,
    /// What it calls overtime.
    pub overtime_code: String,
    /// How it is told what was worked on.
    pub job_source: JobSource,
    /// Whether plain CSV names the clock locations, in two columns behind the others. A profile that does not is written
    /// as it was before there were any, and its batches keep their numbers.
    #[serde(default, skip_serializing_if = "is_off")]
    pub locations: bool,
}

const fn is_off(on: &bool) -> bool {
    !*on
}

impl Profile {
    /// What the payroll system calls hours that are paid like this.
    #[must_use]
    pub fn code(&self, pay: Pay) -> &str {
        match pay {
            Pay::Regular => &self.regular_code,
            Pay::Overtime => &self.overtime_code,
        }
    }

    /// Whether somebody without what the profile names people by cannot be told of.
    #[must_use]
    pub fn needs_name(&self) -> bool {
        // Gusto goes by first and last name, and by its own ID besides.
        self.format != Format::Gusto || self.named_by == NamedBy::PayrollId
    }

    /// Whether hours on different jobs are told apart.
    #[must_use]
    pub fn has_jobs(&self) -> bool {
        match self.format {
            Format::Generic => true,
            Format::Gusto => false,
            Format::Adp | Format::Paychex | Format::QuickBooksDesktop | Format::QuickBooksTime => {
                self.job_source != JobSource::Nothing
            }
        }
    }
}

/// The fields of a profile as somebody typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of Profile, as texts")]
pub struct ProfileInput {
    pub name: String,
    pub format: String,
    pub company: String,
    pub company_created: String,
    pub named_by: String,
    pub regular_code: String,
    pub overtime_code: String,
    pub job_source: String,
    /// `on`, or nothing.
    pub locations: String,
}

/// What is wrong with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of ProfileInput; None where one is fine")]
pub struct ProfileFormErrors {
    pub name: Option<ProfileFieldError>,
    pub format: Option<ProfileFieldError>,
    pub company: Option<ProfileFieldError>,
    pub company_created: Option<ProfileFieldError>,
    pub named_by: Option<ProfileFieldError>,
    pub regular_code: Option<ProfileFieldError>,
    pub overtime_code: Option<ProfileFieldError>,
    pub job_source: Option<ProfileFieldError>,
}

/// What is wrong with a field of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileFieldError {
    /// The name is no line of text as it should be.
    Name(LineError),
    /// No format is chosen.
    NoFormat,
    /// It is not chosen how people are named.
    NoNamedBy,
    /// It is not chosen how jobs are named.
    NoJobSource,
    /// ADP's company codes are two or three letters and digits.
    AdpCompany,
    /// Client IDs of Paychex are one to eight letters and digits.
    PaychexClient,
    /// The company's name is no line of text as it should be.
    Company(LineError),
    /// QuickBooks Desktop has no company of that name.
    QuickBooksCompany(QuickBooksNameError),
    /// QuickBooks Desktop tells when it made a company file in digits.
    CompanyCreated,
    /// The pay code is no line of text as it should be.
    Code(LineError),
    /// ADP's hours codes are one or two letters and digits.
    AdpHoursCode,
    /// Paychex needs the name of the earning, of 20 characters at most.
    PaychexEarning,
    /// QuickBooks Desktop has no item of that name.
    QuickBooksItem(QuickBooksNameError),
}

impl ProfileInput {
    /// A profile as it stands in the form that changes it.
    #[must_use]
    pub fn new(profile: &Profile) -> Self {
        Self {
            name: profile.name.clone(),
            format: profile.format.name().to_owned(),
            company: profile.company.clone(),
            company_created: profile.company_created.clone(),
            named_by: profile.named_by.name().to_owned(),
            regular_code: profile.regular_code.clone(),
            overtime_code: profile.overtime_code.clone(),
            job_source: profile.job_source.name().to_owned(),
            locations: if profile.locations { ON.to_owned() } else { String::new() },
        }
    }

    /// Believes the fields; those that the format has no use for are left empty.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(&self) -> Result<Profile, Box<ProfileFormErrors>> {
        let mut errors = ProfileFormErrors::default();
        let name = keep(&mut errors.name, filled_line(&self.name, NAME_MAX).map_err(ProfileFieldError::Name));
        let format = keep(&mut errors.format, Format::parse(&self.format).ok_or(ProfileFieldError::NoFormat));
        let named_by = keep(&mut errors.named_by, NamedBy::parse(&self.named_by).ok_or(ProfileFieldError::NoNamedBy));
        let job_source = JobSource::parse(&self.job_source).ok_or(ProfileFieldError::NoJobSource);
        let job_source = keep(&mut errors.job_source, job_source);
        let (Some(format), Some(named_by), Some(job_source)) = (format, named_by, job_source) else {
            return Err(Box::new(errors));
        };
        let company = keep(&mut errors.company, company(format, &self.company)).unwrap_or_default();
        let created = keep(&mut errors.company_created, created(format, &self.company_created)).unwrap_or_default();
        let regular = keep(&mut errors.regular_code, code(format, Pay::Regular, &self.regular_code));
        let overtime = keep(&mut errors.overtime_code, code(format, Pay::Overtime, &self.overtime_code));
        let profile = Profile {
            name: name.unwrap_or_default(),
            format,
            company,
            company_created: created,
            named_by,
            regular_code: regular.unwrap_or_default(),
            overtime_code: overtime.unwrap_or_default(),
            job_source,
            locations: format.uses(FormatField::Locations) && self.locations == ON,
        };
        if errors == ProfileFormErrors::default() { Ok(profile) } else { Err(Box::new(errors)) }
    }
}

fn keep<T>(error: &mut Option<ProfileFieldError>, parsed: Result<T, ProfileFieldError>) -> Option<T> {
    parsed.map_err(|found| *error = Some(found)).ok()
}

/// The column widths of the systems are named where their files are written.
fn company(format: Format, text: &str) -> Result<String, ProfileFieldError> {
    match format {
        Format::Adp => {
            let code = text.trim().to_uppercase();
            let good = (2..=3).contains(&code.len()) && is_alphanumeric(&code);
            if good { Ok(code) } else { Err(ProfileFieldError::AdpCompany) }
        }
        Format::Paychex => {
            let id = text.trim().to_owned();
            let good = (1..=8).contains(&id.len()) && is_alphanumeric(&id);
            if good { Ok(id) } else { Err(ProfileFieldError::PaychexClient) }
        }
        Format::QuickBooksDesktop => {
            let name = filled_line(text, NAME_MAX).map_err(ProfileFieldError::Company)?;
            check_name(&name).map(|()| name).map_err(ProfileFieldError::QuickBooksCompany)
        }
        Format::Generic | Format::Gusto | Format::QuickBooksTime => Ok(String::new()),
    }
}

fn created(format: Format, text: &str) -> Result<String, ProfileFieldError> {
    match format {
        Format::QuickBooksDesktop => {
            let text = text.trim();
            let good = (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            if good { Ok(text.to_owned()) } else { Err(ProfileFieldError::CompanyCreated) }
        }
        Format::Generic | Format::Adp | Format::Gusto | Format::Paychex | Format::QuickBooksTime => Ok(String::new()),
    }
}

fn code(format: Format, pay: Pay, text: &str) -> Result<String, ProfileFieldError> {
    let text = one_line(text, CODE_MAX).map_err(ProfileFieldError::Code)?;
    match format {
        Format::Generic => Ok(if text.is_empty() { pay.name().to_owned() } else { text }),
        // Regular hours have a column of their own.
        Format::Adp if pay == Pay::Regular => Ok(String::new()),
        Format::Adp => {
            let code = text.to_uppercase();
            let good = code.len() <= 2 && is_alphanumeric(&code);
            if good { Ok(code) } else { Err(ProfileFieldError::AdpHoursCode) }
        }
        Format::Gusto => Ok(String::new()),
        Format::Paychex => {
            let good =
                (1..=20).contains(&text.len()) && text.is_ascii() && !crate::domain::csv_cells::starts_formula(&text);
            if good { Ok(text) } else { Err(ProfileFieldError::PaychexEarning) }
        }
        Format::QuickBooksDesktop if text.is_empty() => Ok(text),
        Format::QuickBooksDesktop => check_name(&text).map(|()| text).map_err(ProfileFieldError::QuickBooksItem),
        Format::QuickBooksTime => Ok(text),
    }
}

#[cfg(test)]
mod tests;
