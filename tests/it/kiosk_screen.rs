//! The screen of a kiosk over HTTP: what its page, worker and manifest bring, what its browser may do there and nowhere
//! else, and the badges in frames of its camera.

use axum::http::Method;
use phoneclock::web::access::{Audience, RULES};
use qrcode::{Color, EcLevel, QrCode};
use reqwest::{StatusCode, header};
use serde_json::Value;

use crate::{
    access::everything,
    support::{
        TestGateway,
        browser::{Browser, Page},
        kiosk::{Reply, SoftDevice, new_request},
        kiosk_people::{At, maria_at_the_gate},
    },
};

fn header_of(page: &Page, name: &str) -> String {
    page.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned()
}

/// A badge as a camera sees it: 6 pixels a square, or whatever `text` says.
pub fn picture_of(text: &str) -> Vec<u8> {
    const MODULE: usize = 6;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let (width, squares) = (code.width(), code.to_colors());
    let side = (width + 8) * MODULE;
    let dark = |x: usize, y: usize| {
        let (column, row) = ((x / MODULE).wrapping_sub(4), (y / MODULE).wrapping_sub(4));
        column < width && row < width && squares[row * width + column] == Color::Dark
    };
    let pixels = (0..side * side).map(|at| if dark(at % side, at / side) { 40 } else { 215 });
    let bytes = u16::try_from(side).unwrap().to_be_bytes();
    bytes.into_iter().chain(bytes).chain(pixels).collect()
}

impl SoftDevice {
    /// Shows a frame to the gateway, beside the chain of nonces.
    async fn frame(&self, body: Vec<u8>) -> Reply {
        let besides = Self { nonce: String::new(), ..self.clone() };
        besides.send(&besides.request_of(&new_request(), "/kiosk/api/frame", body)).await
    }
}

#[tokio::test]
async fn the_page_is_the_same_for_everybody_and_says_what_it_needs() {
    let At { test, .. } = maria_at_the_gate().await;
    let mut nobody = Browser::nobody(&test);
    let page = nobody.get("/kiosk").await;
    page.is(200).says("needs JavaScript").says("necesita JavaScript");
    for private in ["Maria", "Gate", "Lopez Roofing"] {
        page.says_nothing_of(private);
    }
    let mut admin = test.browser(phoneclock::domain::user::Role::Admin).await;
    assert_eq!(admin.get("/kiosk").await.body, page.body);
    assert_eq!(header_of(&page, "x-kiosk-release").len(), 16);
}

#[tokio::test]
async fn the_camera_the_worker_and_the_manifest_are_opened_for_the_screen_alone() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    let mut looked = 0;
    let open = RULES.iter().filter(|rule| rule.method == Method::GET && rule.audience == Audience::Everybody);
    for path in open.map(|rule| rule.path).filter(|path| !path.contains('{')) {
        let page = nobody.get(path).await;
        let (content, devices) = (header_of(&page, "content-security-policy"), header_of(&page, "permissions-policy"));
        assert_eq!(devices.contains("camera=(self)"), path == "/kiosk", "{path}: {devices}");
        let is_screen = ["/kiosk", "/kiosk/worker.js"].contains(&path);
        assert_eq!(content.contains("worker-src") || content.contains("manifest-src"), is_screen, "{path}: {content}");
        if is_screen {
            assert_eq!(content.matches("'self'").count(), 6, "{content}");
            assert!(!content.contains("http") && !content.contains("data:") && !content.contains("blob:"), "{content}");
        }
        looked += 1;
    }
    assert!(looked > 8, "{looked}");
}

