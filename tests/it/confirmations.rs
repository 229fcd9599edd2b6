//! Punches that are confirmed by text: where that is turned on, once, soon, and as they stand.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        caller::E164,
        employee::{Details, Employee},
        language::Language,
        phone_clock_id::PhoneClockId,
        user::Role,
    },
    simulator::{Brand, TextTrouble},
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, people::details};

const LIST: &str = "/time-tracking/phone-clocking";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

impl TestGateway {
    /// Maria, who has agreed to texts, in a workspace that confirms punches.
    async fn confirmed(&self, language: Language) -> (Employee, PhoneClockId) {
        let maria = Details { phone: E164::parse(MARIAS_PHONE).ok(), language, ..details("Maria Lopez") };
        let (maria, id) = self.employee_with(maria, PIN).await;
        self.allow_texts(None).await.unwrap();
        let mut admin = self.browser(Role::Admin).await;
        let fields = [("about", "confirmations"), ("allowed", "yes")];
        admin
            .press_and_follow(LIST, &format!("{LIST}/texts"), &fields)
            .await
            .says("Punches of everybody here are confirmed");
        (maria, id)
    }

    async fn confirmations(&self) -> Vec<String> {
        self.texts.taken().into_iter().map(|text| text.body).collect()
    }

    /// Clocks by phone, with what is keyed behind the PIN.
    async fn clock(&self, id: &PhoneClockId, more: &str) {
        self.call(MARIAS_PHONE, &format!("{id}#,{PIN}#{more}")).await;
    }
}

#[tokio::test]
async fn a_punch_by_phone_is_confirmed_once_with_the_time_that_was_heard_and_the_job() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.job("Hillside School", "12").await;
        let (_, id) = test.confirmed(Language::En).await;
        test.clock(&id, ",12#").await;
        test.work().await;
        assert!(test.confirmations().await.is_empty(), "the job is waited for");
        test.work_for(MINUTE * 2).await;
        assert_eq!(test.confirmations().await, ["Clocked in 7:00 AM, Hillside School. Reply STOP to end"], "{brand:?}");
        test.advance(SignedDuration::from_hours(8));
        test.clock(&id, "").await;
        test.work_for(SignedDuration::from_hours(1)).await;
        let texts = test.confirmations().await;
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[1].starts_with("Clocked out 3:0"), "{}", texts[1]);
    }
}

#[tokio::test]
async fn without_a_job_the_employer_is_named_in_the_language_of_the_person() {
    let test = TestGateway::start_texting().await;
    let (_, id) = test.confirmed(Language::Es).await;
    test.clock(&id, "").await;
    test.work_for(MINUTE * 2).await;
    let [text] = test.confirmations().await.try_into().unwrap();
    assert!(text.starts_with("Entrada 7:00") && text.contains("Lopez Roofing. Responda STOP"), "{text}");
}

#[tokio::test]
async fn nothing_is_confirmed_unless_it_is_turned_on_and_one_person_may_be_left_out() {
    let test = TestGateway::start_texting().await;
    let phone = || Details { phone: E164::parse(MARIAS_PHONE).ok(), ..details("Maria Lopez") };
    let (maria, id) = test.employee_with(phone(), PIN).await;
    test.allow_texts(None).await.unwrap();
    test.clock(&id, "").await;
    test.work_for(MINUTE * 2).await;
    assert!(test.confirmations().await.is_empty(), "off unless turned on");

    let mut admin = test.browser(Role::Admin).await;
    let (list, texts) = (LIST.to_owned(), format!("{LIST}/texts"));
    admin.press_and_follow(&list, &texts, &[("about", "confirmations"), ("allowed", "yes")]).await;
    let about = format!("{LIST}/{}", maria.id);
    admin.press_and_follow(&about, &texts, &[("about", "confirmations"), ("allowed", "no")]).await;
    admin.get(&about).await.says("Their punches are not confirmed by text");
    test.advance(SignedDuration::from_hours(8));
    test.clock(&id, "").await;
    test.work_for(MINUTE * 2).await;
    assert!(test.confirmations().await.is_empty(), "left out");
}

#[tokio::test]
async fn nobody_is_sent_a_confirmation_who_has_not_agreed_or_has_stopped_texts() {
    let test = TestGateway::start_texting().await;
    let (maria, id) = test.confirmed(Language::En).await;
    test.advance(MINUTE);
    assert_eq!(test.answers(MARIAS_PHONE, "STOP", "1").await.len(), 1);
    test.clock(&id, "").await;
    test.work_for(MINUTE * 2).await;
    assert_eq!(test.confirmations().await.len(), 1, "the answer to STOP alone");
    // One that waits when STOP comes stays here.
    assert_eq!(test.answers(MARIAS_PHONE, "START", "2").await.len(), 1);
    test.advance(SignedDuration::from_hours(8));
    test.clock(&id, "").await;
    test.answers(MARIAS_PHONE, "Stop", "3").await;
    let before = test.confirmations().await.len();
    test.work_for(MINUTE * 2).await;
    assert_eq!(test.confirmations().await.len(), before);
    assert_eq!(test.count("text_consent").await, 5, "{}", maria.id);
}

#[tokio::test]
async fn a_confirmation_that_would_come_late_is_not_sent() {
    let test = TestGateway::start_texting().await;
    let (maria, id) = test.confirmed(Language::En).await;
    test.clock(&id, "").await;
    test.advance(MINUTE * 31);
    test.work().await;
    assert!(test.confirmations().await.is_empty());
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(&format!("{LIST}/{}", maria.id)).await;
    page.says("Last text: the confirmation of a punch").says("too late to confirm the punch");
}

#[tokio::test]
async fn a_punch_that_the_office_has_changed_or_voided_by_then_is_not_confirmed() {
    let test = TestGateway::start_texting().await;
    let (_, id) = test.confirmed(Language::En).await;
    test.clock(&id, "").await;
    test.write("UPDATE time_entry SET in_at = in_at - 60000000, revision = 1").await;
    test.work_for(MINUTE * 2).await;
    assert!(test.confirmations().await.is_empty());
    assert_eq!(
        test.column::<String>("SELECT problem FROM text_message").await,
        ["the punch was changed before it was confirmed"]
    );
}

#[tokio::test]
async fn what_the_carrier_refuses_for_good_is_told_on_the_persons_page() {
    let test = TestGateway::start_texting().await;
    let (maria, id) = test.confirmed(Language::En).await;
    test.clock(&id, "").await;
    test.work_for(MINUTE * 2).await;
    let text = test.texts.taken().remove(0);
    assert_eq!(test.text_is(&text, "undelivered", Some(TextTrouble::Landline)).await, 204);
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(&format!("{LIST}/{}", maria.id)).await;
    page.says("It did not arrive.").says("the number is a landline, or cannot get texts");
}
