//! A data folder: a workspace made as any other is, and then years of entries in bulk.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use jiff::{Timestamp, tz::TimeZone};
use phoneclock::{
    app::{self, SystemEntropy},
    config::StorageArgs,
    domain::{
        caller::E164,
        employee::{Details, Employee},
        export::profile::{Format, JobSource, NamedBy, Profile},
        ids::{EmployeeId, ExportProfileId, JobId, UserId, WorkspaceId},
        job::PhoneCode,
        language::OfficeLanguage,
        phone_clock_id::PhoneClockId,
        workspace::{Settings, Zone},
    },
    service::{
        Hold, Services, Unit,
        access::{
            Visitor,
            first_owner::{self, NewOwner},
            users::find_by_email,
        },
        audit::Actor,
        kernel::keys::MasterKey,
        payroll::exports::profiles,
        pin_hash::Secret,
        roster::{
            jobs::{self, JobDetails},
            workspaces,
        },
    },
    store::{StoreError, employees, phone_clock_ids},
};
use rusqlite::Connection;

use super::{history, size::Size};

pub const OWNER: &str = "owner@example.com";
pub const PASSWORD: &str = "correct horse battery staple";
pub const PIN: &str = "8352";
const JOBS: usize = 20;

/// Somebody of the workspace that is looked at.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: EmployeeId,
    pub clock_id: PhoneClockId,
    pub phone: String,
}

pub struct Folder {
    pub path: PathBuf,
    /// In the order of lists; the first [`history::IN`] of them are in.
    pub people: Vec<Person>,
}

/// What history is written for.
pub struct Ours {
    pub workspace: WorkspaceId,
    pub user: UserId,
    pub profile: ExportProfileId,
    pub jobs: Vec<JobId>,
    pub people: Vec<Person>,
    /// A hash that fits [`PIN`].
    pub hash: String,
    pub now: Timestamp,
}

impl Folder {
    pub async fn prepare(scratch: &Path, size: Size, keep: bool) -> Self {
        let today = now().to_zoned(TimeZone::UTC).date();
        let path = scratch.join(format!("{}-{}-{today}", size.entries, size.people));
        let done = path.join("done");
        if keep && done.exists() {
            let people = read_people(&path);
            return Self { path, people };
        }
        fs::remove_dir_all(&path).ok();
        let ours = start(&path, size.people).await;
        history::write(&database(&path), &ours, size);
        fs::write(done, "").unwrap();
        Self { path, people: ours.people }
    }

    pub fn storage(&self) -> StorageArgs {
        storage(&self.path)
    }

    pub fn megabytes(&self) -> u64 {
        fs::metadata(database(&self.path)).unwrap().len() / 1_000_000
    }
}

#[expect(clippy::disallowed_methods, reason = "the gateway goes by the real clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

fn database(path: &Path) -> PathBuf {
    storage(path).database()
}

fn storage(path: &Path) -> StorageArgs {
    StorageArgs::in_folders(path.to_owned(), path.join("recordings"))
}

/// Workspace, owner, jobs, people and a payroll system, by the use cases that pages and commands call.
async fn start(path: &Path, count: u64) -> Ours {
    let gateway = app::open(&storage(path)).await.unwrap();
    let settings = Settings::new("Lopez Roofing".to_owned(), Zone::parse("America/Chicago").unwrap());
    let workspace = {
        let settings = settings.clone();
        gateway.store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await.unwrap().id
    };
    let token = gateway.store.write(Hold::Gateway, first_owner::link).await.unwrap().unwrap().token;
    let (name, email, language) = ("Olive Owner".to_owned(), OWNER.to_owned(), OfficeLanguage::En);
    let owner = NewOwner { name, email, language, workspace: Some(workspace), settings };
    let visitor = Visitor { address: "192.0.2.7".to_owned(), browser: "a bench".to_owned(), known: None };
    gateway.sign_in.create_first_owner(token.expose(), owner, Secret::new(PASSWORD.to_owned()), visitor).await.unwrap();
    let user = gateway.store.read(|tx| find_by_email(tx, OWNER)).await.unwrap().unwrap().id;
    let actor = Actor::at_the_machine(workspace);
    let mut made = Vec::new();
    for number in 0..JOBS {
        let details = JobDetails {
            phone_code: Some(PhoneCode::parse(&format!("{}", number + 11)).unwrap()),
            ..JobDetails::named(&format!("Site {number:02}"))
        };
        let (actor, id) = (actor.clone(), JobId::generate(&gateway.store.ids()));
        let add = gateway.store.write(Hold::Workspace(workspace), move |u| jobs::add(u, &actor, id, &details));
        made.push(add.await.unwrap().id);
    }
    let profile = ExportProfileId::generate(&gateway.store.ids());
    let add = move |u: &mut Unit<'_>| profiles::add(u, &actor, profile, payroll_system());
    gateway.store.write(Hold::Workspace(workspace), add).await.unwrap();
    let keys = MasterKey::load(&storage(path).key_file(), false, &SystemEntropy).unwrap();
    let hash = cheap_hash(&keys.pin_pepper());
    let people = people(&gateway, workspace, (count, &hash)).await;
    Ours { workspace, user, profile, jobs: made, people, hash, now: now() }
}

