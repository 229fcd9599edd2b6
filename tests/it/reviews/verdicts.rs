//! Verdicts: what they lead to, how they are taken back, and what nobody can do twice.

use phoneclock::domain::user::Role;

use super::{REVIEW, given, site};
use crate::support::MARIA;

#[tokio::test]
async fn not_this_person_becomes_an_exception_and_taking_it_back_settles_it_and_puts_the_check_back() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let other = test.voice_check(&maria, MARIA).await;
    assert_eq!(payroll.next().await, Some(id));
    let fields = [("verdict", "not this person"), ("note", "  a man's voice "), ("from", "review")];
    payroll.play(id).await;
    let next = payroll.submit(&format!("/voice-checks/{id}/verdict"), &fields).await;
    next.says("Not this person: Maria Lopez. Undo (u).");
    assert_eq!(given(&next), Some(other));
    assert_eq!(test.entries().await[0].exceptions, ["not this person"]);
    let standing = "SELECT note FROM exception WHERE kind = 'not this person' AND rank = 1 AND settled_at IS NULL";
    assert_eq!(test.column::<String>(standing).await, ["a man's voice"]);

    let entry = test.entries().await.remove(0).id;
    let entry = payroll.get(&format!("/time-entries/{entry}")).await.text();
    assert!(entry.contains("not this person by The payroll , Tue, Nov 17, 7:02 AM : a man's voice"), "{entry}");

    let back = payroll.undo().await;
    assert!(back.text().contains("The verdict on Maria Lopez is taken back."), "{}", back.text());
    assert_eq!(given(&back), Some(id), "and it is hers to hear again");
    assert_eq!(test.entries().await[0].exceptions, [""; 0]);
    let settled = "SELECT settled_because FROM exception WHERE settled_at IS NOT NULL";
    assert_eq!(test.column::<String>(settled).await, ["the verdict was taken back by The payroll"]);
    assert_eq!(test.browser(Role::Admin).await.next().await, Some(other), "what she had instead went back");

    payroll.judge(id, "same person").await;
    let text = payroll.get(&format!("/voice-checks/{id}")).await.text();
    let history = ["not this person a man's voice", "The payroll taken back none", "The payroll same person none"];
    let places: Vec<_> =
        history.iter().map(|line| text.find(line).unwrap_or_else(|| panic!("{line}: {text}"))).collect();
    assert!(places.is_sorted(), "{text}");

    let audit = test.browser(Role::Owner).await.get("/audit").await.text();
    for record in
        ["judge voice check Maria Lopez", "take back verdict Maria Lopez", "note before: none after: a man's voice"]
    {
        assert!(audit.contains(record), "{record}: {audit}");
    }
}

#[tokio::test]
async fn a_verdict_on_what_somebody_else_has_judged_is_refused_with_who_and_when() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    let mut colleague = test.browser(Role::Admin).await;
    payroll.next().await;
    payroll.judge(id, "cannot tell").await;
    let before = test.kept().await;
    let verdict = format!("/voice-checks/{id}/verdict");
    for from in ["review", ""] {
        let fields = [("verdict", "not this person"), ("note", "no"), ("from", from)];
        let refused = colleague.post(&verdict, &fields).await;
        let words = "The payroll already marked this one “cannot tell” on Tue, Nov 17, 7:01 AM. Nothing was changed.";
        refused.is(409).says(words);
    }
    let twice = payroll.post(&verdict, &[("verdict", "cannot tell")]).await;
    twice.is(409).says("You already marked this one “cannot tell”");
    assert_eq!(test.kept().await, before);
}

#[tokio::test]
async fn only_the_verdict_that_was_shown_is_taken_back() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    payroll.next().await;
    payroll.judge(id, "same person").await;
    let page = format!("/voice-checks/{id}");
    let old = payroll.get(&page).await.value("given");
    let mut colleague = test.browser(Role::Admin).await;
    // A colleague may take it back as well, with their own name under it.
    colleague.submit(&format!("{page}/take-back"), &[("given", &old)]).await.says("is taken back");
    colleague.play(id).await;
    colleague.submit(&format!("{page}/verdict"), &[("verdict", "cannot tell")]).await.says("Cannot tell: Maria Lopez.");
    let before = test.kept().await;
    for given in [old.as_str(), "", "nonsense"] {
        let refused = payroll.post(&format!("{page}/take-back"), &[("given", given)]).await;
        refused.is(409).says("The verdict has changed in the meantime.");
    }
    assert_eq!(test.kept().await, before);
    payroll.get(REVIEW).await.says_nothing_of("data-undo");
}

#[tokio::test]
async fn undo_goes_back_one_by_one_and_not_beyond_half_an_hour() {
    let (test, maria, mut payroll) = site().await;
    let ids = [test.voice_check(&maria, MARIA).await, test.voice_check(&maria, MARIA).await];
    for id in ids {
        assert_eq!(payroll.next().await, Some(id));
        payroll.judge(id, "same person").await;
    }
    assert_eq!(given(&payroll.undo().await), Some(ids[1]));
    assert_eq!(given(&payroll.undo().await), Some(ids[0]));
    payroll.get(REVIEW).await.says_nothing_of("data-undo").says("2 of 2 left");
    payroll.judge(ids[0], "same person").await.says("data-undo");
    test.advance(jiff::SignedDuration::from_mins(31));
    payroll.get(REVIEW).await.says_nothing_of("data-undo");
}

#[tokio::test]
async fn earlier_recordings_are_the_last_three_of_the_same_person_that_were_judged_to_be_them() {
    let (test, maria, mut payroll) = site().await;
    let (ana, _) = test.employee("Ana Torres").await;
    let mut same = Vec::new();
    for (person, verdict) in [
        (&maria, "same person"),
        (&maria, "same person"),
        (&maria, "not this person"),
        (&maria, "cannot tell"),
        (&ana, "same person"),
        (&maria, "same person"),
        (&maria, "same person"),
    ] {
        let id = test.voice_check(person, MARIA).await;
        assert_eq!(payroll.next().await, Some(id));
        payroll.judge(id, verdict).await;
        if person.id == maria.id && verdict == "same person" {
            same.push(id);
        }
    }
    test.voice_check(&maria, MARIA).await;
    let page = payroll.get(REVIEW).await;
    let earlier = page.body.split("data-earlier src=\"/voice-checks/").skip(1);
    let earlier: Vec<_> = earlier.map(|rest| rest.split('/').next().unwrap().to_owned()).collect();
    let expected: Vec<_> = same.iter().rev().take(3).map(ToString::to_string).collect();
    assert_eq!(earlier, expected);
}

#[tokio::test]
async fn what_was_typed_is_kept_where_it_is_too_long_and_a_word_that_is_no_verdict_does_nothing() {
    let (test, maria, mut payroll) = site().await;
    let id = test.voice_check(&maria, MARIA).await;
    payroll.next().await;
    payroll.play(id).await;
    let before = test.kept().await;
    let long = "é".repeat(501);
    let verdict = format!("/voice-checks/{id}/verdict");
    let refused = payroll.post(&verdict, &[("verdict", "same person"), ("note", &long)]).await;
    assert_eq!(refused.is(422).wrong("note"), "A note has at most 500 characters.");
    refused.says(&long);
    payroll.post(&verdict, &[("verdict", "somebody")]).await.is(400);
    assert_eq!(test.kept().await, before);
    let note = "é".repeat(500);
    payroll.submit(&verdict, &[("verdict", "same person"), ("note", &note)]).await.says(&note);
}
