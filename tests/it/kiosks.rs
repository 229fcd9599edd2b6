//! The Kiosks page and what is behind it: activating, adding, changing, switching off and deleting kiosks.

mod pending;
mod settings;
mod universal;

use jiff::SignedDuration;
use phoneclock::{
    domain::{ids::KioskId, kiosk::DeviceStatus, user::Role},
    service::kiosks::{
        Kiosk,
        kiosks::{self, StaffedKiosk},
        members,
    },
    store::{Hold, kiosk_devices},
};
use reqwest::StatusCode;

use crate::{
    employees::{actions, add, audit, details},
    support::{TestGateway, browser::Browser},
};

pub const HERE: &str = "/time-tracking/kiosks";

/// Adds a kiosk through its form, for everybody; its address.
pub async fn add_kiosk(browser: &mut Browser, name: &str) -> String {
    add_kiosk_with(browser, &[("name", name), ("who", "everyone"), ("authentication", "on")]).await
}

async fn add_kiosk_with(browser: &mut Browser, typed: &[(&str, &str)]) -> String {
    let new = format!("{HERE}/new");
    let id = browser.get(&new).await.value("id");
    let typed = [typed, &[("id", id.as_str())]].concat();
    browser.post(&new, &typed).await.is(303);
    format!("{HERE}/{id}")
}

async fn find(test: &TestGateway, path: &str) -> StaffedKiosk {
    let (workspace, id) = (test.workspace.id, KioskId::parse(path.rsplit('/').next().unwrap()).unwrap());
    test.store.read(move |tx| kiosks::get(tx, workspace, id)).await.unwrap()
}

async fn list(test: &TestGateway) -> Vec<Kiosk> {
    let workspace = test.workspace.id;
    test.store.read(move |tx| kiosks::list(tx, workspace)).await.unwrap()
}

async fn device_status(test: &TestGateway, kiosk: &Kiosk) -> Vec<DeviceStatus> {
    let (workspace, kiosk) = (kiosk.workspace, kiosk.id);
    let devices = test.store.read(move |tx| kiosk_devices::list_of_kiosk(tx, workspace, kiosk)).await.unwrap();
    devices.into_iter().map(|device| device.status).collect()
}

#[tokio::test]
async fn kiosks_are_activated_and_deactivated_and_nothing_is_lost_in_between() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    assert!(admin.get(HERE).await.text().contains("Kiosks are not activated."));
    manager.post(&format!("{HERE}/activate"), &[]).await.is(403);
    assert_eq!(admin.get(&format!("{HERE}/settings")).await.to(), Some(HERE), "there is nothing to set yet");

    let page = admin.submit(&format!("{HERE}/activate"), &[]).await;
    assert!(page.text().contains("There are no kiosks yet."), "{}", page.text());
    let gate = add_kiosk(&mut admin, "Gate").await;
    let salt: Vec<u8> = test.column("SELECT tag_salt FROM kiosk_policy").await.remove(0);
    assert!(salt.iter().any(|byte| *byte != 0), "drawn at random");

    assert!(admin.get(&format!("{HERE}/deactivate")).await.text().contains("No device is connected now."));
    let page = admin.submit(&format!("{HERE}/deactivate"), &[]).await;
    assert!(page.text().contains("Kiosks are deactivated") && page.text().contains("Gate"), "{}", page.text());
    assert!(admin.get(&gate).await.text().contains("Kiosks are deactivated, so nobody can clock here."));
    admin.submit(&format!("{HERE}/activate"), &[]).await;
    assert_eq!(test.column::<Vec<u8>>("SELECT tag_salt FROM kiosk_policy").await, [salt], "PINs alone work again");
    let done = ["activate kiosks", "deactivate kiosks", "add kiosk", "activate kiosks"];
    assert_eq!(actions(&test).await, done);
}

