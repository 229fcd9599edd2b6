//! Setup links and one-time codes: what is printed is read back, only the right one opens, and whatever else comes
//! hears the same.
//!
//! The bytes are a text that is read as a code, and then a script of somebody who tries links and codes at a gateway.

use std::{
    cell::RefCell,
    fmt::Debug,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    dialog::script,
    domain::{
        clock::ManualClock,
        employee::{Details, Employee, input::EmployeeInput},
        entropy::SeededEntropy,
        ids::{EmployeeId, SetupLinkId},
        language::Language,
        offered::OfferedLanguages,
        phone_clock_id::PhoneClockId,
        setup_code::{DIGITS, MAX_FAILURES, SetupCode},
        workspace::{Languages, Settings, Zone},
    },
    mail::{MailFolder, Mailer, Sender},
    service::{
        Hold, Services,
        audit::Actor,
        credentials::{
            rollout::{self, codes, links},
            setup_links::{self, SETUP_LINK_TTL, SetupError, SetupPage},
        },
        kernel::{
            keys::{LinkKey, MasterKey},
            recordings::Recordings,
        },
        pin_hash::{PinHasher, Threads},
        roster::{employees, workspaces},
        services::ServiceParts,
    },
    store::{Db, migrate::migrate},
};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use url::Url;

use super::script::Script;

/// Codes that open nothing, from one address within a quarter of an hour.
const FAILURES_BY_ADDRESS: usize = 10;
const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
const SPENT: &str = "the link or code is unknown, replaced or over";
const TOO_MANY: &str = "too many wrong codes came from this address";
/// Tries at the gateway in one run, and runs at one gateway, so that its database stays small.
const MOST_TRIES: usize = 16;
const RUNS: u32 = 4_000;

/// Whether a right link or code opened.
pub fn check(data: &[u8]) -> bool {
    assert_read_as_printed(&String::from_utf8_lossy(data));
    assert_read_as_printed(&as_digits(data));
    let mut script = Script::of(data);
    // Every other text goes no further; the gateway takes a hundred times as long.
    if !script.yes() {
        return false;
    }
    thread_local! {
        static PLACE: RefCell<Option<(FuzzGateway, u32)>> = const { RefCell::new(None) };
    }
    PLACE.with_borrow_mut(|kept| {
        let (mut place, runs) = kept.take().unwrap_or_else(|| (FuzzGateway::new(), 0));
        let opened = place.run(&mut script);
        *kept = (runs < RUNS).then_some((place, runs + 1));
        opened
    })
}

// -- reading ------------------------------------------------------------------------------------

/// Twelve of whatever comes, most of it digits.
fn as_digits(data: &[u8]) -> String {
    let digit = |byte: &u8| match byte {
        b' ' | b'-' | b'\n' => char::from(*byte),
        byte => char::from(b'0' + byte % 10),
    };
    let with_check = data.iter().take(DIGITS - 2).map(digit).collect::<String>();
    format!("0{with_check}{}", data.get(DIGITS - 2).map_or(0, |byte| byte % 10))
}

fn assert_read_as_printed(text: &str) {
    let bare: String = text.chars().filter(|char| !char.is_whitespace() && *char != '-').collect();
    let Ok(code) = SetupCode::parse(text) else {
        // Of the ten last digits, one makes any other eleven a code.
        if bare.len() == DIGITS && bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            let others = (0..10).map(|check| format!("{}{check}", &bare[..DIGITS - 1]));
            assert_eq!(others.filter(|other| SetupCode::parse(other).is_ok()).count(), 1, "{bare}");
        }
        return;
    };
    assert_eq!(code.expose(), bare);
    assert!(bare.len() == DIGITS && bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(code.selector(), &bare[..6]);
    for printed in [code.grouped(), code.grouped().replace(' ', "-"), format!(" {bare}\n")] {
        assert_eq!(SetupCode::parse(&printed).as_ref(), Ok(&code), "{printed:?}");
    }
    assert!(PhoneClockId::parse(&bare).is_err(), "taken for a phone clock ID");
    assert!(!format!("{code:?}").contains(&bare[6..]), "shown by accident");
}

// -- opening ------------------------------------------------------------------------------------

/// A gateway with one employee, who has a setup link and a one-time code.
struct FuzzGateway {
    runtime: Runtime,
    gateway: Arc<Services>,
    clock: Arc<ManualClock>,
    links: LinkKey,
    maria: Employee,
    link: IssuedSecret,
    visitors: u64,
    _folder: TempDir,
}