#[tokio::test]
async fn the_worker_keeps_every_file_of_the_screen_and_the_manifest_names_its_icons() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    let release = header_of(&nobody.get("/kiosk").await, "x-kiosk-release");
    let worker = nobody.get("/kiosk/worker.js").await;
    assert_eq!(header_of(&worker, "service-worker-allowed"), "/kiosk");
    let (first, rest) = worker.body.split_once('\n').unwrap();
    assert_eq!(first, format!("const RELEASE = \"{release}\";"));
    let files = rest.lines().next().unwrap().strip_prefix("const FILES = ").unwrap().trim_end_matches(';');
    let files: Vec<String> = serde_json::from_str(files).unwrap();
    assert!(files.len() > 20 && files.iter().any(|file| file.ends_with("/device.js")), "{files:?}");
    for file in &files {
        let page = nobody.get(file).await;
        page.is(200);
        assert!(header_of(&page, "cache-control").contains("immutable"), "{file}");
        // Whatever imports another file finds it in the same release.
        for import in page.body.split(" from \"./").skip(1) {
            let name = import.split('"').next().unwrap();
            assert!(files.contains(&format!("/assets/kiosk/{release}/{name}")), "{file} imports {name}");
        }
    }
    let manifest: Value = serde_json::from_str(&nobody.get("/kiosk/manifest.webmanifest").await.body).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&Value::from("/kiosk"), &Value::from("/kiosk")));
    for icon in manifest["icons"].as_array().unwrap() {
        let page = nobody.get(icon["src"].as_str().unwrap()).await;
        page.is(200);
        assert_eq!(header_of(&page, "content-type"), "image/png");
    }
    nobody.get("/kiosk/icon/7.png").await.is(404);
}

#[tokio::test]
async fn a_badge_in_a_frame_is_read_for_a_device_and_kept_nowhere() {
    let At { test, device, maria, .. } = maria_at_the_gate().await;
    let badge = test.set_badge(&maria).await;
    let before = everything(&test.gateway).await;
    let read = device.frame(picture_of(&badge)).await;
    assert_eq!((read.kind(), read.answer()["badge"].as_str()), ("badge", Some(badge.as_str())));
    assert!(read.whole["nonce"].is_null(), "the chain goes on as it was");
    assert_eq!(everything(&test.gateway).await, before);

    for other in ["https://example.com/menu", &badge[..20], "BCDEFGHIJKLNOPRSTUVXBCDEFGHIJKB"] {
        test.advance(jiff::SignedDuration::from_secs(1));
        assert_eq!(device.frame(picture_of(other)).await.kind(), "nothing", "{other}");
    }
    for no_frame in [Vec::new(), b"{}".to_vec(), vec![0; 4], vec![255; 100_000]] {
        test.advance(jiff::SignedDuration::from_secs(1));
        assert_eq!(device.frame(no_frame).await.kind(), "nothing");
    }
    test.advance(jiff::SignedDuration::from_secs(1));
    let large = device.frame(vec![255; 400_000]).await;
    assert_eq!((large.status, large.problem()), (StatusCode::PAYLOAD_TOO_LARGE, "too large"));
}

#[tokio::test]
async fn frames_are_read_for_nobody_else_and_not_faster_than_people_come() {
    let At { test, device, maria, .. } = maria_at_the_gate().await;
    let picture = picture_of(&test.set_badge(&maria).await);
    let mut stranger = device.clone();
    stranger.cookie = None;
    assert_eq!(stranger.frame(picture.clone()).await.problem(), "unknown");
    let mut other_key = device.clone();
    other_key.key = crate::support::kiosk::Key::generate();
    assert_eq!(other_key.frame(picture.clone()).await.problem(), "signature");
    let bare = Browser::nobody(&test).request(Method::POST, "/kiosk/api/frame").body(picture.clone());
    assert_eq!(bare.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);

    // The clock stands still, but for a millisecond with each request.
    let mut read = 0;
    for _ in 0..20 {
        read += usize::from(device.frame(picture.clone()).await.kind() == "badge");
    }
    assert_eq!(read, 1);
    test.advance(jiff::SignedDuration::from_secs(1));
    assert_eq!(device.frame(picture).await.kind(), "badge");
}

#[tokio::test]
async fn no_answer_of_the_screen_is_stored_on_the_way() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    for path in ["/kiosk", "/kiosk/worker.js", "/kiosk/manifest.webmanifest", "/kiosk/icon/192.png"] {
        assert_eq!(nobody.get(path).await.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
}
