//! Many people at once: who gets it, who does not and why, and the doing.

use std::{collections::BTreeSet, io::Read};

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        kiosk::{CredentialKind, Method},
        user::Role,
    },
    service::{audit::Actor, kiosks::policy::KioskPolicy},
};
use reqwest::{Method as HttpMethod, header};

use crate::support::{TestGateway, browser::Browser, kiosk_office::policy, people::details};

const ASK: &str = "/employees/kiosk";
const DO: &str = "/employees/kiosk/do";

/// Ana and Ben with mail, Cem without, Dee whose PIN is typed, Eve who has left.
async fn people(test: &TestGateway) -> [Employee; 5] {
    let with = |name: &str, email: Option<&str>| Details { email: email.map(str::to_owned), ..details(name) };
    let people = [
        test.add_employee(with("Ana Torres", Some("ana@example.com"))).await,
        test.add_employee(with("Ben Ode", Some("ben@example.com"))).await,
        test.add_employee(with("Cem Kaya", None)).await,
        test.add_employee(with("Dee Moss", Some("dee@example.com"))).await,
        test.add_employee(with("Eve Gone", Some("eve@example.com"))).await,
    ];
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", people[4].id), &[]).await;
    people
}

async fn type_pin(test: &TestGateway, who: &Employee) {
    let actor = Actor::at_the_machine(test.workspace.id);
    test.gateway.issuer.set_typed(&actor, who.id, "730264").await.unwrap();
}

async fn chosen(admin: &mut Browser, act: &str, people: &[&Employee]) -> Vec<(String, String)> {
    let ids: Vec<_> = people.iter().map(|person| format!("&employee={}", person.id)).collect();
    let page = admin.get(&format!("{ASK}?do={act}{}", ids.concat())).await;
    let mut fields = page.is(200).hidden_fields();
    fields.retain(|(name, _)| name != "csrf");
    fields
}

async fn carry_out(admin: &mut Browser, fields: &[(String, String)]) -> crate::support::browser::Page {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    admin.post(DO, &fields).await
}

#[tokio::test]
async fn the_confirmation_lists_who_gets_it_and_who_does_not_and_why() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    type_pin(&test, &people[3]).await;
    let mut admin = test.browser(Role::Admin).await;
    let all: String = people.iter().map(|person| format!("&employee={}", person.id)).collect();
    let page = admin.get(&format!("{ASK}?do=send{all}")).await;
    page.says("Who gets it (3)").says("Cem Kaya</bdi></a>: no usable email address");
    page.says("Eve Gone</bdi></a>: not active").says("Send 3 QR codes");
    let page = admin.get(&format!("{ASK}?do=slips{all}")).await;
    page.says("Dee Moss</bdi></a>: the PIN was typed, and cannot be shown").says("Show 3 PIN slips to print");
    let page = admin.get(&format!("{ASK}?do=pins")).await;
    page.says("You selected nobody, so this is for the 4 people shown in the list.").says("Generate 4 new PINs");
    page.says("<p class=\"warning\">4 people lose the kiosk PIN that they have, at once").says_nothing_of("Eve Gone");
    assert_eq!(test.count("mail").await, 0, "looking does nothing");
    admin.get(&format!("{ASK}?do=nothing")).await.is(404);

    // By a method without badges none is sent.
    test.set_policy_and_queue(policy(Method::NameAndPin)).await;
    admin.get("/employees").await.says("Print PIN slips").says_nothing_of("Send QR codes");
    let back = admin.get(&format!("{ASK}?do=send{all}")).await;
    assert_eq!(back.is(303).to(), Some("/employees"));
}

#[tokio::test]
async fn where_nobody_is_ticked_it_is_for_those_whom_the_list_shows_and_never_for_everybody() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    let list = admin.get("/employees?q=Torres").await;
    list.says("If you select nobody: for the 1 person shown").says("data-tick-all=\"employee\"");
    let mut form = list.form("/employees/kiosk", &[]);
    form.push(("do".to_owned(), "pins".to_owned()));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    let asked = admin.get(&format!("{ASK}?{query}")).await;
    asked.says("You selected nobody, so this is for the 1 person shown in the list.").says("Generate 1 new PIN<");
    asked.says("1 person loses the kiosk PIN that they have, at once").says_nothing_of("Ben Ode");
    let ben = test.kiosk_credential(&people[1], CredentialKind::NamePin).await;
    let fields: Vec<_> = asked.form(DO, &[]).into_iter().filter(|(name, _)| name != "csrf").collect();
    let done = carry_out(&mut admin, &fields).await;
    assert!(test.kiosk_credential(&people[0], CredentialKind::NamePin).await.is_none());
    assert_eq!(test.kiosk_credential(&people[1], CredentialKind::NamePin).await, ben);
    test.work().await;
    // Their slips follow, and nobody else's.
    let progress = admin.get(done.is(303).to().unwrap()).await;
    let print = progress.says("All of them are made.").link("do=slips").unwrap();
    admin.get(&print).await.says("Show 1 PIN slip to print").says("Ana Torres").says_nothing_of("Ben Ode");
    // Sent twice, the form makes one.
    let made = test.kiosk_credential(&people[0], CredentialKind::NamePin).await;
    let again = carry_out(&mut admin, &fields).await;
    assert_eq!(again.is(303).to(), Some("/employees?q=Torres"));
    assert_eq!(test.kiosk_credential(&people[0], CredentialKind::NamePin).await, made);

    for nobody in ["employee=not+an+id", "q=nobody+of+that+name"] {
        admin.get(&format!("{ASK}?do=pins&{nobody}")).await.is(200).says("can get it.").says_nothing_of("Generate 1");
    }
}