/// What is known of a link or code beside the gateway.
struct IssuedSecret {
    secret: String,
    at: Timestamp,
    failures: u32,
}

impl IssuedSecret {
    fn holds(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) < SETUP_LINK_TTL && self.failures < MAX_FAILURES
    }
}

impl FuzzGateway {
    fn new() -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1);
        let folder = tempfile::tempdir().unwrap();
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let clock = Arc::new(ManualClock::starting_at("2026-11-17T13:00:00Z".parse().unwrap()));
        let entropy = Arc::new(SeededEntropy::new(SEED.fetch_add(1, Ordering::Relaxed)));
        let keys = MasterKey::load(&folder.path().join("key"), true, entropy.as_ref()).unwrap();
        let links = keys.link_key();
        let gateway = open(folder.path(), &keys, &clock, &entropy);
        let maria = runtime.block_on(async {
            let settings = Settings::new("Lopez Roofing".to_owned(), Zone::parse("America/Chicago").unwrap());
            let store = &gateway.store;
            let workspace = store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await.unwrap().id;
            let (actor, id) = (Actor::at_the_machine(workspace), EmployeeId::generate(&store.ids()));
            store.write(Hold::Workspace(workspace), move |u| employees::add(u, &actor, id, details())).await.unwrap()
        });
        let link = IssuedSecret { secret: String::new(), at: gateway.store.now(), failures: 0 };
        let mut place = Self { runtime, gateway, clock, links, maria, link, visitors: 0, _folder: folder };
        place.make_link();
        place
    }

    fn actor(&self) -> Actor {
        Actor::at_the_machine(self.maria.workspace)
    }

    fn waiting_link(&self) -> Option<SetupLinkId> {
        let (workspace, id) = (self.maria.workspace, self.maria.id);
        let now = self.gateway.store.clock().time_for_ends();
        let found = self.gateway.store.read(move |tx| rollout::find(tx, workspace, id, now));
        self.runtime.block_on(found).unwrap().unwrap().link.map(|link| link.id)
    }

    fn make_link(&mut self) {
        let (actor, id, seen) = (self.actor(), self.maria.id, self.waiting_link());
        let holds = Hold::Workspace(actor.workspace);
        let sent = self.gateway.store.write(holds, move |u| links::email_one(u, &actor, id, seen));
        self.runtime.block_on(sent).unwrap();
        let id = self.waiting_link().unwrap();
        self.link = IssuedSecret { secret: self.links.token(id.as_bytes()), at: self.gateway.store.now(), failures: 0 };
        assert_eq!(self.link.secret.len(), 43, "256 bits in an address");
    }

    fn make_code(&self) -> IssuedSecret {
        let (actor, id) = (self.actor(), self.maria.id);
        let made = self.gateway.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &actor, id));
        let code = self.runtime.block_on(made).unwrap();
        assert_read_as_printed(&code.grouped());
        IssuedSecret { secret: code.expose().to_owned(), at: self.gateway.store.now(), failures: 0 }
    }

    /// Tries in the order of the script; each ends as what was made says. Whether one opened.
    fn run(&mut self, script: &mut Script<'_>) -> bool {
        if self.gateway.store.now() != self.link.at {
            self.make_link();
        }
        let mut code = self.make_code();
        self.visitors += 1;
        let mut visitor = format!("visitor {}", self.visitors);
        let (mut failures, mut opened): (Vec<Timestamp>, _) = (Vec::new(), false);
        for _ in 0..MOST_TRIES {
            if script.is_over() {
                break;
            }
            let (step, now) = (script.byte() % 8, self.gateway.store.now());
            match step {
                0 => code = self.make_code(),
                1 => self.clock.advance(SignedDuration::from_mins(5 * i64::from(script.byte()))),
                2 => {
                    self.visitors += 1;
                    visitor = format!("visitor {}", self.visitors);
                    failures.clear();
                }
                3 | 4 => {
                    let token = changed(&self.link.secret, script);
                    let right = token == self.link.secret && self.link.holds(now);
                    let outcome = self.opens(&token);
                    assert_outcome(&outcome, if right { Ok(()) } else { Err(SPENT) });
                    opened |= right;
                }
                _ => {
                    let typed = changed(&code.secret, script);
                    let Ok(tried) = SetupCode::parse(&typed) else { continue };
                    let digits = tried.expose().to_owned();
                    let expected = expect(&mut code, &digits, &mut failures, now);
                    let outcome = self.runtime.block_on(setup_links::open_code(&self.gateway.store, tried, &visitor));
                    assert_outcome(&outcome, expected);
                    // A code that opens leads to a page of its own.
                    if let Ok(token) = &outcome {
                        assert_outcome(&self.opens(token), Ok(()));
                    }
                    opened |= outcome.is_ok();
                }
            }
        }
        opened
    }

    fn opens(&self, token: &str) -> Result<SetupPage, SetupError> {
        let store = &self.gateway.store;
        let (token, keys, now) = (token.to_owned(), store.keys().clone(), store.clock().time_for_ends());
        self.runtime.block_on(store.read(move |tx| setup_links::open(tx, &keys, &token, now)))
    }
}

