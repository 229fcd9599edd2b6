//! The webhooks of calls, and the pages of somebody who has signed in.

use std::time::Duration;

use jiff::ToSpan;
use phoneclock::domain::secret::Secret;
use phoneclock::provider::twilio::sign;

use super::{
    folder::{self, PIN, Person},
    history::IN,
    http::{Answer, Connection},
    served::{ACCOUNT, NUMBER, PUBLIC_URL, Provider, Served, TOKEN},
    table::Table,
};

const WARM_UP: usize = 20;
const RINGS: usize = 300;
const CALLS_IN: usize = 100;

pub fn calls(gateways: &mut [Served], provider: &Provider, table: &mut Table) {
    if !table.wants("webhook") {
        return;
    }
    let mut line = Line { calls: 0, token: Secret::from(TOKEN) };
    let mut took = vec![Vec::new(); gateways.len()];
    for try_number in 0..RINGS + WARM_UP {
        for (gateway, took) in gateways.iter_mut().zip(&mut took) {
            let (sid, person) = (line.sid("CA"), gateway.people[IN + try_number % CALLS_IN].clone());
            let answer = line.deliver(&mut gateway.connection, (&sid, &person), "/voice/twilio", &[]);
            if try_number >= WARM_UP {
                took.push(answer.is(200, "ringing").took);
            }
            line.is_over(&mut gateway.connection, (&sid, &person));
        }
    }
    table.add("webhook: ringing", took);
    for (name, people) in [("clocks out", 0..IN), ("clocks in", IN..IN + CALLS_IN)] {
        let mut took = vec![Vec::new(); gateways.len()];
        for place in people {
            for (gateway, took) in gateways.iter_mut().zip(&mut took) {
                let person = gateway.people[place].clone();
                took.push(line.whole_call(&mut gateway.connection, &person, provider));
            }
        }
        table.add(&format!("webhooks of a call that {name}"), took);
    }
}

/// The provider's end of the telephone line.
struct Line {
    calls: u64,
    token: Secret,
}

impl Line {
    fn sid(&mut self, kind: &str) -> String {
        self.calls += 1;
        // Another one in each run.
        format!("{kind}{:016x}{:016x}", folder::now().as_nanosecond(), self.calls)
    }

    fn deliver(
        &self,
        connection: &mut Connection,
        (sid, person): (&str, &Person),
        target: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let common = [("AccountSid", ACCOUNT), ("CallSid", sid), ("From", &person.phone), ("To", NUMBER)];
        let mut form = form_urlencoded::Serializer::new(String::new());
        let body = form.extend_pairs(common).extend_pairs(fields).finish();
        let signature = sign(&self.token, &format!("{PUBLIC_URL}{target}"), body.as_bytes());
        connection.post(target, &format!("X-Twilio-Signature: {signature}\r\n"), body.as_bytes())
    }

    fn is_over(&self, connection: &mut Connection, call: (&str, &Person)) -> Duration {
        let fields = [("CallStatus", "completed"), ("CallDuration", "20")];
        self.deliver(connection, call, "/voice/twilio/status", &fields).is(204, "over").took
    }

    /// ID, PIN, no job, the name; how long the gateway took over all of it.
    fn whole_call(&mut self, connection: &mut Connection, person: &Person, provider: &Provider) -> Duration {
        let (sid, recording) = (self.sid("CA"), self.sid("RE"));
        let call = (sid.as_str(), person);
        let mut answer = self.deliver(connection, call, "/voice/twilio", &[("CallStatus", "ringing")]);
        let mut keys = [person.clock_id.as_str(), PIN].into_iter();
        let mut took = Duration::ZERO;
        loop {
            took += answer.took;
            let body = answer.body.clone();
            let Some(target) = answer.is(200, "a step").between("action=\"", "\"") else {
                panic!("the call ends before the name: {body}")
            };
            let target = target.strip_prefix(PUBLIC_URL).unwrap();
            if body.contains("<Record") {
                let url = format!("https://api.example/Recordings/{recording}");
                let fields = [("RecordingUrl", url.as_str()), ("RecordingSid", &recording), ("RecordingDuration", "2")];
                took += self.deliver(connection, call, target, &fields).is(200, "the name").took;
                break;
            }
            let digits = keys.next().unwrap_or_default();
            answer = self.deliver(connection, call, target, &[("Digits", digits), ("FinishedOnKey", "#")]);
        }
        provider.keep(&sid, &recording);
        let fields = [("RecordingSid", recording.as_str()), ("RecordingStatus", "completed")];
        took += self.deliver(connection, call, "/voice/twilio/recording", &fields).is(204, "recorded").took;
        took + self.is_over(connection, call)
    }
}

/// A page by its address, or by the links that lead to it from an address.
struct Page {
    name: &'static str,
    from: String,
    /// Parts of the addresses that are followed.
    links: &'static [&'static str],
}

