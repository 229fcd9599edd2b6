//! The demo's kiosks: set up by the people of the office before the first week, and who comes to them.

use std::collections::HashMap;

use super::{
    Broken,
    cast::{PEOPLE, SUPERVISOR_PIN, UNIVERSAL_PIN, WEST_JOB_CODE},
    history::History,
    kiosk_days::{self, Door, DoorAct, PlannedVisit, Way},
};
use crate::{
    dialog::utterance::Way as Direction,
    domain::{
        ids::{EmployeeId, KioskId},
        kiosk::Method,
        login_method::LoginMethod,
        secret::Secret,
    },
    service::{
        Hold, Store, Unit,
        access::{Token, Visitor, links, users::holds_to_change},
        audit::Actor,
        kiosks::{
            Device,
            claims::Note,
            clock::{Choice, Supervisor},
            codes::{self, CodeState, KeyedCode, KeyedOutcome},
            credentials::{self, KioskStanding, Showing},
            identify::Shown,
            kiosks::{self, KioskDetails},
            policy::{self, KioskSettings},
        },
        replay::visits::{Clocked, FoundBy, PastVisit, VisitAct},
    },
};

/// What the tablets call themselves.
const BROWSER: &str =
    "Mozilla/5.0 (Linux; Android 14; Tab) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
/// Where they are, in a network that is kept for examples.
const ADDRESS: &str = "192.0.2.44";
/// What is keyed; whether it is right is given.
const SOME_PIN: &str = "000000";
/// Of a point of P-256, uncompressed: the tablets of the past sign nothing any more.
const PUBLIC_KEY_BYTES: usize = 65;
const UNCOMPRESSED: u8 = 4;

/// The kiosks with their tablets, and what people show there.
pub struct Doors {
    devices: HashMap<Door, Device>,
    badges: HashMap<EmployeeId, Secret>,
    supervisor: Supervisor,
}

impl Doors {
    /// Activates kiosks by QR badge, adds one at the yard and one in the west, and connects a tablet to each. The admin
    /// who does it is given a PIN, by which they clock others.
    pub(super) async fn set_up(history: &History, owner: &Actor, admin: &Actor) -> Result<Self, Broken> {
        let (store, workspace) = (&history.services.store, history.workspace);
        let actor = admin.clone();
        let activate = move |u: &mut Unit<'_>| {
            let known = policy::activate(u, &actor)?;
            let settings = KioskSettings { method: Method::Badge, sign_in_by_pin: true, ..KioskSettings::from(&known) };
            Ok::<_, Broken>(policy::set(u, &actor, &settings, None)?)
        };
        store.write(Hold::Workspace(workspace), activate).await?;
        let mut devices = HashMap::new();
        for door in Door::ALL {
            let (actor, id) = (admin.clone(), KioskId::generate(&store.ids()));
            let details = details(history, door);
            store.write(Hold::Workspace(workspace), move |u| kiosks::add(u, &actor, id, &details)).await?;
            devices.insert(door, connect_tablet(store, admin, id, door).await?);
            if door == Door::Yard {
                history.services.universal_pins.set_typed(admin, id, UNIVERSAL_PIN).await?;
            }
        }
        let user = admin.user.ok_or("the admin is no user")?;
        history.services.user_pins.set_typed(owner, user, SUPERVISOR_PIN).await?;
        let (by, method) = (owner.clone(), LoginMethod::PasswordAndPin);
        let set = move |u: &mut Unit<'_>| links::set_login_method(u, &by, user, method);
        store.write(holds_to_change(workspace, user), set).await?;
        // Everybody gets their badge and their PIN.
        history.work_until(store.now()).await?;
        let badges = list_badges(history).await?;
        Ok(Self { devices, badges, supervisor: Supervisor { user, name: admin.name.clone() } })
    }

    /// What happens at a visit.
    pub(super) fn past(&self, history: &History, planned: &PlannedVisit) -> Result<PastVisit, Broken> {
        let device = self.devices.get(&planned.door).ok_or("there is no such kiosk")?.clone();
        let day = history.zones.office.local(planned.at).date();
        let clocked = |way, choice, code: Option<&str>| {
            let job = code.map(|code| history.jobs.get(code).copied().ok_or("there is no such job")).transpose()?;
            let by = self.found_by(history, planned, way)?;
            Ok::<_, Broken>(VisitAct::Clocked(Clocked { by, choice, job, touched: kiosk_days::touched(planned, day) }))
        };
        let act = match planned.act {
            DoorAct::In(way, job) => clocked(way, Choice::In, job)?,
            DoorAct::NewShift(way) => clocked(way, Choice::NewShift, None)?,
            DoorAct::Out(way) => clocked(way, Choice::Out, None)?,
            DoorAct::Moves(way, job) => clocked(way, Choice::SwitchJob, Some(job))?,
            DoorAct::Mistypes => VisitAct::Mistook(name_and_pin(history, planned)?),
            DoorAct::Notes(note) => VisitAct::Noted(Note {
                employee: Some(employee(history, planned)?),
                name: String::new(),
                way: Direction::In,
                at: None,
                note: note.to_owned(),
            }),
        };
        Ok(PastVisit { at: planned.at, device, act })
    }

    fn found_by(&self, history: &History, planned: &PlannedVisit, way: Way) -> Result<FoundBy, Broken> {
        let id = employee(history, planned)?;
        Ok(FoundBy::Shown(match way {
            Way::Badge => {
                let badge = self.badges.get(&id).ok_or("they have no badge")?;
                Shown::Badge(badge.clone())
            }
            Way::Pin => name_and_pin(history, planned)?,
            Way::Name => Shown::Name { employee: id.to_string(), pin: None },
            Way::Colleague => Shown::Universal { employee: id.to_string(), pin: Secret::new(SOME_PIN.to_owned()) },
            Way::Supervisor => return Ok(FoundBy::Supervisor(self.supervisor.clone(), id)),
        }))
    }
}

