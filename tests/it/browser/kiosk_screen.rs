//! The screen of a kiosk in Chromium: its states over a gateway that is made up in the page, and whole days over the real
//! one.

use std::{fs::File, io::Write, path::Path};

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::KioskCodeId,
        kiosk::{CredentialKind, Method},
    },
    service::{
        audit::Actor,
        kiosks::{Kiosk, codes::CodeState},
    },
};
use serde_json::{Value, json};

use super::{converse, run};
use crate::{
    kiosk_screen::picture_of,
    support::{TestGateway, people::details},
};

/// Looks at every `parts`th state.
async fn look_at_states(part: usize, parts: usize) {
    let test = TestGateway::start().await;
    let mut seen = 0;
    converse("kiosk_screen.js", &json!({ "at": test.pages(), "part": part, "parts": parts }), async |question| {
        seen = question["seen"].as_u64().unwrap();
        Value::Null
    })
    .await;
    assert!(seen > 10, "{seen} states");
}

#[tokio::test]
async fn a_third_of_the_states_is_accessible_and_fits_three_screens() {
    look_at_states(0, 3).await;
}

#[tokio::test]
async fn another_third_of_the_states_is_accessible_and_fits_three_screens() {
    look_at_states(1, 3).await;
}

#[tokio::test]
async fn the_last_third_of_the_states_is_accessible_and_fits_three_screens() {
    look_at_states(2, 3).await;
}

/// Runs a script whose pages bring a gateway of their own; this one serves the page alone.
async fn before_a_fake_gateway(script: &str) {
    let test = TestGateway::start().await;
    run(script, &json!({ "at": test.pages() })).await;
}

#[tokio::test]
async fn keyboards_number_pads_and_scanners_of_every_layout_are_read() {
    before_a_fake_gateway("kiosk_keys.js").await;
}

#[tokio::test]
async fn whoever_is_refused_finds_help_and_the_way_that_there_is_now() {
    before_a_fake_gateway("kiosk_help.js").await;
}

#[tokio::test]
async fn no_badge_is_lost_and_a_camera_that_goes_away_comes_back() {
    before_a_fake_gateway("kiosk_badges.js").await;
}

#[tokio::test]
async fn everybody_of_many_finds_their_name() {
    before_a_fake_gateway("kiosk_names.js").await;
}

#[tokio::test]
async fn the_screen_goes_back_by_itself_and_loses_nothing() {
    before_a_fake_gateway("kiosk_time.js").await;
}

/// A kiosk that a browser is about to be connected to, and the office beside it.
struct Site {
    test: TestGateway,
    kiosk: Kiosk,
    actor: Actor,
    offered: Option<KioskCodeId>,
}

impl Site {
    async fn open() -> Self {
        let test = TestGateway::start().await;
        let kiosk = test.kiosk("Elm Street gate").await;
        let actor = test.owner_actor().await;
        Self { test, kiosk, actor, offered: None }
    }

    /// Shows a code, and approves whatever device has keyed it.
    async fn answer(&mut self, question: &Value) -> Value {
        match question["ask"].as_str() {
            Some("offer") => {
                let (id, code) = self.test.offer(&self.actor, &self.kiosk).await;
                self.offered = Some(id);
                json!({ "code": code })
            }
            Some("approve") => {
                let id = self.offered.unwrap();
                let CodeState::Keyed(keyed) = self.test.offer_of(&self.actor, id).await.state else {
                    panic!("it was keyed")
                };
                self.test.approve(&self.actor, id).await.unwrap();
                json!({ "number": keyed.number })
            }
            _ => panic!("{question}"),
        }
    }
}

/// Six digits that belong to one person alone.
fn pin_of(nth: usize) -> String {
    format!("{}", 407_213 + nth * 1_009)
}