#[tokio::test]
async fn an_admin_adds_changes_disables_enables_and_deletes_a_kiosk() {
    let test = TestGateway::start().await;
    test.job("Roof repair", "12").await;
    let (ana, bo) =
        (add(&test, details("Ana <b>")).await.id.to_string(), add(&test, details("Bo")).await.id.to_string());
    let job = test.jobs().await[0].id.to_string();
    let mut admin = test.browser(Role::Admin).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    let typed = [
        ("name", " بوابة 🌉 \"Gate\" <i> "),
        ("zone", "Mountain"),
        ("language", "es"),
        ("default_job", job.as_str()),
        ("who", "chosen"),
        ("person", ana.as_str()),
        ("person", bo.as_str()),
        ("authentication", "on"),
    ];
    let path = add_kiosk_with(&mut admin, &typed).await;
    let StaffedKiosk { kiosk, members } = find(&test, &path).await;
    assert_eq!(kiosk.name, "بوابة 🌉 \"Gate\" <i>");
    assert_eq!(kiosk.zone.as_ref().map(|zone| zone.name()), Some("America/Denver"), "as people write it");
    assert_eq!((kiosk.everybody, members.len(), kiosk.default_job.is_some()), (false, 2, true));
    let page = admin.get(&path).await;
    page.says_nothing_of("<i>").says_nothing_of("Ana <b>");
    assert!(page.text().contains("2 people: Ana <b> , Bo") && page.text().contains("Spanish"), "{}", page.text());

    let edit = format!("{path}/edit");
    assert_eq!(admin.get(&edit).await.value("name"), kiosk.name);
    admin.submit(&edit, &[("name", "Gate"), ("who", "chosen"), ("person", &bo), ("authentication", "on")]).await;
    let changed = find(&test, &path).await;
    assert_eq!((changed.kiosk.name.as_str(), changed.kiosk.zone, changed.kiosk.default_job), ("Gate", None, None));
    assert_eq!(changed.members.len(), 1);

    admin.get(&path).await.says("/disable\">Disable</a>");
    let asked = admin.get(&format!("{path}/disable")).await;
    assert!(asked.text().contains("It is for: 1 person ."), "{}", asked.text());
    assert!(find(&test, &path).await.kiosk.disabled_at.is_none(), "the page alone disables nothing");
    let page = admin.submit(&format!("{path}/disable"), &[]).await;
    assert!(page.text().contains("Disabled: nobody can clock here."), "{}", page.text());
    assert!(admin.get(HERE).await.text().contains("Gate Disabled 1 person"));
    let page = admin.submit(&format!("{path}/enable"), &[]).await;
    assert!(page.text().contains("Not set up") && !page.text().contains("Disabled"), "{}", page.text());

    let records = audit(&test).await;
    let done: Vec<_> = records.iter().map(|record| record.action.as_str()).take(4).collect();
    assert_eq!(done, ["enable kiosk", "disable kiosk", "change kiosk", "add kiosk"]);
    let (before, after) = (records[2].before.as_deref().unwrap(), records[2].after.as_deref().unwrap());
    assert!(before.contains("Roof repair") && before.contains("Ana <b>"), "{before}");
    assert!(after.contains("\"people\":[\"Bo\"]") && !after.contains("authentication"), "{after}");
    assert!(records.iter().take(4).all(|record| record.actor == "The admin"));

    let page = admin.get(&format!("{path}/delete")).await;
    assert!(page.text().contains("A deleted kiosk does not come back."), "{}", page.text());
    assert_eq!(list(&test).await.len(), 1, "the page alone deletes nothing");
    let page = admin.submit(&format!("{path}/delete"), &[]).await;
    assert!(page.text().contains("Gate is deleted.") && page.text().contains("There are no kiosks yet."));
    assert_eq!(list(&test).await, []);
    for gone in ["", "/edit", "/delete", "/universal-pin"] {
        admin.get(&format!("{path}{gone}")).await.is(404);
    }
    for gone in ["/edit", "/delete", "/disable", "/enable", "/universal-pin/generate"] {
        admin.post(&format!("{path}{gone}"), &[("digits", "6")]).await.is(404);
    }
    assert_eq!(actions(&test).await[0], "delete kiosk");
}

