//! What is done with kiosk PINs and badges of the people who were ticked on the list: who gets it and who does not is shown
//! first, and then it is done.

mod selection;
mod words;

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form as PlainForm, Query};
use jiff::Timestamp;
use tokio::task::JoinError;

use self::selection::Selection;
use crate::{
    domain::{employee::Employee, ids::EmployeeId},
    service::{
        Hold,
        kiosks::{
            badges,
            bulk::{self, BulkAct, BulkPlan, Chosen},
            choose::Wanted,
            credentials::{KioskCredentialError, KioskSecret},
            pictures,
            policy::KioskPolicy,
        },
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            confirm,
            error::{self, PageError},
            form_errors::capital,
            kiosk_cards::{self, CardKind, MoreCards},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::{admin::BulkWords, refusals},
};

/// Cards on one page.
const CARDS: usize = 200;
/// PINs or badges that are made while somebody waits, where they are shown once.
const MAX_SHOWN_ONCE: usize = 100;

const CONFIRM: &str = "/employees/kiosk";
const DO: &str = "/employees/kiosk/do";
const PROGRESS: &str = "/employees/kiosk/progress";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/employees/kiosk", Audience::ADMINS, ask)
        .post("/employees/kiosk/do", Audience::ADMINS, carry_out)
        .get("/employees/kiosk/progress", Audience::ADMINS, progress)
}

