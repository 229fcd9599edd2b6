//! Every page of the table of access, looked at by axe-core at every width and in both color schemes.

use axum::http::Method;
use jiff::{SignedDuration, civil::date};
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        exception::ExceptionKind,
        ids::{
            BadgeLinkId, BreakId, BreakKindId, ClaimId, DeviceId, EntryId, JobId, KioskCodeId, KioskId, LocationId,
            PasswordLinkId, PhotoId, UserId, VoiceCheckId,
        },
        kiosk,
        language::Language,
        user::{Email, Role},
        voice_check::Verdict,
        workspace::Zone,
    },
    service::{
        Hold,
        audit::Actor,
        kiosks::{Kiosk, badges, codes},
        payroll::reports::Report,
        timesheets::{approvals::version, sheets::PeriodChoice},
        voice_checks::holds,
    },
    store::users::{self, PasswordLink, PasswordLinkKind},
    web::access::{Audience, RULES, Rule},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{converse, run};
use crate::{
    access::served,
    exports::book::Book,
    hooks,
    locations::{caller, network},
    missed_calls,
    support::{
        MARIA, MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
        browser::{Browser, PASSWORD, add_user},
        kiosk::SoftDevice,
        office,
        people::{details, machine},
    },
    timesheets::{add, entry, raise},
};

/// Addresses that answer GET with something else than a page of their own.
pub const NO_PAGES: &[&str] = &[
    "/",
    "/prompts/{language}/{file}",
    "/healthz",
    "/readyz",
    "/assets/{file}",
    "/assets/kiosk/{release}/{file}",
    "/kiosk/manifest.webmanifest",
    "/kiosk/worker.js",
    "/kiosk/icon/{file}",
    "/employees/export",
    "/who-is-in/events",
    "/audit/export",
    "/phone/calls/{id}/events",
    // Looked at where somebody practices.
    "/practice/phone",
    "/exceptions/claims/{id}/audio",
    "/voice-checks/{id}/audio",
    "/photos/{id}/image",
    "/exports/{id}/file",
    "/exports/{id}/manifest",
    "/reports/costs/export",
    "/reports/{report}/export",
];

/// The table's pages.
pub fn page_rules() -> impl Iterator<Item = &'static Rule> {
    served().filter(|rule| rule.method == Method::GET && !NO_PAGES.contains(&rule.path))
}

/// A page to look at: its row in the table, its address, as whom, and what it answers.
fn page(rule: &str, path: &str, visitor: &str, status: u16) -> Value {
    json!({ "rule": rule, "path": path, "as": visitor, "status": status })
}

#[test]
fn what_is_said_to_be_no_page_is_in_the_table() {
    for path in NO_PAGES {
        assert!(RULES.iter().any(|rule| rule.method == Method::GET && rule.path == *path), "{path}");
    }
}

#[tokio::test]
async fn every_page_is_accessible_and_fits_the_screen_wide_and_narrow_light_and_dark() {
    let test = TestGateway::start().await;
    let rows = Rows::insert(&test).await;
    let mut pages = Vec::new();
    for rule in page_rules() {
        let visitor = if rule.audience == Audience::Everybody { "nobody" } else { "owner" };
        pages.extend(rows.addresses(rule.path).iter().map(|path| page(rule.path, path, visitor, 200)));
    }
    assert!(pages.len() > 30, "{pages:?}");
    pages.extend([
        page("nobody matches", "/employees?q=nobody+is+called+this", "owner", 200),
        page("nobody matches", "/time-tracking/phone-clocking?q=nobody+is+called+this", "owner", 200),
        page("something is found", "/search?q=o", "owner", 200),
        page("by job", "/timesheets?view=jobs&from=2026-11-09", "owner", 200),
        page(
            "an open day",
            &format!("/timesheets/week?from=2026-11-09&who={}&day=2026-11-09", rows.ana.id),
            "owner",
            200,
        ),
        page("nobody matches", "/approvals?show=nobody&from=2026-11-09", "owner", 200),
        page("not over", "/approvals?from=2026-11-17", "owner", 200),
        page("no hours", "/reports/hours?from=2026-01-01&to=2026-01-02", "owner", 200),
        page("days that are none", "/reports/calls?from=2026-12-31&to=2026-01-01", "owner", 200),
        page("a year", "/reports/exceptions?from=2026-01-01&to=2026-12-31", "owner", 200),
        page("another language", "/setup?language=es", "nobody", 200),
        page("practice in another language", "/practice?language=es", "nobody", 200),
        page("a link that is over", "/setup/nonsense", "nobody", 410),
        page("a link to a page of hours that is over", "/my/nonsense", "nobody", 404),
        page("a password link that is over", "/welcome/nonsense", "nobody", 200),
        page(
            "an unknown employee",
            &format!("/employees/{}", UserId::generate(&test.gateway.store.ids())),
            "owner",
            404,
        ),
        page("not for the role", "/settings", "manager", 403),
    ]);

    let given = json!({
        "at": test.pages(),
        "users": {
            "owner": { "email": rows.owner, "password": PASSWORD },
            "manager": { "email": add_user(&test.gateway, test.workspace.id, Role::Manager).await, "password": PASSWORD },
        },
        "pages": pages,
    });
    let mut seen = Vec::new();
    converse("every_page.js", &given, async |page| {
        seen.push(page.clone());
        Value::Null
    })
    .await;
    assert_eq!(seen, pages, "each page is looked at");
}