#[tokio::test]
async fn what_is_wrong_with_a_kiosk_stands_beside_its_field_and_nothing_typed_is_lost() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    let gate = add_kiosk(&mut admin, "Gate").await;
    let new = format!("{HERE}/new");
    let id = admin.get(&new).await.value("id");
    for (typed, field, words) in [
        (vec![("name", " \u{200b} ")], "name", "Enter a name."),
        (vec![("name", "gáte")], "name", "There is a kiosk named Gate already."),
        (vec![("name", &*"x".repeat(61))], "name", "at most 60 characters"),
        (vec![("name", "Yard"), ("zone", "Mars/Olympus")], "zone", "There is no such time zone"),
        (vec![("name", "Yard"), ("who", "chosen")], "who", "Choose at least one person"),
    ] {
        let typed = [&[("id", id.as_str()), ("authentication", "on")][..], &typed].concat();
        let page = admin.post(&new, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert!(page.body.contains(words), "{field}: {}", page.text());
    }
    let wrong = [("id", id.as_str()), ("name", ""), ("zone", "Mars"), ("who", "chosen"), ("default_job", id.as_str())];
    let page = admin.post(&new, &[&wrong[..], &[("authentication", "on")]].concat()).await;
    let all =
        ["Enter a name.", "There is no such time zone", "Choose at least one person", "Choose a job that is in use."];
    assert!(all.iter().all(|words| page.body.contains(words)), "all of it at once: {}", page.text());
    let typed = [("id", id.as_str()), ("name", "Yard"), ("zone", "Mars"), ("language", "es"), ("authentication", "on")];
    let page = admin.post(&new, &typed).await;
    assert_eq!((page.value("name").as_str(), page.value("zone").as_str()), ("Yard", "Mars"));
    page.says("<option value=\"es\" selected>");
    let no_job = [("name", "Gate"), ("default_job", id.as_str()), ("authentication", "on")];
    let page = admin.post(&format!("{gate}/edit"), &no_job).await;
    assert!(page.body.contains("Choose a job that is in use."), "{}", page.text());
    assert_eq!(list(&test).await.len(), 1);
    admin.post(&new, &[("id", "not an id"), ("name", "Yard")]).await.is(400);
}

#[tokio::test]
async fn switching_authentication_off_is_asked_about_first_and_marked_ever_after() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    let path = add_kiosk(&mut admin, "Gate").await;
    let edit = format!("{path}/edit");
    let page = admin.post(&edit, &[("name", "Gate 2")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("anybody at this kiosk can clock anybody"), "{}", page.text());
    assert_eq!(page.value("name"), "Gate 2", "what was typed is still there");
    assert!(find(&test, &path).await.kiosk.authentication_required);

    let page = admin.submit(&edit, &[("name", "Gate 2"), ("sure", "on")]).await;
    assert!(page.text().contains("Authentication is switched off"), "{}", page.text());
    assert!(page.text().contains("Name alone"), "{}", page.text());
    assert!(admin.get(HERE).await.text().contains("Gate 2 Name only"));
    // Not again, while it stays off.
    admin.submit(&edit, &[("name", "Gate 3")]).await;
    admin.submit(&edit, &[("name", "Gate 3"), ("authentication", "on")]).await;
    assert!(find(&test, &path).await.kiosk.authentication_required);
    let records = audit(&test).await;
    assert_eq!(records[0].after.as_deref(), Some("{\"authentication_required\":true}"));
    let new = format!("{HERE}/new");
    let id = admin.get(&new).await.value("id");
    admin.post(&new, &[("id", &id), ("name", "Yard")]).await.is(422);
}

