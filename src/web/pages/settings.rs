//! The settings of the workspace.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    confirm::ConfirmedForm,
    error::{self, PageError},
    form_errors::{FormErrors, capital},
    layout::{Page, html},
};
use crate::{
    domain::{
        formats::{ClockStyle, DateStyle, Formats, HoursStyle},
        language::Language,
        lockout::LockoutPolicy,
        workspace::{JobPolicy, Languages, NAME_MAX_CHARS, NOTICE_MAX_CHARS, Settings, SettingsFieldError, Zone},
    },
    service::roster::workspaces::{self, WorkspaceError, version},
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        routes::Routes,
    },
    wording::{
        admin::{AdminWords, SettingsWords},
        refusals,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/settings", Audience::ADMINS, show).post("/settings", Audience::ADMINS, save)
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    page: Page,
    typed: SettingsForm,
    errors: FormErrors,
    /// What is saved by now, where somebody else was faster.
    saved: Vec<(String, String)>,
    /// By its code and name, and whether it is chosen.
    languages: Vec<(&'static str, &'static str, bool)>,
    zones: Vec<String>,
}

/// Every field as it was typed; a checkbox that is off is not sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettingsForm {
    name: String,
    zone: String,
    speaks_en: String,
    speaks_es: String,
    speaks_pt: String,
    language: String,
    jobs: String,
    forgotten_after: String,
    lockout: String,
    pin_min: String,
    voice_check: String,
    recording_notice: String,
    retention_days: String,
    photo_retention_days: String,
    delete_at_provider: String,
    second_factor: String,
    dates: String,
    times: String,
    hours: String,
    /// The version of the settings that the page showed.
    expected_version: String,
}

const ON: &str = "on";

impl SettingsForm {
    fn new(settings: &Settings) -> Self {
        let on = |yes: bool| if yes { ON.to_owned() } else { String::new() };
        Self {
            name: settings.name.clone(),
            zone: settings.zone.name().to_owned(),
            speaks_en: on(settings.languages.contains(Language::En)),
            speaks_es: on(settings.languages.contains(Language::Es)),
            speaks_pt: on(settings.languages.contains(Language::Pt)),
            language: settings.language.code().to_owned(),
            jobs: settings.job_policy.name().to_owned(),
            forgotten_after: (settings.forgotten_after_secs / 3600).to_string(),
            lockout: settings.lockout.name().to_owned(),
            pin_min: settings.pin_min_digits.to_string(),
            voice_check: on(settings.voice_check),
            recording_notice: settings.recording_notice.clone().unwrap_or_default(),
            retention_days: settings.retention_days.to_string(),
            photo_retention_days: settings.photo_retention_days.to_string(),
            delete_at_provider: on(settings.delete_at_provider),
            second_factor: on(settings.second_factor),
            dates: settings.formats.date.name().to_owned(),
            times: settings.formats.clock.name().to_owned(),
            hours: settings.formats.hours.name().to_owned(),
            expected_version: version(settings),
        }
    }

    fn speaks(&self, language: Language) -> bool {
        match language {
            Language::En => self.speaks_en == ON,
            Language::Es => self.speaks_es == ON,
            Language::Pt => self.speaks_pt == ON,
        }
    }

    /// The settings that are meant, or what is wrong with them. A number that cannot be read is out of every range.
    fn read(&self, current: &Settings, words: &SettingsWords) -> Result<Settings, FormErrors> {
        let mut errors = FormErrors::default();
        let mut wrong = |field, words: &str| errors.add(field, &format!("{}.", capital(words)));
        let zone = self.zone.trim();
        let zone = Zone::parse(zone).unwrap_or_else(|_| {
            wrong("zone", &words.wrong_zone(zone));
            current.zone.clone()
        });
        let languages = Languages::new(|language| self.speaks(language)).unwrap_or_else(|| {
            wrong("languages", &words.wrong_languages);
            Languages::usual()
        });
        let settings = Settings {
            name: self.name.trim().to_owned(),
            zone,
            languages,
            language: Language::parse(&self.language).unwrap_or(current.language),
            job_policy: JobPolicy::parse(&self.jobs).unwrap_or(current.job_policy),
            forgotten_after_secs: self.forgotten_after.trim().parse::<u16>().map_or(0, |hours| i64::from(hours) * 3600),
            lockout: LockoutPolicy::parse(&self.lockout).unwrap_or(current.lockout),
            pin_min_digits: self.pin_min.trim().parse().unwrap_or(0),
            voice_check: self.voice_check == ON,
            recording_notice: Some(one_line(&self.recording_notice)).filter(|notice| !notice.is_empty()),
            retention_days: self.retention_days.trim().parse().unwrap_or(0),
            photo_retention_days: self.photo_retention_days.trim().parse().unwrap_or(0),
            delete_at_provider: self.delete_at_provider == ON,
            second_factor: self.second_factor == ON,
            formats: Formats {
                date: DateStyle::parse(&self.dates).unwrap_or(current.formats.date),
                clock: ClockStyle::parse(&self.times).unwrap_or(current.formats.clock),
                hours: HoursStyle::parse(&self.hours).unwrap_or(current.formats.hours),
            },
        };
        for error in settings.field_errors() {
            wrong(field_of(error), &words.refusal(error));
        }
        if errors.is_empty() { Ok(settings) } else { Err(errors) }
    }
}

