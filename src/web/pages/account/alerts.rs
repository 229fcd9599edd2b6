//! Of which alerts one is told, and how; what is open, and what was sent of late.

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use crate::{
    domain::{
        alert::AlertKind,
        employee::fields::phone,
        payroll::policy::{read_hours, write_hours},
        pen::Pen,
    },
    service::{
        Hold, StoreError,
        alerts::{
            AlertChoice, AlertView, MailState,
            choices::{self, AlertChoices, ChoicesError},
            lists::{self, SentLetter},
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::PageError,
            field::{SelectOption, refused},
            form_errors::FormErrors,
            layout::{Page, html},
            written::WrittenTime,
        },
        routes::Routes,
    },
    wording::admin::{AdminWords, AlertsWords},
};

const PATH: &str = "/account/alerts";
/// Open alerts that are listed; the others are counted.
const MOST_OPEN: usize = 50;
/// Messages that are listed.
const MOST_SENT: usize = 20;
/// At which hour a digest goes out until somebody says otherwise.
const DIGEST_HOUR: i8 = 7;

pub(super) fn routes() -> Routes {
    Routes::new().get("/account/alerts", Audience::SignedIn, show).post("/account/alerts", Audience::SignedIn, save)
}

#[derive(Template)]
#[template(path = "account_alerts.html")]
struct AlertsPage {
    page: Page,
    email: String,
    to_folder: bool,
    kinds: Vec<KindRow>,
    /// Texts; none at a gateway that sends none.
    texts: Option<TextsView>,
    all_clear: bool,
    is_digest: bool,
    hours: Vec<SelectOption>,
    zone: String,
    wrong: bool,
    open: Vec<OpenRow>,
    more_open: usize,
    sent: Vec<SentRow>,
}

/// Whether alerts go out as texts as well, and where.
struct TextsView {
    is_on: bool,
    number: String,
    wrong: Option<String>,
    /// Whether the holder of the phone has answered STOP.
    is_stopped: bool,
}

/// A kind that can be chosen.
struct KindRow {
    /// Its name in the form.
    id: &'static str,
    title: &'static str,
    meaning: &'static str,
    is_on: bool,
    /// The time that can be set: what it is called, what was typed, and what is wrong with it.
    limit: Option<(&'static str, String, Option<String>)>,
}

/// An open alert, with where it leads; nowhere for those who may not go there.
struct OpenRow {
    title: &'static str,
    sentence: String,
    path: String,
    since: WrittenTime,
}

/// A message.
struct SentRow {
    at: WrittenTime,
    what: &'static str,
    /// Each alert of it, and whether it was all clear.
    told: Vec<(String, bool)>,
    others: usize,
    delivery: &'static str,
    problem: String,
    /// How far the text has come, and why no further, where one was sent as well.
    text: Option<(&'static str, String)>,
}

/// As it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AlertsForm {
    in_too_long: String,
    in_too_long_hours: String,
    near_overtime: String,
    near_overtime_hours: String,
    not_here: String,
    kiosk_silent: String,
    line_failing: String,
    all_clear: String,
    how: String,
    hour: String,
    by_text: String,
    number: String,
}

/// The name of a kind in the form, and of its time.
const fn field(kind: AlertKind) -> (&'static str, &'static str) {
    match kind {
        AlertKind::InTooLong => ("in_too_long", "in_too_long_hours"),
        AlertKind::NearOvertime => ("near_overtime", "near_overtime_hours"),
        AlertKind::NotHere => ("not_here", ""),
        AlertKind::KioskSilent => ("kiosk_silent", ""),
        AlertKind::LineFailing => ("line_failing", ""),
    }
}

impl AlertsForm {
    fn new(choices: &AlertChoices) -> Self {
        let on = |on: bool| if on { "on".to_owned() } else { String::new() };
        let chosen = |kind| choices.kinds.iter().find(|choice| choice.kind == kind);
        let is_on = |kind| on(chosen(kind).is_some());
        let hours = |kind: AlertKind| {
            let at_first = kind.limit().map(|limit| limit.at_first);
            let secs = chosen(kind).and_then(|choice| choice.limit_secs).or(at_first);
            secs.map(write_hours).unwrap_or_default()
        };
        Self {
            in_too_long: is_on(AlertKind::InTooLong),
            in_too_long_hours: hours(AlertKind::InTooLong),
            near_overtime: is_on(AlertKind::NearOvertime),
            near_overtime_hours: hours(AlertKind::NearOvertime),
            not_here: is_on(AlertKind::NotHere),
            kiosk_silent: is_on(AlertKind::KioskSilent),
            line_failing: is_on(AlertKind::LineFailing),
            all_clear: on(choices.all_clear),
            how: if choices.digest_hour.is_some() { "digest".to_owned() } else { "each".to_owned() },
            hour: choices.digest_hour.unwrap_or(DIGEST_HOUR).to_string(),
            by_text: on(choices.text_number.is_some()),
            number: choices.text_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
        }
    }

