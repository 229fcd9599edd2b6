//! Why something was refused, in the words of the command line: what failed, and what to do about it.

use std::error::Error;

use phoneclock::{
    app::DatabaseError,
    domain::language::OfficeLanguage,
    service::{
        access::AccountError,
        credentials::CredentialError,
        kernel::{keys::KeyError, recordings::RecordingsError},
        kiosks::{
            codes::CodeError,
            credentials::KioskCredentialError,
            devices::{self, DeviceError},
            kiosks::{KioskError, NAME_MAX},
        },
        pin_hash::{HashError, StartError},
        roster::{employees::EmployeeError, jobs::JobError, workspaces::WorkspaceError},
        timesheets::{changes::EntryError, leaving::LeavingError},
    },
    store::postgres::{OpenError, Refusal},
    wording::{admin::AdminWords, recordings, refusals},
};

/// What a failure says. Use cases only say what failed; the words for it are made here. Other errors have their own.
pub fn of(error: &(dyn Error + 'static)) -> String {
    let words = AdminWords::of(OfficeLanguage::En);
    let said = [
        error.downcast_ref::<WorkspaceError>().map(workspace),
        error.downcast_ref::<EmployeeError>().map(employee),
        error.downcast_ref::<JobError>().map(job),
        error.downcast_ref::<AccountError>().map(account),
        error.downcast_ref::<KioskError>().map(kiosk),
        error.downcast_ref::<CodeError>().map(device_code),
        error.downcast_ref::<DeviceError>().map(device),
        error.downcast_ref::<LeavingError>().map(leaving),
        error.downcast_ref::<EntryError>().map(|error| refusals::entry(words, None, error)),
        error.downcast_ref::<CredentialError>().map(|error| refusals::credential(words, error)),
        error.downcast_ref::<KioskCredentialError>().map(|error| refusals::kiosk_credential(words, error)),
        error.downcast_ref::<HashError>().map(hash),
        error.downcast_ref::<StartError>().map(start),
        error.downcast_ref::<KeyError>().map(key),
        error.downcast_ref::<DatabaseError>().map(database),
        error.downcast_ref::<RecordingsError>().map(recordings::failure),
    ];
    said.into_iter().flatten().next().unwrap_or_else(|| error.to_string())
}

/// What is in the way of a database of PostgreSQL, by the setting that names it.
fn database(DatabaseError { setting, problem }: &DatabaseError) -> String {
    let OpenError::Unreachable { at, .. } = problem else { return format!("{setting}: {problem}") };
    let said = match problem.refusal() {
        Some(Refusal::Password) => format!(
            "the server of {at} refuses the user or the password; write those of a role of the database into the address"
        ),
        Some(Refusal::NotAdmitted) => format!(
            "the server of {at} does not let this user in from this machine; make the role with `createuser`, and admit it \
             in pg_hba.conf"
        ),
        Some(Refusal::NoDatabase) => format!(
            "there is no database {at}; make it with `createdb --encoding UTF8`, or correct the name at the end of the address"
        ),
        Some(Refusal::NoRights) => format!("the role may not use the database {at}; let the role own it"),
        Some(Refusal::Full) => format!(
            "the server of {at} takes no more connections; raise its max_connections: each gateway uses up to 17"
        ),
        Some(Refusal::NotReady) => {
            format!("the server of {at} does not take connections now; wait until it has started, then try again")
        }
        Some(Refusal::ReadOnly) => {
            format!(
                "no server of {at} takes writes; put the address of the primary into it, beside that of the standby"
            )
        }
        Some(Refusal::NotEncrypted) => {
            format!(
                "the server of {at} does not encrypt, and is on another machine; set `ssl = on` and a certificate there"
            )
        }
        Some(Refusal::Certificate) => format!(
            "the certificate of the server of {at} is not trusted, or is for another name; set PHONECLOCK_DATABASE_CA_FILE \
             to the certificate of who has signed it"
        ),
        Some(Refusal::NoAnswer) | None => {
            format!("nobody answers at {at}; start the server, and see that host and port in the address are right")
        }
    };
    format!("{setting}: {said}")
}

fn workspace(error: &WorkspaceError) -> String {
    match error {
        WorkspaceError::Store(_) | WorkspaceError::Field(_) => error.to_string(),
        WorkspaceError::NameTaken(name) => refusals::name_taken(AdminWords::of(OfficeLanguage::En), name),
        WorkspaceError::ChangedMeanwhile(_) => "somebody else has changed the settings in the meantime".to_owned(),
        WorkspaceError::Unknown(name) => {
            format!("there is no workspace named \"{name}\"; see `phoneclock workspace list`")
        }
        WorkspaceError::None => {
            "there is no workspace yet; add one with `phoneclock workspace add NAME --time-zone ZONE`".to_owned()
        }
        WorkspaceError::Several(names) => {
            format!("there are several workspaces; say which with --workspace ({})", names.join(", "))
        }
    }
}

fn account(error: &AccountError) -> String {
    match error {
        AccountError::NoUser => "nobody signs in with this address; see `phoneclock user list`".to_owned(),
        AccountError::NoSecondFactor => "this user has no second factor".to_owned(),
        AccountError::Store(_)
        | AccountError::NotSignedIn
        | AccountError::Email(_)
        | AccountError::NoName
        | AccountError::EmailTaken
        | AccountError::Password(_)
        | AccountError::WrongPassword
        | AccountError::WrongPasswordOrCode
        | AccountError::WrongCode
        | AccountError::CodesMadeAlready
        | AccountError::HalfWayOver
        | AccountError::SecondFactorAsked
        | AccountError::SessionEnded
        | AccountError::LinkSpent
        | AccountError::OwnersOnly
        | AccountError::LastOwner
        | AccountError::NotActive
        | AccountError::Joined
        | AccountError::PinOnly
        | AccountError::NoPin
        | AccountError::NoEmployee
        | AccountError::EmployeeTaken
        | AccountError::Settings(_)
        | AccountError::Hash(_) => error.to_string(),
    }
}

fn employee(error: &EmployeeError) -> String {
    match error {
        EmployeeError::Store(_) | EmployeeError::Email(_) => error.to_string(),
        EmployeeError::NoName => "an employee needs a name".to_owned(),
        EmployeeError::NumberTaken { number, holder } => format!("the employee number {number} is {holder}'s"),
        EmployeeError::Unknown(known_as) => {
            format!("nobody in this workspace is known as \"{known_as}\"; see `phoneclock employee list`")
        }
        EmployeeError::Several(known_as) => format!(
            "several employees are known as \"{known_as}\"; use the employee number, the phone clock ID or the id in \
             `employee list --json`"
        ),
        EmployeeError::NotFound => "there is no such employee in this workspace".to_owned(),
        EmployeeError::ClockedIn(name) => format!("{name} is clocked in; clock them out first"),
    }
}

fn job(error: &JobError) -> String {
    match error {
        JobError::Store(_) => error.to_string(),
        JobError::NoName => "a job needs a name".to_owned(),
        JobError::CodeTaken(code, holder) => {
            format!("the phone code {code} belongs to the active job \"{holder}\"; choose another, or archive that job")
        }
        JobError::Nobody => "choose at least one person, or everyone".to_owned(),
        JobError::Unknown(known_as) => {
            format!("no active job has the phone code or name \"{known_as}\"; see `phoneclock job list`")
        }
        JobError::NotFound => "there is no such job in this workspace".to_owned(),
    }
}

fn device_code(error: &CodeError) -> String {
    match error {
        CodeError::Store(_) => error.to_string(),
        CodeError::Device(error) => device(error),
        CodeError::NotFound => "there is no such code or kiosk in this workspace".to_owned(),
        CodeError::Deactivated => {
            "kiosks are deactivated in this workspace; activate them on the Kiosks page".to_owned()
        }
        CodeError::NotKeyed => "no device has entered the code yet".to_owned(),
        CodeError::Over => "the code has expired, or was already used or canceled".to_owned(),
    }
}

fn device(error: &DeviceError) -> String {
    match error {
        DeviceError::Store(_) | DeviceError::Session(_) => error.to_string(),
        DeviceError::NoName => "a device needs a name".to_owned(),
        DeviceError::NameTooLong => format!("the name of a device has at most {} characters", devices::NAME_MAX),
        DeviceError::NotFound => "there is no such device in this workspace".to_owned(),
        DeviceError::Deactivated => "kiosks are deactivated in this workspace".to_owned(),
    }
}

fn kiosk(error: &KioskError) -> String {
    match error {
        KioskError::Store(_) => error.to_string(),
        KioskError::NoName => "a kiosk needs a name".to_owned(),
        KioskError::NameTooLong => format!("the name of a kiosk has at most {NAME_MAX} characters"),
        KioskError::NameTaken(name) => format!("there is a kiosk named \"{name}\" already; choose another name"),
        KioskError::Nobody => "choose at least one person, or everybody".to_owned(),
        KioskError::NoJob => "choose a job that is in use as the default job".to_owned(),
        KioskError::NotFound => "there is no such kiosk in this workspace".to_owned(),
        KioskError::Unknown(known_as) => {
            format!("no kiosk has the name or ID \"{known_as}\"; see `phoneclock kiosk list`")
        }
    }
}

fn leaving(error: &LeavingError) -> String {
    match error {
        LeavingError::Store(_) => error.to_string(),
        LeavingError::People(error) => employee(error),
        LeavingError::Job(error) => job(error),
        LeavingError::ClockedIn(_) => "somebody is clocked in; say what should happen".to_owned(),
        LeavingError::Changed => "who is clocked in has changed in the meantime; nothing was changed".to_owned(),
        LeavingError::Entry(name, error) => {
            let why = refusals::entry(AdminWords::of(OfficeLanguage::En), None, error);
            format!("the entry of {name} was not ended, and nothing was changed: {why}")
        }
    }
}

fn hash(error: &HashError) -> String {
    match error {
        HashError::Full => "too many PINs and passwords are waiting to be checked; try again in a moment".to_owned(),
        HashError::Unreadable | HashError::Failed => error.to_string(),
    }
}

fn start(error: &StartError) -> String {
    match error {
        StartError::Thread(_) => error.to_string(),
        StartError::WrongAnswer => {
            format!("{error}; PINs cannot be checked here, run the gateway on another machine")
        }
    }
}

fn key(error: &KeyError) -> String {
    let advice = match error {
        KeyError::Read { .. } => "set PHONECLOCK_KEY_FILE to where it is",
        KeyError::Write { .. } => "make its folder writable or set PHONECLOCK_KEY_FILE",
        KeyError::Malformed(_) | KeyError::Wrong(_) => "put the right file back",
        KeyError::Exposed(_) => "run chmod 600 on it",
        KeyError::Exists(_) => "name another file by PHONECLOCK_KEY_FILE, or move this one away if it opens nothing",
        KeyError::NotMade(_) => {
            "make one with `phoneclock key new` and give every gateway of this database a copy of it, named by PHONECLOCK_KEY_FILE"
        }
        KeyError::Missing(_) => "put it back, or no PIN can be checked",
        KeyError::Store(_) => return error.to_string(),
    };
    format!("{error}; {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_do_and_other_errors_speak_for_themselves() {
        let several = WorkspaceError::Several(vec!["Acme".to_owned(), "Bravo".to_owned()]);
        assert_eq!(of(&several), "there are several workspaces; say which with --workspace (Acme, Bravo)");
        let within = LeavingError::Job(JobError::Unknown("71".to_owned()));
        assert_eq!(of(&within), "no active job has the phone code or name \"71\"; see `phoneclock job list`");
        let missing = KeyError::Missing("phoneclock.key".into());
        assert!(of(&missing).ends_with("this database belongs to one; put it back, or no PIN can be checked"));
        assert_eq!(of(&std::io::Error::other("disk full")), "disk full");
    }
}
