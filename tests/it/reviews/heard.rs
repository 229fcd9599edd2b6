//! What a verdict needs: a recording that was played to its end, and a voice on it where it is about one.

use axum::http::Method;
use jiff::SignedDuration;
use phoneclock::domain::{
    exception::ExceptionKind,
    ids::{EntryId, VoiceCheckId},
    user::Role,
};
use reqwest::header;

use super::{REVIEW, given, site};
use crate::support::{MARIA, TestGateway, browser::Browser, checks::Odd};

const SILENCE: &[u8] = include_bytes!("../../../voices/silence.wav");
/// Milliseconds that Maria's name takes.
const NAME: i64 = 1_854;

async fn part(browser: &Browser, id: VoiceCheckId, method: Method, range: &str) -> u16 {
    let request = browser.request(method, &format!("/voice-checks/{id}/audio")).header(header::RANGE, range);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_verdict_before_the_length_of_the_recording_has_passed_is_refused_in_words_and_nothing_is_lost() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    assert_eq!(payroll.next().await, Some(id));
    let employee = maria.id.to_string();
    let fields = [("verdict", "same person"), ("note", "a cold"), ("from", "review"), ("employee", employee.as_str())];
    let verdict = format!("/voice-checks/{id}/verdict");
    let words = "have not played this recording to the end yet, so nothing was changed";
    let refused = payroll.post(&verdict, &fields).await;
    refused.is(409).says(words).says(">a cold</textarea>");
    assert_eq!((refused.value("from"), refused.value("employee")), ("review".to_owned(), employee.clone()));
    for verdict_of_any_kind in ["not this person", "cannot tell", "nobody speaks"] {
        payroll.post(&verdict, &[("verdict", verdict_of_any_kind)]).await.is(409).says(words);
    }

    payroll.get(&format!("/voice-checks/{id}/audio")).await.is(200);
    payroll.post(&verdict, &fields).await.is(409).says(words);
    payroll.post(&format!("/voice-checks/{id}/played"), &[]).await.is(409);
    test.advance(SignedDuration::from_millis(NAME - 150));
    payroll.post(&verdict, &fields).await.is(409).says(words);
    assert_eq!(test.count("verdict").await, 0);
    test.advance(SignedDuration::from_millis(150));
    payroll.get(REVIEW).await.says("data-heard");
    payroll.submit(&verdict, &fields).await.says("Same person: Maria Lopez.");
}

#[tokio::test]
async fn neither_a_head_nor_a_piece_nor_a_colleagues_play_nor_an_old_one_is_the_whole_recording() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let verdict = format!("/voice-checks/{id}/verdict");
    let length = MARIA.len();
    let colleague = test.browser(Role::Admin).await;
    assert_eq!(part(&payroll, id, Method::HEAD, "bytes=0-").await, 206);
    assert_eq!(test.count("listen").await, 0, "nothing was given out");
    assert_eq!(part(&payroll, id, Method::GET, "bytes=0-0").await, 206);
    assert_eq!(part(&payroll, id, Method::GET, &format!("bytes={}-", length - 1)).await, 206);
    assert_eq!(part(&colleague, id, Method::GET, "bytes=0-").await, 206);
    test.advance(SignedDuration::from_secs(30));
    payroll
        .post(&verdict, &[("verdict", "same person")])
        .await
        .is(409)
        .says("have not played this recording to the end yet");

    // The rest of it comes to be heard only after it came.
    assert_eq!(part(&payroll, id, Method::GET, "bytes=1-").await, 206);
    payroll
        .post(&verdict, &[("verdict", "same person")])
        .await
        .is(409)
        .says("have not played this recording to the end yet");
    test.advance(SignedDuration::from_hours(13));
    payroll = test.browser(Role::Payroll).await;
    payroll
        .post(&verdict, &[("verdict", "same person")])
        .await
        .is(409)
        .says("have not played this recording to the end yet");
    payroll.play(id).await.is(200);
    payroll.submit(&verdict, &[("verdict", "same person")]).await.says("Same person: Maria Lopez.");
}