#[tokio::test]
async fn slips_and_badges_are_printed_for_those_who_have_them() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    let fields = chosen(&mut admin, "slips", &[&people[0], &people[1]]).await;
    let slips = carry_out(&mut admin, &fields).await;
    for (person, is_there) in [(&people[0], true), (&people[1], true), (&people[2], false)] {
        let pin = test.kiosk_secret(person, CredentialKind::NamePin).await;
        assert_eq!(slips.body.contains(&pin), is_there, "{}", person.details.name);
    }
    let fields = chosen(&mut admin, "badges", &[]).await;
    let badges = carry_out(&mut admin, &fields).await;
    assert_eq!(badges.is(200).body.matches("<svg class=\"qr large\"").count(), 4);
    let audited = test.audited().await;
    for line in ["The admin: print PIN slips kiosks", "The admin: print badges kiosks"] {
        assert!(audited.contains(&line.to_owned()), "{audited:?}");
    }
}

#[tokio::test]
async fn more_cards_than_fit_a_page_follow_on_the_next() {
    let test = TestGateway::start().await;
    for number in 0..205 {
        test.add_employee(details(&format!("Person {number:03}"))).await;
    }
    test.kiosk_for_everybody(Method::Badge).await;
    test.execute(
        "INSERT INTO kiosk_credential (id, workspace_id, employee_id, kind, origin, try, digits, tag, made_at) \
         SELECT randomblob(16), workspace_id, id, 'badge', 'derived', 0, 0, randomblob(32), 1 FROM employee",
    )
    .await;
    let mut admin = test.browser(Role::Admin).await;
    let fields = chosen(&mut admin, "badges", &[]).await;
    let first = carry_out(&mut admin, &fields).await;
    assert_eq!(first.is(200).body.matches("<article").count(), 200);
    let mut more = first.hidden_fields();
    let from = more.iter().position(|(name, _)| name == "do").unwrap();
    let second = carry_out(&mut admin, &more.split_off(from)).await;
    assert_eq!(second.is(200).body.matches("<article").count(), 5);
    second.says("Person 204").says_nothing_of("Person 000").says_nothing_of("Next cards");
}

#[tokio::test]
async fn the_file_of_badges_has_a_picture_each_under_the_holders_name() {
    let test = TestGateway::start().await;
    let same = Details { employee_number: Some("7/../../etc".to_owned()), ..details("../Ana: Torres") };
    for person in [details("Ana Torres"), details("Ana Torres"), same, details("李 علي"), details("///")] {
        test.add_employee(person).await;
    }
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    let fields = chosen(&mut admin, "download", &[]).await;
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(&fields).append_pair("csrf", &admin.csrf());
    let request = admin.request(HttpMethod::POST, DO).body(form.finish());
    let answer = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"badges.tar\"");
    let bytes = answer.bytes().await.unwrap();
    let mut archive = tar::Archive::new(bytes.as_ref());
    let (mut names, mut badges) = (BTreeSet::new(), BTreeSet::new());
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        names.insert(entry.path().unwrap().to_str().unwrap().to_owned());
        let mut picture = Vec::new();
        entry.read_to_end(&mut picture).unwrap();
        assert_eq!(&picture[..4], b"\x89PNG");
        badges.insert(read(&picture));
    }
    let wanted = ["Ana Torres 2.png", "Ana Torres 7etc.png", "Ana Torres.png", "badge.png", "李 علي.png"];
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    let mut theirs = BTreeSet::new();
    for row in test.employees().await {
        theirs.insert(test.kiosk_secret(&row.employee, CredentialKind::Badge).await);
    }
    assert_eq!(badges, theirs, "each can be read by a camera");
}

/// What a camera reads.
fn read(picture: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let (width, line) = (frame.width as usize, frame.line_size);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| {
        if bytes[y * line + x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 }
    });
    prepared.detect_grids()[0].decode().unwrap().1
}

