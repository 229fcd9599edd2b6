//! Help: a page for each task, and one with the terms.

use askama::Template;
use axum::{extract::Path, response::Response};

use super::{
    error::{self, PageError},
    layout::{Page, html},
};
use crate::{
    domain::{language::OfficeLanguage, search::begins_words_of},
    web::{access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::{AdminWords, HelpWords, TopicsWords},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/help", Audience::SignedIn, list).get("/help/{topic}", Audience::SignedIn, show)
}

/// A page of help.
pub(super) struct Topic {
    /// In its address.
    pub name: &'static str,
    /// What it is called: what somebody wants to do.
    pub title: &'static str,
    /// What is in it, in a sentence; also what it is found by.
    about: &'static str,
    subject: Subject,
}

/// Which text a page of help has.
#[derive(Clone, Copy)]
enum Subject {
    Start,
    RollOut,
    Calling,
    Kiosks,
    Locations,
    Exceptions,
    VoiceChecks,
    Hours,
    Payday,
    Roles,
    Terms,
}

fn topics(words: &'static HelpWords) -> [Topic; 11] {
    let topic = |name, title: &'static String, about: &'static String, subject| Topic { name, title, about, subject };
    [
        topic("start", &words.start_title, &words.start_about, Subject::Start),
        topic("roll-out", &words.roll_out_title, &words.roll_out_about, Subject::RollOut),
        topic("calling", &words.calling_title, &words.calling_about, Subject::Calling),
        topic("kiosks", &words.kiosks_title, &words.kiosks_about, Subject::Kiosks),
        topic("locations", &words.locations_title, &words.locations_about, Subject::Locations),
        topic("exceptions", &words.exceptions_title, &words.exceptions_about, Subject::Exceptions),
        topic("voice-checks", &words.voice_checks_title, &words.voice_checks_about, Subject::VoiceChecks),
        topic("hours", &words.hours_title, &words.hours_about, Subject::Hours),
        topic("payday", &words.payday_title, &words.payday_about, Subject::Payday),
        topic("roles", &words.roles_title, &words.roles_about, Subject::Roles),
        topic("terms", &words.terms_title, &words.terms_about, Subject::Terms),
    ]
}

/// The topics that are about what was typed, in the language of whoever reads or in English.
pub(super) fn find(words: &'static AdminWords, typed: &str) -> impl Iterator<Item = Topic> {
    let in_english = topics(&AdminWords::of(OfficeLanguage::En).help);
    let found = topics(&words.help).into_iter().zip(in_english).filter(move |(topic, english)| {
        begins_words_of(&format!("{} {} {} {}", topic.title, topic.about, english.title, english.about), typed)
    });
    found.map(|(topic, _)| topic)
}

#[derive(Template)]
#[template(path = "help/list.html")]
struct ListPage {
    page: Page,
    topics: [Topic; 11],
}

/// The text of a page of help.
#[derive(Template)]
#[template(path = "help/text.html")]
struct Text {
    subject: Subject,
    words: &'static TopicsWords,
}

#[derive(Template)]
#[template(path = "help/topic.html")]
struct TopicPage {
    page: Page,
    text: Text,
}

async fn list(signed_in: SignedIn) -> Response {
    let words = signed_in.words();
    html(&ListPage { page: Page::of(&signed_in, &words.frame.help, "/help"), topics: topics(&words.help) })
}

async fn show(signed_in: SignedIn, Path(name): Path<String>) -> Result<Response, PageError> {
    let words = signed_in.words();
    let Some(topic) = topics(&words.help).into_iter().find(|topic| topic.name == name) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let text = Text { subject: topic.subject, words: &words.topics };
    Ok(html(&TopicPage { page: Page::of(&signed_in, topic.title, "/help"), text }))
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    fn names(language: OfficeLanguage, typed: &str) -> Vec<&'static str> {
        find(AdminWords::of(language), typed).map(|topic| topic.name).collect()
    }

    #[test]
    fn topics_are_found_by_what_they_are_about() {
        assert_eq!(names(OfficeLanguage::En, "overtime"), ["hours"]);
        assert_eq!(names(OfficeLanguage::En, "badges"), ["kiosks"]);
        assert!(names(OfficeLanguage::En, "quux").is_empty());
    }

    #[test]
    fn whoever_reads_spanish_finds_topics_by_spanish_and_by_english_words() {
        assert_eq!(names(OfficeLanguage::Es, "redondeo"), ["hours"]);
        assert_eq!(names(OfficeLanguage::Es, "credenciales"), ["kiosks"]);
        assert_eq!(names(OfficeLanguage::Es, "badges"), ["kiosks"]);
        assert!(names(OfficeLanguage::En, "redondeo").is_empty());
    }

    #[test]
    fn every_link_in_help_leads_somewhere() {
        for language in OfficeLanguage::ALL {
            let words = AdminWords::of(language);
            let text = |topic: &Topic| Text { subject: topic.subject, words: &words.topics }.to_string();
            let topics = topics(&words.help);
            for topic in &topics {
                for to in text(topic).split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    let (path, part) = to.split_once('#').unwrap_or((to, ""));
                    let known = match path.strip_prefix("/help/") {
                        Some(name) => topics.iter().any(|topic| {
                            topic.name == name && (part.is_empty() || text(topic).contains(&format!("id=\"{part}\"")))
                        }),
                        None => crate::web::access::audience(&Method::GET, path).is_some(),
                    };
                    assert!(known, "{to} in {}", topic.name);
                }
            }
        }
    }
}