fn employee(history: &History, planned: &PlannedVisit) -> Result<EmployeeId, Broken> {
    Ok(history.people.get(planned.person).ok_or("nobody is that")?.id)
}

fn name_and_pin(history: &History, planned: &PlannedVisit) -> Result<Shown, Broken> {
    let employee = employee(history, planned)?.to_string();
    Ok(Shown::Name { employee, pin: Some(Secret::new(SOME_PIN.to_owned())) })
}

fn details(history: &History, door: Door) -> KioskDetails {
    let named = KioskDetails::named(door.name());
    match door {
        Door::Yard => named,
        Door::Trailer => KioskDetails {
            zone: Some(history.zones.west.clone()),
            everybody: false,
            members: PEOPLE
                .iter()
                .zip(&history.people)
                .filter(|(one, _)| one.is_west)
                .map(|(_, known)| known.id)
                .collect(),
            default_job: history.jobs.get(WEST_JOB_CODE).copied(),
            authentication_required: false,
            // Anybody can clock anybody there.
            photos: true,
            ..named
        },
    }
}

/// The tablet keys the digits, and the admin says that it is the one.
async fn connect_tablet(store: &Store, admin: &Actor, kiosk: KioskId, door: Door) -> Result<Device, Broken> {
    let mut public_key = vec![0; PUBLIC_KEY_BYTES];
    store.entropy().fill(&mut public_key);
    if let Some(first) = public_key.first_mut() {
        *first = UNCOMPRESSED;
    }
    let visitor = Visitor { browser: BROWSER.to_owned(), address: ADDRESS.to_owned(), ..Visitor::default() };
    let tablet = NewBrowser { kiosk, name: door.tablet().to_owned(), public_key, visitor };
    let actor = admin.clone();
    let connected = store.write(codes::holds(admin.workspace), move |u| connect(u, &actor, &tablet));
    Ok(connected.await?.0)
}

/// A browser that is to be a device of a kiosk.
pub(super) struct NewBrowser {
    pub kiosk: KioskId,
    pub name: String,
    pub public_key: Vec<u8>,
    pub visitor: Visitor,
}

/// Connects a browser as anybody does, with somebody of the office who says yes at once.
pub(super) fn connect(u: &mut Unit<'_>, actor: &Actor, new: &NewBrowser) -> Result<(Device, Token), Broken> {
    let id = codes::make(u, actor, new.kiosk)?;
    let now = u.time_for_ends();
    let offer = codes::find(u.tx, u.keys, (actor.workspace, id), now)?.ok_or("there is no offer")?;
    let CodeState::Waiting { digits } = offer.state else { return Err("the digits are not to be keyed".into()) };
    let NewBrowser { public_key, visitor, .. } = new;
    let keyed = KeyedCode { digits, public_key: public_key.clone(), visitor: visitor.clone() };
    let KeyedOutcome::Waiting { cookie, .. } = codes::key_in(u, &keyed)? else {
        return Err("the digits were refused".into());
    };
    Ok((codes::approve(u, actor, id, &new.name)?, cookie))
}

async fn list_badges(history: &History) -> Result<HashMap<EmployeeId, Secret>, Broken> {
    let (store, workspace) = (&history.services.store, history.workspace);
    let (keys, people) = (store.keys().clone(), history.people.iter().map(|one| one.id).collect::<Vec<_>>());
    let read = store.read(move |tx| {
        let mut badges = HashMap::new();
        for id in people {
            let KioskStanding { policy, badge, .. } = credentials::standing(tx, workspace, id)?;
            if let (Some(policy), Some(badge)) = (policy, badge)
                && let Showing::Shown(badge) = credentials::showing(&keys, &policy, &badge)
            {
                badges.insert(id, Secret::new(badge.expose().to_owned()));
            }
        }
        Ok::<_, Broken>(badges)
    });
    read.await
}
