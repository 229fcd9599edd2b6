//! What there is to know of the form of a file, who is left out of one, and what is wrong with a profile, in words.

use super::form_errors::FormErrors;
use crate::{
    domain::{
        export::{
            ExportRefusal, Format, JobSource, NamedBy, ProfileFieldError, ProfileFormErrors, QuickBooksNameError,
        },
        payroll::Pay,
    },
    service::payroll::exports::Obstacle,
    wording::{
        admin::{AdminWords, ExportsWords, ProfilesWords},
        entered,
    },
};

impl ExportsWords {
    /// What a person should know before importing a file, where there is something.
    pub(super) fn advice(&self, format: Format) -> Option<&str> {
        match format {
            Format::Adp => Some(&self.advice_adp),
            Format::Gusto => Some(&self.advice_gusto),
            Format::QuickBooksDesktop => Some(&self.advice_quickbooks),
            Format::Paychex => Some(&self.advice_paychex),
            Format::Generic | Format::QuickBooksTime => None,
        }
    }

    /// How hours are paid, as a manifest has it.
    pub(super) fn pay_written<'a>(&'a self, pay: &'a str) -> &'a str {
        match Pay::parse(pay) {
            Some(Pay::Regular) => &self.pay_regular,
            Some(Pay::Overtime) => &self.pay_overtime,
            None => pay,
        }
    }

    /// What the form of the file cannot carry.
    fn refusal(&self, refusal: &ExportRefusal) -> String {
        match refusal {
            ExportRefusal::NoAccountingCode { job } => self.out_no_code(job),
            ExportRefusal::AdpFileNumber { number, max } => self.out_adp_number(number, max),
            ExportRefusal::AdpJob { job, named, max } => self.out_adp_job(job, named, max),
            ExportRefusal::AdpHours => self.out_adp_hours.clone(),
            ExportRefusal::GustoName => self.out_gusto_name.clone(),
            ExportRefusal::GustoFormula => self.formula.clone(),
            ExportRefusal::GustoId { id, length } => self.out_gusto_id(id, length),
            ExportRefusal::GustoTakenBack => self.out_gusto_taken_back.clone(),
            ExportRefusal::PaychexWorker { id, max } => self.out_paychex_worker(id, max),
            ExportRefusal::PaychexJob { job, named, max } => self.out_paychex_job(job, named, max),
            ExportRefusal::PaychexHours => self.out_paychex_hours.clone(),
            ExportRefusal::QuickBooksName { name, error } => self.out_quickbooks_name(name, self.not_a_name(error)),
            ExportRefusal::QuickBooksJob { job, error } => self.out_quickbooks_job(job, self.not_a_name(error)),
            ExportRefusal::QuickBooksTakenBack => self.out_quickbooks_taken_back.clone(),
            ExportRefusal::QuickBooksTimeTakenBack => self.out_quickbooks_time_taken_back.clone(),
        }
    }

    /// Why QuickBooks Desktop would not know a name.
    fn not_a_name(&self, error: &QuickBooksNameError) -> String {
        match error {
            QuickBooksNameError::Character(character) => self.quickbooks_character(character),
            QuickBooksNameError::Formula => self.formula.clone(),
        }
    }
}

impl ProfilesWords {
    /// The form of a file.
    pub(super) fn format(&self, format: Format) -> &str {
        match format {
            Format::Generic => &self.format_generic,
            // Names of products, and of their own formats.
            Format::Adp | Format::Gusto | Format::Paychex | Format::QuickBooksDesktop | Format::QuickBooksTime => {
                format.title()
            }
        }
    }

    /// What the payroll system knows people by.
    pub(super) fn named_by(&self, by: NamedBy) -> &str {
        match by {
            NamedBy::Number => &self.by_number,
            NamedBy::Email => &self.by_email,
            NamedBy::PayrollId => &self.by_payroll_id,
            NamedBy::Name => &self.by_name,
        }
    }