#[tokio::test]
async fn who_listened_holds_who_played_it_and_how_far_and_nobody_who_only_saw_the_page() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let page = payroll.get(REVIEW).await;
    assert_eq!(page.body.matches("<audio").count(), page.body.matches("preload=\"none\"").count());
    payroll.get(&format!("/voice-checks/{id}")).await.says("Nobody yet.");

    let mut colleague = test.browser(Role::Admin).await;
    assert_eq!(part(&colleague, id, Method::GET, "bytes=0-99").await, 206);
    payroll.play(id).await;
    payroll.post(&format!("/voice-checks/{id}/played"), &[]).await.is(204);
    let text = colleague.get(&format!("/voice-checks/{id}")).await.text();
    for line in ["The payroll 127.0.0.1 to the end", "The admin 127.0.0.1 part of it was sent"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    colleague.play(id).await;
    let text = colleague.get(&format!("/voice-checks/{id}")).await.text();
    assert!(text.contains("The admin 127.0.0.1 all of it was sent"), "{text}");
}

#[tokio::test]
async fn a_silent_recording_offers_only_that_nobody_speaks_and_that_nobody_can_tell() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, SILENCE).await;
    let page = payroll.get(REVIEW).await;
    assert_eq!(given(&page), Some(id));
    let detail = payroll.get(&format!("/voice-checks/{id}")).await;
    for page in [&page, &detail] {
        page.says("value=\"nobody speaks\"").says("value=\"cannot tell\"");
        page.says_nothing_of("value=\"same person\"").says_nothing_of("value=\"not this person\"");
    }
    payroll.play(id).await;
    for verdict in ["same person", "not this person"] {
        let refused = payroll.post(&format!("/voice-checks/{id}/verdict"), &[("verdict", verdict)]).await;
        refused.is(409).says("Nobody speaks on this recording");
    }
    payroll.judge(id, "nobody speaks").await.says("Nobody speaks: Maria Lopez. Undo (u).");
    payroll.get("/voice-checks?status=nobody+speaks").await.says(&id.to_string());
    let audible = test.voice_check(&maria, MARIA).await;
    let page = payroll.get(&format!("/voice-checks/{audible}")).await;
    for verdict in ["same person", "not this person", "cannot tell", "nobody speaks"] {
        page.says(&format!("value=\"{verdict}\""));
    }
}

#[tokio::test]
async fn a_verdict_settles_the_voice_check_exceptions_it_answers_and_taking_it_back_lets_them_stand_again() {
    let (test, maria, mut payroll) = site().await;
    for (kind, verdict) in [
        (ExceptionKind::VoiceCheckSilent, "nobody speaks"),
        (ExceptionKind::VoiceCheckTooShort, "same person"),
        (ExceptionKind::VoiceCheckClipped, "cannot tell"),
    ] {
        let odd = Odd { exception: Some(kind), ..Odd::default() };
        let id = test.odd_voice_check(&maria, MARIA, odd).await;
        let entry: EntryId = test.cell(id, "entry_id").await;
        let standing = async || {
            let of_entry = test.entries().await.into_iter().find(|one| one.id == entry.to_string());
            of_entry.map(|entry| entry.exceptions).unwrap_or_default()
        };
        assert_eq!(standing().await, [kind.name()]);
        payroll.next().await;
        payroll.judge(id, verdict).await;
        assert_eq!(standing().await, [""; 0], "{verdict}");
        let because = test.column::<String>("SELECT settled_because FROM exception ORDER BY id DESC LIMIT 1").await;
        assert_eq!(because, [format!("the voice check was judged “{verdict}” by The payroll")]);
        payroll.undo().await;
        assert_eq!(standing().await, [kind.name()], "after {verdict} was taken back");
        payroll.judge(id, verdict).await;
    }

    // What a person has decided before stays decided.
    let odd = Odd { exception: Some(ExceptionKind::VoiceCheckClipped), ..Odd::default() };
    let id = test.odd_voice_check(&maria, MARIA, odd).await;
    let exception = test.column::<Vec<u8>>("SELECT id FROM exception WHERE settled_at IS NULL").await.remove(0);
    let exception = phoneclock::domain::ids::ExceptionId::from_bytes(exception.try_into().unwrap());
    payroll.submit(&format!("/exceptions/{exception}/settle"), &[("note", "loud truck")]).await.says("Accepted");
    payroll.next().await;
    payroll.judge(id, "same person").await;
    payroll.undo().await;
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 0);
}

impl TestGateway {
    /// How many the head of the list counts with exceptions.
    async fn counted(&self, payroll: &mut Browser) -> usize {
        let text = payroll.get("/voice-checks").await.text();
        let Some((head, _)) = text.split_once(" with exceptions") else { return 0 };
        head.rsplit(' ').next().unwrap().parse().unwrap_or(0)
    }
}

