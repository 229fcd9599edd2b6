//! Kiosks: devices that are silent or suspended, people who have nothing to be found by, and weak choices.

use std::sync::Arc;

use phoneclock::{
    domain::kiosk::{CredentialKind, Method},
    service::{
        Services, StoreError,
        kiosks::checkup::{self, Checkup, Concern, DevicePlace},
        roster::workspaces,
    },
};

use super::{Finding, names::some, output};

const ABOUT: &str = "kiosks";

/// Nothing about a workspace whose kiosks are not activated.
pub(super) async fn examine(services: &Arc<Services>) -> anyhow::Result<Vec<Finding>> {
    let now = services.store.now();
    let read = services.store.read(move |tx| {
        let mut checked = Vec::new();
        for workspace in workspaces::list(tx)? {
            if let Some(checkup) = checkup::look(tx, &workspace, now)? {
                checked.push((workspace.settings.name, checkup));
            }
        }
        Ok::<_, StoreError>(checked)
    });
    Ok(read.await?.iter().flat_map(|(workspace, checkup)| findings(workspace, checkup)).collect())
}

fn findings(workspace: &str, checkup: &Checkup) -> Vec<Finding> {
    let mut findings: Vec<_> = checkup.concerns.iter().map(|concern| finding(workspace, checkup, concern)).collect();
    if findings.is_empty() {
        let (kiosks, devices) = (output::count(checkup.kiosks, "kiosk"), output::count(checkup.devices, "device"));
        let by = found_by(checkup.method);
        findings.push(Finding::ok(ABOUT, format!("{workspace}: {kiosks}, {devices}; people are found by {by}")));
    }
    findings
}

const fn found_by(method: Method) -> &'static str {
    match method {
        Method::NameAndPin => "name and PIN",
        Method::NumberAndPin => "employee number and PIN",
        Method::PinAlone => "PIN alone",
        Method::Badge => "QR badge",
        Method::BadgeAndPin => "QR badge and PIN",
    }
}

/// What a person lacks, in words.
const fn lacked(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Badge => "QR badge",
        CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::LonePin => "kiosk PIN",
    }
}

fn finding(workspace: &str, checkup: &Checkup, concern: &Concern) -> Finding {
    let warning = |said: String| Finding::warning(ABOUT, format!("{workspace}: {said}"));
    let of_all = |people: &[String]| {
        let have = if people.len() == 1 { "has" } else { "have" };
        format!("{} of {} {have}", people.len(), output::count(checkup.people, "kiosk user"))
    };
    match concern {
        Concern::Suspended(place) => Finding::problem(
            ABOUT,
            format!(
                "{workspace}: {} has been suspended since {}, because two browsers have used its approval; revoke it on \
                 its page, see who else had the tablet, and connect it again",
                name(place),
                at(place)
            ),
        ),
        Concern::Silent { device, was_seen: true } => warning(format!(
            "{} was last seen on {}; check its power and network, or revoke it on its page if it is gone",
            name(device),
            at(device)
        )),
        Concern::Silent { device, was_seen: false } => warning(format!(
            "{} was approved on {} and has never been used; open /kiosk on it, or revoke it on its page",
            name(device),
            at(device)
        )),
        Concern::WithoutNumber(people) => warning(format!(
            "{} no employee number and cannot clock at a kiosk: {}; add it on the employee's page",
            of_all(people),
            some(people)
        )),
        Concern::Lacking { kind, is_fallback: true, people } => warning(format!(
            "{} no {} to use when a badge fails: {}; select them under Employees and generate one",
            of_all(people),
            lacked(*kind),
            some(people)
        )),
        Concern::Lacking { kind, is_fallback: false, people } => warning(format!(
            "{} no {} and cannot clock at a kiosk: {}; select them under Employees and generate one",
            of_all(people),
            lacked(*kind),
            some(people)
        )),
        Concern::NothingAsked { kiosk } => warning(format!(
            "at the kiosk {kiosk} anybody can clock anybody in, because Authentication required is off; turn it on, \
             unless somebody watches the kiosk"
        )),
        Concern::ShortLonePin { digits, people, hits_a_year, enough } => {
            let advice = match enough {
                Some(enough) => format!("choose {enough} digits, or name and PIN"),
                None => "choose name and PIN".to_owned(),
            };
            warning(format!(
                "a PIN alone of {digits} digits is too short for {}: whoever tries all that is allowed hits one {} \
                 times a year; {advice}",
                output::count(*people, "person").replace("persons", "people"),
                rounded(*hits_a_year)
            ))
        }
        Concern::ShortNamePin => warning(
            "kiosk PINs have 4 digits; 6 are a hundred times as hard to guess, and choosing them makes new PINs"
                .to_owned(),
        ),
        Concern::NeedlessUniversalPin { kiosk, has_supervisors: true } => warning(format!(
            "the kiosk {kiosk} has a Universal PIN, although supervisors have codes of their own, which say who clocked \
             whom; remove the Universal PIN on the kiosk's page"
        )),
        Concern::NeedlessUniversalPin { kiosk, has_supervisors: false } => warning(format!(
            "the Universal PIN of the kiosk {kiosk} was not used for 30 days; remove it on the kiosk's page"
        )),
    }
}

fn name(place: &DevicePlace) -> String {
    format!("the device {} at the kiosk {}", place.device, place.kiosk)
}

fn at(place: &DevicePlace) -> String {
    place.zone.local(place.at).strftime("%Y-%m-%d at %H:%M").to_string()
}

/// Two digits that count.
fn rounded(hits: f64) -> String {
    if hits >= 10.0 { format!("{hits:.0}") } else { format!("{hits:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_concern_says_what_to_do() {
        let checkup = Checkup { kiosks: 1, devices: 1, people: 300, method: Method::PinAlone, concerns: Vec::new() };
        let said = |concern| finding("Acme", &checkup, &concern).finding;
        let short = |hits_a_year, enough| said(Concern::ShortLonePin { digits: 5, people: 300, hits_a_year, enough });
        let begins = "Acme: a PIN alone of 5 digits is too short for 300 people: whoever tries all that is allowed hits \
                      one";
        assert_eq!(short(23.4, Some(8)), format!("{begins} 23 times a year; choose 8 digits, or name and PIN"));
        assert_eq!(short(2.34, None), format!("{begins} 2.3 times a year; choose name and PIN"));
        let lacking = |people: &[&str]| {
            let people = people.iter().map(|name| (*name).to_owned()).collect();
            said(Concern::Lacking { kind: CredentialKind::Badge, is_fallback: false, people })
        };
        assert!(lacking(&["Ana"]).contains("1 of 300 kiosk users has no QR badge and cannot clock at a kiosk: Ana;"));
        assert!(lacking(&["Ana", "Bo", "Cy", "Di"]).contains("4 of 300 kiosk users have no QR badge"));
        assert!(lacking(&["Ana", "Bo", "Cy", "Di"]).contains(": Ana, Bo, Cy and 1 more;"));
    }

    #[test]
    fn a_workspace_with_nothing_to_look_at_is_named_with_its_method() {
        let checkup = Checkup { kiosks: 2, devices: 3, people: 20, method: Method::Badge, concerns: Vec::new() };
        let expected = Finding::ok("kiosks", "Acme: 2 kiosks, 3 devices; people are found by QR badge");
        assert_eq!(findings("Acme", &checkup), [expected]);
    }
}