fn page(name: &'static str, from: impl Into<String>, links: &'static [&'static str]) -> Page {
    Page { name, from: from.into(), links }
}

fn all_pages(person: &Person) -> Vec<Page> {
    let week = folder::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_sub(7.days());
    let id = person.id;
    vec![
        page("home", "/home", &[]),
        page("search by a name", "/search?q=0120", &[]),
        page("who is in", "/who-is-in", &[]),
        page("time entries of a week", format!("/time-entries?from={week}"), &[]),
        page("time entries, four pages on", format!("/time-entries?from={week}"), &["after="; 4]),
        page("time entries of a person", format!("/time-entries?from={week}&employee={id}"), &[]),
        page("time entries by a name", format!("/time-entries?from={week}&find=0120"), &[]),
        page("time entries with exceptions", format!("/time-entries?from={week}&status=exceptions"), &[]),
        page("a time entry", format!("/time-entries?from={week}"), &["/time-entries/0"]),
        page("timesheets of a week", format!("/timesheets?from={week}"), &[]),
        page("timesheets, the last page", format!("/timesheets?from={week}"), &["after="; 3]),
        page("a week of people by days", format!("/timesheets/week?from={week}"), &[]),
        page("timesheets by job", format!("/timesheets?from={week}&view=jobs"), &[]),
        page("timesheet of a person", format!("/timesheets/{id}?from={week}"), &[]),
        page("approvals", format!("/approvals?from={week}"), &[]),
        page("approvals that were given", format!("/approvals?from={}", week.saturating_sub(21.days())), &[]),
        page("voice checks to hear", "/voice-checks", &[]),
        page("voice checks of a person", format!("/voice-checks?employee={id}"), &[]),
        page("voice checks that were heard", "/voice-checks?status=heard", &[]),
        page("voice checks heard, a page on", "/voice-checks?status=heard", &["after="]),
        page("the review of voice checks", "/voice-checks/review", &[]),
        page("exceptions", "/exceptions", &[]),
        page("exceptions, a page on", "/exceptions", &["after="]),
        page("exceptions of a person", format!("/exceptions?employee={id}"), &[]),
        page("exceptions that were settled", "/exceptions?status=settled", &[]),
        page("an employee", format!("/employees/{id}"), &[]),
        page("calls of an employee", format!("/employees/{id}/calls"), &[]),
        page("employees", "/employees", &[]),
        page("employees, the last page", "/employees", &["after="; 3]),
        page("employees by a name", "/employees?q=0120", &[]),
        page("jobs", "/jobs", &[]),
        page("phone clocking", "/time-tracking/phone-clocking", &[]),
        page("kiosks", "/time-tracking/kiosks", &[]),
        page("alerts of one's own", "/account/alerts", &[]),
        page("report on hours", "/reports/hours", &[]),
        page("report on voice checks", "/reports/voice-checks", &[]),
        page("report on exceptions", "/reports/exceptions", &[]),
        page("report on calls", "/reports/calls", &[]),
        page("exports", "/exports", &[]),
        page("check before an export", "/exports", &["/exports/check"]),
        page("audit log", "/audit", &[]),
        page("audit log of a person", format!("/audit?employee={id}"), &[]),
        page("healthz", "/healthz", &[]),
        page("readyz", "/readyz", &[]),
    ]
}

pub fn pages(gateways: &mut [Served], tries: usize, table: &mut Table) {
    gateways.iter_mut().for_each(Served::sign_in);
    let found: Vec<_> = gateways.iter().map(|gateway| all_pages(&gateway.people[IN + 70])).collect();
    for number in 0..found[0].len() {
        let name = format!("page: {}", found[0][number].name);
        if !table.wants(&name) {
            continue;
        }
        let paths: Vec<_> =
            gateways.iter_mut().zip(&found).map(|(gateway, pages)| follow(gateway, &pages[number])).collect();
        let mut took = vec![Vec::new(); gateways.len()];
        for try_number in 0..tries + WARM_UP {
            for ((gateway, path), took) in gateways.iter_mut().zip(&paths).zip(&mut took) {
                let answer = gateway.connection.get(path).is(200, path);
                if try_number >= WARM_UP {
                    took.push(answer.took);
                }
            }
        }
        let bytes = gateways.last_mut().zip(paths.last()).map(|(gateway, path)| gateway.connection.weigh(path));
        table.add_page(&name, took, bytes);
    }
    let mut took = vec![Vec::new(); gateways.len()];
    for _ in 0..tries {
        for (gateway, took) in gateways.iter_mut().zip(&mut took) {
            took.push(Connection::to(gateway.metrics).get("/metrics").is(200, "metrics").took);
        }
    }
    table.add("metrics", took);
}

fn follow(gateway: &mut Served, page: &Page) -> String {
    let mut path = page.from.clone();
    for part in page.links {
        let answer = gateway.connection.get(&path).is(200, &path);
        let link = answer.link(part).unwrap_or_else(|| panic!("{path} has no link with {part}: {}", answer.body));
        path = if let Some(query) = link.strip_prefix('?') {
            format!("{}?{query}", path.split('?').next().unwrap())
        } else {
            link
        };
    }
    path
}
