//! The calls that go on: how many, for how long, and whose they are.

use std::{
    collections::HashMap,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::future::{BoxFuture, FutureExt};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    book::PhoneBook,
    call::{Live, LiveCall},
    event::PhoneEvent,
    handset::WebHandset,
    timer::Timer,
    watcher::EventObserver,
};
use phoneclock_core::domain::entropy::Entropy;

use crate::simulator::{CallReport, PlaceCall, Simulator};

/// What keeps calls that nobody looks after from piling up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls at once.
    pub calls: usize,
    /// How long one may last.
    pub longest: Duration,
    /// How long a page may be away before its call ends.
    pub away: Duration,
    /// How long a call that is over can be read.
    pub kept: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 20,
            longest: Duration::from_mins(5),
            away: Duration::from_secs(30),
            kept: Duration::from_secs(30),
        }
    }
}

/// Why no call was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceCallError {
    /// As many calls as [`Limits::calls`] go on already.
    #[error("too many calls go on at once; try again when one of them is over")]
    Busy,
    /// The number is not among those of the [`PhoneBook`].
    #[error("you cannot call from that number")]
    UnknownCaller,
}

/// What the calls go through.
pub struct Switchboard {
    /// Places the calls.
    pub simulator: Simulator,
    /// Where the number leads; the caller's number is put in for each call.
    pub number: PlaceCall,
    /// Where the ids of calls come from.
    pub entropy: Arc<dyn Entropy>,
    /// What the limits are measured by.
    pub timer: Arc<dyn Timer>,
    /// Calls are run here.
    pub tracker: TaskTracker,
    /// Hangs up all of them.
    pub stop: CancellationToken,
}

/// A call that goes elsewhere than to the number of the switchboard.
pub struct SeparateLine {
    /// Places the call.
    pub simulator: Simulator,
    /// Where the number leads.
    pub number: PlaceCall,
    /// The codes and people that the page may show for this call.
    pub book: PhoneBook,
    /// Whether the page is shown what goes over the wire.
    pub wire: bool,
    /// What is there only for this call.
    pub behind: Box<dyn CallTarget>,
}

/// What a call goes to. Dropped when the call is over, before its page is told so.
pub trait CallTarget: Send + Sync {
    /// The last words to the page.
    fn farewell<'a>(&'a self, report: &'a CallReport) -> BoxFuture<'a, Option<PhoneEvent>>;
}

/// Nothing that would have to go.
struct Nobody;

impl CallTarget for Nobody {
    fn farewell<'a>(&'a self, _: &'a CallReport) -> BoxFuture<'a, Option<PhoneEvent>> {
        std::future::ready(None).boxed()
    }
}

/// All the live calls. Cheap to clone.
#[derive(Clone)]
pub struct Phones(Arc<Inner>);

struct Inner {
    board: Switchboard,
    limits: Limits,
    state: Mutex<State>,
}

struct State {
    book: Arc<PhoneBook>,
    calls: HashMap<String, PlacedPhoneCall>,
}

struct PlacedPhoneCall {
    /// The visit that placed it: nobody else's keys count.
    visit: String,
    call: Arc<Live>,
}