#[tokio::test]
async fn new_pins_are_made_in_the_background_and_the_old_ones_end_at_once() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    type_pin(&test, &people[3]).await;
    let mut before = Vec::new();
    for person in &people[..3] {
        before.push(test.kiosk_secret(person, CredentialKind::NamePin).await);
    }
    let mut admin = test.browser(Role::Admin).await;
    let fields = chosen(&mut admin, "pins", &[&people[0], &people[3], &people[4]]).await;
    let done = carry_out(&mut admin, &fields).await;
    let progress = admin.get(done.is(303).to().unwrap()).await;
    progress.says("2 new PINs are being made.").says("2 PINs and badges are still to be made");
    for person in [&people[0], &people[3]] {
        assert!(test.kiosk_credential(person, CredentialKind::NamePin).await.is_none(), "it has ended");
    }
    test.work().await;
    admin.get("/employees/kiosk/progress?do=pins").await.says("All of them are made.").says("Print PIN slips");
    assert_ne!(test.kiosk_secret(&people[0], CredentialKind::NamePin).await, before[0]);
    assert_eq!(test.kiosk_secret(&people[1], CredentialKind::NamePin).await, before[1]);
    assert_eq!(test.kiosk_secret(&people[3], CredentialKind::NamePin).await.len(), 6, "no longer typed");

    // One that was removed comes back when somebody asks for it.
    let removed = format!("/employees/{}/kiosk/remove", people[2].id);
    admin.submit(&removed, &[("what", "pin")]).await.says("removed");
    let fields = chosen(&mut admin, "pins", &[&people[2]]).await;
    carry_out(&mut admin, &fields).await.is(303);
    test.work().await;
    assert_ne!(test.kiosk_secret(&people[2], CredentialKind::NamePin).await, before[2]);
}

#[tokio::test]
async fn where_pins_are_shown_once_they_are_made_and_shown_at_once() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::NameAndPin) }).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get("/employees").await.says("Generate new PINs").says_nothing_of("Print PIN slips");
    let fields = chosen(&mut admin, "pins", &[&people[0], &people[1]]).await;
    let slips = carry_out(&mut admin, &fields).await;
    let again = carry_out(&mut admin, &fields).await;
    again.is(303);
    slips.is(200).says("the only time that they are shown").says("Ana Torres").says("Ben Ode");
    assert_eq!(test.count("kiosk_credential WHERE origin = 'random'").await, 2);
    let mut shown = BTreeSet::new();
    for pin in slips.body.split("<dd class=\"big\">").skip(1).map(|rest| &rest[..6]) {
        shown.insert(pin.to_owned());
    }
    for person in &people[..2] {
        let credential = test.kiosk_credential(person, CredentialKind::NamePin).await.unwrap();
        let mut right = 0;
        for pin in &shown {
            right += usize::from(test.is_kiosk_pin(&credential, pin).await.unwrap());
        }
        assert_eq!(right, 1, "{shown:?}");
    }
}

#[tokio::test]
async fn where_pins_are_shown_once_a_hundred_are_made_at_a_time_and_nobody_twice() {
    let test = TestGateway::start().await;
    for nth in 0..103 {
        test.add_employee(details(&format!("Worker {nth:03}"))).await;
    }
    test.kiosk_for_everybody(Method::NameAndPin).await;
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::NameAndPin) }).await;
    let mut admin = test.browser(Role::Admin).await;
    let fields = [("do", "pins"), ("shown", "yes")];
    let first = admin.post("/employees/kiosk/do", &fields).await;
    first.is(200).says("Worker 000").says("Worker 099").says_nothing_of("Worker 100");
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NULL").await, 100);
    let after = first.value("after");
    let second = admin.post("/employees/kiosk/do", &[&fields[..], &[("after", &*after)]].concat()).await;
    second.is(200).says("Worker 100").says("Worker 102").says_nothing_of("Worker 099");
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NULL").await, 103);
    assert_eq!(test.count("kiosk_credential").await, 103, "nobody’s was made a second time");
}

#[tokio::test]
async fn forms_that_name_nobody_or_nothing_do_nothing() {
    let test = TestGateway::start().await;
    people(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    for fields in [
        &[][..],
        &[("do", "pins")],
        &[("do", "pins"), ("employee", "not an id")],
        &[("do", "all"), ("shown", "yes")],
        &[("shown", "yes")],
    ] {
        admin.post(DO, fields).await.is(400);
    }
    admin.post_bare(DO, &[("do", "pins"), ("shown", "yes")]).await.is(403);
    assert_eq!(test.count("kiosk_credential WHERE ended_at IS NOT NULL").await, 0);
    let mut manager = test.browser(Role::Manager).await;
    manager.get("/employees").await.says_nothing_of("Print badges");
    manager.get(&format!("{ASK}?do=slips")).await.is(403);
}