/// Words are longer than in English.
#[tokio::test]
async fn every_page_in_spanish_is_accessible_and_fits_the_screen() {
    let test = TestGateway::start().await;
    let rows = Rows::insert(&test).await;
    let mut browser = Browser::nobody(&test);
    browser.sign_in(&rows.owner, PASSWORD).await;
    browser.press("/account", "/account/language", &[("language", "es")]).await.is(303);
    let mut pages = Vec::new();
    for rule in page_rules().filter(|rule| rule.audience != Audience::Everybody) {
        pages.extend(rows.addresses(rule.path).iter().map(|path| page(rule.path, path, "owner", 200)));
    }
    let given = json!({
        "at": test.pages(),
        "users": { "owner": { "email": rows.owner, "password": PASSWORD } },
        "pages": pages,
        "colors": false,
    });
    let mut seen = 0;
    converse("every_page.js", &given, async |_| {
        seen += 1;
        Value::Null
    })
    .await;
    assert_eq!(seen, pages.len(), "each page is looked at");
}

#[tokio::test]
async fn no_page_leads_anybody_to_a_door_that_is_closed_to_them() {
    let test = TestGateway::start().await;
    let rows = Rows::insert(&test).await;
    for role in [Role::Owner, Role::Admin, Role::Manager, Role::Payroll] {
        let mut browser = test.browser(role).await;
        let (mut looked, mut links) = (0, std::collections::BTreeMap::<String, String>::new());
        for rule in page_rules().filter(|rule| rule.audience != Audience::Everybody) {
            for path in rows.addresses(rule.path) {
                let page = browser.get(&path).await;
                if page.status != 200 {
                    continue;
                }
                looked += 1;
                for link in page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    if link.starts_with('/') && !link.starts_with("/assets/") {
                        links.insert(link.replace("&#38;", "&").replace("&amp;", "&"), path.clone());
                    }
                }
            }
        }
        assert!(looked > 15 && links.len() > 30, "{role:?}: {looked} pages with {} links", links.len());
        for (link, from) in links {
            let status = browser.get(&link).await.status;
            assert!(status != 403 && status != 404, "{role:?} is led from {from} to {link}: {status}");
        }
    }
}

/// Lists of people and of jobs: with people to add, to update and with mistakes; and one that was imported.
async fn lists(test: &TestGateway) -> Vec<(&'static str, String)> {
    let mut admin = test.browser(Role::Admin).await;
    let people =
        "name,email,number,shift\n\"Torres, Dee\",dee@example.com,1,A\nEva Nomail,eva@example.com,2,B\n,bad,,\n";
    let lists = [
        ("/employees/import", people),
        ("/employees/import", "name\nIda Yoo\n"),
        (
            "/jobs/import",
            "job,phone code\nYard,71\n\"Elm Street 12, new roof and gutters at the back of the house\",72\nx,x\n",
        ),
    ];
    let mut drafts = Vec::new();
    for (path, list) in lists {
        let csrf = admin.get(path).await.value("csrf");
        let uploaded = admin.upload(path, Some(&csrf), "list.csv", list.as_bytes()).await;
        let to = uploaded.is(303).to().unwrap().to_owned();
        drafts.push((path, admin.get(&to).await.value("draft")));
    }
    admin.post("/employees/import/confirm", &[("draft", &drafts[1].1)]).await.is(303);
    drafts
}

