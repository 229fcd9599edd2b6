//! The recording itself: whole and in pieces, the log of who listened, and files that are not what was stored.

use axum::http::Method;
use jiff::SignedDuration;
use phoneclock::{
    domain::{ids::VoiceCheckId, user::Role},
    store::Hold,
};
use reqwest::{Response, header};

use super::site;
use crate::support::{MARIA, browser::Browser, postgres::in_words_of_the_engine};

async fn hear(browser: &Browser, id: VoiceCheckId, range: Option<&str>) -> Response {
    let mut request = browser.request(Method::GET, &format!("/voice-checks/{id}/audio"));
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    request.send().await.unwrap()
}

fn text<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_recording_is_played_whole_or_from_where_the_browser_seeks() {
    let (test, maria, payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let whole = hear(&payroll, id, None).await;
    assert_eq!(whole.status(), 200);
    assert_eq!(text(&whole, "content-type"), "audio/wav");
    assert_eq!(text(&whole, "cache-control"), "private, no-store");
    assert_eq!(text(&whole, "accept-ranges"), "bytes");
    let tag = text(&whole, "etag").to_owned();
    assert_eq!(whole.bytes().await.unwrap(), MARIA);

    let length = MARIA.len();
    for (range, piece) in
        [("bytes=0-", MARIA), ("bytes=44-1043", &MARIA[44..1044]), ("bytes=-100", &MARIA[length - 100..])]
    {
        let part = hear(&payroll, id, Some(range)).await;
        assert_eq!(part.status(), 206, "{range}");
        let from = length - MARIA.len() + piece.as_ptr() as usize - MARIA.as_ptr() as usize;
        assert_eq!(text(&part, "content-range"), format!("bytes {from}-{}/{length}", from + piece.len() - 1));
        assert_eq!(part.bytes().await.unwrap(), piece, "{range}");
    }
    let beyond = hear(&payroll, id, Some("bytes=9999999-")).await;
    assert_eq!((beyond.status().as_u16(), text(&beyond, "content-range")), (416, format!("bytes */{length}").as_str()));

    for (begun, status) in [(tag.as_str(), 206), ("\"another\"", 200)] {
        let request = payroll.request(Method::GET, &format!("/voice-checks/{id}/audio"));
        let request = request.header(header::RANGE, "bytes=10-").header(header::IF_RANGE, begun);
        assert_eq!(request.send().await.unwrap().status(), status, "{begun}");
    }
}

#[tokio::test]
async fn every_listen_is_logged_once_and_no_way_leads_past_the_log() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let listens = async || test.count("listen").await;
    payroll.next().await;
    payroll.get(&format!("/voice-checks/{id}")).await.is(200).says("Nobody yet.");
    assert_eq!(listens().await, 0, "to look at the page is not to listen");

    hear(&payroll, id, Some("bytes=0-")).await;
    assert_eq!(listens().await, 1);
    for range in ["bytes=1000-", "bytes=2000-3000", "bytes=-50"] {
        assert_eq!(hear(&payroll, id, Some(range)).await.status(), 206);
    }
    assert_eq!(listens().await, 1, "to seek is to go on listening");
    hear(&payroll, id, None).await;
    assert_eq!(listens().await, 2);

    let colleague = test.browser(Role::Admin).await;
    hear(&colleague, id, Some("bytes=1-")).await;
    assert_eq!(listens().await, 3, "all but the first byte is heard as well");
    test.advance(SignedDuration::from_mins(11));
    hear(&payroll, id, Some("bytes=1-")).await;
    assert_eq!(listens().await, 4, "and so it is later");

    let text = payroll.get(&format!("/voice-checks/{id}")).await.text();
    assert!(text.contains("Tue, Nov 17, 7:12 AM The payroll 127.0.0.1"), "{text}");
    assert!(text.contains("Tue, Nov 17, 7:01 AM The admin 127.0.0.1"), "{text}");
    let manager = test.browser(Role::Manager).await;
    assert_eq!(hear(&manager, id, None).await.status(), 403);
    assert_eq!(listens().await, 4);
    let delete = in_words_of_the_engine("DELETE FROM listen");
    assert!(test.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(&delete, &[])).await.is_err());
}

#[tokio::test]
async fn a_damaged_or_missing_recording_is_not_played_and_only_cannot_tell_is_left() {
    let (test, maria, mut payroll) = site().await;
    for (what, status) in [("damaged", 410), ("missing", 404)] {
        let id = test.voice_check(&maria, MARIA).await;
        let file = test.recording_of(id).await;
        let sound = std::fs::read(&file).unwrap();
        match what {
            "damaged" => std::fs::write(&file, [&sound[..sound.len() - 1], b"\x7f"].concat()).unwrap(),
            _ => std::fs::remove_file(&file).unwrap(),
        }
        let before = test.count("listen").await;
        let refused = payroll.get(&format!("/voice-checks/{id}/audio")).await;
        refused.is(status).says(&format!("The file of this recording is {what}"));
        assert_eq!(test.count("listen").await, before, "nothing was given out");
        assert_eq!(test.cell::<Option<String>>(id, "audio_amiss").await.as_deref(), Some(what));

        // Put back from a backup, it is as it was.
        std::fs::rename(&file, file.with_extension("bad")).ok();
        std::fs::write(&file, &sound).unwrap();
        payroll.get(&format!("/voice-checks/{id}/audio")).await.is(200);
        assert_eq!(test.cell::<Option<String>>(id, "audio_amiss").await, None);

        std::fs::remove_file(&file).unwrap();
        let page = payroll.get("/voice-checks/review").await;
        page.says("The recording is damaged or missing. Choose: cannot tell.").says_nothing_of("data-this");
        page.says("value=\"same person\" aria-keyshortcuts=\"1 s\" disabled");
        assert_eq!(super::given(&page), Some(id));
        for verdict in ["same person", "not this person"] {
            let refused = payroll.post(&format!("/voice-checks/{id}/verdict"), &[("verdict", verdict)]).await;
            refused.is(409).says("nobody can hear who it was");
        }
        payroll.judge(id, "cannot tell").await.says("Cannot tell: Maria Lopez.");
    }
}

#[tokio::test]
async fn a_voice_check_without_a_recording_says_why_and_cannot_be_judged() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let set =
        "UPDATE voice_check SET status = 'missing', recording = NULL, refused_because = 'the call ended before it'";
    assert_eq!(test.execute(set).await, 1);
    payroll.get(&format!("/voice-checks/{id}")).await.says("There is no recording: the call ended before it.");
    payroll.get(&format!("/voice-checks/{id}/audio")).await.is(404).says("There is no recording of this voice check.");
    let refused = payroll.post(&format!("/voice-checks/{id}/verdict"), &[("verdict", "same person")]).await;
    refused.is(409).says("nothing to review");
    assert_eq!(payroll.next().await, None);
}
