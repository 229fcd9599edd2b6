//! Threads that share a queue, each with a connection of its own. A thread is started when all others are at work.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

use tokio::sync::mpsc;

use super::{server::Server, session::Limits, transaction::Line};
use crate::store::{deadline::QueueState, error::StoreError};

/// What may wait in a lane; more than these wait to be queued.
const QUEUE_CAPACITY: usize = 1024;

/// A piece of work that waits for a connection.
pub(super) struct QueuedWork {
    /// What to do with the connection; it answers whoever asked.
    pub work: Box<dyn FnOnce(&mut Line) + Send>,
    /// Whether a thread has started it, or whoever asked has given up.
    pub state: Arc<QueueState>,
}

/// A queue and its threads.
pub(super) struct Lane {
    name: &'static str,
    most: usize,
    server: Server,
    limits: Limits,
    sender: Mutex<Option<mpsc::Sender<QueuedWork>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<mpsc::Receiver<QueuedWork>>,
    /// Pieces of work that no thread has taken yet.
    waiting: AtomicUsize,
    /// Threads that wait for work.
    idle: AtomicUsize,
}

impl Lane {
    pub(super) fn new(name: &'static str, most: usize, server: Server, limits: Limits) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE_CAPACITY);
        let shared = Shared { queue: Mutex::new(queue), waiting: AtomicUsize::new(0), idle: AtomicUsize::new(0) };
        let (sender, threads) = (Mutex::new(Some(sender)), Mutex::default());
        Self { name, most, server, limits, sender, threads, shared: Arc::new(shared) }
    }

    /// Queues a piece of work, waiting for room.
    pub(super) async fn send(&self, work: QueuedWork) -> Result<(), StoreError> {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(StoreError::Closed)?;
        let place = sender.reserve().await.map_err(|_| StoreError::Closed)?;
        self.shared.waiting.fetch_add(1, Ordering::SeqCst);
        place.send(work);
        self.start_where_needed()
    }

    /// What no thread has taken yet.
    pub(super) fn queued(&self) -> usize {
        self.shared.waiting.load(Ordering::SeqCst)
    }

    /// Takes nothing more, and waits for what is queued.
    pub(super) fn close(&self) {
        drop(self.sender.lock().unwrap_or_else(PoisonError::into_inner).take());
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // It breaks off only by a fault of ours, which has been told.
            drop(thread.join());
        }
    }

    fn start_where_needed(&self) -> Result<(), StoreError> {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        let busy = self.queued() > self.shared.idle.load(Ordering::SeqCst);
        if !busy || threads.len() >= self.most {
            return Ok(());
        }
        let (shared, mut line) = (Arc::clone(&self.shared), Line::new(self.server.clone(), self.limits));
        let name = format!("{}-{}", self.name, threads.len());
        match thread::Builder::new().name(name).spawn(move || shared.work_off(&mut line)) {
            Ok(thread) => threads.push(thread),
            // The others do it, later.
            Err(_) if !threads.is_empty() => {}
            Err(_) => return Err(StoreError::Closed),
        }
        Ok(())
    }
}

impl Shared {
    fn work_off(&self, line: &mut Line) {
        while let Some(QueuedWork { work, state }) = self.next() {
            // Whoever has left meanwhile has been told so.
            if state.start() {
                work(line);
            }
        }
    }

    fn next(&self) -> Option<QueuedWork> {
        self.idle.fetch_add(1, Ordering::SeqCst);
        let next = self.queue.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        self.idle.fetch_sub(1, Ordering::SeqCst);
        if next.is_some() {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
        }
        next
    }
}