/// What shows nothing, or leads elsewhere, until there is a profile, or kiosks are activated.
const NEEDS_ROWS: [&str; 8] = [
    "/time-tracking/phone-clocking/chosen",
    "/exports/check",
    "/time-tracking/kiosks/settings",
    "/time-tracking/kiosks/deactivate",
    "/time-tracking/kiosks/this-device",
    "/time-tracking/kiosks/approve-this-device",
    "/employees/kiosk",
    "/employees/kiosk/progress",
];

#[tokio::test]
async fn pages_without_rows_are_accessible_and_fit_the_screen() {
    let test = TestGateway::start().await;
    let first = test.first_owner_link().await;
    // What is left out of a file can be looked at once there is a profile, and settings once kiosks are activated.
    let needs_rows = |path: &str| path.contains('{') || NEEDS_ROWS.contains(&path);
    let bare = page_rules().filter(|rule| rule.audience != Audience::Everybody && !needs_rows(rule.path));
    let paths: Vec<_> = bare.map(|rule| rule.path).collect();
    let first_link = format!("/welcome/{}", first.expose());
    run("without_rows.js", &json!({ "at": test.pages(), "first_link": first_link, "paths": paths })).await;
}

#[tokio::test]
async fn what_forms_answer_is_accessible_and_fits_the_screen() {
    let test = TestGateway::start().await;
    let rows = Rows::insert(&test).await;
    let given = json!({
        "at": test.pages(),
        "owner": { "email": rows.owner, "password": PASSWORD },
        "manage": format!("/time-tracking/phone-clocking/{}", rows.maria.id),
        "link": rows.link,
    });
    run("after_forms.js", &given).await;
}

fn break_kind() -> BreakKindId {
    BreakKindId::from_bytes([11; 16])
}

fn a_break() -> BreakId {
    BreakId::from_bytes([12; 16])
}

/// A kind of break, and one of it in this entry.
async fn with_a_break(test: &TestGateway, entry: EntryId) {
    let hex = |bytes: &[u8; 16]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (kind, one, entry) = (hex(break_kind().as_bytes()), hex(a_break().as_bytes()), hex(entry.as_bytes()));
    test.write(&format!(
        "INSERT INTO break_kind SELECT x'{kind}', workspace_id, 'Almuerzo en la mesa larga', 0, 30, 60, 0, \
         NULL FROM time_entry WHERE id = x'{entry}'"
    ))
    .await;
    test.write(&format!(
        "INSERT INTO entry_break SELECT x'{one}', workspace_id, employee_id, id, x'{kind}', 0, in_at + 3600000, \
         in_at + 5400000, 0, NULL, 0, 'a test', NULL FROM time_entry WHERE id = x'{entry}'"
    ))
    .await;
}