    /// What it knows jobs by.
    pub(super) fn job_source(&self, source: JobSource) -> &str {
        match source {
            JobSource::Nothing => &self.jobs_left_out,
            JobSource::Code => &self.jobs_code,
            JobSource::Name => &self.jobs_name,
        }
    }
}

/// Why somebody is left out of a file.
pub(super) fn why_left_out(obstacle: &Obstacle, words: &AdminWords) -> String {
    let AdminWords { exports, profiles, .. } = words;
    match obstacle {
        Obstacle::NothingToTell => exports.out_no_hours.clone(),
        Obstacle::NoHoursAnyMore => exports.out_no_hours_any_more.clone(),
        Obstacle::NotApproved => exports.out_not_approved.clone(),
        Obstacle::Reopened { by } => exports.out_reopened(by),
        Obstacle::ApprovedInPart(days) => exports.out_in_part(days.from, days.to),
        Obstacle::ChangedSinceApproval => exports.out_changed.clone(),
        Obstacle::ClockedIn => exports.out_clocked_in.clone(),
        Obstacle::Unsettled(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(|kind| words.exception_kind(*kind)).collect();
            exports.out_unresolved(kinds.join(", "))
        }
        Obstacle::NotKnownBy(by) => exports.out_unknown(profiles.named_by(*by)),
        Obstacle::SharedWith { by, other } => exports.out_shared(profiles.named_by(*by), other),
        Obstacle::File(refusal) => exports.refusal(refusal),
    }
}

/// What is wrong with a profile, at its fields.
pub(super) fn form_errors(errors: &ProfileFormErrors, words: &AdminWords) -> FormErrors {
    let ProfileFormErrors { name, format, company, company_created, named_by, regular_code, overtime_code, job_source } =
        errors;
    let fields = [
        ("name", name),
        ("format", format),
        ("company", company),
        ("company_created", company_created),
        ("named_by", named_by),
        ("regular_code", regular_code),
        ("overtime_code", overtime_code),
        ("job_source", job_source),
    ];
    FormErrors::each(fields.map(|(field, error)| (field, error.as_ref().map(|error| wrong(error, words)))))
}

