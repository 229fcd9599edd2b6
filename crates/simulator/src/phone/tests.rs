//! The handset and its page, with time that stands still until it is moved.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures::FutureExt;

use super::{
    book::{Person, PhoneBook},
    call::{Live, LiveCall, PhoneInputError, StopReason},
    event::PhoneEvent,
    handset::WebHandset,
    timer::ManualTimer,
    voices::Sample,
    watcher::EventObserver,
};
use crate::simulator::{
    Observed, Observer, WebhookRecord,
    handset::{Handset, Pressed, Reaction},
    line::RecordingEnd,
    twiml::{Method, Piece, Record, RecordedFile, Target},
};

const VOICE: &[u8] = include_bytes!("../../../../voices/maria-lopez.wav");

struct Phone {
    timer: Arc<ManualTimer>,
    handset: WebHandset,
    page: LiveCall,
}

fn phone() -> Phone {
    let timer = Arc::new(ManualTimer::default());
    let live = Arc::new(Live::new(timer.clone()));
    Phone { timer, handset: WebHandset(Arc::clone(&live)), page: LiveCall(live) }
}

fn words() -> Piece {
    Piece::Say { text: "Enter your PIN, then press pound.".to_owned(), language: "en-US".to_owned() }
}

fn record() -> Record {
    let action = Target { address: None, method: Method::Post };
    let (finish_on_keys, file) = ("#".to_owned(), RecordedFile::Wav);
    Record { action, max_secs: 10, silence_secs: 3, finish_on_keys, beep: true, file, goes_on: false, status: None }
}

/// What the page has been told so far.
fn told(page: &LiveCall) -> Vec<PhoneEvent> {
    let mut watching = page.watch(0);
    std::iter::from_fn(|| watching.next().now_or_never().flatten().map(|(_, event)| event)).collect()
}

#[test]
fn words_go_on_until_the_page_has_heard_them() {
    let mut phone = phone();
    let piece = words();
    let mut hearing = phone.handset.hear(&piece, None);
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.timer.advance(Duration::from_secs(3));
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.page.heard(0).unwrap();
    assert_eq!((&mut hearing).now_or_never(), None, "that was something before");
    phone.page.heard(1).unwrap();
    let heard = Reaction { secs: 3.0, ..Reaction::default() };
    assert_eq!((&mut hearing).now_or_never(), Some(heard));
    drop(hearing);
    assert_eq!(told(&phone.page).len(), 1);
}

#[test]
fn a_page_that_never_says_so_has_heard_them_in_the_end() {
    let mut phone = phone();
    let piece = words();
    let mut hearing = phone.handset.hear(&piece, Some(1));
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.timer.advance(Duration::from_secs(9));
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.timer.advance(Duration::from_secs(20));
    assert_eq!((&mut hearing).now_or_never().map(|reaction| reaction.keys), Some(String::new()));
    drop(hearing);
    assert_eq!(told(&phone.page).last(), Some(&PhoneEvent::Cut));
}

#[test]
fn the_first_key_ends_a_question_and_the_others_wait() {
    let mut phone = phone();
    let piece = words();
    let mut hearing = phone.handset.hear(&piece, Some(1));
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.page.press("83").unwrap();
    assert_eq!((&mut hearing).now_or_never().map(|reaction| reaction.keys), Some("8".to_owned()));
    drop(hearing);
    assert_eq!(told(&phone.page).last(), Some(&PhoneEvent::Cut));
    let pressed = phone.handset.await_key(5, 1).now_or_never();
    assert_eq!(pressed, Some(Pressed::Key { key: '3', after_secs: 0.0 }));
    assert_eq!(told(&phone.page).len(), 2, "nobody was kept waiting");
}

#[test]
fn keys_under_words_that_cannot_be_interrupted_are_kept() {
    let mut phone = phone();
    let piece = words();
    let mut hearing = phone.handset.hear(&piece, None);
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.page.press("1#").unwrap();
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.page.heard(1).unwrap();
    assert_eq!((&mut hearing).now_or_never().map(|reaction| reaction.keys), Some("1#".to_owned()));
}

#[test]
fn a_prompt_that_keys_were_typed_ahead_of_does_not_begin() {
    let mut phone = phone();
    phone.page.press("5").unwrap();
    let reaction = phone.handset.hear(&words(), Some(2)).now_or_never();
    assert_eq!(reaction.map(|reaction| reaction.keys), Some("5".to_owned()));
    assert_eq!(told(&phone.page), []);
}

