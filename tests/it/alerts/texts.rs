//! Alerts as texts: only to who wants them, each once, in the user's language, until STOP.

use jiff::SignedDuration;
use phoneclock::{
    domain::{phone_clock_id::PhoneClockId, user::Role},
    simulator::{SimulatedText, TextTrouble},
};

use super::choose;
use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, PUBLIC_URL, TestGateway, browser::PASSWORD};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const OWNERS: &str = "+15555550177";
const BY_TEXT: [(&str, &str); 2] = [("by_text", "on"), ("number", "(555) 555-0177")];

impl TestGateway {
    /// Maria clocks in, and stays for too long.
    async fn maria_stays(&mut self, clock_id: &PhoneClockId) {
        self.call(MARIAS_PHONE, &format!("{clock_id}#,{PIN}#,#")).await;
        self.advance(HOUR * 12 + MINUTE);
        self.look().await;
        self.work().await;
    }

    /// What went out as texts, without the names of links.
    fn texted(&self) -> Vec<(String, String)> {
        let texts = self.texts.taken().into_iter();
        texts.map(|SimulatedText { to, body, .. }| (to, body.replace(PUBLIC_URL, "[us]"))).collect()
    }
}

/// A body without the id of an entry.
fn said(body: &str) -> String {
    let words = body.split(' ').map(|word| if word.starts_with("[us]/time-entries/") { "[entry]" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_alert_is_texted_once_and_the_all_clear_too_beside_the_mail() {
    let mut test = TestGateway::start_texting().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, user) = test.signed_in(Role::Owner).await;
    choose(&mut owner, &["in_too_long"], &BY_TEXT).await;
    test.maria_stays(&id).await;
    test.look().await;
    test.work().await;
    let [(to, body)] = test.texted().try_into().unwrap();
    assert_eq!(to, OWNERS);
    assert_eq!(
        said(&body),
        "Lopez Roofing: Maria Lopez has been clocked in since 7:00 AM. [entry] Reply STOP to get no more texts."
    );
    assert_eq!(test.alert_mails(user.id).await.len(), 1);
    owner.sign_in(user.email.as_str(), PASSWORD).await;
    owner.get("/account/alerts").await.says("Text queued");

    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(MINUTE);
    test.look().await;
    test.work().await;
    let texted = test.texted();
    assert_eq!(texted.len(), 2);
    assert!(texted[1].1.starts_with("Lopez Roofing: All clear. Maria Lopez is clocked out"), "{}", texted[1].1);
}

#[tokio::test]
async fn a_text_names_the_first_and_counts_the_others_in_the_language_of_the_user() {
    let mut test = TestGateway::start_texting().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (_, other) = test.employee("Ben Ode").await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    choose(&mut owner, &["in_too_long"], &BY_TEXT).await;
    owner.press("/account", "/account/language", &[("language", "es")]).await.is(303);
    test.call(OTHER_PHONE, &format!("{other}#,{PIN}#,#")).await;
    test.maria_stays(&id).await;
    let [(_, body)] = test.texted().try_into().unwrap();
    assert!(body.contains(" Y otras 1. ") && body.ends_with("Responda STOP para no recibir mensajes."), "{body}");
}

#[tokio::test]
async fn nobody_is_texted_who_has_not_asked_for_it_or_wants_one_mail_a_day() {
    let mut test = TestGateway::start_texting().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut silent, _) = test.signed_in(Role::Owner).await;
    choose(&mut silent, &["in_too_long"], &[("number", OWNERS)]).await;
    let (mut daily, _) = test.signed_in(Role::Owner).await;
    choose(&mut daily, &["in_too_long"], &[&BY_TEXT[..], &[("how", "digest")]].concat()).await;
    test.maria_stays(&id).await;
    assert_eq!(test.texted(), []);
}

#[tokio::test]
async fn a_reply_of_stop_ends_them_and_the_page_says_so_until_it_is_saved_again() {
    let mut test = TestGateway::start_texting().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (mut owner, user) = test.signed_in(Role::Owner).await;
    choose(&mut owner, &["in_too_long"], &BY_TEXT).await;
    test.maria_stays(&id).await;
    let text = test.texts.taken().remove(0);
    assert_eq!(test.text_is(&text, "failed", Some(TextTrouble::Stopped)).await, 204);
    owner.sign_in(user.email.as_str(), PASSWORD).await;
    let page = owner.get("/account/alerts").await;
    page.says("stopped by a reply of STOP").says("Text not sent").says("they have replied STOP");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(MINUTE);
    test.look().await;
    test.work().await;
    assert_eq!(test.texted().len(), 1, "the all clear is not texted");
    choose(&mut owner, &["in_too_long"], &BY_TEXT).await;
    let page = owner.get("/account/alerts").await;
    assert!(!page.body.contains("stopped by a reply of STOP"), "{}", page.body);
}

#[tokio::test]
async fn a_number_that_is_none_or_of_a_country_without_a_sender_is_refused_beside_its_field() {
    let test = TestGateway::start_texting().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    for (number, why) in
        [("555", "phone number"), ("+52 55 5555 0100", "no texts to the country"), ("", "phone number")]
    {
        let fields = [
            ("in_too_long", "on"),
            ("in_too_long_hours", "12"),
            ("how", "each"),
            ("by_text", "on"),
            ("number", number),
        ];
        let page = owner.press("/account/alerts", "/account/alerts", &fields).await;
        assert_eq!(page.status, 422, "{number}");
        page.says(why).says("Nothing is saved yet");
    }
    // A gateway that sends none does not offer it.
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let page = owner.get("/account/alerts").await;
    assert!(!page.body.contains("by_text"), "{}", page.body);
}
