//! The payroll settings of the workspace: pay periods, overtime, rounding, and how much is heard.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    field::SelectOption,
    form_errors::{FormErrors, capital},
    layout::{Page, html},
};
use crate::{
    domain::payroll::{
        Cycle, Policy, Rounding,
        policy::{PolicyFieldError, read_hours, write_hours},
    },
    service::{
        Hold, StoreError,
        audit::{in_words, value_in_words},
        payroll::policy::{self, NamedSettings, PolicyError, differing, version},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
};

const PATH: &str = "/settings/payroll";

pub(super) fn routes() -> Routes {
    Routes::new().get("/settings/payroll", Audience::PAYROLL, show).post("/settings/payroll", Audience::PAYROLL, save)
}

#[derive(Template)]
#[template(path = "payroll/settings.html")]
struct PolicyPage {
    page: Page,
    cycles: Vec<SelectOption>,
    roundings: Vec<SelectOption>,
    typed: PolicyForm,
    errors: FormErrors,
    /// What is saved by now, where somebody else was faster.
    saved: Vec<(String, String)>,
}

/// Every field as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PolicyForm {
    pay_period: String,
    first_day: String,
    weekly_overtime: String,
    daily_overtime: String,
    rounding: String,
    impossible_after: String,
    review_share: String,
    /// The version of the settings that the page showed.
    expected_version: String,
}

/// Out of every range, for what is no number.
const NO_HOURS: i64 = -1;

impl PolicyForm {
    fn new(policy: &Policy) -> Self {
        let hours = |secs: Option<i64>| secs.map(write_hours).unwrap_or_default();
        Self {
            pay_period: policy.cycle.name().to_owned(),
            first_day: policy.anchor.to_string(),
            weekly_overtime: hours(policy.weekly_overtime_after_secs),
            daily_overtime: hours(policy.daily_overtime_after_secs),
            rounding: policy.rounding.mins().to_string(),
            impossible_after: write_hours(policy.impossible_after_secs),
            review_share: policy.review_share.to_string(),
            expected_version: version(policy),
        }
    }

    /// The policy that is meant, or what is wrong with it.
    fn read(&self, current: &Policy) -> Result<Policy, FormErrors> {
        let hours = |text: &str| read_hours(text).unwrap_or(NO_HOURS);
        let if_any = |text: &str| Some(text).filter(|text| !text.trim().is_empty()).map(hours);
        let policy = Policy {
            cycle: Cycle::parse(&self.pay_period).unwrap_or(current.cycle),
            anchor: self.first_day.trim().parse().unwrap_or(jiff::civil::Date::MAX),
            rounding: self.rounding.parse().ok().and_then(Rounding::parse).unwrap_or(current.rounding),
            weekly_overtime_after_secs: if_any(&self.weekly_overtime),
            daily_overtime_after_secs: if_any(&self.daily_overtime),
            impossible_after_secs: hours(&self.impossible_after),
            review_share: self.review_share.trim().parse().unwrap_or(u8::MAX),
        };
        let wrong = policy.field_errors();
        if wrong.is_empty() {
            return Ok(policy);
        }
        let mut errors = FormErrors::default();
        for error in wrong {
            errors.add(field_of(error), words_of(error));
        }
        Err(errors)
    }
}

const fn field_of(error: PolicyFieldError) -> &'static str {
    match error {
        PolicyFieldError::Anchor => "first_day",
        PolicyFieldError::WeeklyOvertime => "weekly_overtime",
        PolicyFieldError::DailyOvertime => "daily_overtime",
        PolicyFieldError::ImpossibleAfter => "impossible_after",
        PolicyFieldError::ReviewShare => "review_share",
    }
}

const fn words_of(error: PolicyFieldError) -> &'static str {
    match error {
        PolicyFieldError::Anchor => {
            "the first day of a pay period must be between 1970-01-01 and 2099-12-31, written like 2026-03-02"
        }
        PolicyFieldError::WeeklyOvertime => "weekly overtime must begin after 1 to 168 hours; leave it empty for none",
        PolicyFieldError::DailyOvertime => "daily overtime must begin after 1 to 24 hours; leave it empty for none",
        PolicyFieldError::ImpossibleAfter => "entries must be flagged after 1 to 168 hours",
        PolicyFieldError::ReviewShare => "voice checks to review must be 0 to 100 percent",
    }
}

fn page(signed_in: &SignedIn, typed: PolicyForm, errors: FormErrors, saved: NamedSettings) -> Response {
    let good = errors.is_empty() && saved.is_empty();
    let cycles = Cycle::ALL.map(|cycle| SelectOption::new(cycle.name(), &capital(cycle.name()), &typed.pay_period));
    let roundings = Rounding::ALL.map(|rounding| {
        let mins = rounding.mins().to_string();
        let name = if mins == "0" { "Second: no rounding".to_owned() } else { format!("{mins} minutes") };
        SelectOption::new(&mins, &name, &typed.rounding)
    });
    let shown = html(&PolicyPage {
        page: Page::of(signed_in, "Payroll settings", PATH),
        cycles: cycles.to_vec(),
        roundings: roundings.to_vec(),
        typed,
        errors,
        saved: saved.into_iter().map(|(name, value)| (in_words(name), value_in_words(&value))).collect(),
    });
    if good { shown } else { (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response() }
}

async fn find(web: &Web, signed_in: &SignedIn) -> Result<Policy, StoreError> {
    let workspace = signed_in.session.user.workspace;
    web.store.read(move |tx| policy::get(tx, workspace)).await
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let policy = find(&web, &signed_in).await?;
    Ok(page(&signed_in, PolicyForm::new(&policy), FormErrors::default(), NamedSettings::new()))
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(mut typed): Form<PolicyForm>,
) -> Result<Response, PageError> {
    let current = find(&web, &signed_in).await?;
    let wanted = match typed.read(&current) {
        Ok(wanted) => wanted,
        Err(errors) => return Ok(page(&signed_in, typed, errors, NamedSettings::new())),
    };
    let (actor, new, expected) = (signed_in.actor(), wanted.clone(), typed.expected_version.clone());
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| policy::set(u, &actor, &new, &expected));
    match set.await {
        Ok(()) => Ok(guard::go(&web, PATH, "The payroll settings are saved.")),
        Err(PolicyError::ChangedMeanwhile(current)) => {
            typed.expected_version = version(&current);
            Ok(page(&signed_in, typed, FormErrors::default(), differing(&current, &wanted)))
        }
        Err(error @ (PolicyError::Store(_) | PolicyError::Field(_))) => Err(error::failed(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_shows_is_what_it_takes_back() {
        for policy in [
            Policy::default(),
            Policy {
                cycle: Cycle::TwiceAMonth,
                rounding: Rounding::Six,
                weekly_overtime_after_secs: None,
                daily_overtime_after_secs: Some(27_900),
                review_share: 0,
                ..Policy::default()
            },
        ] {
            assert_eq!(PolicyForm::new(&policy).read(&Policy::default()), Ok(policy));
        }
    }

    #[test]
    fn every_flaw_is_found_at_once_and_belongs_to_its_field() {
        let typed =
            PolicyForm { weekly_overtime: "lots".to_owned(), daily_overtime: "-8".to_owned(), ..PolicyForm::default() };
        let errors = typed.read(&Policy::default()).unwrap_err();
        let fields: Vec<_> = errors.fields().collect();
        assert_eq!(fields, ["first_day", "weekly_overtime", "daily_overtime", "impossible_after", "review_share"]);
        assert!(errors.of("weekly_overtime").unwrap().contains("1 to 168 hours"));
        assert_eq!(errors.of("rounding"), None);
    }
}