#[tokio::test]
async fn a_form_sent_twice_adds_one_kiosk_and_one_of_another_workspace_is_not_there() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    let new = format!("{HERE}/new");
    let id = admin.get(&new).await.value("id");
    let typed = [("id", id.as_str()), ("name", "Gate"), ("authentication", "on")];
    let mut again = admin.clone();
    let (first, second) = tokio::join!(admin.post(&new, &typed), again.post(&new, &typed));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!(list(&test).await.len(), 1);

    let other = crate::employees::other_workspace(&test).await;
    let theirs = test.add_kiosk(Kiosk { workspace: other.id, name: "Theirs".to_owned(), ..blank(&test) }).await;
    let typed = [("id", theirs.id.to_string()), ("name", "Mine".to_owned()), ("authentication", "on".to_owned())];
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.post(&new, &typed).await.is(404);
    admin.get(&format!("{HERE}/{}", theirs.id)).await.is(404);
    let stranger = test.add_employee_in(other.id, details("Stranger")).await.id.to_string();
    let path = format!("{HERE}/{id}/edit");
    let typed = [("name", "Gate"), ("who", "chosen"), ("person", stranger.as_str()), ("authentication", "on")];
    admin.post(&path, &typed).await.is(404);
    assert!(find(&test, &format!("{HERE}/{id}")).await.kiosk.everybody, "nothing was changed");
    let page = admin.get(HERE).await;
    page.says_nothing_of("Theirs");
}

fn blank(test: &TestGateway) -> Kiosk {
    Kiosk {
        id: KioskId::generate(&test.store.ids()),
        workspace: test.workspace.id,
        name: "Gate".to_owned(),
        zone: None,
        language: None,
        everybody: true,
        default_job: None,
        authentication_required: true,
        photos: false,
        disabled_at: None,
        created_at: test.clock_now(),
        universal_set_at: None,
    }
}

#[tokio::test]
async fn a_kiosk_is_for_everybody_or_its_members_and_people_are_counted_once() {
    let test = TestGateway::start().await;
    let (ana, bo) = (add(&test, details("Ana")).await, add(&test, details("Bo")).await);
    let gone = add(&test, details("Gone")).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", gone.id), &[]).await;
    admin.post(&format!("{HERE}/activate"), &[]).await;
    let workspace = test.workspace.id;
    let people = async || test.store.read(move |tx| members::list_people(tx, workspace)).await.unwrap();
    assert_eq!(people().await, [], "no kiosk, no kiosk people");
    let (id, gone_id) = (bo.id.to_string(), gone.id.to_string());
    let typed = [("name", "Truck"), ("who", "chosen"), ("person", id.as_str()), ("person", gone_id.as_str())];
    let truck = add_kiosk_with(&mut admin, &[&typed[..], &[("authentication", "on")]].concat()).await;
    assert_eq!(people().await, [bo.id]);
    let kiosk = find(&test, &truck).await.kiosk;
    let now = test.clock_now();
    let covered = async |who: phoneclock::domain::ids::EmployeeId| {
        let kiosk = kiosk.clone();
        test.store.read(move |tx| members::may_clock(tx, &kiosk, who, now)).await.unwrap()
    };
    assert_eq!((covered(ana.id).await, covered(bo.id).await, covered(gone.id).await), (false, true, false));
    let gate = add_kiosk(&mut admin, "Gate").await;
    assert_eq!(people().await, [ana.id, bo.id]);
    // Switched off, its people stay kiosk people; deleted, they do not.
    admin.submit(&format!("{gate}/disable"), &[]).await;
    assert_eq!(people().await.len(), 2);
    admin.submit(&format!("{gate}/delete"), &[]).await;
    assert_eq!(people().await, [bo.id]);
}

