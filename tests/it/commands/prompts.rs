//! `prompts list`: the checklist for whoever records what callers hear.

use phoneclock::audio::Speech;

use super::Desk;

fn lines(text: &str) -> Vec<[&str; 3]> {
    text.lines().map(|line| <[&str; 3]>::try_from(line.split('\t').collect::<Vec<_>>()).unwrap()).collect()
}

#[test]
fn the_checklist_has_file_and_words_of_every_clip_and_says_which_are_there() {
    let mut desk = Desk::new();
    let all = desk.ok(&["prompts", "list", "--language", "pt"]).out;
    let all = lines(&all);
    assert!(all.len() > 250 && all.iter().all(|[file, words, _]| file.starts_with("pt/") && !words.is_empty()));
    for line in [
        ["pt/greeting.wav", "Olá, este é o ponto por telefone.", "lacking"],
        ["pt/as-sete.wav", "às sete", "lacking"],
        ["pt/e-cinquenta-e-nove.wav", "e cinquenta e nove", "lacking"],
        ["pt/da-manha.wav", "da manhã", "lacking"],
        ["pt/meia.wav", "meia", "lacking"],
    ] {
        assert!(all.contains(&line), "{line:?}");
    }
    assert!(std::fs::read_dir(desk.dir.path()).unwrap().next().is_none(), "no data folder is made");

    let folder = desk.dir.path().join("clips");
    std::fs::create_dir_all(folder.join("pt")).unwrap();
    std::fs::write(folder.join("pt/meia.wav"), Speech::from_samples(vec![0; 400]).to_wav()).unwrap();
    let folder = folder.to_str().unwrap().to_owned();
    let some = desk.ok(&["prompts", "list", "--language", "pt", "--clips", &folder]).out;
    assert!(some.contains("pt/meia.wav\tmeia\trecorded\n"), "{some}");
    let lacking = desk.ok(&["prompts", "list", "--language", "pt", "--clips", &folder, "--lacking"]).out;
    assert_eq!(lines(&lacking).len(), all.len() - 1);
    assert!(!lacking.contains("pt/meia.wav"));
    let json: serde_json::Value =
        serde_json::from_str(&desk.ok(&["prompts", "list", "--language", "en", "--json"]).out).unwrap();
    assert_eq!(json[0]["file"], "en/greeting.wav");
}

#[test]
fn a_folder_that_is_not_there_or_a_language_that_nobody_speaks_is_refused() {
    let mut desk = Desk::new();
    let said = desk.refused(&["prompts", "list", "--language", "en", "--clips", "nowhere"], "", 1);
    assert!(said.contains("PHONECLOCK_CLIPS: nowhere is not a folder"), "{said}");
    desk.refused(&["prompts", "list", "--language", "fr"], "", 2);
    desk.refused(&["prompts", "list"], "", 2);
}