/// What a button is called, in addresses and for people, and what it does.
type Button = (&'static str, fn(&BulkWords) -> &str, BulkAct);

/// The buttons, in their order.
pub(super) const BUTTONS: [Button; 6] = [
    ("send", |words| &words.send, BulkAct::SendBadges),
    ("download", |words| &words.download, BulkAct::DownloadBadges),
    ("badges", |words| &words.print_badges, BulkAct::PrintBadges),
    ("slips", |words| &words.print_slips, BulkAct::PrintSlips),
    ("pins", |words| &words.generate, BulkAct::GeneratePins),
    ("issue", |words| &words.issue, BulkAct::IssueBadges),
];

fn button(name: &str) -> Option<Button> {
    BUTTONS.into_iter().find(|(known, ..)| *known == name)
}

#[derive(Template)]
#[template(path = "employees/kiosk_bulk.html")]
struct ConfirmPage {
    page: Page,
    name: &'static str,
    button: String,
    about: &'static str,
    /// What those who get something lose by it.
    warning: Option<String>,
    /// That nobody was selected, and whom it is for then.
    shown: Option<String>,
    /// Who they are, for the form.
    selection: Vec<(&'static str, String)>,
    /// The list that they were selected on.
    back: String,
    seen_at: String,
    get: Vec<Named>,
    left_out: Vec<(Named, &'static str)>,
}

struct Named {
    id: EmployeeId,
    name: String,
    email: Option<String>,
}

#[derive(Template)]
#[template(path = "employees/kiosk_progress.html")]
struct ProgressPage {
    page: Page,
    waiting: usize,
    again: String,
    /// Where the slips or badges of those who were selected are printed when they are there.
    print: String,
    print_name: &'static str,
    /// The list that they were selected on.
    back: String,
}

fn find_act(fields: &[(String, String)]) -> Option<Button> {
    fields.iter().find(|(name, _)| name == "do").and_then(|(_, act)| button(act))
}

/// An address of this section, with who was selected.
fn address(path: &str, act: &str, selection: &Selection) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("do", act).extend_pairs(selection.fields());
    format!("{path}?{}", query.finish())
}

async fn ask(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let Some((name, title, act)) = find_act(&fields) else { return Ok(error::not_found(&signed_in.visit)) };
    let (workspace, selection) = (signed_in.session.user.workspace, Selection::of_list(&fields));
    let chosen = selection.chosen(&web, workspace).await?;
    let planned = web.store.read(move |tx| bulk::plan(tx, workspace, act, &chosen)).await;
    let plan = match planned {
        Ok(plan) => plan,
        Err(problem) => return refused(&web, &signed_in, &problem),
    };
    let (losing, words) = (plan.count_held(), &signed_in.words().bulk);
    let BulkPlan { policy, get, left_out } = plan;
    if act.wanted() == Wanted::Badge && !policy.method.has_badge() {
        return Ok(guard::go(&web, "/employees", &words.no_badges));
    }
    let named = |employee: &Employee| Named {
        id: employee.id,
        name: employee.details.name.clone(),
        email: employee.details.email.clone().filter(|_| act == BulkAct::SendBadges),
    };
    Ok(html(&ConfirmPage {
        page: Page::of(&signed_in, title(words), "/employees"),
        name,
        button: words.button(act, get.len()),
        about: words.about(act, &policy),
        warning: words.warning(act, losing, web.outbox.goes_to_folder()),
        shown: match selection {
            Selection::Shown(_) => Some(words.shown(get.len() + left_out.len())),
            Selection::Ticked(_) => None,
        },
        selection: selection.fields(),
        back: selection.list(),
        seen_at: web.store.now().to_string(),
        get: get.iter().map(|person| named(&person.employee)).collect(),
        left_out: left_out
            .iter()
            .map(|(person, why)| (named(&person.employee), words.why_left_out(act, *why)))
            .collect(),
    }))
}

fn refused(web: &Web, signed_in: &SignedIn, problem: &KioskCredentialError) -> Result<Response, PageError> {
    match problem {
        KioskCredentialError::Store(_) | KioskCredentialError::Hash(_) => Err(error::failed(problem)),
        KioskCredentialError::NotActivated
        | KioskCredentialError::NoEmployee
        | KioskCredentialError::Inactive
        | KioskCredentialError::NotTyped
        | KioskCredentialError::Digits(_)
        | KioskCredentialError::Pin(_)
        | KioskCredentialError::Refused
        | KioskCredentialError::TooManyRefused
        | KioskCredentialError::NoneLeft
        | KioskCredentialError::NothingThere
        | KioskCredentialError::ChangedMeanwhile
        | KioskCredentialError::MadeAlready => {
            let note = format!("{}.", capital(&refusals::kiosk_credential(signed_in.words(), problem)));
            Ok(guard::go(web, "/employees", &note))
        }
    }
}

/// A form of which a field comes as often as there are people.
async fn carry_out(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let all = |wanted: &'static str| fields.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value);
    if !all("csrf").next().is_some_and(|shown| guard::is_csrf(&signed_in.visit, shown)) {
        return Ok(error::stale_form(&signed_in.visit));
    }
    confirm::required_for(&web, &signed_in, DO, &fields)?;
    let Some(((name, _, act), selection)) = find_act(&fields).zip(Selection::of_form(&fields)) else {
        return Ok(error::not_understood(&signed_in.visit));
    };
    let chosen = selection.chosen(&web, signed_in.session.user.workspace).await?;
    let after = all("after").next().and_then(|id| EmployeeId::parse(id));
    let seen_at = all("seen_at").next().and_then(|at| at.parse().ok()).unwrap_or_else(|| web.store.now());
    let task = BulkTask { web, signed_in, name, act, selection, chosen, after, seen_at };
    let done = match act {
        BulkAct::SendBadges => task.send().await,
        BulkAct::DownloadBadges => task.download().await,
        BulkAct::PrintBadges => task.print(CardKind::Badges).await,
        BulkAct::PrintSlips => task.print(CardKind::Slips).await,
        BulkAct::GeneratePins => task.renew(CardKind::Slips).await,
        BulkAct::IssueBadges => task.renew(CardKind::Badges).await,
    };
    match done {
        Ok(response) => Ok(response),
        Err(BulkError::Refused(problem)) => refused(&task.web, &task.signed_in, &problem),
        Err(BulkError::Page(page)) => Err(page),
    }
}

enum BulkError {
    Refused(KioskCredentialError),
    Page(PageError),
}

impl From<KioskCredentialError> for BulkError {
    fn from(error: KioskCredentialError) -> Self {
        Self::Refused(error)
    }
}

impl From<PageError> for BulkError {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<JoinError> for BulkError {
    fn from(error: JoinError) -> Self {
        Self::Page(error.into())
    }
}

/// What was asked for, and by whom.
struct BulkTask {
    web: Web,
    signed_in: SignedIn,
    name: &'static str,
    act: BulkAct,
    selection: Selection,
    chosen: Chosen,
    /// Behind whom the cards of this page begin.
    after: Option<EmployeeId>,
    seen_at: Timestamp,
}

impl BulkTask {
    async fn plan(&self) -> Result<BulkPlan, KioskCredentialError> {
        let (workspace, act, chosen) = (self.signed_in.session.user.workspace, self.act, self.chosen.clone());
        self.web.store.read(move |tx| bulk::plan(tx, workspace, act, &chosen)).await
    }

    /// The work goes on when the browser goes away.
    async fn send(&self) -> Result<Response, BulkError> {
        let people = ids(&self.plan().await?);
        let (store, actor, seen_at) = (self.web.store.clone(), self.signed_in.actor(), self.seen_at);
        let sending = async move { badges::send(&store, &actor, people, seen_at).await };
        let sent = self.web.tracker.spawn(sending).await??;
        let to_folder = self.web.outbox.goes_to_folder();
        let words = &self.signed_in.words().bulk;
        let note = match (sent, to_folder) {
            (0, _) => words.sent_none.clone(),
            (count, true) => words.in_folder(count),
            (count, false) => words.sending(count),
        };
        Ok(guard::go(&self.web, "/employees", &note))
    }

    /// What the plan's people have, once it is written down that it is shown.
    async fn shown(&self, at_most: usize) -> Result<(KioskPolicy, Vec<(Employee, KioskSecret)>, bool), BulkError> {
        let (actor, act, chosen, after) = (self.signed_in.actor(), self.act, self.chosen.clone(), self.after);
        let write = self.web.store.write(Hold::WorkspaceShared(actor.workspace), move |u| {
            let mut plan = bulk::plan(u.tx, actor.workspace, act, &chosen)?;
            go_on(&mut plan, after);
            let more = plan.get.len() > at_most;
            plan.get.truncate(at_most);
            let policy = plan.policy;
            let shown = bulk::secrets(u.keys, plan);
            let people: Vec<_> = shown.iter().map(|(employee, _)| employee).collect();
            if !people.is_empty() {
                bulk::note_shown(u, &actor, act, &people)?;
            }
            Ok::<_, KioskCredentialError>((policy, shown, more))
        });
        Ok(write.await?)
    }

    async fn download(&self) -> Result<Response, BulkError> {
        let (_, shown, _) = self.shown(usize::MAX).await?;
        let now = self.web.store.now();
        let file = tokio::task::spawn_blocking(move || pictures::archive(shown, now)).await?;
        let file = file.map_err(|problem| error::failed(&problem))?;
        let headers = [
            (header::CONTENT_TYPE, "application/x-tar"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"badges.tar\""),
        ];
        Ok((headers, file).into_response())
    }

    async fn print(&self, kind: CardKind) -> Result<Response, BulkError> {
        let (policy, shown, is_more) = self.shown(CARDS).await?;
        let more = self.more_behind(&shown, is_more);
        Ok(kiosk_cards::of_many(&self.web, &self.signed_in, (&policy, kind, false), shown, more).await?)
    }

    /// The form of the cards behind these, where there are more.
    fn more_behind(&self, shown: &[(Employee, KioskSecret)], is_more: bool) -> Option<MoreCards> {
        let (last, _) = shown.last().filter(|_| is_more)?;
        let seen_at = ("seen_at", self.seen_at.to_string());
        let mut fields = vec![("do", self.name.to_owned()), ("after", last.id.to_string()), seen_at];
        fields.extend(self.selection.fields());
        Some(MoreCards { path: DO, fields })
    }

    /// Leaves out those who got a new one since the page was shown: sent twice, the form makes it once.
    fn leave_out_renewed(&self, plan: &mut BulkPlan) {
        plan.get.retain(|person| person.credential.as_ref().is_none_or(|held| held.made_at <= self.seen_at));
    }

    async fn renew(&self, kind: CardKind) -> Result<Response, BulkError> {
        let (mut plan, words) = (self.plan().await?, &self.signed_in.words().bulk);
        self.leave_out_renewed(&mut plan);
        if plan.get.is_empty() {
            return Ok(guard::go(&self.web, &self.selection.list(), &words.renewed_already));
        }
        let (policy, people, act) = (plan.policy, ids(&plan), self.act);
        if !policy.may_show_again {
            return self.make_now(kind, plan).await;
        }
        let (store, actor) = (self.web.store.clone(), self.signed_in.actor());
        let renewing = async move { bulk::renew(&store, &actor, act, people).await };
        let renewed = self.web.tracker.spawn(renewing).await??;
        let note = match kind {
            CardKind::Slips => words.making_pins(renewed),
            CardKind::Badges => words.making_badges(renewed),
        };
        Ok(guard::go(&self.web, &address(PROGRESS, self.name, &self.selection), &note))
    }

    /// Makes what is shown once, and shows it. Those who are not reached come with the next press.
    async fn make_now(&self, kind: CardKind, mut plan: BulkPlan) -> Result<Response, BulkError> {
        go_on(&mut plan, self.after);
        let due = plan.get.len();
        let (policy, wanted) = (plan.policy, self.act.wanted());
        let (issuer, actor) = (self.web.services.issuer.clone(), self.signed_in.actor());
        let making = async move {
            let mut made = Vec::new();
            for person in plan.get.into_iter().take(MAX_SHOWN_ONCE) {
                match issuer.generate(&actor, person.employee.id, wanted).await {
                    Ok(secret) => made.push((person.employee, secret)),
                    // What was made is shown in any case: nobody can show it later.
                    Err(problem) if made.is_empty() => return Err(problem),
                    Err(problem) => {
                        tracing::warn!(error = &problem as &dyn std::error::Error, "not everybody has a new kiosk PIN");
                        break;
                    }
                }
            }
            Ok(made)
        };
        let made = self.web.tracker.spawn(making).await??;
        let more = self.more_behind(&made, made.len() < due);
        Ok(kiosk_cards::of_many(&self.web, &self.signed_in, (&policy, kind, true), made, more).await?)
    }
}

/// Leaves out those of a plan whose turn was before.
fn go_on(plan: &mut BulkPlan, after: Option<EmployeeId>) {
    if let Some(after) = after {
        let behind = plan.get.iter().position(|person| person.employee.id == after).map_or(0, |at| at + 1);
        plan.get.drain(..behind);
    }
}

fn ids(plan: &BulkPlan) -> Vec<EmployeeId> {
    plan.get.iter().map(|person| person.employee.id).collect()
}

async fn progress(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let waiting = match web.store.read(move |tx| bulk::count_waiting(tx, workspace)).await {
        Ok(waiting) => waiting,
        Err(problem) => return refused(&web, &signed_in, &problem),
    };
    let wanted = find_act(&fields).map_or(Wanted::Pin, |(_, _, act)| act.wanted());
    let words = &signed_in.words().bulk;
    let (again, print, print_name) = match wanted {
        Wanted::Pin => ("pins", "slips", &words.print_slips),
        Wanted::Badge => ("issue", "badges", &words.print_badges),
    };
    let selection = Selection::of_list(&fields);
    Ok(html(&ProgressPage {
        page: Page::of(&signed_in, &words.progress_title, "/employees"),
        waiting,
        again: address(PROGRESS, again, &selection),
        print: address(CONFIRM, print, &selection),
        print_name,
        back: selection.list(),
    }))
}
