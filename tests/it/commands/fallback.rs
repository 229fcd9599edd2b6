//! `fallback`: what a provider is to say while no gateway answers.

use super::Desk;

#[test]
fn what_is_printed_is_a_document_and_nothing_else_and_needs_no_settings() {
    let mut desk = Desk::new();
    let whole = desk.ok(&["fallback", "plivo"]).out;
    assert!(whole.starts_with("<?xml") && whole.ends_with("</Response>\n"), "{whole}");
    let (english, spanish) = (whole.find("Do not say your PIN").unwrap(), whole.find("No diga su PIN").unwrap());
    assert!(english < spanish, "{whole}");
    let url = "https://handler.twilio.com/twiml/EH1";
    let first = desk.ok(&["fallback", "twilio", "--goodbye-url", url, "--language", "es"]).out;
    assert!(first.contains(url) && !first.contains("Do not say"), "{first}");
    let goodbye = desk.ok(&["fallback", "signalwire", "--goodbye"]).out;
    assert!(goodbye.contains("Thank you.") && !goodbye.contains("<Record"), "{goodbye}");
    assert!(std::fs::read_dir(desk.dir.path()).unwrap().next().is_none(), "no data folder is made");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let mut desk = Desk::new();
    let said = desk.refused(&["fallback", "plivo", "--goodbye"], "", 1);
    assert!(said.contains("one document does"), "{said}");
    let said = desk.refused(&["fallback", "twilio"], "", 1);
    assert!(said.contains("--goodbye-url"), "{said}");
    for args in [
        &["fallback"][..],
        &["fallback", "vonage"],
        &["fallback", "twilio", "--language", "fr"],
        &["fallback", "twilio", "--goodbye-url", "not an address"],
        &["fallback", "twilio", "--goodbye", "--goodbye-url", "https://documents.example/"],
        &["fallback", "twilio", "--data-dir", "x"],
    ] {
        desk.refused(args, "", 2);
    }
}