fn payroll_system() -> Profile {
    Profile {
        name: "Payroll".to_owned(),
        format: Format::Generic,
        company: String::new(),
        company_created: String::new(),
        named_by: NamedBy::Number,
        regular_code: "REG".to_owned(),
        overtime_code: "OT".to_owned(),
        job_source: JobSource::Name,
        locations: false,
    }
}

async fn people(gateway: &Arc<Services>, workspace: WorkspaceId, (count, hash): (u64, &str)) -> Vec<Person> {
    let (gateway, now, hash) = (Arc::clone(gateway), gateway.store.now(), hash.to_owned());
    let store = gateway.store.db().clone();
    let inserted = store.write(Hold::Gateway, move |tx| {
        let mut people = Vec::new();
        for number in 0..count {
            let id = EmployeeId::generate(&gateway.store.ids());
            let phone = format!("+1555555{number:04}");
            let details = Details {
                email: Some(format!("worker{number}@example.com")),
                phone: Some(E164::parse(&phone).unwrap()),
                employee_number: Some(format!("N{number}")),
                payroll_id: Some(format!("P{number}")),
                ..Details::named(&name(number))
            };
            employees::insert_employee(tx, &Employee { id, workspace, details, active: true }, now)?;
            let clock_id = loop {
                let drawn = PhoneClockId::generate(gateway.store.entropy().as_ref(), 6);
                if phone_clock_ids::insert_if_free(tx, &drawn, id, now)? {
                    break drawn;
                }
            };
            employees::set_pin(tx, id, &hash, now)?;
            people.push(Person { id, clock_id, phone });
        }
        Ok::<_, StoreError>(people)
    });
    inserted.await.unwrap()
}

/// In the order of their numbers.
pub fn name(number: u64) -> String {
    format!("Worker {number:04} of the Crew")
}

/// With parameters that take microseconds, so that the work of the database is not hidden behind argon2id.
fn cheap_hash(pepper: &[u8]) -> String {
    let (salt, params) = ([7; 16], Params::new(8, 1, 1, Some(32)).unwrap());
    let mut output = [0; 32];
    let argon2 = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params).unwrap();
    argon2.hash_password_into(PIN.as_bytes(), &salt, &mut output).unwrap();
    format!("$argon2id$v=19$m=8,t=1,p=1${}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output))
}

fn read_people(path: &Path) -> Vec<Person> {
    let connection = Connection::open(database(path)).unwrap();
    let sql = "SELECT e.id, i.digits, e.phone FROM workspace w JOIN employee e ON e.workspace_id = w.id \
               JOIN phone_clock_id i ON i.employee_id = e.id WHERE w.name = 'Lopez Roofing' ORDER BY e.sort_name";
    let mut statement = connection.prepare(sql).unwrap();
    let people = statement.query_map([], |row| {
        Ok(Person {
            id: EmployeeId::from_bytes(row.get(0)?),
            clock_id: PhoneClockId::parse(&row.get::<_, String>(1)?).unwrap(),
            phone: row.get(2)?,
        })
    });
    people.unwrap().map(Result::unwrap).collect()
}
