//! The people who call, and the gateway behind the dialog: what it makes of each effect.

use std::collections::VecDeque;

use jiff::civil::{self, datetime};

use crate::{
    dialog::{
        PinWork,
        choice::PinChoice,
        claim::ClaimResult,
        crew::{CrewEffect, CrewMember, CrewResult},
        effect::{Effect, PunchKind},
        event::{
            CallingEmployee, CodeResult, Event, JobRule, NamedJob, NewPinResult, OpenEntry, PunchResult, RecentPunch,
            SignInResult, Standing,
        },
        menu::{MenuEffect, MenuEntry, MenuResult, OfferedBreak, OpenBreak, PhoneMenu, ToldPunch},
        utterance::{SpokenDay, Utterance, Way},
    },
    domain::{
        ids::{BreakKindId, EmployeeId, EntryId, JobId, SetupLinkId, WorkspaceId},
        language::Language,
        phone_clock_id::PhoneClockId,
    },
};

/// A well-formed phone clock ID, and the same with a wrong check digit.
pub const ID: &str = "572400";
pub const MISKEYED_ID: &str = "572401";
/// A one-time code that opens, and one that does not.
pub const CODE: &str = "048122659313";
pub const DEAD_CODE: &str = "048122659384";
pub const CHOICE: PinChoice = PinChoice { code: Some(SetupLinkId::from_bytes([6; 16])), min_digits: 4 };
/// Occurs in no id and no time that the tests use, so that finding it in a session means that it leaked.
pub const PIN: &str = "90573164";

/// When every call of the tests is answered.
pub const NOW: civil::DateTime = datetime(2026, 3, 9, 15, 31, 0, 0);
/// Since when the forgotten entry is open.
pub const SINCE: civil::DateTime = datetime(2026, 3, 8, 7, 2, 0, 0);
pub const WORKED_SECS: i64 = 8 * 3600 + 32 * 60;

/// The entry that is open when the call comes, and the one that the call opens.
pub const fn open_entry() -> EntryId {
    EntryId::from_bytes([1; 16])
}
pub const fn new_entry() -> EntryId {
    EntryId::from_bytes([2; 16])
}
pub const fn roofing() -> JobId {
    JobId::from_bytes([3; 16])
}

/// Somebody who is out, has no job to name and no voice check to leave.
pub const fn person() -> CallingEmployee {
    CallingEmployee {
        employee: EmployeeId::from_bytes([4; 16]),
        workspace: WorkspaceId::from_bytes([5; 16]),
        language: Language::En,
        jobs: JobRule::NotAsked,
        voice_check: false,
        notice: None,
        standing: Standing { open: None, just_clocked: None, on_break: false },
    }
}

pub const fn open(forgotten: bool) -> OpenEntry {
    OpenEntry { entry: open_entry(), since: SINCE, day: SpokenDay::Yesterday, forgotten }
}

pub fn clocked_in() -> CallingEmployee {
    CallingEmployee { standing: Standing { open: Some(open(false)), just_clocked: None, on_break: false }, ..person() }
}

pub fn forgot_to_clock_out() -> CallingEmployee {
    CallingEmployee { standing: Standing { open: Some(open(true)), just_clocked: None, on_break: false }, ..person() }
}

pub fn just_clocked(way: Way) -> CallingEmployee {
    let open = (way == Way::In).then(|| open(false));
    CallingEmployee {
        standing: Standing { open, just_clocked: Some(RecentPunch { way, secs_ago: 60 }), on_break: false },
        ..person()
    }
}

pub const CLOCKED_IN: Utterance = Utterance::ClockedIn { at: NOW };
pub const CLOCKED_OUT: Utterance = Utterance::ClockedOut { at: NOW, worked_secs: Some(WORKED_SECS) };
pub const FORGOTTEN: Utterance = Utterance::ForgottenClockOut { since: SINCE, day: SpokenDay::Yesterday };

pub const fn just_clocked_question(way: Way) -> Utterance {
    Utterance::JustClocked { way, secs_ago: 60 }
}

pub const fn lunch() -> BreakKindId {
    BreakKindId::from_bytes([7; 16])
}

/// The menu of somebody who is in or not, and on a break or not, where there are two kinds of breaks.
pub fn menu(is_in: bool, is_on_break: bool) -> PhoneMenu {
    let offered = |kind, name: &str| OfferedBreak { kind, name: name.to_owned() };
    PhoneMenu {
        open: is_in.then(|| MenuEntry { entry: open_entry(), since: SINCE, day: SpokenDay::Yesterday }),
        on_break: is_on_break.then(|| OpenBreak { name: "Lunch".to_owned(), since: NOW }),
        kinds: vec![offered(lunch(), "Lunch"), offered(BreakKindId::from_bytes([8; 16]), "Rest")],
        leads: false,
    }
}