/// What a code must end in, and what is counted for it.
fn expect(
    code: &mut IssuedSecret,
    tried: &str,
    failures: &mut Vec<Timestamp>,
    now: Timestamp,
) -> Result<(), &'static str> {
    let recent = failures.iter().filter(|at| now.duration_since(**at) < FAILURE_WINDOW).count();
    if recent >= FAILURES_BY_ADDRESS {
        return Err(TOO_MANY);
    }
    if tried == code.secret && code.holds(now) {
        return Ok(());
    }
    if code.holds(now) && tried[..6] == code.secret[..6] {
        code.failures += 1;
    }
    failures.push(now);
    Err(SPENT)
}

/// One refusal for everything that opens nothing, in words that tell nothing.
fn assert_outcome<T: Debug>(outcome: &Result<T, SetupError>, expected: Result<(), &str>) {
    match (outcome, expected) {
        (Ok(_), Ok(())) => {}
        (Err(refused), Err(words)) => {
            assert_eq!(refused.to_string(), words);
            assert!(format!("{refused:?}").bytes().all(|byte| byte.is_ascii_alphabetic()), "{refused:?}");
        }
        (outcome, expected) => panic!("{outcome:?} where {expected:?} is right"),
    }
}

/// The secret, or something near it.
fn changed(secret: &str, script: &mut Script<'_>) -> String {
    let at = script.below(secret.len());
    let (head, tail) = secret.split_at(at);
    match script.byte() % 12 {
        0..=2 => secret.to_owned(),
        3 => format!("{head}{}{}", char::from(script.byte() % 128), tail.get(1..).unwrap_or_default()),
        4 => head.to_owned(),
        5 => format!("{secret}{}", script.one_of(&["=", " ", "\n", "\0", "A", "0", "/"])),
        6 => format!("{tail}{head}"),
        7 => secret.to_uppercase(),
        8 => String::from_utf8_lossy(script.bytes(64)).into_owned(),
        9 => String::new(),
        // A code of the same selector with a right check digit, and one of another.
        10 => with_check_digit(format!("{}{:05}", secret.get(..6).unwrap_or_default(), 257 * u32::from(script.byte()))),
        _ => {
            with_check_digit(format!("0{:05}{}", 257 * u32::from(script.byte()), secret.get(6..11).unwrap_or_default()))
        }
    }
}

fn with_check_digit(digits: String) -> String {
    (0..10).map(|check| format!("{digits}{check}")).find(|code| SetupCode::parse(code).is_ok()).unwrap_or(digits)
}

fn details() -> Details {
    let entered = EmployeeInput {
        name: "Maria Lopez".to_owned(),
        email: "maria@example.com".to_owned(),
        ..EmployeeInput::default()
    };
    entered.parse(&Languages::all(), Language::Es).unwrap()
}

fn open(folder: &Path, keys: &MasterKey, clock: &Arc<ManualClock>, entropy: &Arc<SeededEntropy>) -> Arc<Services> {
    let database = folder.join("phoneclock.db");
    migrate(&database).unwrap();
    Services::new(ServiceParts {
        db: Db::open(&database).unwrap(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        pins: PinHasher::start(&keys.pin_pepper(), Threads { count: 1, niceness: 0 }, entropy.as_ref()).unwrap(),
        links: keys.link_key(),
        mailer: Mailer::Folder(MailFolder::new(folder.join("outbox"))),
        mail_from: Sender::parse("phoneclock <clock@clock.example>").unwrap(),
        script: script::Script::embedded().unwrap(),
        recordings: Recordings::in_folder(&folder.join("recordings")).unwrap(),
        providers: Vec::new(),
        public_url: Url::parse("https://clock.example").unwrap(),
        dial_in_number: None,
        default_language: Language::En,
        offered: OfferedLanguages::default(),
        texting: phoneclock::domain::texting::Texting::default(),
        webhook_networks: Vec::new(),
    })
}
