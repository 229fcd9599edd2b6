//! What is done for the people who are selected on Phone Clocking, or for all whom its filter shows: who gets it and who does
//! not is shown first, and then it is done.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::{Form as PlainForm, Query};
use jiff::Timestamp;

use super::{CHOSEN, HERE, selection::Selection, sent_links, texts};
use crate::{
    domain::ids::EmployeeId,
    service::{
        credentials::{
            rollout::{RolloutRow, address, links},
            worker_links,
        },
        kernel::texts::TextKind,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            cards,
            error::{self, PageError},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::RolloutWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-tracking/phone-clocking/chosen", Audience::ADMINS, ask).post(
        "/time-tracking/phone-clocking/chosen",
        Audience::ADMINS,
        carry_out,
    )
}

/// What can be done for several people at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Email(EmailedLink),
    Text(TextKind),
    PrintCards,
}

impl Act {
    /// Every one that there is, in the order of their buttons.
    const ALL: [Self; 5] = [
        Self::Email(EmailedLink::Setup),
        Self::Text(TextKind::SetupLink),
        Self::PrintCards,
        Self::Email(EmailedLink::OwnPage),
        Self::Text(TextKind::WorkerPage),
    ];

    fn find(fields: &[(String, String)]) -> Option<Self> {
        let (_, name) = fields.iter().find(|(name, _)| name == "do")?;
        Self::ALL.into_iter().find(|act| act.name() == name)
    }

    /// What it is called in addresses.
    const fn name(self) -> &'static str {
        match self {
            Self::Email(EmailedLink::Setup) => "email",
            Self::Text(TextKind::SetupLink) => "text",
            Self::PrintCards => "cards",
            Self::Email(EmailedLink::OwnPage) => "pages",
            Self::Text(TextKind::WorkerPage) => "text-pages",
        }
    }

    /// What it is called for people.
    fn title(self, words: &RolloutWords) -> &str {
        match self {
            Self::Email(EmailedLink::Setup) => &words.email_setup,
            Self::Text(TextKind::SetupLink) => &words.text_setup,
            Self::PrintCards => &words.print_cards,
            Self::Email(EmailedLink::OwnPage) => &words.email_pages,
            Self::Text(TextKind::WorkerPage) => &words.text_pages,
        }
    }
}

/// The buttons of the list: what they are called, in addresses and for people.
pub(super) fn buttons(words: &'static RolloutWords) -> [(&'static str, &'static str); 5] {
    Act::ALL.map(|act| (act.name(), act.title(words)))
}

/// A link that is emailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EmailedLink {
    /// By which a PIN is chosen.
    Setup,
    /// To their own page.
    OwnPage,
}

impl EmailedLink {
    fn about(self, words: &RolloutWords) -> &str {
        match self {
            Self::Setup => &words.about_setup,
            Self::OwnPage => &words.about_pages,
        }
    }

    /// Why somebody is left out.
    fn refuses(self, person: &RolloutRow, words: &'static RolloutWords) -> Option<&'static str> {
        let has_address = address(person.employee.details.email.as_deref()).is_some();
        match self {
            Self::Setup if person.pin_set_at.is_some() => Some(&words.has_pin),
            Self::Setup | Self::OwnPage if !has_address => Some(&words.no_address),
            Self::Setup | Self::OwnPage => None,
        }
    }

    fn button(self, count: usize, words: &RolloutWords) -> String {
        match self {
            Self::Setup => words.email_links(count),
            Self::OwnPage => words.email_own(count),
        }
    }
}

#[derive(Template)]
#[template(path = "phone_clocking/chosen.html")]
struct ChosenPage {
    page: Page,
    act: &'static str,
    about: &'static str,
    button: String,
    to_folder: bool,
    /// That nobody was selected, and whom it is for then.
    shown: Option<String>,
    /// Who they are, for the form.
    selection: Vec<(&'static str, String)>,
    /// The list that they were selected on.
    back: String,
    seen_at: String,
    get: Vec<(EmployeeId, String, String)>,
    left_out: Vec<(EmployeeId, String, &'static str)>,
}

async fn ask(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let selection = Selection::of_list(&fields);
    let Some(act) = Act::find(&fields) else { return Ok(error::not_found(&signed_in.visit)) };
    let people = selection.find(&web, signed_in.session.user.workspace).await?;
    let words = &signed_in.words().rollout;
    let (name, title) = (act.name(), act.title(words));
    let link = match act {
        Act::PrintCards => return cards::of_these(&web, &signed_in, people).await,
        Act::Text(link) => return texts::ask(&web, &signed_in, ((name, title), link), (&selection, people)).await,
        Act::Email(link) => link,
    };
    let (mut get, mut left_out) = (Vec::new(), Vec::new());
    for person in &people {
        let (id, who) = (person.employee.id, person.employee.details.name.clone());
        match link.refuses(person, words) {
            None => get.push((id, who, person.employee.details.email.clone().unwrap_or_default())),
            Some(why) => left_out.push((id, who, why)),
        }
    }
    Ok(html(&ChosenPage {
        page: Page::of(&signed_in, title, HERE),
        act: name,
        about: link.about(words),
        button: link.button(get.len(), words),
        to_folder: web.outbox.goes_to_folder(),
        shown: selection.nobody_ticked(people.len(), words),
        selection: selection.fields(),
        back: selection.list(),
        seen_at: web.store.now().to_string(),
        get,
        left_out,
    }))
}

/// A form of which a field comes as often as there are people.
async fn carry_out(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    if !field("csrf").is_some_and(|shown| guard::is_csrf(&signed_in.visit, shown)) {
        return Ok(error::stale_form(&signed_in.visit));
    }
    let seen_at = field("seen_at").and_then(|at| at.parse::<Timestamp>().ok());
    let (Some(act), Some(selection), Some(seen_at)) = (Act::find(&fields), Selection::of_form(&fields), seen_at) else {
        return Ok(error::not_understood(&signed_in.visit));
    };
    let people = selection.find(&web, signed_in.session.user.workspace).await?;
    match act {
        Act::PrintCards => cards::of_these(&web, &signed_in, people).await,
        Act::Text(link) => texts::send(&web, &signed_in, (link, people, seen_at), field("agreed")).await,
        Act::Email(link) => {
            let words = &signed_in.words().rollout;
            let wanted = people.iter().filter(|person| link.refuses(person, words).is_none());
            email(&web, &signed_in, link, (wanted.map(|person| person.employee.id).collect(), seen_at)).await
        }
    }
}

async fn email(
    web: &Web,
    signed_in: &SignedIn,
    link: EmailedLink,
    (ids, seen_at): (Vec<EmployeeId>, Timestamp),
) -> Result<Response, PageError> {
    // The work goes on when the browser goes away.
    let (store, actor) = (web.store.clone(), signed_in.actor());
    match link {
        EmailedLink::Setup => {
            let sent = web.tracker.spawn(async move { links::email_these(&store, actor, &ids, seen_at).await });
            Ok(sent_links(web, signed_in.words(), sent.await??))
        }
        EmailedLink::OwnPage => {
            let sending = async move { worker_links::email_these(&store, &actor, &ids, seen_at).await };
            let sent = web.tracker.spawn(sending).await??;
            let words = &signed_in.words().rollout;
            let note = match (sent, web.outbox.goes_to_folder()) {
                (0, _) => words.own_none_sent.clone(),
                (count, true) => words.own_to_folder(count),
                (count, false) => words.own_being_sent(count),
            };
            Ok(guard::go(web, HERE, &note))
        }
    }
}
