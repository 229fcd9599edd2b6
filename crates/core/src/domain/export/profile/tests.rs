//! What a profile says of its format, and the limits of its fields.

use super::*;

fn entered(format: Format) -> ProfileInput {
    ProfileInput {
        name: "Payroll".to_owned(),
        format: format.name().to_owned(),
        company: "AB1".to_owned(),
        company_created: "1243092298".to_owned(),
        named_by: "number".to_owned(),
        regular_code: "REG".to_owned(),
        overtime_code: if format == Format::Adp { String::new() } else { "OT".to_owned() },
        job_source: "name".to_owned(),
        locations: String::new(),
    }
}

#[test]
fn what_is_stored_of_a_profile_is_read_back_and_each_has_words_of_its_own() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
    }
    for by in NamedBy::ALL {
        assert_eq!(NamedBy::parse(by.name()), Some(by));
    }
    for source in JobSource::ALL {
        assert_eq!(JobSource::parse(source.name()), Some(source));
    }
    assert_eq!((Format::parse(""), NamedBy::parse("Name"), JobSource::parse("by code")), (None, None, None));
    assert_eq!(
        Format::ALL.map(|format| format.title().split_once(" (").map_or(format.title(), |(system, _)| system)),
        [
            "Plain CSV, one row for each entry",
            "ADP Workforce Now",
            "Gusto",
            "Paychex Flex",
            "QuickBooks Desktop",
            "QuickBooks Time"
        ]
    );
    assert_eq!(NamedBy::ALL.map(NamedBy::title), ["payroll ID", "employee number", "email address", "name"]);
    assert_eq!(JobSource::ALL.map(JobSource::title), ["Not included", "Accounting code", "Job name"]);
}

#[test]
fn each_format_has_its_own_ways() {
    let of = |is: fn(Format) -> bool| Format::ALL.into_iter().filter(move |format| is(*format)).collect::<Vec<_>>();
    assert_eq!(of(Format::goes_by_entry), [Format::Generic]);
    assert_eq!(of(Format::takes_names_apart), [Format::Gusto, Format::QuickBooksTime]);
    assert_eq!(of(Format::is_in_minutes), [Format::QuickBooksDesktop]);
}

#[test]
fn a_profile_tells_jobs_where_its_system_knows_them() {
    for format in Format::ALL {
        let named = entered(format).parse().unwrap();
        let silent = Profile { job_source: JobSource::Nothing, ..named.clone() };
        assert_eq!(named.has_jobs(), format != Format::Gusto, "{format:?}");
        assert_eq!(silent.has_jobs(), format == Format::Generic, "{format:?}");
        assert_eq!(named.needs_name(), format != Format::Gusto, "{format:?}");
        assert!(Profile { named_by: NamedBy::PayrollId, ..named }.needs_name(), "{format:?}");
    }
}

#[test]
fn a_companys_code_is_as_long_as_its_system_takes() {
    let refused = |format, company: &str| {
        let entered = ProfileInput { company: company.to_owned(), ..entered(format) };
        entered.parse().err().is_some_and(|errors| errors.company.is_some())
    };
    for (format, good, bad) in [
        (Format::Adp, &["ab", "AB1"][..], &["a", "ab12", "a-", ""][..]),
        (Format::Paychex, &["1", "12345678"], &["", "123456789", "1 2"]),
        (Format::QuickBooksDesktop, &["Acme & Sons"], &["", "A\"B", "=Acme"]),
        (Format::Gusto, &["", "=\t"], &[]),
    ] {
        for company in good {
            assert!(!refused(format, company), "{format:?} {company:?}");
        }
        for company in bad {
            assert!(refused(format, company), "{format:?} {company:?}");
        }
    }
}

#[test]
fn pay_codes_are_as_long_as_their_system_takes() {
    let code = |format, overtime: &str| {
        let entered = ProfileInput { overtime_code: overtime.to_owned(), ..entered(format) };
        entered.parse().ok().map(|profile| profile.code(Pay::Overtime).to_owned())
    };
    let kept = |format, text: &str| assert_eq!(code(format, text).as_deref(), Some(text), "{format:?}");
    assert_eq!(code(Format::Generic, "").as_deref(), Some("overtime"));
    kept(Format::Generic, "OT 1.5");
    assert_eq!(code(Format::Adp, "o1").as_deref(), Some("O1"));
    assert_eq!((code(Format::Adp, "o12"), code(Format::Adp, "o-")), (None, None));
    kept(Format::Paychex, &"x".repeat(20));
    assert_eq!([&"x".repeat(21), "", "é", "=x"].map(|text| code(Format::Paychex, text)), [None, None, None, None]);
    kept(Format::QuickBooksDesktop, "");
    kept(Format::QuickBooksDesktop, "Overtime");
    assert_eq!(code(Format::QuickBooksDesktop, "\"x\""), None);
    kept(Format::QuickBooksTime, "");
    assert_eq!(code(Format::Gusto, "OT").as_deref(), Some(""));
    assert_eq!(entered(Format::Adp).parse().unwrap().code(Pay::Regular), "", "regular hours have their own column");
    assert_eq!(entered(Format::Paychex).parse().unwrap().code(Pay::Regular), "REG");
}

#[test]
fn the_making_of_a_company_file_is_a_number_of_twenty_digits_at_most() {
    let parse = |format, created: &str| {
        ProfileInput { company_created: created.to_owned(), ..entered(format) }.parse().map(|kept| kept.company_created)
    };
    let most = "1".repeat(20);
    assert_eq!(parse(Format::QuickBooksDesktop, &most), Ok(most));
    for bad in ["", "1a", &"1".repeat(21)] {
        assert!(parse(Format::QuickBooksDesktop, bad).unwrap_err().company_created.is_some(), "{bad}");
    }
    assert_eq!(parse(Format::Adp, "whatever").as_deref(), Ok(""));
}

#[test]
fn a_field_that_a_format_has_no_use_for_changes_nothing() {
    for format in Format::ALL {
        let typed = |field: FormatField, text: &str| if format.uses(field) { text.to_owned() } else { "?".to_owned() };
        let input = ProfileInput {
            name: "Payroll".to_owned(),
            format: format.name().to_owned(),
            company: typed(FormatField::Company, "AB1"),
            company_created: typed(FormatField::CompanyCreated, "1234567890"),
            named_by: NamedBy::PayrollId.name().to_owned(),
            regular_code: typed(FormatField::RegularCode, "Hourly"),
            overtime_code: typed(FormatField::OvertimeCode, "OT"),
            job_source: JobSource::Nothing.name().to_owned(),
            locations: String::new(),
        };
        let profile = input.parse().unwrap_or_else(|errors| panic!("{format:?}: {errors:?}"));
        let kept = [&profile.company, &profile.company_created, &profile.regular_code, &profile.overtime_code];
        assert!(!kept.contains(&&"?".to_owned()), "{format:?}: {profile:?}");
        assert_eq!(profile.company.is_empty(), !format.uses(FormatField::Company), "{format:?}");
    }
}