#[tokio::test]
async fn a_deleted_kiosk_puts_its_devices_out_and_a_disabled_one_keeps_them() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await;
    test.device(&kiosk).await;
    test.person("Maria Lopez").await;
    let credentials = "SELECT hex(id) || ' ' || coalesce(CAST(ended_at AS TEXT), 'good') FROM kiosk_credential";
    let before = test.column::<String>(credentials).await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("{HERE}/{}", kiosk.id);
    assert!(admin.get(HERE).await.text().contains("Gate Connected Everybody 1"));
    admin.submit(&format!("{path}/disable"), &[]).await;
    test.work().await;
    assert_eq!(device_status(&test, &kiosk).await, [DeviceStatus::Active]);
    assert_eq!(test.column::<String>(credentials).await, before, "no PIN and no badge is touched");
    admin.submit(&format!("{path}/enable"), &[]).await;
    test.work().await;
    assert_eq!(test.column::<String>(credentials).await, before);
    assert!(admin.get(&format!("{path}/delete")).await.text().contains("1 device of Gate is out at its next request"));
    admin.submit(&format!("{path}/delete"), &[]).await;
    assert_eq!(test.count("kiosk_device WHERE status = 'deleted'").await, 1);
    let before = audit(&test).await.remove(0).before.unwrap();
    assert!(before.contains("Tablet at Gate"), "{before}");
}

#[tokio::test]
async fn a_kiosk_whose_devices_were_not_seen_for_a_working_day_says_since_when() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await;
    let mut tablet = test.device(&kiosk).await;
    tablet.ask("state", serde_json::json!({})).await;
    test.advance(SignedDuration::from_hours(48));
    let mut manager = test.browser(Role::Manager).await;
    let (list, own) = (manager.get(HERE).await, manager.get(&format!("{HERE}/{}", kiosk.id)).await);
    for page in [&list, &own] {
        page.says("<span class=\"badge warn\">Silent since Tue, Nov 17, 7:00 AM</span>");
        page.says_nothing_of("Connected");
    }
    own.says("<span class=\"badge warn\">Silent</span>");
    // Another one was seen.
    test.device(&kiosk).await.ask("state", serde_json::json!({})).await;
    assert!(manager.get(HERE).await.text().contains("Gate Connected"));
}

#[tokio::test]
async fn the_page_says_how_many_punches_there_were_and_how_long_people_took() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await;
    let device = test.device(&kiosk).await;
    let now = test.clock_now();
    let ago = |days: i64| (now - SignedDuration::from_hours(24 * days)).as_millisecond();
    let rows = [
        (ago(8), "punched", Some(90_000)),
        (ago(1), "punched", Some(3_000)),
        (ago(2), "punched", Some(4_240)),
        (ago(2), "punched", Some(20_000)),
        (ago(3), "punched", None),
        (ago(1), "refused", Some(1)),
        (ago(1), "left", Some(1)),
    ];
    let (workspace, kiosk_id, device) = (test.workspace.id, kiosk.id, device.id);
    let ids: Vec<_> = rows.iter().map(|_| KioskId::generate(&test.store.ids())).collect();
    let write = test.store.db().write(Hold::Gateway, move |tx| {
        rows.into_iter().zip(ids).try_for_each(|((at, outcome, took), id)| {
            const SQL: &str = "INSERT INTO identification (id, workspace_id, kiosk_id, device_id, at, address, proof, \
                               outcome, counts, took) VALUES (?1, ?2, ?3, ?4, ?5, 'x', 'pin', ?6, 0, ?7)";
            let values = [
                id.into(),
                workspace.into(),
                kiosk_id.into(),
                device.into(),
                at.into(),
                outcome.into(),
                took.map_or(phoneclock::store::tx::Value::Null, phoneclock::store::tx::Value::Int),
            ];
            tx.execute(SQL, &values).map(drop)
        })
    });
    write.await.unwrap();
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get(HERE).await;
    assert!(page.text().contains("Gate Connected Everybody 1 4 punches 4.2 s"), "{}", page.text());
    let page = manager.get(&format!("{HERE}/{}", kiosk.id)).await;
    assert!(page.text().contains("4 punches Typical time per person 4.2 s from touching"), "{}", page.text());
    page.says_nothing_of("/edit\"").says_nothing_of("universal-pin");
}