fn wrong(error: &ProfileFieldError, words: &AdminWords) -> String {
    let AdminWords { exports, profiles, .. } = words;
    let said = match error {
        ProfileFieldError::Name(wrong) => return entered::line(words, &profiles.a_name, *wrong),
        ProfileFieldError::NoFormat => &profiles.wrong_format,
        ProfileFieldError::NoNamedBy => &profiles.wrong_match_by,
        ProfileFieldError::NoJobSource => &profiles.wrong_jobs,
        ProfileFieldError::AdpCompany => &profiles.wrong_company_code,
        ProfileFieldError::PaychexClient => &profiles.wrong_client_id,
        ProfileFieldError::Company(wrong) => return entered::line(words, &profiles.the_company_name, *wrong),
        ProfileFieldError::QuickBooksCompany(error) => return profiles.wrong_company(exports.not_a_name(error)),
        ProfileFieldError::CompanyCreated => &profiles.wrong_created,
        ProfileFieldError::Code(wrong) => return entered::line(words, &profiles.a_code, *wrong),
        ProfileFieldError::AdpHoursCode => &profiles.wrong_hours_code,
        ProfileFieldError::PaychexEarning => &profiles.wrong_earning,
        ProfileFieldError::QuickBooksItem(error) => return profiles.wrong_item(exports.not_a_name(error)),
    };
    said.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            exception::ExceptionKind, export::ProfileInput, ids::EmployeeId, language::OfficeLanguage, payroll::Period,
        },
        service::payroll::exports::{LeftOutPerson, manifest::LeftOut},
    };

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    #[test]
    fn each_format_has_its_own_advice() {
        let without: Vec<_> =
            Format::ALL.into_iter().filter(|format| english().exports.advice(*format).is_none()).collect();
        assert_eq!(without, [Format::Generic, Format::QuickBooksTime]);
        let advice: Vec<_> = Format::ALL.into_iter().filter_map(|format| english().exports.advice(format)).collect();
        assert!(advice.iter().all(|words| words.ends_with('.') && words.len() > 40), "{advice:?}");
    }

    #[test]
    fn what_is_wrong_with_a_profile_stands_at_its_field() {
        let errors = form_errors(&ProfileInput::default().parse().unwrap_err(), english());
        assert_eq!(errors.fields().collect::<Vec<_>>(), ["name", "format", "named_by", "job_source"]);
        assert_eq!(errors.of("name"), Some("A name is needed."));
        let entered = ProfileInput {
            name: "Payroll".to_owned(),
            format: Format::QuickBooksDesktop.name().to_owned(),
            named_by: "name".to_owned(),
            job_source: "nothing".to_owned(),
            company: "Acme \u{1f477}".to_owned(),
            regular_code: "=Roof".to_owned(),
            ..ProfileInput::default()
        };
        let errors = form_errors(&entered.parse().unwrap_err(), english());
        assert_eq!(
            errors.of("company"),
            Some("This cannot be it: QuickBooks Desktop has no name with \"\u{1f477}\" in it.")
        );
        assert_eq!(
            errors.of("regular_code"),
            Some("This cannot be an item: spreadsheets would take the name for a formula.")
        );
        assert!(errors.of("company_created").unwrap().starts_with("This must be a number"));
    }

    #[test]
    fn pages_in_english_say_of_those_who_are_left_out_what_manifests_say() {
        let text = str::to_owned;
        let character = || QuickBooksNameError::Character(text("\\t"));
        let refusals = [
            ExportRefusal::NoAccountingCode { job: text("Roof") },
            ExportRefusal::AdpFileNumber { number: text("12a"), max: 6 },
            ExportRefusal::AdpJob { job: text("Roof"), named: text("a b"), max: 15 },
            ExportRefusal::AdpHours,
            ExportRefusal::GustoName,
            ExportRefusal::GustoFormula,
            ExportRefusal::GustoId { id: text("AB12C"), length: 6 },
            ExportRefusal::GustoTakenBack,
            ExportRefusal::PaychexWorker { id: text("a b"), max: 10 },
            ExportRefusal::PaychexJob { job: text("Roof"), named: text("a b"), max: 12 },
            ExportRefusal::PaychexHours,
            ExportRefusal::QuickBooksName { name: text("Ana\tTorres"), error: character() },
            ExportRefusal::QuickBooksJob { job: text("=Roof"), error: QuickBooksNameError::Formula },
            ExportRefusal::QuickBooksTakenBack,
            ExportRefusal::QuickBooksTimeTakenBack,
        ];
        let day = jiff::civil::date(2026, 11, 16);
        let mut obstacles = vec![
            Obstacle::NothingToTell,
            Obstacle::NoHoursAnyMore,
            Obstacle::NotApproved,
            Obstacle::Reopened { by: text("Olga") },
            Obstacle::ApprovedInPart(Period { from: day, to: day }),
            Obstacle::ChangedSinceApproval,
            Obstacle::ClockedIn,
            Obstacle::Unsettled(vec![ExceptionKind::MissingClockOut, ExceptionKind::Overlapping]),
        ];
        for by in NamedBy::ALL {
            obstacles.extend([Obstacle::NotKnownBy(by), Obstacle::SharedWith { by, other: text("Ana") }]);
        }
        obstacles.extend(refusals.into_iter().map(Obstacle::File));
        let said: Vec<_> = obstacles.iter().map(|obstacle| why_left_out(obstacle, english())).collect();
        let employee = EmployeeId::parse("00000000-0000-7000-8000-000000000001").unwrap();
        let person = LeftOutPerson { employee, name: text("Bo"), regular: 0, overtime: 0, obstacles };
        assert_eq!(said, LeftOut::from(&person).reasons);
        for format in Format::ALL {
            assert_eq!(english().profiles.format(format), format.title());
        }
        for source in JobSource::ALL {
            assert_eq!(english().profiles.job_source(source), source.title());
        }
    }
}
