//! The settings of all kiosks: how people are found, how long PINs are and what that means, and what admins may do.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::HERE;
use crate::{
    domain::kiosk::{Method, guessing::lone_pin_does_for},
    service::{
        Hold, StoreError,
        kiosks::{
            policy::{
                self, KioskSettings, LONE_PIN_DIGITS, NAME_PIN_DIGITS, NUMBER_PIN_DIGITS, PolicyError, RENEW_MONTHS,
                differing, version,
            },
            reach::{self, Reach},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            form_errors::FormErrors,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::KiosksWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-tracking/kiosks/settings", Audience::ADMINS, show).post(
        "/time-tracking/kiosks/settings",
        Audience::ADMINS,
        save,
    )
}

const ON: &str = "on";

#[derive(Template)]
#[template(path = "kiosks/settings.html")]
struct SettingsPage {
    page: Page,
    typed: SettingsForm,
    errors: FormErrors,
    /// What is to be confirmed first.
    cautions: Vec<String>,
    /// What is saved by now, where somebody else was faster.
    saved: Vec<(String, String)>,
    methods: Vec<MethodChoice>,
    name_digits: Vec<SelectOption>,
    number_digits: Vec<SelectOption>,
    lone_digits: Vec<SelectOption>,
    renew: TextField,
    /// Whether what was generated is still shown again; it is never switched on.
    may_show_again: bool,
    lengths: Vec<LengthRow>,
    people: String,
    kiosks: String,
    devices: String,
    lone_needed: usize,
}

struct MethodChoice {
    value: &'static str,
    name: &'static str,
    hint: &'static str,
    chosen: bool,
}

/// What PINs of one length mean: how often a year a guesser gets in.
struct LengthRow {
    digits: usize,
    behind_a_name: Option<String>,
    behind_a_number: Option<String>,
    alone: String,
    /// Whom a PIN alone of this length does for.
    does_for: String,
    is_needed: bool,
}

/// Every field as it was typed; a checkbox that is off is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct SettingsForm {
    method: String,
    name_pin_digits: String,
    number_pin_digits: String,
    lone_pin_digits: String,
    may_type: String,
    may_show_again: String,
    renew_after_months: String,
    sign_in_by_pin: String,
    /// Whether what is to be confirmed was.
    sure: String,
    /// The version of the settings that the page showed.
    expected_version: String,
}

impl SettingsForm {
    fn new(settings: &KioskSettings) -> Self {
        let on = |yes: bool| if yes { ON.to_owned() } else { String::new() };
        Self {
            method: settings.method.name().to_owned(),
            name_pin_digits: settings.name_pin_digits.to_string(),
            number_pin_digits: settings.number_pin_digits.to_string(),
            lone_pin_digits: settings.lone_pin_digits.to_string(),
            may_type: on(settings.may_type),
            may_show_again: on(settings.may_show_again),
            renew_after_months: settings.renew_after_months.map(|months| months.to_string()).unwrap_or_default(),
            sign_in_by_pin: on(settings.sign_in_by_pin),
            sure: String::new(),
            expected_version: version(settings),
        }
    }

    /// The settings that are meant, or what is wrong with them. What no page offers stays as it was.
    fn read(&self, words: &KiosksWords, current: &KioskSettings) -> Result<KioskSettings, FormErrors> {
        let digits = |text: &str, allowed: &[usize], current: usize| {
            text.parse().ok().filter(|digits| allowed.contains(digits)).unwrap_or(current)
        };
        let months = self.renew_after_months.trim();
        let renew_after_months = if months.is_empty() {
            None
        } else {
            let read = months.parse().ok().filter(|months| RENEW_MONTHS.contains(months));
            Some(read.ok_or_else(|| FormErrors::new("renew_after_months", &words.renew_wrong))?)
        };
        Ok(KioskSettings {
            method: Method::parse(&self.method).unwrap_or(current.method),
            name_pin_digits: digits(&self.name_pin_digits, NAME_PIN_DIGITS, current.name_pin_digits),
            number_pin_digits: digits(&self.number_pin_digits, NUMBER_PIN_DIGITS, current.number_pin_digits),
            lone_pin_digits: digits(&self.lone_pin_digits, LONE_PIN_DIGITS, current.lone_pin_digits),
            may_type: self.may_type == ON,
            may_show_again: self.may_show_again == ON && current.may_show_again,
            renew_after_months,
            sign_in_by_pin: self.sign_in_by_pin == ON,
        })
    }
}

fn options(words: &KiosksWords, allowed: &[usize], chosen: &str) -> Vec<SelectOption> {
    let option = |digits: &usize| SelectOption::new(&digits.to_string(), &words.so_many_digits(digits), chosen);
    allowed.iter().map(option).collect()
}

