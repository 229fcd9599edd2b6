//! Calls in recorded prompts: every sentence in one voice, from clips or spoken whole.

use bytes::Bytes;
use phoneclock::{audio::Speech, dialog::script::Script, domain::language::Language, simulator::report::CallReport};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, by_hand::request};

/// A few bytes of silence for each of these paths.
fn script_with(paths: impl IntoIterator<Item = String>) -> Script {
    let wav = Bytes::from(Speech::from_samples(vec![0; 80]).to_wav());
    Script::embedded().unwrap().with_clips(paths.into_iter().map(|path| (path, wav.clone()))).unwrap()
}

fn clips_of(language: Language) -> Vec<String> {
    Script::embedded().unwrap().checklist(language).unwrap().into_iter().map(|clip| clip.path).collect()
}

/// The clips of a document, or "…" for what is spoken.
fn rows(report: &CallReport) -> Vec<String> {
    let documents = report.webhooks.iter().filter(|webhook| webhook.xml.starts_with("<?xml"));
    let row = |xml: &str| {
        let verbs = xml.split('<').filter(|verb| verb.starts_with("Play>") || verb.starts_with("Say "));
        let names = verbs.map(|verb| match verb.rsplit_once('/').filter(|_| verb.starts_with("Play>")) {
            Some((_, file)) => file.trim_end_matches(".wav").to_owned(),
            None => "…".to_owned(),
        });
        names.collect::<Vec<_>>().join(" ")
    };
    documents.map(|webhook| row(&webhook.xml)).collect()
}

#[tokio::test]
async fn a_whole_call_is_played_from_clips_and_each_is_served() {
    let names = ["pt/name-telhado.wav".to_owned()];
    let script = script_with(clips_of(Language::Pt).into_iter().chain(names));
    let test = TestGateway::start_speaking(script, |_| {}).await;
    test.job("Telhado", "12").await;
    let (_, id) = test.employee_speaking("João Souza", Language::Pt).await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    let rows = rows(&report);
    for row in
        ["entrada-registrada as-sete da-manha ask-job-or-skip", "servico name-telhado ask-name", "thank-you goodbye"]
    {
        assert!(rows.iter().any(|one| one == row), "{row}: {rows:?}");
    }
    for path in ["pt/as-sete.wav", "pt/name-telhado.wav"] {
        let clip = test.send(&request("GET", &format!("/prompts/{path}"), None, b"")).await;
        assert_eq!((clip.status, clip.content_type.as_deref()), (200, Some("audio/wav")), "{path}");
    }
    for nowhere in ["/prompts/pt/name-outro.wav", "/prompts/pt/..%2Fpt%2Fmeia.wav", "/prompts/en/noon.wav"] {
        assert_eq!(test.send(&request("GET", nowhere, None, b"")).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn a_sentence_that_lacks_one_clip_is_spoken_whole_and_the_others_are_played() {
    let script = script_with(clips_of(Language::Pt).into_iter().filter(|path| path != "pt/da-manha.wav"));
    let test = TestGateway::start_speaking(script, |_| {}).await;
    test.job("Telhado", "12").await;
    let (_, id) = test.employee_speaking("João Souza", Language::Pt).await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    let rows = rows(&report);
    // Without its last piece the time is spoken with its sentence; nobody has recorded the job.
    for row in ["… ask-job-or-skip", "… ask-name", "thank-you goodbye"] {
        assert!(rows.iter().any(|one| one == row), "{row}: {rows:?}");
    }
}