#[tokio::test]
async fn head_order_filter_and_column_say_the_same_of_which_have_exceptions_however_they_came_and_went() {
    let (test, maria, mut payroll) = site().await;
    let rows = |body: &str| -> Vec<(String, bool)> {
        let rows = body.split("<tr><th scope=\"row\"><a href=\"/voice-checks/").skip(1);
        rows.map(|row| (row[..36].to_owned(), !row.contains("data-name=\"Exceptions\">none"))).collect()
    };
    let all = async |payroll: &mut Browser, expected: &[VoiceCheckId]| {
        let listed = rows(&payroll.get("/voice-checks").await.body);
        let with: Vec<_> = listed.iter().filter(|(_, with)| *with).map(|(id, _)| id.clone()).collect();
        assert_eq!(with, expected.iter().map(ToString::to_string).collect::<Vec<_>>(), "column");
        assert!(listed.is_sorted_by_key(|(_, with)| !with), "order: {listed:?}");
        let only: Vec<_> =
            rows(&payroll.get("/voice-checks?only=exceptions").await.body).into_iter().map(|(id, _)| id).collect();
        assert_eq!(only, with, "filter");
        assert_eq!(test.counted(payroll).await, with.len(), "head");
        let left = payroll.get(&format!("{REVIEW}?only=exceptions")).await;
        left.says(&if with.is_empty() { "Nothing is left".to_owned() } else { format!("{} of", with.len()) });
    };
    let plain = test.voice_check(&maria, MARIA).await;
    let odd = |kind| Odd { exception: Some(kind), job: None };
    let clipped = test.odd_voice_check(&maria, MARIA, odd(ExceptionKind::VoiceCheckClipped)).await;
    // Exceptions of the entry say nothing of the voice.
    test.odd_voice_check(&maria, MARIA, odd(ExceptionKind::JobMissing)).await;
    test.odd_voice_check(&maria, MARIA, odd(ExceptionKind::MissingClockOut)).await;
    let caller = test.odd_voice_check(&maria, MARIA, odd(ExceptionKind::UnrecognizedCaller)).await;
    all(&mut payroll, &[caller, clipped]).await;

    // Accepted, it flags no more; reopened, it does again.
    let find = "SELECT id FROM exception WHERE kind = 'unrecognised caller'";
    let id = test.column::<Vec<u8>>(find).await.remove(0);
    let id = phoneclock::domain::ids::ExceptionId::from_bytes(id.try_into().unwrap());
    payroll.submit(&format!("/exceptions/{id}/settle"), &[("note", "new phone")]).await.says("Accepted");
    all(&mut payroll, &[clipped]).await;
    payroll.submit(&format!("/exceptions/{id}/reopen"), &[]).await.is(200);
    all(&mut payroll, &[caller, clipped]).await;
    payroll.next().await;
    payroll.judge(clipped, "same person").await;
    all(&mut payroll, &[caller]).await;
    payroll.get(&format!("/voice-checks/{plain}")).await.is(200);
    for kind in ExceptionKind::ALL {
        let id = test.odd_voice_check(&maria, MARIA, odd(kind)).await;
        assert_eq!(test.cell::<bool>(id, "flagged").await, kind.is_about_the_voice(), "{}", kind.name());
    }
}

#[tokio::test]
async fn the_list_is_narrowed_to_a_person_by_typing_and_holds_no_list_of_everybody() {
    let (test, maria, mut payroll) = site().await;
    let (ana, _) = test.employee("Ana Torres").await;
    test.employee("Anabel Torres").await;
    let marias = test.voice_check(&maria, MARIA).await.to_string();
    let anas = test.voice_check(&ana, MARIA).await.to_string();
    payroll.get("/voice-checks").await.says_nothing_of("Anabel").says_nothing_of(&format!("value=\"{}\"", ana.id));
    let one = payroll.get("/voice-checks?find=lopez").await;
    one.says(&marias).says_nothing_of(&anas).says(&format!("review?employee={}", maria.id));
    let several = payroll.get("/voice-checks?find=torres").await;
    several.says("Several people match").says_nothing_of(&marias).says_nothing_of(&anas);
    let link = format!("/voice-checks?status=&amp;employee={}", ana.id);
    several.says(&link.replace("&amp;", "&#38;"));
    payroll.get(&link.replace("&amp;", "&")).await.says(&anas).says_nothing_of(&marias).says("Only <strong>");
    payroll.get("/voice-checks?find=nobody+here").await.says("Nobody matches").says_nothing_of(&marias);
}