/// A text area sends line ends; what is spoken has none.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn field_of(error: SettingsFieldError) -> &'static str {
    match error {
        SettingsFieldError::NoName | SettingsFieldError::Name => "name",
        SettingsFieldError::Language => "language",
        SettingsFieldError::ForgottenAfter => "forgotten_after",
        SettingsFieldError::PinMinimum => "pin_min",
        SettingsFieldError::Notice => "recording_notice",
        SettingsFieldError::RetentionDays => "retention_days",
        SettingsFieldError::PhotoRetentionDays => "photo_retention_days",
    }
}

impl SettingsWords {
    /// As a clause.
    fn refusal(&self, error: SettingsFieldError) -> String {
        match error {
            SettingsFieldError::NoName => self.wrong_no_name.clone(),
            SettingsFieldError::Name => self.wrong_name(NAME_MAX_CHARS),
            SettingsFieldError::Language => self.wrong_language.clone(),
            SettingsFieldError::ForgottenAfter => self.wrong_forgotten.clone(),
            SettingsFieldError::PinMinimum => self.wrong_pin.clone(),
            SettingsFieldError::Notice => self.wrong_notice(NOTICE_MAX_CHARS),
            SettingsFieldError::RetentionDays => self.wrong_retention.clone(),
            SettingsFieldError::PhotoRetentionDays => self.wrong_photo_retention.clone(),
        }
    }
}

fn page(signed_in: &SignedIn, typed: SettingsForm, errors: FormErrors, saved: Vec<(String, String)>) -> Response {
    let words = signed_in.words();
    let languages =
        Language::ALL.map(|language| (language.code(), words.language_name(language), typed.speaks(language))).to_vec();
    let good = errors.is_empty() && saved.is_empty();
    let page = Page::of(signed_in, &words.frame.settings, "/settings");
    let shown = html(&SettingsPage { page, typed, errors, saved, languages, zones: Zone::names() });
    if good { shown } else { (StatusCode::UNPROCESSABLE_ENTITY, shown).into_response() }
}

/// What is saved and differs from what was typed, for people.
fn differing(saved: &Settings, typed: &Settings, words: &AdminWords) -> Vec<(String, String)> {
    let differing = workspaces::differing(saved, typed).into_iter();
    differing.map(|(name, value)| (words.audit_field(name), words.audit_value(name, &value))).collect()
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    Ok(page(&signed_in, SettingsForm::new(&settings), FormErrors::default(), Vec::new()))
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(mut typed): ConfirmedForm<SettingsForm>,
) -> Result<Response, PageError> {
    let (actor, words) = (signed_in.actor(), signed_in.words());
    let workspace = actor.workspace;
    let current = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    let settings = match typed.read(&current, &words.settings) {
        Ok(settings) => settings,
        Err(errors) => return Ok(page(&signed_in, typed, errors, Vec::new())),
    };
    let (meant, expected) = (settings.clone(), typed.expected_version.clone());
    let set = web
        .store
        .write(workspaces::holds_to_set(workspace), move |u| workspaces::set(u, &actor, meant, Some(&expected)));
    match set.await {
        Ok(_) => Ok(guard::go(&web, "/settings", &words.settings.saved)),
        Err(WorkspaceError::ChangedMeanwhile(current)) => {
            typed.expected_version = version(&current);
            Ok(page(&signed_in, typed, FormErrors::default(), differing(&current, &settings, words)))
        }
        Err(WorkspaceError::NameTaken(name)) => {
            let errors = FormErrors::new("name", &refusals::name_taken(signed_in.words(), &name));
            Ok(page(&signed_in, typed, errors, Vec::new()))
        }
        Err(problem) => Err(error::failed(&problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    fn current() -> Settings {
        Settings::new("Acme".to_owned(), Zone::parse("America/Chicago").unwrap())
    }

    #[test]
    fn what_the_page_shows_is_what_it_takes_back() {
        let settings = Settings {
            languages: Languages::parse("es").unwrap(),
            language: Language::Es,
            lockout: LockoutPolicy::UntilUnlocked,
            recording_notice: Some("Señal <b>&".to_owned()),
            voice_check: false,
            delete_at_provider: true,
            second_factor: true,
            formats: Formats { date: DateStyle::Iso, clock: ClockStyle::TwentyFour, hours: HoursStyle::Decimal },
            ..current()
        };
        assert_eq!(SettingsForm::new(&settings).read(&current(), &english().settings).unwrap(), settings);
    }

    #[test]
    fn every_mistake_is_found_at_once_and_belongs_to_its_field() {
        let typed = SettingsForm { zone: "Central".to_owned(), pin_min: "four".to_owned(), ..SettingsForm::default() };
        let errors = typed.read(&current(), &english().settings).unwrap_err();
        let fields: Vec<_> = errors.fields().collect();
        assert_eq!(
            fields,
            ["zone", "languages", "name", "forgotten_after", "pin_min", "retention_days", "photo_retention_days"]
        );
        assert!(errors.of("zone").unwrap().contains("America/Chicago"));
        assert_eq!(errors.of("jobs"), None);
    }

    #[test]
    fn a_notice_is_one_line() {
        let typed = SettingsForm { recording_notice: " We keep\r\n it. ".to_owned(), ..SettingsForm::new(&current()) };
        assert_eq!(
            typed.read(&current(), &english().settings).unwrap().recording_notice.as_deref(),
            Some("We keep it.")
        );
    }
}