#[test]
fn silence_comes_when_its_time_is_over_and_not_before() {
    let mut phone = phone();
    let mut waiting = phone.handset.await_key(7, 1);
    assert_eq!((&mut waiting).now_or_never(), None);
    phone.timer.advance(Duration::from_millis(6_999));
    assert_eq!((&mut waiting).now_or_never(), None);
    phone.timer.advance(Duration::from_millis(1));
    assert_eq!((&mut waiting).now_or_never(), Some(Pressed::Silence));
    drop(waiting);
    assert_eq!(told(&phone.page), [PhoneEvent::AwaitKey { within_secs: 7 }, PhoneEvent::Silence]);
}

#[test]
fn a_pause_ends_by_itself() {
    let mut phone = phone();
    let mut hearing = phone.handset.hear(&Piece::Pause { secs: 2 }, None);
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.timer.advance(Duration::from_secs(2));
    assert_eq!((&mut hearing).now_or_never().map(|reaction| reaction.secs), Some(2.0));
}

#[test]
fn a_hang_up_ends_whatever_goes_on() {
    let mut phone = phone();
    let piece = words();
    let mut hearing = phone.handset.hear(&piece, Some(1));
    assert_eq!((&mut hearing).now_or_never(), None);
    phone.page.hang_up();
    assert!((&mut hearing).now_or_never().unwrap().hung_up);
    drop(hearing);
    assert_eq!(phone.handset.await_key(5, 1).now_or_never(), Some(Pressed::HungUp { after_secs: 0.0 }));
    assert!(phone.handset.meanwhile().hung_up);
    let recorded = phone.handset.record(&record()).now_or_never().unwrap();
    assert_eq!((recorded.wav, recorded.stopped), (None, RecordingEnd::HangUp));
}

#[test]
fn a_recording_is_handed_in_once_and_only_after_the_tone() {
    let mut phone = phone();
    let wav = Bytes::from_static(VOICE);
    assert_eq!(phone.page.speak(wav.clone(), StopReason::Pound), Err(PhoneInputError::NotRecording));
    phone.page.press("99").unwrap();
    let asked = record();
    let mut recording = phone.handset.record(&asked);
    assert_eq!((&mut recording).now_or_never(), None, "keys before the tone are no answer to it");
    assert!(matches!(
        phone.page.speak(Bytes::from_static(b"RIFF"), StopReason::Pound),
        Err(PhoneInputError::BadRecording(_))
    ));
    assert_eq!(phone.page.speak(Bytes::from(vec![0; 400_001]), StopReason::Pound), Err(PhoneInputError::TooLong));
    phone.page.speak(wav.clone(), StopReason::Pound).unwrap();
    assert_eq!(phone.page.speak(wav.clone(), StopReason::Pound), Err(PhoneInputError::NotRecording));
    let recorded = (&mut recording).now_or_never().unwrap();
    assert_eq!((recorded.wav, recorded.stopped), (Some(wav), RecordingEnd::Key('#')));
    drop(recording);
    assert_eq!(phone.handset.meanwhile().keys, "");
}

#[test]
fn a_recording_is_no_longer_than_was_asked_for() {
    let mut phone = phone();
    let asked = Record { max_secs: 1, ..record() };
    let mut recording = phone.handset.record(&asked);
    assert_eq!((&mut recording).now_or_never(), None);
    phone.page.speak(Bytes::from_static(VOICE), StopReason::Pound).unwrap();
    let recorded = (&mut recording).now_or_never().unwrap();
    assert_eq!((recorded.secs, recorded.stopped), (1.0, RecordingEnd::MaxLength));
    assert!(recorded.wav.unwrap().len() < 17_000);
}

#[test]
fn a_built_in_voice_takes_its_time() {
    let mut phone = phone();
    let asked = record();
    let mut recording = phone.handset.record(&asked);
    assert_eq!((&mut recording).now_or_never(), None);
    phone.page.speak_as(Sample::find("maria-lopez").unwrap()).unwrap();
    assert_eq!((&mut recording).now_or_never(), None);
    phone.timer.advance(Duration::from_secs(2));
    let recorded = (&mut recording).now_or_never().unwrap();
    assert_eq!((recorded.wav, recorded.stopped), (Some(Bytes::from_static(VOICE)), RecordingEnd::Key('#')));
}