/// People with a PIN behind their name, in the order in which they come.
async fn line_of(test: &TestGateway, people: usize) -> Vec<(Employee, String)> {
    const FIRST: [&str; 10] = ["Maria", "Ana", "José", "Luis", "Carmen", "Wei", "Olga", "Omar", "Zoë", "Ngozi"];
    const LAST: [&str; 10] =
        ["Lopez", "Torres", "Garcia", "Rivera", "Smith", "Chen", "Petrova", "Khan", "Ångström", "Okafor"];
    let mut line = Vec::new();
    for nth in 0..people {
        let name = format!("{} {}", FIRST[nth % 10], LAST[(nth / 10 + nth) % 10]);
        let (employee, pin) = (test.add_employee(details(&name)).await, pin_of(nth));
        test.set_kiosk_pin(&employee, CredentialKind::NamePin, &pin).await;
        line.push((employee, pin));
    }
    line
}

/// Lets people come one after the other, each with 1.5 seconds of thought before every group of keys; how long they took
/// in milliseconds, in order.
async fn clock_a_line(people: usize) -> Vec<u64> {
    let mut site = Site::open().await;
    let line = line_of(&site.test, people).await;
    let given: Vec<_> = line.iter().map(|(one, pin)| json!({ "name": one.details.name, "pin": pin })).collect();
    let given = json!({ "at": site.test.pages(), "people": given, "think": 1_500 });
    let mut took = Vec::new();
    converse("kiosk_day.js", &given, async |question| match question["ask"].as_str() {
        Some("took") => {
            took = question["millis"].as_array().unwrap().iter().map(|millis| millis.as_u64().unwrap()).collect();
            Value::Null
        }
        _ => site.answer(question).await,
    })
    .await;
    took.sort_unstable();
    println!("{people} people: {} ms in the middle, {} ms at most", took[took.len() / 2], took[took.len() - 1]);
    assert_eq!(took.len(), people);
    // The gateway has heard of it, and of each punch once.
    let test = &site.test;
    let measured = test.column::<i64>("SELECT took FROM identification WHERE outcome = 'punched'").await;
    assert_eq!(measured.len(), people);
    assert!(measured.iter().all(|millis| *millis >= 1_400), "{measured:?}");
    assert_eq!(test.entries().await.len(), people);
    took
}

#[tokio::test]
async fn people_in_a_line_clock_one_after_the_other_and_the_gateway_knows_how_long_they_took() {
    clock_a_line(5).await;
}

#[tokio::test]
#[ignore = "takes five minutes, and means something on a quiet machine: cargo test --test it fifty_people -- --ignored --nocapture"]
async fn fifty_people_in_a_line_take_less_than_six_seconds_each() {
    let took = clock_a_line(50).await;
    assert!(took.iter().all(|millis| *millis < 6_000), "{took:?}");
}

#[tokio::test]
async fn every_way_in_works_at_a_real_kiosk() {
    let mut site = Site::open().await;
    let test = &site.test;
    test.job("Bridge deck", "71").await;
    let numbered = Details { employee_number: Some("1042".to_owned()), ..details("Maria Lopez") };
    let maria = test.add_employee(numbered).await;
    for (kind, pin) in [
        (CredentialKind::NamePin, "835261"),
        (CredentialKind::NumberPin, "604817"),
        (CredentialKind::LonePin, "915374"),
    ] {
        test.set_kiosk_pin(&maria, kind, pin).await;
    }
    let badge = test.set_badge(&maria).await;
    test.set_universal_pin(&site.kiosk, "70394126").await;
    let given = json!({
        "at": test.pages(), "badge": badge, "name_pin": "835261", "number": "1042", "number_pin": "604817",
        "lone_pin": "915374", "universal": "70394126",
    });
    converse("kiosk_ways.js", &given, async |question| match question["ask"].as_str() {
        Some("method") => {
            site.test.wait_out();
            let method = Method::parse(question["method"].as_str().unwrap()).unwrap();
            site.test.set_method(method).await;
            let required = question["authentication"].as_bool().unwrap();
            site.test.change_kiosk(&site.kiosk, |kiosk| kiosk.authentication_required = required).await;
            Value::Null
        }
        Some("later") => {
            site.test.wait_out();
            Value::Null
        }
        Some("proofs") => {
            // Those that were undone, too.
            let proofs = "SELECT proof FROM punch ORDER BY at, id";
            json!(site.test.column::<String>(proofs).await)
        }
        _ => site.answer(question).await,
    })
    .await;
}

