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
        payroll::policy::{self, PolicyError, version},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        routes::Routes,
    },
    wording::admin::PolicyWords,
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
    saved: NamedSettings,
}

/// Settings by what people call them.
type NamedSettings = Vec<(&'static str, String)>;

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
    fn read(&self, current: &Policy, words: &PolicyWords) -> Result<Policy, FormErrors> {
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
            errors.add(field_of(error), words.wrong(error));
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

impl PolicyWords {
    fn cycle(&self, cycle: Cycle) -> &str {
        match cycle {
            Cycle::Weekly => &self.weekly,
            Cycle::EveryTwoWeeks => &self.every_two_weeks,
            Cycle::TwiceAMonth => &self.twice_a_month,
            Cycle::Monthly => &self.monthly,
        }
    }

    fn rounding(&self, rounding: Rounding) -> String {
        match rounding {
            Rounding::None => self.no_rounding.clone(),
            Rounding::Five | Rounding::Six | Rounding::Fifteen => self.minutes(rounding.mins()),
        }
    }

    /// What is wrong, as a clause.
    fn wrong(&self, error: PolicyFieldError) -> &str {
        match error {
            PolicyFieldError::Anchor => &self.wrong_first_day,
            PolicyFieldError::WeeklyOvertime => &self.wrong_weekly_overtime,
            PolicyFieldError::DailyOvertime => &self.wrong_daily_overtime,
            PolicyFieldError::ImpossibleAfter => &self.wrong_impossible,
            PolicyFieldError::ReviewShare => &self.wrong_review_share,
        }
    }

    /// The settings that are saved and not as they were typed.
    fn differing(&'static self, saved: &Policy, typed: &Policy) -> NamedSettings {
        let all = |policy: &Policy| {
            let hours = |secs: Option<i64>| secs.map_or_else(|| self.now_none.clone(), write_hours);
            [
                (self.now_first_day.as_str(), policy.anchor.to_string()),
                (&self.now_impossible, write_hours(policy.impossible_after_secs)),
                (&self.now_daily_overtime, hours(policy.daily_overtime_after_secs)),
                (&self.now_weekly_overtime, hours(policy.weekly_overtime_after_secs)),
                (&self.now_period, self.cycle(policy.cycle).to_owned()),
                (&self.now_rounding, policy.rounding.mins().to_string()),
                (&self.now_review_share, policy.review_share.to_string()),
            ]
        };
        all(saved).into_iter().zip(all(typed)).filter(|(saved, typed)| saved != typed).map(|(saved, _)| saved).collect()
    }
}

fn page(signed_in: &SignedIn, typed: PolicyForm, errors: FormErrors, saved: NamedSettings) -> Response {
    let good = errors.is_empty() && saved.is_empty();
    let words = &signed_in.words().policy;
    let cycles =
        Cycle::ALL.map(|cycle| SelectOption::new(cycle.name(), &capital(words.cycle(cycle)), &typed.pay_period));
    let roundings = Rounding::ALL
        .map(|rounding| SelectOption::new(&rounding.mins().to_string(), &words.rounding(rounding), &typed.rounding));
    let shown = html(&PolicyPage {
        page: Page::of(signed_in, &words.title, PATH),
        cycles: cycles.to_vec(),
        roundings: roundings.to_vec(),
        typed,
        errors,
        saved,
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
    let words = &signed_in.words().policy;
    let current = find(&web, &signed_in).await?;
    let wanted = match typed.read(&current, words) {
        Ok(wanted) => wanted,
        Err(errors) => return Ok(page(&signed_in, typed, errors, NamedSettings::new())),
    };
    let (actor, new, expected) = (signed_in.actor(), wanted.clone(), typed.expected_version.clone());
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| policy::set(u, &actor, &new, &expected));
    match set.await {
        Ok(()) => Ok(guard::go(&web, PATH, &words.saved)),
        Err(PolicyError::ChangedMeanwhile(current)) => {
            typed.expected_version = version(&current);
            Ok(page(&signed_in, typed, FormErrors::default(), words.differing(&current, &wanted)))
        }
        Err(error @ (PolicyError::Store(_) | PolicyError::Field(_))) => Err(error::failed(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::language::OfficeLanguage,
        service::audit::{in_words, value_in_words},
        wording::admin::AdminWords,
    };

    fn english() -> &'static PolicyWords {
        &AdminWords::of(OfficeLanguage::En).policy
    }

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
            assert_eq!(PolicyForm::new(&policy).read(&Policy::default(), english()), Ok(policy));
        }
    }

    #[test]
    fn every_flaw_is_found_at_once_and_belongs_to_its_field() {
        let typed =
            PolicyForm { weekly_overtime: "lots".to_owned(), daily_overtime: "-8".to_owned(), ..PolicyForm::default() };
        let errors = typed.read(&Policy::default(), english()).unwrap_err();
        let fields: Vec<_> = errors.fields().collect();
        assert_eq!(fields, ["first_day", "weekly_overtime", "daily_overtime", "impossible_after", "review_share"]);
        assert!(errors.of("weekly_overtime").unwrap().contains("1 to 168 hours"));
        assert_eq!(errors.of("rounding"), None);
    }

    #[test]
    fn what_somebody_else_has_saved_is_called_as_the_audit_log_calls_it() {
        let saved = Policy {
            cycle: Cycle::Monthly,
            rounding: Rounding::Six,
            weekly_overtime_after_secs: None,
            daily_overtime_after_secs: Some(27_900),
            impossible_after_secs: 36_000,
            review_share: 100,
            anchor: jiff::civil::date(2026, 3, 2),
        };
        let logged = policy::differing(&saved, &Policy::default()).into_iter();
        let logged: Vec<_> = logged.map(|(name, value)| (in_words(name), value_in_words(&value))).collect();
        let shown = english().differing(&saved, &Policy::default());
        let shown: Vec<_> = shown.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(shown.len(), 7);
        assert_eq!(shown, logged);
        assert_eq!(english().differing(&saved, &saved), []);
    }
}