#[test]
fn every_built_in_voice_is_a_recording() {
    for sample in Sample::ALL {
        assert!(phoneclock_core::audio::wav::read(&sample.wav()).is_ok(), "{}", sample.id);
        assert_eq!(Sample::find(sample.id), Some(sample));
    }
}

#[test]
fn only_keys_are_pressed_and_not_after_the_end() {
    let Phone { page, .. } = phone();
    for keys in ["", "a", "1 2", "１"] {
        assert_eq!(page.press(keys), Err(PhoneInputError::NotKeys), "{keys:?}");
    }
    for _ in 0..50 {
        page.press("0123456789").unwrap();
    }
    assert_eq!(page.0.take_keys().len(), 100, "nobody types further ahead");
    page.0.close(PhoneEvent::Over { secs: 1.0, webhooks: 1 });
    assert_eq!(page.press("1"), Err(PhoneInputError::Over));
}

#[test]
fn events_are_read_again_from_any_number_on_and_end() {
    let Phone { page, .. } = phone();
    let mut first = page.watch(0);
    assert_eq!(first.next().now_or_never(), None);
    for _ in 0..3 {
        page.0.push(PhoneEvent::Retrying);
    }
    assert_eq!(first.next().now_or_never(), Some(Some((1, PhoneEvent::Retrying))));
    let mut again = page.watch(2);
    assert_eq!(again.next().now_or_never(), Some(Some((3, PhoneEvent::Retrying))));
    let over = PhoneEvent::Over { secs: 0.0, webhooks: 0 };
    page.0.close(over.clone());
    assert_eq!(again.next().now_or_never(), Some(Some((4, over))));
    assert_eq!(again.next().now_or_never(), Some(None));
    assert_eq!(page.watch(99).next().now_or_never(), Some(None));
}

#[test]
fn a_call_is_abandoned_once_its_last_page_has_gone_for_long() {
    let Phone { timer, page, .. } = phone();
    let away = Duration::from_secs(30);
    assert_eq!(page.0.abandoned_at(away), Some(away), "nobody has come yet");
    let (one, other) = (page.watch(0), page.watch(0));
    timer.advance(Duration::from_secs(5));
    drop(one);
    assert_eq!(page.0.abandoned_at(away), None);
    drop(other);
    assert_eq!(page.0.abandoned_at(away), Some(Duration::from_secs(35)));
    assert!(!page.is_watched());
}

#[test]
fn keys_are_masked_unless_they_are_known_to_be_no_pin() {
    let person = Person {
        name: "Maria".to_owned(),
        id: "482136".to_owned(),
        pin: "8352".to_owned(),
        phone: String::new(),
        language: String::new(),
    };
    let jobs = vec![("101".to_owned(), "Roof".to_owned())];
    let book = Arc::new(PhoneBook { people: vec![person], jobs, ..PhoneBook::default() });
    let Phone { page, .. } = phone();
    let mut watcher = EventObserver { call: Arc::clone(&page.0), book, wire: true, asked_for_one_key: false };
    let mut shown = |digits: &str, answer: &str| {
        let params = [("Digits", digits), ("CalledCity", ""), ("From", "+15555550123")];
        let params = params.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let url = "http://127.0.0.1/voice".to_owned();
        let record = WebhookRecord { url, params: params.into(), status: 200, xml: answer.to_owned(), millis: 1 };
        watcher.observe(Observed::Webhook(&record));
        let Some(PhoneEvent::Webhook(webhook)) = told(&page).pop() else { panic!("{:?}", told(&page)) };
        assert_eq!(webhook.params[1], ("From".to_owned(), "+15555550123".to_owned()));
        webhook.params[0].1.clone()
    };
    for digits in ["8352", "835", "8", "482136835", "8352*", "*8352"] {
        assert_eq!(shown(digits, "<Gather/>"), "••••", "{digits}");
    }
    for digits in ["482136", "101", "#", "hangup"] {
        assert_eq!(shown(digits, r#"<Gather timeout="5" numDigits="1"/>"#), digits);
    }
    assert_eq!(shown("2", r#"<Gather numDigits="10"/>"#), "2", "it was asked for");
    assert_eq!(shown("2", ""), "••••");
}