fn lengths(words: &KiosksWords, reach: &Reach) -> Vec<LengthRow> {
    let rows = LONE_PIN_DIGITS.iter().map(|&digits| {
        let behind = || words.hits(reach.hits_behind_a_name(digits));
        LengthRow {
            digits,
            behind_a_name: NAME_PIN_DIGITS.contains(&digits).then(behind),
            behind_a_number: NUMBER_PIN_DIGITS.contains(&digits).then(behind),
            alone: words.hits(reach.hits_of_lone_pins(digits)),
            does_for: lone_pin_does_for(digits).map_or_else(|| "–".to_owned(), |people| words.at_most(people)),
            is_needed: digits == reach.lone_pin_digits(),
        }
    });
    rows.collect()
}

fn page(
    signed_in: &SignedIn,
    (current, reach): (&KioskSettings, &Reach),
    typed: SettingsForm,
    errors: FormErrors,
) -> SettingsPage {
    let words = &signed_in.words().kiosks;
    let renew = TextField::new("renew_after_months", &words.renew, &typed.renew_after_months)
        .checked(&errors)
        .hint(&words.renew_hint);
    SettingsPage {
        page: Page::of(signed_in, &words.settings_title, HERE),
        methods: Method::ALL
            .map(|method| MethodChoice {
                value: method.name(),
                name: words.method(method),
                hint: words.method_hint(method),
                chosen: method.name() == typed.method,
            })
            .into(),
        name_digits: options(words, NAME_PIN_DIGITS, &typed.name_pin_digits),
        number_digits: options(words, NUMBER_PIN_DIGITS, &typed.number_pin_digits),
        lone_digits: options(words, LONE_PIN_DIGITS, &typed.lone_pin_digits),
        renew,
        may_show_again: current.may_show_again,
        lengths: lengths(words, reach),
        people: words.so_many_people(reach.people),
        kiosks: words.so_many_kiosks(reach.kiosks.max(1)),
        devices: words.so_many_devices(reach.devices.max(1)),
        lone_needed: reach.lone_pin_digits(),
        cautions: Vec::new(),
        saved: Vec::new(),
        typed,
        errors,
    }
}

/// The settings as they are, or the way to the page where kiosks are activated first.
async fn current(web: &Web, signed_in: &SignedIn) -> Result<(KioskSettings, Reach), PageError> {
    let workspace = signed_in.session.user.workspace;
    let read =
        web.store.read(move |tx| Ok::<_, StoreError>((policy::get(tx, workspace)?, reach::find(tx, workspace)?)));
    match read.await? {
        (Some(policy), reach) => Ok((KioskSettings::from(&policy), reach)),
        (None, _) => Err(guard::go(web, HERE, &signed_in.words().kiosks.activate_first).into()),
    }
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let (settings, reach) = current(&web, &signed_in).await?;
    let typed = SettingsForm::new(&settings);
    Ok(html(&page(&signed_in, (&settings, &reach), typed, FormErrors::default())))
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(mut typed): ConfirmedForm<SettingsForm>,
) -> Result<Response, PageError> {
    let (known, reach) = current(&web, &signed_in).await?;
    let words = &signed_in.words().kiosks;
    let settings = match typed.read(words, &known) {
        Ok(settings) => settings,
        Err(errors) => return Ok(refused(&page(&signed_in, (&known, &reach), typed, errors))),
    };
    let cautions = words.cautions(&known, &settings, &reach);
    if !cautions.is_empty() && typed.sure != ON {
        let page = page(&signed_in, (&known, &reach), typed, FormErrors::default());
        return Ok(refused(&SettingsPage { cautions, ..page }));
    }
    let (actor, expected) = (signed_in.actor(), typed.expected_version.clone());
    let set =
        web.store.write(Hold::Workspace(actor.workspace), move |u| policy::set(u, &actor, &settings, Some(&expected)));
    match set.await {
        Ok(_) if known.method != settings.method => {
            let note = if known.may_show_again {
                &words.settings_saved_pins_come
            } else if settings.method.has_badge() {
                &words.settings_saved_make_both
            } else {
                &words.settings_saved_make_pins
            };
            Ok(guard::go(&web, HERE, note))
        }
        Ok(_) => Ok(guard::go(&web, HERE, &words.settings_saved)),
        Err(PolicyError::ChangedMeanwhile(current)) => {
            typed.expected_version = version(&current);
            let saved = differing(&current, &settings).into_iter();
            let saved = saved.map(|(name, value)| words.saved(name, &value)).collect();
            let page = page(&signed_in, (&current, &reach), typed, FormErrors::default());
            Ok(refused(&SettingsPage { saved, ..page }))
        }
        Err(problem) => Err(error::failed(&problem)),
    }
}
