//! The made-up people and jobs of the demo. Numbers are from the range that is kept for fiction.

use crate::domain::language::Language;

/// Somebody who can call.
#[derive(Debug, Clone, Copy)]
pub struct CastMember {
    /// First name and last name.
    pub name: &'static str,
    /// The PIN, which the demo shows to whoever tries it.
    pub pin: &'static str,
    /// The number of their own phone.
    pub phone: &'static str,
    /// What they are spoken to in.
    pub language: Language,
    /// What they say on the phone; nobody asks the others for their name.
    pub voice: Option<&'static [u8]>,
    /// Whether they work an hour west of the office.
    pub is_west: bool,
}

macro_rules! voice {
    ($name:literal) => {
        include_bytes!(concat!("../../voices/", $name, ".wav"))
    };
}

/// A recording in which nobody speaks, as WAV.
pub const SILENCE: &[u8] = voice!("silence");
/// A recording that is too short for a name, as WAV.
pub const SHORT: &[u8] = voice!("short");
/// A recording that is overdriven, as WAV.
pub const CLIPPED: &[u8] = voice!("clipped");
/// What a provider sends when it has gone wrong.
pub const NO_SOUND: &[u8] = b"<html>503 Service Unavailable</html>";

const fn says(
    name: &'static str,
    pin: &'static str,
    phone: &'static str,
    language: Language,
    voice: &'static [u8],
) -> CastMember {
    CastMember { name, pin, phone, language, voice: Some(voice), is_west: false }
}

const fn east(name: &'static str, pin: &'static str, phone: &'static str, language: Language) -> CastMember {
    CastMember { name, pin, phone, language, voice: None, is_west: false }
}

const fn west(name: &'static str, pin: &'static str, phone: &'static str, language: Language) -> CastMember {
    CastMember { is_west: true, ..east(name, pin, phone, language) }
}

use Language::{En, Es};

/// The employees of the demo. The first [`PLAYABLE_COUNT`] are those that a visitor can be.
pub const PEOPLE: [CastMember; 25] = [
    says("John Carter", "4827", "+15555550124", En, voice!("john-carter")),
    says("Maria Lopez", "8352", "+15555550123", Es, voice!("maria-lopez")),
    says("Ana Torres", "7093", "+15555550125", Es, voice!("ana-torres-quiet")),
    says("Sam Whitfield", "5194", "+15555550126", En, voice!("sam-whitfield")),
    says("Grace Okafor", "6248", "+15555550127", En, voice!("grace-okafor")),
    says("Luis Herrera", "3917", "+15555550128", Es, voice!("luis-herrera")),
    says("Carmen Ruiz", "6402", "+15555550129", Es, voice!("carmen-ruiz")),
    says("Tyler Brooks", "9538", "+15555550130", En, voice!("tyler-brooks")),
    says("Minh Tran", "2746", "+15555550131", En, voice!("minh-tran")),
    says("José Ramírez", "8163", "+15555550132", Es, voice!("jose-ramirez")),
    says("Emily Foster", "5079", "+15555550133", En, voice!("emily-foster")),
    says("Rosa Delgado", "3684", "+15555550134", Es, voice!("rosa-delgado")),
    says("Marcus Bell", "7425", "+15555550135", En, voice!("marcus-bell")),
    says("Elena Vargas", "9206", "+15555550136", Es, voice!("elena-vargas")),
    says("Dan Kowalski", "4871", "+15555550137", En, voice!("dan-kowalski")),
    says("Pedro Morales", "6359", "+15555550138", Es, voice!("pedro-morales")),
    east("Keisha Grant", "8540", "+15555550139", En),
    east("Owen Murphy", "2963", "+15555550140", En),
    east("Sofía Castillo", "7318", "+15555550141", Es),
    west("Ray Thompson", "5682", "+15555550142", En),
    west("Isabel Navarro", "9047", "+15555550143", Es),
    west("Walt Jensen", "3829", "+15555550144", En),
    west("Diego Fuentes", "6174", "+15555550145", Es),
    west("Linda Park", "8495", "+15555550146", En),
    west("Héctor Salinas", "5730", "+15555550147", Es),
];
/// How many of [`PEOPLE`] a visitor can be.
pub const PLAYABLE_COUNT: usize = 5;

/// Names and phone codes of the jobs; the last one is for those in the west alone.
pub const JOBS: [(&str, &str); 8] = [
    ("Hillside School roof", "101"),
    ("Depot gutters", "102"),
    ("Elm Street 12", "103"),
    ("County library", "104"),
    ("Harbor warehouse", "105"),
    ("St. Mary's annex", "106"),
    ("Yard and tools", "110"),
    ("Aurora stadium", "120"),
];
/// The phone code of the job that some go to in the middle of a day.
pub const YARD_JOB_CODE: &str = "110";
/// The phone code of the job in the west.
pub const WEST_JOB_CODE: &str = "120";

/// The owner on the pages: name and email address.
pub const OWNER: (&str, &str) = ("Olivia Marsh", "olivia@lopez-roofing.example");
/// The admin on the pages.
pub const ADMIN: (&str, &str) = ("Adam Reyes", "adam@lopez-roofing.example");
/// The password of all three, for pages that ask for it once more.
pub const PASSWORD: &str = "eleven slates and a ladder";
/// The PIN by which the admin signs in, unlocks people and clocks others at kiosks.
pub const SUPERVISOR_PIN: &str = "604173";
/// The Universal PIN of the kiosk at the yard.
pub const UNIVERSAL_PIN: &str = "730518";
/// Who does payroll on the pages.
pub const PAYROLL: (&str, &str) = ("Priya Shah", "priya@lopez-roofing.example");

/// The phone code of a person's usual job.
#[must_use]
pub fn home_job(number: usize) -> &'static str {
    let is_west = PEOPLE.get(number).is_some_and(|person| person.is_west);
    let (_, code) = match JOBS.get(number % 6) {
        Some(job) if !is_west => *job,
        Some(_) | None => ("", WEST_JOB_CODE),
    };
    code
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_shares_a_name_a_pin_or_a_phone() {
        let different = |of: fn(&CastMember) -> &'static str| PEOPLE.iter().map(of).collect::<BTreeSet<_>>().len();
        assert_eq!([different(|p| p.name), different(|p| p.pin), different(|p| p.phone)], [25; 3]);
    }
}
