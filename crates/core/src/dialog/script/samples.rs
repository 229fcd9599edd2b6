//! One of everything a caller can hear, and more where the words differ.

use jiff::civil::{DateTime, date};

use crate::{
    dialog::utterance::{
        CrewDoubt, CrewLine, FallbackLine, LastPunch, MenuLine, ReportLine, SpokenDay, Utterance, Way,
    },
    domain::phone_clock_id::PhoneClockId,
};

/// Every message at least once, in the order of a call. To check a script, or to read it at one glance.
#[must_use]
pub fn samples() -> Vec<Utterance> {
    [before_the_punch(), new_pin(), punches(), questions(), after_the_punch(), menu(), reports(), crew(), fallback()]
        .concat()
}

fn before_the_punch() -> Vec<Utterance> {
    vec![
        Utterance::Greeting,
        Utterance::OwnGreeting { text: "Welcome to Lopez Roofing.".to_owned() },
        Utterance::OfferLanguage { key: '2' },
        Utterance::AskId,
        Utterance::NothingHeard,
        Utterance::IdNotUnderstood,
        Utterance::AskPin,
        Utterance::NoMatch,
        Utterance::TooManyFailures,
        Utterance::OneMoment,
        Utterance::AskPinAgain,
    ]
}

fn new_pin() -> Vec<Utterance> {
    let id = PhoneClockId::parse("572400");
    let set = id.map(|clock_id| Utterance::NewPinSet { clock_id });
    let asked = vec![
        Utterance::CodeRefused,
        Utterance::AskNewPin { min_digits: 4 },
        Utterance::AskNewPinAgain,
        Utterance::NewPinRefused,
        Utterance::NewPinsDiffer,
    ];
    asked.into_iter().chain(set).collect()
}

fn punches() -> Vec<Utterance> {
    vec![
        Utterance::ClockedIn { at: at(6, 59) },
        Utterance::ClockedIn { at: at(7, 5) },
        Utterance::ClockedIn { at: at(13, 0) },
        Utterance::ClockedIn { at: at(0, 0) },
        Utterance::ClockedOut { at: at(15, 31), worked_secs: Some(30_720) },
        Utterance::ClockedOut { at: at(12, 0), worked_secs: Some(3_660) },
        Utterance::ClockedOut { at: at(20, 21), worked_secs: Some(21 * 3_600) },
        Utterance::ClockedOut { at: at(0, 30), worked_secs: Some(42) },
        Utterance::ClockedOut { at: at(8, 20), worked_secs: None },
    ]
}

fn questions() -> Vec<Utterance> {
    let forgotten = |since, day| Utterance::ForgottenClockOut { since, day };
    vec![
        forgotten(at(1, 0), SpokenDay::Today),
        forgotten(at(7, 2), SpokenDay::Yesterday),
        forgotten(at(7, 2), SpokenDay::Weekday(date(2026, 3, 2))),
        forgotten(at(12, 0), SpokenDay::Date(date(2026, 3, 1))),
        Utterance::JustClocked { way: Way::In, secs_ago: 61 },
        Utterance::JustClocked { way: Way::In, secs_ago: 20 },
        Utterance::JustClocked { way: Way::Out, secs_ago: 119 },
        Utterance::NotAChoice,
        Utterance::Kept,
    ]
}

fn after_the_punch() -> Vec<Utterance> {
    let name = || "Elm Street 12".to_owned();
    vec![
        Utterance::AskJob { can_skip: false },
        Utterance::AskJob { can_skip: true },
        Utterance::AskNextJob,
        Utterance::AskJobInstead,
        Utterance::JobNotFound,
        Utterance::JobRequired,
        Utterance::JobIs { name: name() },
        Utterance::ClockedInTo { name: name() },
        Utterance::Notice { text: "We keep recordings for a year.".to_owned() },
        Utterance::AskName,
        Utterance::ThankYou,
        Utterance::Goodbye,
        Utterance::TimeIsUp,
        Utterance::Apology,
        Utterance::Held,
        Utterance::CallAgain,
    ]
}