/// What there is to be shown, with long names and names in other scripts.
pub struct Rows {
    /// The address of one who has signed up.
    pub owner: String,
    user: String,
    job: JobId,
    /// Connected, with everything on it; and not set up, without authentication.
    kiosks: [KioskId; 3],
    /// Approved; and a code that is out.
    device: DeviceId,
    code: KioskCodeId,
    /// Of the note, of a phone that is known, and of one that is not.
    claims: Vec<ClaimId>,
    /// Clocked in, with a PIN.
    maria: Employee,
    /// With a link.
    ana: Employee,
    /// With nothing at all.
    eva: Employee,
    link: String,
    welcome: String,
    /// A link that shows a badge.
    badge: String,
    /// A worker's own page.
    own_page: String,
    /// To be heard, judged and held, and with a recording that is damaged.
    checks: Vec<VoiceCheckId>,
    photos: Vec<PhotoId>,
    /// Last week's: in doubt, clean, approved; and one that is open.
    entries: Vec<EntryId>,
    location: LocationId,
    hook: String,
    /// By its id.
    profile: String,
    /// Where the file that was made by it is shown.
    export: String,
    /// Lists that wait to be imported, and one that was, by where they were uploaded.
    drafts: Vec<(&'static str, String)>,
}

impl Rows {
    pub async fn insert(test: &TestGateway) -> Self {
        let gateway = &test.gateway;
        let owner = add_user(gateway, test.workspace.id, Role::Owner).await;
        let user = user(test, &add_user(gateway, test.workspace.id, Role::Payroll).await).await;
        test.job("Elm Street 12, new roof and gutters at the back of the house", "71").await;
        let job = test.jobs().await[0].id;
        let yard = "Workshop at the far end of the yard, behind the old barn";
        let yard = test.location(yard, &[caller(OTHER_PHONE), network("203.0.113.0/24")]).await;
        let (maria, clock_id) = test.employee("Maria Lopez").await;
        let zone = Zone::parse("America/Argentina/ComodRivadavia").ok();
        let address = "hubert.wolfeschlegelsteinhausenbergerdorff@a-rather-long-name.example.com";
        let long = Details {
            email: Some(address.to_owned()),
            employee_number: Some("0000-1111-2222-3333".to_owned()),
            zone,
            ..details("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff")
        };
        let long = test.newcomer_with(long).await;
        let spanish = Details { language: Language::Es, payroll_id: Some("42".to_owned()), ..details("علي 李") };
        let spanish = Details { email: Some("ana@example.com".to_owned()), ..spanish };
        let ana = test.newcomer_with(spanish).await;
        let eva = test.newcomer("Eva Nomail", None).await;
        let (locked, locked_id) = test.employee("Ben Ode").await;
        let ben_forgets = format!("{locked_id}#,0912#,{locked_id}#,0912#,{locked_id}#,0912#");
        test.call(OTHER_PHONE, &ben_forgets).await;
        test.make_setup_code(&locked).await;

        test.call(MARIAS_PHONE, &format!("{clock_id}#,9073#,{clock_id}#,{PIN}#,71#")).await;
        test.advance(SignedDuration::from_mins(30));
        test.call(MARIAS_PHONE, &format!("{clock_id}#,{PIN}#,#")).await;
        test.advance(SignedDuration::from_mins(30));
        test.call(MARIAS_PHONE, &format!("{clock_id}#,{PIN}#,71#")).await;
        test.advance(SignedDuration::from_hours(15));

        for person in [&ana, &long] {
            test.email_setup_link(person, None).await.unwrap();
        }
        test.work().await;
        let link = test.mailed_links(&ana).await.remove(0);
        let welcome = format!("/welcome/{}", password_link(test, user).await);
        let (kiosk, badge) = at_kiosks(test, &ana).await;
        let ([plain, rich], mut tablet) = kiosks(test, job).await;
        let kiosks = [kiosk, plain, rich];
        let note = json!({ "employee": ana.id, "way": "in", "at": "06:52", "note": "The badge was left at home" });
        assert_eq!(tablet.ask("note", note).await["kind"], "noted");
        missed_calls::miss(test, &[MARIAS_PHONE, "anonymous"]).await;
        let claims: Vec<ClaimId> = test.column("SELECT id FROM claim ORDER BY made_at, at").await;
        assert_eq!(claims.len(), 3);
        let by = Actor::at_the_machine(test.workspace.id);
        let code = test.store.write(codes::holds(by.workspace), move |u| codes::make(u, &by, plain)).await.unwrap();
        let checks = voice_checks(test, &locked, user).await;
        let entries = last_week(test, [&locked, &long, &ana, &eva]).await;
        with_a_break(test, entries[1]).await;
        let photos = photos(test, (&locked, entries[0]), (plain, tablet.id)).await;
        let (profile, export) = exported(test).await;
        let own_page = test.send_worker_page(&ana).await;
        Self {
            owner,
            user: user.to_string(),
            job,
            kiosks,
            device: tablet.id,
            code,
            claims,
            maria,
            ana,
            eva,
            link,
            welcome,
            badge,
            own_page,
            checks,
            photos,
            entries,
            location: yard.location.id,
            hook: hooks::insert(test).await.to_string(),
            profile,
            export,
            drafts: lists(test).await,
        }
    }

