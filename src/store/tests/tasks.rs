//! Background work: one worker a task at a time, and none forgotten.

use super::{Book, at};
use crate::{
    domain::ids::{TaskId, VoiceCheckId},
    store::{
        Tx,
        tasks::{self, TaskKind, Window},
    },
};

fn insert(book: &Book, kind: TaskKind, run_at: i64) -> (TaskId, VoiceCheckId) {
    let (id, subject) = (TaskId::mint(&book.ids()), VoiceCheckId::mint(&book.ids()));
    let window = Window { run_at: at(run_at), give_up_at: at(10_000) };
    tasks::insert_task(&mut book.tx(), id, kind, subject, window).unwrap();
    (id, subject)
}

fn lease(tx: &mut dyn Tx, now: i64) -> Vec<TaskId> {
    tasks::lease_due(tx, at(now), at(now + 180), 10).unwrap().into_iter().map(|task| task.id).collect()
}

#[test]
fn a_lease_is_one_workers_until_it_ends() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 10);
    let tx = &mut book.tx();
    assert_eq!(lease(tx, 9), []);
    assert_eq!(lease(tx, 10), [id]);
    assert_eq!(lease(tx, 189), []);
    let again = tasks::lease_due(tx, at(190), at(370), 10).unwrap();
    assert_eq!(again.iter().map(|task| (task.id, task.attempts)).collect::<Vec<_>>(), [(id, 2)]);
}

#[test]
fn the_longest_due_go_first_and_no_more_than_asked_for() {
    let book = Book::open();
    let late = insert(&book, TaskKind::FetchRecording, 30).0;
    let early = insert(&book, TaskKind::SettleVoiceCheck, 10).0;
    insert(&book, TaskKind::DeleteAtProvider, 40);
    let tx = &mut book.tx();
    let first: Vec<_> = tasks::lease_due(tx, at(50), at(100), 1).unwrap().into_iter().map(|task| task.id).collect();
    assert_eq!(first, [early]);
    assert_eq!(tasks::lease_due(tx, at(50), at(100), 1).unwrap()[0].id, late);
}

#[test]
fn a_restart_gives_leases_back() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    assert_eq!(lease(tx, 0), [id]);
    assert_eq!(tasks::release_leases(tx).unwrap(), 1);
    assert_eq!(lease(tx, 1), [id]);
}

#[test]
fn a_task_is_tried_again_when_told_and_never_after_its_end() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    assert_eq!(lease(tx, 0), [id]);
    tasks::set_again_at(tx, id, at(60), "not ready").unwrap();
    assert_eq!(tasks::find_next_due(tx).unwrap(), Some(at(60)));
    assert_eq!(lease(tx, 59), []);
    assert_eq!(lease(tx, 60), [id]);
    tasks::set_done(tx, id).unwrap();
    assert!(tasks::set_again_at(tx, id, at(90), "late").is_err());
    assert!(tasks::set_failed(tx, id, "late").is_err());
    assert_eq!(lease(tx, 9_000), []);
    assert_eq!(tasks::find_next_due(tx).unwrap(), None);
}

#[test]
fn a_worker_that_never_returns_is_waited_for_only_to_the_end_of_its_lease() {
    let book = Book::open();
    insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    lease(tx, 0);
    assert_eq!(tasks::find_next_due(tx).unwrap(), Some(at(180)));
}

#[test]
fn a_subject_has_one_task_of_a_kind() {
    let book = Book::open();
    let (id, subject) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let window = Window { run_at: at(5), give_up_at: at(10) };
    for kind in TaskKind::ALL {
        tasks::insert_task(tx, TaskId::mint(&book.ids()), kind, subject, window).unwrap();
    }
    assert_eq!(tasks::count_by_state(tx).unwrap(), (4, 0));
    assert_eq!(lease(tx, 0), [id]);
}

#[test]
fn done_tasks_are_forgotten_in_time_and_failed_ones_kept() {
    let book = Book::open();
    let done = insert(&book, TaskKind::FetchRecording, 0).0;
    let failed = insert(&book, TaskKind::FetchRecording, 0).0;
    insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    tasks::set_done(tx, done).unwrap();
    tasks::set_failed(tx, failed, "gone").unwrap();
    assert_eq!(tasks::count_by_state(tx).unwrap(), (1, 1));
    assert_eq!(tasks::prune_done(tx, at(0)).unwrap(), 0);
    assert_eq!(tasks::prune_done(tx, at(1)).unwrap(), 1);
    assert_eq!(tasks::count_by_state(tx).unwrap(), (1, 1));
}