#[tokio::test]
async fn a_badge_before_the_camera_is_read_by_the_browser_or_by_the_gateway() {
    let mut site = Site::open().await;
    let maria = site.test.person("Maria Lopez").await;
    let badge = site.test.set_badge(&maria).await;
    site.test.set_method(Method::Badge).await;
    let video = site.test.dir.path().join("badge.y4m");
    write_video(&video, &picture_of(&badge));
    let given = json!({ "at": site.test.pages(), "video": video, "badge": badge, "pin": "835261" });
    converse("kiosk_camera.js", &given, async |question| match question["ask"].as_str() {
        Some("later") => {
            site.test.wait_out();
            Value::Null
        }
        Some("entries") => json!(site.test.entries().await.len()),
        _ => site.answer(question).await,
    })
    .await;
}

#[tokio::test]
async fn a_photo_comes_after_the_answer_and_keeps_nobody() {
    let mut site = Site::open().await;
    for name in ["Maria Lopez", "Ana Torres", "Omar Khan"] {
        site.test.person(name).await;
    }
    let wei = site.test.person("Wei Chen").await;
    site.test.set_without_photo(&wei, true).await;
    site.test.change_kiosk(&site.kiosk, |kiosk| kiosk.photos = true).await;
    let video = site.test.dir.path().join("wall.y4m");
    write_video(&video, &picture_of("BCDEFGHIJKLNOPRSTUVXBCDEFGHIJKN"));
    let given = json!({ "at": site.test.pages(), "video": video, "pin": "835261" });
    converse("kiosk_photos.js", &given, async |question| match question["ask"].as_str() {
        Some("later") => {
            site.test.wait_out();
            Value::Null
        }
        Some("photos") => {
            let photos = site.test.photos().await;
            json!(photos.into_iter().map(|(status, because)| because.unwrap_or(status)).collect::<Vec<_>>())
        }
        _ => site.answer(question).await,
    })
    .await;
}

/// Five seconds of an empty wall, since less is the same badge still, and three of a badge that is held up: YUV4MPEG2,
/// 640 by 480, ten pictures a second.
fn write_video(path: &Path, frame: &[u8]) {
    const WIDTH: usize = 640;
    const HEIGHT: usize = 480;
    let side = usize::from(u16::from_be_bytes([frame[0], frame[1]]));
    let mut file = std::io::BufWriter::new(File::create(path).unwrap());
    file.write_all(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420mpeg2\n").unwrap();
    for nth in 0..80 {
        let mut light = vec![150_u8; WIDTH * HEIGHT];
        if nth >= 50 {
            for (y, row) in frame[4..].chunks(side).enumerate() {
                let start = (y + (HEIGHT - side) / 2) * WIDTH + (WIDTH - side) / 2;
                light[start..start + side].copy_from_slice(row);
            }
        }
        file.write_all(b"FRAME\n").unwrap();
        file.write_all(&light).unwrap();
        file.write_all(&vec![128; WIDTH * HEIGHT / 2]).unwrap();
    }
    file.flush().unwrap();
}

#[tokio::test]
async fn the_screen_outlives_a_network_that_is_gone_a_hotspot_a_restart_and_eight_days() {
    let mut site = Site::open().await;
    site.test.person("Maria Lopez").await;
    converse("kiosk_offline.js", &json!({ "at": site.test.pages() }), async |question| {
        match question["ask"].as_str() {
            Some("eight days and a restart") => {
                site.test.advance(SignedDuration::from_hours(8 * 24));
                site.test.restart().await;
                json!({ "at": site.test.pages() })
            }
            _ => site.answer(question).await,
        }
    })
    .await;
}
