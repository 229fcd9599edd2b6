//! Pages in the language of whoever reads: chosen by each user, complete in each language, and nothing left in English.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use phoneclock::domain::user::Role;

use crate::{
    browser::every_page::{Rows, page_rules},
    support::{
        TestGateway,
        browser::{Browser, PASSWORD},
        files_below,
        page_text::{menu_text, page_text},
    },
};

/// Words that every English sentence has some of, and no Spanish one.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "is", "are", "was", "were", "not", "for", "with", "this", "that", "you", "your", "by", "to",
    "on", "at", "from", "or", "who", "when", "what", "they", "their", "it", "be", "has", "have", "will", "can",
    "cannot", "in", "out", "all", "nobody", "none", "yet", "here", "than",
];

/// What the database holds was written in English, or by somebody.
const STORED: &[&str] = &[
    "Elm Street 12, new roof and gutters at the back of the house",
    "Elm Street 12, new roof and gutters at t…",
    "Workshop gate at the far end of the yard, behind the old barn",
    "Workshop at the far end of the yard, behind the old barn",
    "The badge was left at home",
    "the eleventh is missing, says the foreman of the night shift",
    "the name, said by her",
    "the gateway's command line",
    "The owner",
    "The admin",
    "The payroll",
    // What the audit log and the manifest of a file were written with.
    "Not set up",
    "Plain CSV, one row for each entry",
    "to be resolved first: job missing",
    "the approval was reopened by",
    "still clocked in",
    "not approved",
    "has no payroll ID",
];

/// The words of some markup that people read or hear: texts, and what attributes say.
fn read_by_people(html: &str) -> BTreeSet<String> {
    let said = ["aria-label", "title", "placeholder", "data-name", "alt"].map(|name| {
        let begins = format!(" {name}=\"");
        let attributes = html.split(&begins).skip(1);
        attributes.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
    });
    let texts = format!("{}\n{}", menu_text(html), page_text(html));
    texts.lines().map(str::to_owned).chain(said.into_iter().flatten()).collect()
}

/// Whether a line has English words in it beside what the database holds.
fn is_english(line: &str) -> bool {
    let line = STORED.iter().fold(line.to_owned(), |line, stored| line.replace(stored, ""));
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '-' && c != '/' && c != '.');
    words.filter(|word| ENGLISH.contains(&word.to_lowercase().as_str())).count() > 1
}

#[tokio::test]
async fn each_user_reads_pages_in_their_own_language_and_others_as_their_browser_asks() {
    let test = TestGateway::start().await;
    let (mut browser, user) = test.signed_in(Role::Owner).await;
    browser.get("/account").await.says("Where you are signed in");
    let page = browser.press_and_follow("/account", "/account/language", &[("language", "es")]).await;
    page.says("Desde ahora las páginas y los correos están en español.").says("Dónde tiene sesión abierta");
    assert!(page.body.contains("<html lang=\"es\">"), "{}", page.body);
    browser.get("/settings").await.says("Configuración");
    let mut other = test.browser(Role::Admin).await;
    other.get("/account").await.says("Where you are signed in");
    // Signed out, the browser says what its user reads; signed in again, the user's own choice holds.
    let mut stranger = Browser::nobody(&test);
    stranger.get("/sign-in").await.says("Sign in");
    stranger.sign_in(user.email.as_str(), PASSWORD).await;
    stranger.get("/home").await.says("Cerrar sesión");
    let refused = browser.press("/account", "/account/language", &[("language", "fr")]).await;
    assert_eq!(refused.status, 400);
    browser.get("/account").await.says("Dónde tiene sesión abierta");
}

#[tokio::test]
async fn nothing_is_left_in_english_on_a_page_in_spanish() {
    let test = TestGateway::start().await;
    let rows = Rows::insert(&test).await;
    let mut browser = Browser::nobody(&test);
    browser.sign_in(&rows.owner, PASSWORD).await;
    browser.press("/account", "/account/language", &[("language", "es")]).await.is(303);
    let (mut left, mut pages) = (BTreeMap::<String, String>::new(), 0);
    for rule in page_rules().filter(|rule| !OF_OTHERS.contains(&rule.path)) {
        for path in rows.addresses(rule.path) {
            let page = browser.get(&path).await;
            if page.status != 200 {
                continue;
            }
            pages += 1;
            let english = read_by_people(&page.body).into_iter().filter(|line| is_english(line));
            left.extend(english.map(|line| (line, path.clone())));
        }
    }
    assert!(pages > 90, "{pages} pages");
    let left: Vec<_> = left.iter().map(|(line, path)| format!("{path}: {line}")).collect();
    assert!(left.is_empty(), "{} lines in English:\n{}", left.len(), left.join("\n"));
}

/// Pages for others than users of the office, and cards, in the language of whom they are for; and those of the demo.
const OF_OTHERS: &[&str] = &[
    "/setup",
    "/setup/{token}",
    "/badge/{token}",
    "/practice",
    "/kiosk",
    "/demo",
    "/phone",
    "/time-tracking/phone-clocking/cards",
    "/time-tracking/phone-clocking/{id}/card",
];

/// The names of the messages of a file, by part.
fn messages(language: &str) -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("prompts/{language}/admin.ftl"));
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let names = lines.filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.split_once('-').expect("a part and a name")).map(owned).collect()
}

fn owned((part, name): (&str, &str)) -> (String, String) {
    (part.to_owned(), name.replace('-', "_"))
}

#[test]
fn no_language_has_messages_that_nothing_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for file in [files_below(&root.join("src")), files_below(&root.join("templates"))].concat() {
        code.push_str(&fs::read_to_string(file).unwrap());
    }
    let said: BTreeSet<_> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let english = messages("en");
    let unsaid: Vec<_> = english
        .iter()
        .filter(|(_, name)| {
            let of_pair = name.strip_suffix("_one").or_else(|| name.strip_suffix("_other"));
            !said.contains(name.as_str()) && !of_pair.is_some_and(|name| said.contains(name))
        })
        .collect();
    assert!(unsaid.is_empty(), "nothing says {unsaid:?}");
    // A message that English lacks would never be read.
    let english: BTreeSet<_> = english.into_iter().collect();
    let spanish: BTreeSet<_> = messages("es").into_iter().collect();
    let unread: Vec<_> = spanish.difference(&english).collect();
    assert!(unread.is_empty(), "English has no {unread:?}");
    assert!(english.len() > 2_000, "{}", english.len());
}