/// Answers effects as the gateway would: job code 42 is Roofing, punches succeed.
pub struct World {
    /// What becomes of each sign-in in turn; the last one again for any more.
    pub sign_ins: VecDeque<SignInResult>,
    /// Whether somebody else has clocked the employee meanwhile.
    pub changed: bool,
    /// The job of the location that the call comes from.
    pub job_there: Option<&'static str>,
    /// Whether a new PIN was keyed once; none but [`PIN`] will do.
    pub kept: bool,
    /// What the menu is made of.
    pub menu: PhoneMenu,
    /// What is told of the last punches.
    pub told: Vec<ToldPunch>,
    /// What becomes of a claim.
    pub claimed: ClaimResult,
    /// The crew of the caller, and whether its people say their names.
    pub crew: Vec<CrewMember>,
    pub crew_speaks: bool,
}

impl World {
    pub fn of(sign_ins: impl IntoIterator<Item = SignInResult>) -> Self {
        Self {
            sign_ins: sign_ins.into_iter().collect(),
            changed: false,
            job_there: None,
            kept: false,
            menu: menu(true, false),
            told: Vec::new(),
            claimed: ClaimResult::Kept(None),
            crew: Vec::new(),
            crew_speaks: false,
        }
    }

    pub fn answer(&mut self, needs: &PinWork, effect: &Effect) -> Event {
        match effect {
            Effect::SignIn { .. } => {
                let last = self.sign_ins.front().cloned().expect("a world in which nobody signs in has no such effect");
                Event::SignedIn(if self.sign_ins.len() > 1 { self.sign_ins.pop_front().unwrap() } else { last })
            }
            Effect::Clock(_) if self.changed => Event::Clocked(PunchResult::Changed),
            Effect::Clock(PunchKind::Out { .. }) => {
                Event::Clocked(PunchResult::Out { at: NOW, worked_secs: Some(WORKED_SECS) })
            }
            Effect::Clock(PunchKind::In | PunchKind::NewShift { .. } | PunchKind::NextJob { .. }) => {
                Event::Clocked(PunchResult::In { entry: new_entry(), at: NOW, job: self.job_there.map(str::to_owned) })
            }
            Effect::FindJob { code } => {
                Event::JobFound((code == "42").then(|| NamedJob { job: roofing(), name: "Roofing".to_owned() }))
            }
            Effect::SetJob { .. } => Event::JobSet,
            Effect::Menu(MenuEffect::Open) => Event::Menu(MenuResult::Opened(self.menu.clone())),
            Effect::Menu(_) if self.changed => Event::Menu(MenuResult::Changed),
            Effect::Menu(MenuEffect::StartBreak { kind, .. }) => {
                let name = if *kind == lunch() { "Lunch" } else { "Rest" };
                Event::Menu(MenuResult::BreakStarted { at: NOW, name: name.to_owned() })
            }
            Effect::Menu(MenuEffect::EndBreak { .. }) => Event::Menu(MenuResult::BreakEnded { at: NOW, secs: 31 * 60 }),
            Effect::Menu(MenuEffect::TellHours) => {
                Event::Menu(MenuResult::Hours { secs: WORKED_SECS, last: self.told.clone() })
            }
            Effect::Menu(MenuEffect::ChangePin) => Event::Menu(MenuResult::MayChoose { min_digits: 4 }),
            Effect::Claim(_) => Event::Claimed(self.claimed.clone()),
            Effect::Crew(CrewEffect::Next { after }) => {
                let next = after.map_or(0, |after| {
                    self.crew.iter().position(|member| member.employee == after).map_or(0, |nth| nth + 1)
                });
                Event::Crew(CrewResult::Found(self.crew.get(next).cloned()))
            }
            Effect::Crew(CrewEffect::Find { clock_id }) => {
                Event::Crew(CrewResult::Found(self.crew.first().filter(|_| clock_id.as_str() == ID).cloned()))
            }
            Effect::Crew(CrewEffect::Clock { .. }) if self.changed => Event::Crew(CrewResult::Changed),
            Effect::Crew(CrewEffect::Clock { .. }) => {
                Event::Crew(CrewResult::Clocked { at: NOW, voice_check: self.crew_speaks, job: None })
            }
            Effect::OpenCode { code } if code.expose() == CODE => {
                Event::CodeOpened(CodeResult::Opened { choice: CHOICE, language: Language::En })
            }
            Effect::OpenCode { .. } => Event::CodeOpened(CodeResult::Refused { throttled: false }),
            Effect::KeepPin { .. } => {
                self.kept = matches!(needs, PinWork::HashNewPin { pin, .. } if pin.is(PIN));
                Event::PinKept(self.kept)
            }
            Effect::ChoosePin { choice: PinChoice { code: None, .. } } => {
                Event::PinChosen(if self.kept { NewPinResult::Changed } else { NewPinResult::Lost })
            }
            Effect::ChoosePin { .. } => Event::PinChosen(match (self.kept, needs) {
                (true, PinWork::VerifyNewPin { pin }) if pin.is(PIN) => {
                    NewPinResult::Set(PhoneClockId::parse(ID).unwrap())
                }
                (true, _) => NewPinResult::Differs,
                (false, _) => NewPinResult::Lost,
            }),
        }
    }
}