fn menu() -> Vec<Utterance> {
    let name = || "Elm Street 12".to_owned();
    let punch = |way, day| LastPunch { way, day, at: at(15, 31) };
    let last = |way, day| Utterance::LastPunch { last: punch(way, day) };
    let earlier = |way, day| Utterance::Menu(MenuLine::EarlierPunch { punch: punch(way, day) });
    vec![
        Utterance::InSince { at: at(6, 59), day: SpokenDay::Today },
        Utterance::InSince { at: at(22, 5), day: SpokenDay::Yesterday },
        Utterance::OnBreakSince { name: name(), at: at(12, 0) },
        Utterance::NotIn,
        Utterance::OfferStartBreak,
        Utterance::OfferEndBreak,
        Utterance::OfferSwitchJob,
        Utterance::OfferClockOut,
        Utterance::OfferClockIn,
        Utterance::OfferHours,
        Utterance::Menu(MenuLine::OfferMissed),
        Utterance::Menu(MenuLine::OfferChangePin),
        Utterance::Menu(MenuLine::OfferCrew),
        Utterance::Menu(MenuLine::OfferEnd),
        Utterance::Menu(MenuLine::PleaseListen),
        Utterance::Menu(MenuLine::AlreadyOnBreak),
        Utterance::Menu(MenuLine::NotOnBreak),
        Utterance::Menu(MenuLine::NoBreakKinds),
        Utterance::Menu(MenuLine::BreakFirst),
        Utterance::Menu(MenuLine::NoJobCodes),
        Utterance::Menu(MenuLine::ClockInFirst),
        Utterance::OfferBreakKind { name: name(), key: 1 },
        Utterance::BreakStarted { at: at(12, 0), name: name() },
        Utterance::BreakEnded { at: at(12, 31), secs: 31 * 60 },
        Utterance::HoursOfWeek { secs: 30_720 },
        last(Way::In, SpokenDay::Today),
        last(Way::Out, SpokenDay::Yesterday),
        Utterance::Menu(MenuLine::AtJob { name: name() }),
        Utterance::Menu(MenuLine::AtPlace { name: name() }),
        earlier(Way::In, SpokenDay::Today),
        earlier(Way::Out, SpokenDay::Yesterday),
        Utterance::Menu(MenuLine::PinChanged),
        Utterance::AskSwitchJob,
    ]
}

fn reports() -> Vec<Utterance> {
    let (day, morning) = (SpokenDay::Yesterday, at(7, 30).time());
    let lines = vec![
        ReportLine::AskWay,
        ReportLine::AskTime,
        ReportLine::TimeNotUnderstood,
        ReportLine::AskHalf { morning, evening: at(19, 30).time() },
        ReportLine::AskDay,
        ReportLine::TimeToCome,
        ReportLine::Kept { way: Way::In, day, at: at(7, 30) },
        ReportLine::Kept { way: Way::Out, day, at: at(15, 31) },
        ReportLine::KeptWithoutTime { way: Way::In },
        ReportLine::KeptWithoutTime { way: Way::Out },
        ReportLine::AskAccount,
        ReportLine::AskTimeAndAccount,
        ReportLine::TooMany,
        ReportLine::Done,
        ReportLine::AskLeaveWord,
        ReportLine::AskNameAndPlace,
        ReportLine::WordLeft,
    ];
    lines.into_iter().map(Utterance::Report).collect()
}

fn crew() -> Vec<Utterance> {
    let name = || "Luis Herrera".to_owned();
    let lines = vec![
        CrewLine::AskHow,
        CrewLine::AskMember { name: name(), way: Way::In, doubt: None },
        CrewLine::AskMember { name: name(), way: Way::Out, doubt: None },
        CrewLine::AskMember { name: name(), way: Way::In, doubt: Some(CrewDoubt::JustClocked) },
        CrewLine::AskMember { name: name(), way: Way::Out, doubt: Some(CrewDoubt::JustClocked) },
        CrewLine::AskMember { name: name(), way: Way::In, doubt: Some(CrewDoubt::Forgotten) },
        CrewLine::AskId,
        CrewLine::NotOfCrew,
        CrewLine::Clocked { name: name(), way: Way::In, at: at(6, 59) },
        CrewLine::Clocked { name: name(), way: Way::Out, at: at(15, 31) },
        CrewLine::Changed { name: name() },
        CrewLine::AskName,
        CrewLine::Done,
    ];
    lines.into_iter().map(Utterance::Crew).collect()
}

fn at(hour: i8, minute: i8) -> DateTime {
    date(2026, 3, 3).at(hour, minute, 0, 0)
}

fn fallback() -> Vec<Utterance> {
    [FallbackLine::LeaveWord, FallbackLine::WordKept].map(Utterance::Fallback).to_vec()
}