impl Phones {
    /// No calls yet, and this book for those to come.
    #[must_use]
    pub fn new(board: Switchboard, limits: Limits, book: PhoneBook) -> Self {
        let state = Mutex::new(State { book: Arc::new(book), calls: HashMap::new() });
        Self(Arc::new(Inner { board, limits, state }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the page shows beside the phone now.
    #[must_use]
    pub fn book(&self) -> Arc<PhoneBook> {
        Arc::clone(&self.state().book)
    }

    /// From the next call on.
    pub fn set_book(&self, book: PhoneBook) {
        self.state().book = Arc::new(book);
    }

    /// Places a call for a visit, and gives the id by which that visit finds it.
    ///
    /// # Errors
    /// When there are too many, or the number is not one to call from.
    pub fn place(&self, visit: &str, from: &str) -> Result<String, PlaceCallError> {
        let book = self.book();
        if !book.callers.iter().any(|caller| caller.number == from) {
            return Err(PlaceCallError::UnknownCaller);
        }
        let mut number = self.0.board.number.clone();
        from.clone_into(&mut number.from);
        let book = book.as_ref().clone();
        let simulator = self.0.board.simulator.clone();
        self.place_through(visit, SeparateLine { simulator, number, book, wire: true, behind: Box::new(Nobody) })
    }

    /// Places a call to somewhere else.
    ///
    /// # Errors
    /// When there are too many.
    pub fn place_through(&self, visit: &str, through: SeparateLine) -> Result<String, PlaceCallError> {
        let id = self.generate();
        let call = Arc::new(Live::new(Arc::clone(&self.0.board.timer)));
        let mut state = self.state();
        let going_on = state.calls.values().filter(|placed| !placed.call.is_over()).count();
        if going_on >= self.0.limits.calls {
            return Err(PlaceCallError::Busy);
        }
        state.calls.insert(id.clone(), PlacedPhoneCall { visit: visit.to_owned(), call: Arc::clone(&call) });
        drop(state);
        let (phones, key) = (self.clone(), id.clone());
        self.0.board.tracker.spawn(async move {
            phones.run(&call, through).await;
            let timer = &phones.0.board.timer;
            tokio::select! {
                () = timer.until(timer.now().saturating_add(phones.0.limits.kept)) => {}
                () = phones.0.board.stop.cancelled() => {}
            }
            phones.state().calls.remove(&key);
        });
        Ok(id)
    }

    /// The visit's own call.
    #[must_use]
    pub fn find(&self, visit: &str, id: &str) -> Option<LiveCall> {
        let state = self.state();
        let placed = state.calls.get(id).filter(|placed| placed.visit == visit)?;
        Some(LiveCall(Arc::clone(&placed.call)))
    }

    fn generate(&self) -> String {
        let mut bytes = [0_u8; 16];
        self.0.board.entropy.fill(&mut bytes);
        format!("{:032x}", u128::from_be_bytes(bytes))
    }

    async fn run(&self, call: &Arc<Live>, through: SeparateLine) {
        let SeparateLine { simulator, number, book, wire, behind } = through;
        let mut handset = WebHandset(Arc::clone(call));
        let mut watcher =
            EventObserver { call: Arc::clone(call), book: Arc::new(book), wire, asked_for_one_key: false };
        let mut placing = pin!(simulator.place_with(&number, &mut handset, &mut watcher));
        let placed = tokio::select! {
            placed = &mut placing => placed,
            words = self.supervise(call) => {
                call.push(PhoneEvent::Notice { words });
                call.hang_up();
                placing.await
            }
        };
        let last = match placed {
            Ok(report) => {
                if let Some(farewell) = behind.farewell(&report).await {
                    call.push(farewell);
                }
                PhoneEvent::Over { secs: report.seconds, webhooks: report.webhooks.len() }
            }
            Err(error) => {
                call.push(PhoneEvent::Ended { words: format!("The call could not be placed: {error}") });
                PhoneEvent::Over { secs: 0.0, webhooks: 0 }
            }
        };
        drop(behind);
        call.close(last);
    }

    /// Waits until the call has to end, and says why.
    async fn supervise(&self, call: &Live) -> String {
        let (timer, limits) = (&self.0.board.timer, self.0.limits);
        let end = timer.now().saturating_add(limits.longest);
        loop {
            let abandoned = call.abandoned_at(limits.away);
            let until = abandoned.map_or(end, |at| at.min(end));
            if timer.now() >= until {
                return if until == end {
                    format!("A call lasts {} minutes at most.", limits.longest.as_secs() / 60)
                } else {
                    "Nobody was on the page any more.".to_owned()
                };
            }
            tokio::select! {
                () = timer.until(until) => {}
                () = call.attended.notified() => {}
                () = self.0.board.stop.cancelled() => return "The program stops.".to_owned(),
            }
        }
    }
}
