//! Links by text message: who gets one, what it costs and who has agreed is shown first, and then it is sent.

use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::{CHOSEN, HERE, selection::Selection};
use crate::{
    domain::ids::EmployeeId,
    service::{
        Hold, StoreError,
        credentials::{
            CredentialError,
            rollout::RolloutRow,
            texts::{self, TextPlan, TextRefusal},
        },
        kernel::texts::{TextKind, consents},
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::{admin::AdminWords, refusals},
};

const CONSENT: &str = "/time-tracking/phone-clocking/texts";
/// What the field `about` says of confirmations.
const CONFIRMATIONS: &str = "confirmations";

pub(super) fn routes() -> Routes {
    Routes::new().post("/time-tracking/phone-clocking/texts", Audience::ADMINS, set_consent)
}

#[derive(Template)]
#[template(path = "phone_clocking/texts.html")]
struct TextsPage {
    page: Page,
    act: &'static str,
    about: &'static str,
    /// Whether texts are off at this gateway.
    off: bool,
    /// Who has said that everybody agreed, and when.
    everybody: Option<String>,
    shown: Option<String>,
    selection: Vec<(&'static str, String)>,
    back: String,
    seen_at: String,
    count: usize,
    /// How many texts and segments, and what they cost.
    cost: String,
    get: Vec<(EmployeeId, String, String)>,
    to_agree: Vec<(EmployeeId, String, String)>,
    left_out: Vec<(EmployeeId, String, &'static str)>,
}

/// What the act does.
fn about(link: TextKind, words: &AdminWords) -> &str {
    match link {
        TextKind::SetupLink => &words.texts.about_setup,
        TextKind::WorkerPage => &words.texts.about_pages,
    }
}

fn refusal_words(refusal: TextRefusal, words: &AdminWords) -> &str {
    match refusal {
        TextRefusal::NoNumber => &words.texts.no_number,
        TextRefusal::NoSender => &words.texts.no_sender,
        TextRefusal::NotAgreed => &words.texts.not_agreed,
        TextRefusal::Stopped => &words.texts.stopped,
        TextRefusal::HasPin => &words.rollout.has_pin,
    }
}

async fn find_plan(
    web: &Web,
    signed_in: &SignedIn,
    link: TextKind,
    people: Vec<RolloutRow>,
) -> Result<TextPlan, StoreError> {
    let (workspace, texter) = (signed_in.session.user.workspace, web.services.texter.clone());
    web.store.read(move |tx| texts::plan(tx, &texter, workspace, link, people)).await
}

/// Shows who gets a text.
pub(super) async fn ask(
    web: &Web,
    signed_in: &SignedIn,
    ((act, title), link): ((&'static str, &'static str), TextKind),
    (selection, people): (&Selection, Vec<RolloutRow>),
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| {
        let said = consents::find(tx, workspace, None)?.of_workspace;
        Ok::<_, StoreError>((said, workspaces::get_settings(tx, workspace)?.zone))
    });
    let (said, zone) = read.await?;
    let TextPlan { get, to_agree, left_out, segments } = find_plan(web, signed_in, link, people).await?;
    let texting = web.services.texter.texting();
    let count = get.len() + to_agree.len();
    let all_words = signed_in.words();
    let words = &all_words.texts;
    let (texts, parts) = (words.counted(count), words.segments(segments));
    let cost = match &texting.price {
        Some(price) => words.cost(texts, parts, price.of(segments)),
        None => words.cost_unknown(texts, parts),
    };
    let row = |person: RolloutRow| {
        let number = person.employee.details.phone.as_ref().map(|phone| phone.as_str().to_owned());
        (person.employee.id, person.employee.details.name, number.unwrap_or_default())
    };
    Ok(html(&TextsPage {
        page: Page::of(signed_in, title, HERE),
        act,
        about: about(link, all_words),
        off: texting.senders.is_empty(),
        everybody: said
            .filter(|said| said.allowed)
            .map(|said| words.everybody_agreed(said.actor, signed_in.pen().moment(said.at, &zone))),
        shown: selection.nobody_ticked(count + left_out.len(), &all_words.rollout),
        selection: selection.fields(),
        back: selection.list(),
        seen_at: web.store.now().to_string(),
        count,
        cost,
        get: get.into_iter().map(row).collect(),
        to_agree: to_agree.into_iter().map(row).collect(),
        left_out: left_out
            .into_iter()
            .map(|(person, why)| (person.employee.id, person.employee.details.name, refusal_words(why, all_words)))
            .collect(),
    }))
}

/// Sends the texts; `agreed` says whether those who have not been asked, or everybody, have agreed.
pub(super) async fn send(
    web: &Web,
    signed_in: &SignedIn,
    (link, people, seen_at): (TextKind, Vec<RolloutRow>, Timestamp),
    agreed: Option<&str>,
) -> Result<Response, PageError> {
    let TextPlan { get, to_agree, .. } = find_plan(web, signed_in, link, people).await?;
    let ids: Vec<_> = get.iter().chain(&to_agree).map(|person| person.employee.id).collect();
    let whom: Vec<Option<EmployeeId>> = match agreed {
        Some("everybody") => vec![None],
        Some("these") => to_agree.iter().map(|person| Some(person.employee.id)).collect(),
        Some(_) | None => Vec::new(),
    };
    if !whom.is_empty() {
        let actor = signed_in.actor();
        let consent = web.store.write(Hold::Workspace(actor.workspace), move |u| {
            for employee in whom {
                match texts::allow(u, &actor, employee, true) {
                    // They are left out, as everybody who has stopped is.
                    Ok(()) | Err(CredentialError::TextsStopped) => {}
                    Err(failed) => return Err(failed),
                }
            }
            Ok(())
        });
        consent.await.map_err(|failed| error::failed(&failed))?;
    }
    // The work goes on when the browser goes away.
    let (store, texter, actor) = (web.store.clone(), web.services.texter.clone(), signed_in.actor());
    let sending = async move { texts::text_these(&store, &texter, &actor, (link, &ids), seen_at).await };
    let sent = web.tracker.spawn(sending).await??;
    let words = &signed_in.words().texts;
    let note = if sent == 0 { words.none_sent.clone() } else { words.being_sent(sent) };
    Ok(guard::go(web, HERE, &note))
}

#[derive(Deserialize)]
struct ConsentForm {
    /// Whom it is about; everybody of the workspace where empty.
    #[serde(default)]
    employee: String,
    #[serde(default)]
    allowed: String,
    /// `confirmations`, or nothing for texts of any kind.
    #[serde(default)]
    about: String,
}

async fn set_consent(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(form): Form<ConsentForm>,
) -> Result<Response, PageError> {
    let employee = EmployeeId::parse(&form.employee);
    if employee.is_none() && !form.employee.is_empty() {
        return Ok(error::not_found(&signed_in.visit));
    }
    let (actor, allowed) = (signed_in.actor(), form.allowed == "yes");
    let is_of_confirmations = form.about == CONFIRMATIONS;
    let write = web.store.write(Hold::Workspace(actor.workspace), move |u| {
        let say = if is_of_confirmations { texts::confirm_punches } else { texts::allow };
        say(u, &actor, employee, allowed)
    });
    let back = employee.map_or_else(|| HERE.to_owned(), |employee| format!("{HERE}/{employee}"));
    match write.await {
        Ok(()) => {
            let words = &signed_in.words().texts;
            let said = match (is_of_confirmations, allowed) {
                (false, true) => &words.written_allowed,
                (false, false) => &words.written_stopped,
                (true, true) => &words.written_on,
                (true, false) => &words.written_off,
            };
            Ok(guard::go(&web, &back, said))
        }
        Err(CredentialError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        // Their STOP came while the page was open.
        Err(stopped @ CredentialError::TextsStopped) => {
            let words = signed_in.words();
            let note = words.phone.nothing_changed(refusals::credential(words, &stopped));
            Ok(guard::go(&web, &back, &note))
        }
        Err(failed) => Err(error::failed(&failed)),
    }
}