    /// Whether a kind is on, and the time that was typed for it.
    fn of(&self, kind: AlertKind) -> (bool, &str) {
        let (on, hours) = match kind {
            AlertKind::InTooLong => (&self.in_too_long, self.in_too_long_hours.as_str()),
            AlertKind::NearOvertime => (&self.near_overtime, self.near_overtime_hours.as_str()),
            AlertKind::NotHere => (&self.not_here, ""),
            AlertKind::KioskSilent => (&self.kiosk_silent, ""),
            AlertKind::LineFailing => (&self.line_failing, ""),
        };
        (!on.is_empty(), hours)
    }

    /// What is meant by it, or what is wrong with it.
    fn read(&self, kinds: &[AlertKind], all: &AdminWords) -> Result<AlertChoices, FormErrors> {
        let words = &all.alerts;
        let mut errors = FormErrors::default();
        let mut chosen = Vec::new();
        for kind in kinds.iter().copied().filter(|kind| self.of(*kind).0) {
            let limit_secs = kind.limit().map(|limit| read_hours(self.of(kind).1).filter(|secs| limit.takes(*secs)));
            match limit_secs {
                Some(None) => errors.add(field(kind).1, words.limit_refusal(kind)),
                Some(Some(secs)) => chosen.push(AlertChoice { kind, limit_secs: Some(secs) }),
                None => chosen.push(AlertChoice { kind, limit_secs: None }),
            }
        }
        let hour = || self.hour.parse().ok().filter(|hour| (0..24).contains(hour)).unwrap_or(DIGEST_HOUR);
        let digest_hour = (self.how == "digest").then(hour);
        let all_clear = !self.all_clear.is_empty();
        let text_number = match (self.by_text.is_empty(), phone(&self.number)) {
            (true, _) => None,
            (false, Ok(number)) => Some(number),
            (false, Err(wrong)) => {
                errors.add("number", all.entered.phone_refused(wrong));
                None
            }
        };
        let choices = AlertChoices { kinds: chosen, all_clear, digest_hour, text_number };
        if errors.is_empty() { Ok(choices) } else { Err(errors) }
    }
}

/// The kinds that somebody may choose.
fn kinds_for(signed_in: &SignedIn) -> Vec<AlertKind> {
    let role = signed_in.session.user.role;
    AlertKind::ALL.into_iter().filter(|kind| kind.is_for(role)).collect()
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let user = &signed_in.session.user;
    let (workspace, id) = (user.workspace, (user.id, user.role));
    let choices = web.store.read(move |tx| choices::get(tx, workspace, id)).await?;
    let page = page(&web, &signed_in, &AlertsForm::new(&choices), &FormErrors::default()).await?;
    Ok(html(&page))
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    typed: &AlertsForm,
    errors: &FormErrors,
) -> Result<AlertsPage, StoreError> {
    let user = &signed_in.session.user;
    let (workspace, id, role) = (user.workspace, user.id, user.role);
    let read = web.store.read(move |tx| {
        let open = lists::list_open(tx, workspace, role, MOST_OPEN)?;
        let sent = lists::list_sent(tx, workspace, id, MOST_SENT)?;
        Ok::<_, StoreError>((open, sent, choices::find_stop(tx, id)?.is_some()))
    });
    let ((open, count), sent, is_stopped) = read.await?;
    let (pen, words) = (signed_in.pen(), &signed_in.words().alerts);
    let texts = TextsView {
        is_on: !typed.by_text.is_empty(),
        number: typed.number.clone(),
        wrong: errors.of("number").map(str::to_owned),
        is_stopped,
    };
    let hours = (0..24_i8).map(|hour| {
        let name = jiff::civil::Time::new(hour, 0, 0, 0).map(|time| pen.time_of_day(time)).unwrap_or_default();
        SelectOption::new(&hour.to_string(), &name, &typed.hour)
    });
    Ok(AlertsPage {
        page: Page::of(signed_in, &words.title, "/account"),
        email: user.email.to_string(),
        to_folder: web.outbox.goes_to_folder(),
        kinds: kinds_for(signed_in).into_iter().map(|kind| kind_row(kind, typed, errors, words)).collect(),
        texts: Some(texts).filter(|_| !web.services.texter.texting().senders.is_empty()),
        all_clear: !typed.all_clear.is_empty(),
        is_digest: typed.how == "digest",
        hours: hours.collect(),
        zone: pen.zone.name().to_owned(),
        wrong: !errors.is_empty(),
        more_open: count - open.len().min(count),
        open: open.iter().map(|alert| open_row(alert, pen, words)).collect(),
        sent: sent.iter().map(|letter| sent_row(letter, pen, words)).collect(),
    })
}

fn kind_row(kind: AlertKind, typed: &AlertsForm, errors: &FormErrors, words: &'static AlertsWords) -> KindRow {
    let ((id, hours_id), (is_on, hours)) = (field(kind), typed.of(kind));
    let limit = words.limit_label(kind).map(|label| (label, hours.to_owned(), errors.of(hours_id).map(str::to_owned)));
    KindRow { id, title: words.kind(kind), meaning: words.meaning(kind), is_on, limit }
}

fn open_row(alert: &AlertView, pen: &Pen, words: &'static AlertsWords) -> OpenRow {
    OpenRow {
        title: words.kind(alert.kind()),
        sentence: words.sentence(alert, pen),
        path: alert.path(),
        since: WrittenTime::moment(pen, alert.opened_at, &pen.zone),
    }
}

fn sent_row(sent: &SentLetter, pen: &Pen, words: &'static AlertsWords) -> SentRow {
    let problem = sent.mail.as_ref().and_then(|MailState { problem, .. }| problem.clone());
    SentRow {
        at: WrittenTime::moment(pen, sent.letter.at, &pen.zone),
        what: if sent.letter.is_digest { &words.daily } else { &words.single },
        told: sent.told.iter().map(|told| (words.sentence(&told.alert, pen), told.is_all_clear)).collect(),
        others: sent.others,
        delivery: words.delivery(sent.mail.as_ref()),
        problem: problem.unwrap_or_default(),
        text: sent.text.clone().map(|(stage, problem)| (words.text_stage(stage), problem.unwrap_or_default())),
    }
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<AlertsForm>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().alerts;
    let wanted = match typed.read(&kinds_for(&signed_in), signed_in.words()) {
        Ok(wanted) => wanted,
        Err(errors) => return Ok(refused(&page(&web, &signed_in, &typed, &errors).await?)),
    };
    let (actor, none) = (signed_in.actor(), wanted.kinds.is_empty());
    let senders = web.services.texter.texting().senders.clone();
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| choices::set(u, &actor, &senders, &wanted));
    match set.await {
        Ok(()) if none => Ok(guard::go(&web, PATH, &words.saved_none)),
        Ok(()) => Ok(guard::go(&web, PATH, &words.saved)),
        Err(ChoicesError::Store(error)) => Err(error.into()),
        Err(ChoicesError::NoSender) => {
            let errors = FormErrors::new("number", &words.no_sender);
            Ok(refused(&page(&web, &signed_in, &typed, &errors).await?))
        }
        // What was typed has been checked; the role may have changed meanwhile.
        Err(ChoicesError::NotForRole(_) | ChoicesError::Limit(_) | ChoicesError::Hour) => {
            Ok(guard::go(&web, PATH, &words.not_saved))
        }
    }
}