    /// An address of the table with something in the place of its blank, in each state that looks its own way.
    pub fn addresses(&self, path: &'static str) -> Vec<String> {
        let people = [&self.maria, &self.ana, &self.eva].map(|person| person.id.to_string());
        let fill = |with: &[String]| with.iter().map(|with| path.replace("{id}", with)).collect();
        match path {
            "/time-tracking/phone-clocking/chosen" => vec![format!("{path}?do=email"), format!("{path}?do=pages")],
            "/employees/kiosk" => vec![format!("{path}?do=send"), format!("{path}?do=pins")],
            "/employees/import" | "/jobs/import" => {
                let drafts = self.drafts.iter().filter(|(place, _)| *place == path);
                let shown: Vec<_> = drafts.map(|(_, draft)| format!("{path}?draft={draft}")).collect();
                let checked = shown.iter().take(1).map(|shown| format!("{shown}&step=check"));
                std::iter::once(path.to_owned()).chain(checked).chain(shown.clone()).collect()
            }
            "/exports/check" => vec![format!("{path}?profile={}&from=2026-11-09", self.profile)],
            _ if !path.contains('{') => vec![path.to_owned()],
            "/exports/profiles/{id}" => fill(std::slice::from_ref(&self.profile)),
            "/exports/{id}" => vec![self.export.clone()],
            "/setup/{token}" => vec![self.link.clone()],
            "/welcome/{token}" => vec![self.welcome.clone()],
            "/badge/{token}" => vec![self.badge.clone()],
            "/my/{token}" | "/my/{token}/report" => vec![path.replace("/my/{token}", &self.own_page)],
            "/my/{token}/hours" => vec![format!("{}/hours?from=2026-11-09", self.own_page)],
            "/users/{id}" | "/users/{id}/employee" | "/users/{id}/pin" => fill(std::slice::from_ref(&self.user)),
            "/voice-checks/{id}" => fill(&self.checks.iter().map(ToString::to_string).collect::<Vec<_>>()),
            "/photos/{id}" => fill(&self.photos.iter().map(ToString::to_string).collect::<Vec<_>>()),
            "/settings/breaks/{id}" => fill(&[break_kind().to_string()]),
            "/time-entries/{id}/breaks/new" => fill(&[self.entries[1].to_string()]),
            "/time-entries/{id}/breaks/{break}" => fill(&[self.entries[1].to_string()])
                .iter()
                .map(|path| path.replace("{break}", &a_break().to_string()))
                .collect(),
            "/time-entries/{id}" => fill(&self.entries.iter().map(ToString::to_string).collect::<Vec<_>>()),
            "/timesheets/{id}" => {
                let weeks = fill(&people).into_iter().flat_map(|path| [format!("{path}?from=2026-11-09"), path]);
                weeks.collect()
            }
            "/help/{topic}" => ["exceptions", "terms"].map(|topic| path.replace("{topic}", topic)).to_vec(),
            "/reports/{report}" => Report::ALL.map(|report| path.replace("{report}", report.name())).to_vec(),
            "/settings/webhooks/{id}" => fill(std::slice::from_ref(&self.hook)),
            "/jobs/{id}/edit" | "/jobs/{id}/archive" => fill(&[self.job.to_string()]),
            _ if path.starts_with("/employees/{id}") => fill(&people),
            "/time-tracking/kiosks/codes/{id}" => fill(&[self.code.to_string()]),
            "/exceptions/claims/{id}" => fill(&self.claims.iter().map(ClaimId::to_string).collect::<Vec<_>>()),
            _ if path.starts_with("/time-tracking/kiosks/devices/{id}") => fill(&[self.device.to_string()]),
            "/time-tracking/locations/{id}/edit" => fill(&[self.location.to_string()]),
            _ if path.starts_with("/time-tracking/kiosks/{id}") => fill(&self.kiosks.map(|id| id.to_string())),
            "/time-tracking/phone-clocking/{id}" => fill(&people),
            "/time-tracking/phone-clocking/{id}/card" => fill(&people[..1]),
            _ => panic!("say here what stands in the place of the blank in {path}"),
        }
    }
}

/// A kiosk for everybody, and the link that shows somebody's badge.
async fn at_kiosks(test: &TestGateway, ana: &Employee) -> (KioskId, String) {
    let kiosk = test.kiosk_for_everybody(kiosk::Method::Badge).await;
    test.work().await;
    let (actor, seen_at) = (Actor::at_the_machine(test.workspace.id), test.clock_now());
    assert_eq!(badges::send(&test.store, &actor, vec![ana.id], seen_at).await.unwrap(), 1);
    let links: Vec<BadgeLinkId> = test.column("SELECT id FROM badge_link").await;
    (kiosk, format!("/badge/{}", test.store.keys().token(links[0].as_bytes())))
}

/// A kiosk with everything on it and a device, and one at which anybody clocks anybody.
async fn kiosks(test: &TestGateway, job: JobId) -> ([KioskId; 2], SoftDevice) {
    let plain = test.kiosk("Side door").await;
    let device = test.device(&plain).await;
    let rich = Kiosk {
        id: KioskId::generate(&test.store.ids()),
        name: "Workshop gate at the far end of the yard, behind the old barn".to_owned(),
        zone: Zone::parse("America/Argentina/ComodRivadavia").ok(),
        language: Some(Language::Es),
        default_job: Some(job),
        authentication_required: false,
        ..plain.clone()
    };
    ([plain.id, test.add_kiosk(rich).await.id], device)
}

/// Hours of the week that is over: in doubt, clean, approved, and approved and reopened.
async fn last_week(test: &TestGateway, people: [&Employee; 4]) -> Vec<EntryId> {
    let gateway = &test.gateway;
    let entries = people.map(|person| entry(gateway, person, "2026-11-10T03:00:00Z", Some(540)));
    let open = entry(gateway, people[3], "2026-11-15T20:00:00Z", None);
    add(gateway, [entries.to_vec(), vec![open.clone()]].concat()).await;
    raise(gateway, &entries[0], ExceptionKind::JobMissing).await;
    raise(gateway, &entries[0], ExceptionKind::VoiceCheckSilent).await;
    for person in &people[1..3] {
        let day = date(2026, 11, 9);
        let store = &test.store;
        let view = office::timesheet(store, person, PeriodChoice::Of(day)).await;
        let shown = version([&view.timesheet]);
        let approval = office::approve(store, machine(person), day, person.id, &shown).await.unwrap();
        if person.id == people[1].id {
            let because = "the eleventh is missing, says the foreman of the night shift";
            office::reopen(store, machine(person), approval.id, because).await;
        }
    }
    entries.iter().chain([&open]).map(|entry| entry.id).collect()
}

/// A profile, and the file of the week that is over: one person in it, the others left out and signed for.
async fn exported(test: &TestGateway) -> (String, String) {
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(test);
    let profile = book.profile(&mut payroll, "generic").await;
    let check = payroll.get(&format!("/exports/check?profile={profile}&from=2026-11-09")).await;
    let made = book.make(&mut payroll, &check, "The payroll").await.expect("something to export");
    (profile, made.to().unwrap_or_else(|| panic!("{}", made.text())).to_owned())
}

/// Photos to be looked at, judged and missing, all of one entry.
async fn photos(test: &TestGateway, (who, entry): (&Employee, EntryId), at: (KioskId, DeviceId)) -> Vec<PhotoId> {
    let mut photos = Vec::new();
    for color in [Some(3), Some(90), None] {
        photos.push(test.add_photo(who, entry, at, color).await);
    }
    test.execute("UPDATE photo SET sample = 0").await;
    let judged = "UPDATE photo SET verdict = 'same person', verdict_at = at WHERE id = \
                  (SELECT id FROM photo WHERE status = 'stored' ORDER BY id DESC LIMIT 1)";
    test.execute(judged).await;
    photos
}

async fn voice_checks(test: &TestGateway, ben: &Employee, user: UserId) -> Vec<VoiceCheckId> {
    let reviewer = Actor { user: Some(user), ..Actor::at_the_machine(test.workspace.id) };
    let [judged, damaged, unheard] =
        [test.voice_check(ben, MARIA).await, test.voice_check(ben, MARIA).await, test.voice_check(ben, MARIA).await];
    let note = "the name, said by her".to_owned();
    test.hear(&reviewer, judged).await;
    test.advance(SignedDuration::from_secs(3));
    test.judge(&reviewer, judged, Verdict::SamePerson, &note).await;
    test.in_office(move |u| holds::hold(u, &reviewer, judged, "Lopez v. North")).await.unwrap();
    std::fs::write(test.recording_of(damaged).await, b"nothing").unwrap();
    vec![unheard, judged, damaged]
}

async fn user(test: &TestGateway, email: &str) -> UserId {
    let email = Email::parse(email).unwrap();
    let found = test.gateway.store.db().read(move |tx| users::find_user_by_email(tx, &email)).await;
    found.unwrap().unwrap().0.id
}

/// The token of a link by which a user chooses a new password.
async fn password_link(test: &TestGateway, user: UserId) -> &'static str {
    let (token, now) = ("reset-token", test.gateway.store.now());
    let id = PasswordLinkId::generate(&test.gateway.store.ids());
    let ends_at = now + SignedDuration::from_hours(1);
    let link = PasswordLink { id, kind: PasswordLinkKind::Reset, user: Some(user), ends_at, spent: false };
    let hash = Sha256::digest(token.as_bytes());
    test.store.write(Hold::Gateway, move |u| users::insert_password_link(u.tx, &link, &hash, now)).await.unwrap();
    token
}
