//! Background work: one worker a task at a time, and none forgotten.

use super::{Book, at};
use crate::{
    domain::ids::{ReplicaId, TaskId, VoiceCheckId},
    store::{
        Tx,
        replicas::{self, ReplicaRow},
        tasks::{self, Task, TaskKind, Window},
        upkeep_turns,
    },
};

fn insert(book: &Book, kind: TaskKind, run_at: i64) -> (TaskId, VoiceCheckId) {
    let (id, subject) = (TaskId::generate(&book.ids()), VoiceCheckId::generate(&book.ids()));
    let window = Window { run_at: at(run_at), give_up_at: at(10_000) };
    tasks::insert_task(&mut book.tx(), id, kind, subject, window).unwrap();
    (id, subject)
}

const OURS: ReplicaId = ReplicaId::from_bytes([1; 16]);
const OTHER: ReplicaId = ReplicaId::from_bytes([2; 16]);

fn lease_for(tx: &mut dyn Tx, replica: ReplicaId, now: i64, limit: usize) -> Vec<Task> {
    tasks::lease_due(tx, replica, (at(now), at(now + 180)), limit).unwrap()
}

fn lease(tx: &mut dyn Tx, now: i64) -> Vec<TaskId> {
    ids(&lease_for(tx, OURS, now, 10))
}

fn ids(tasks: &[Task]) -> Vec<TaskId> {
    tasks.iter().map(|task| task.id).collect()
}

#[test]
fn a_lease_is_one_workers_until_it_ends() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 10);
    let tx = &mut book.tx();
    assert_eq!(lease(tx, 9), []);
    assert_eq!(lease(tx, 10), [id]);
    assert_eq!(lease(tx, 189), []);
    let again = lease_for(tx, OTHER, 190, 10);
    assert_eq!(again.iter().map(|task| (task.id, task.attempts)).collect::<Vec<_>>(), [(id, 2)]);
}

#[test]
fn the_longest_due_go_first_and_no_more_than_asked_for() {
    let book = Book::open();
    let late = insert(&book, TaskKind::FetchRecording, 30).0;
    let early = insert(&book, TaskKind::SettleVoiceCheck, 10).0;
    insert(&book, TaskKind::DeleteAtProvider, 40);
    let tx = &mut book.tx();
    assert_eq!(ids(&lease_for(tx, OURS, 50, 1)), [early]);
    assert_eq!(ids(&lease_for(tx, OURS, 50, 1)), [late]);
}

#[test]
fn a_restart_gives_leases_back() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    assert_eq!(lease(tx, 0), [id]);
    assert_eq!(tasks::release_leases(tx, OURS, at(0)).unwrap(), 0, "its own, which it is at work on");
    assert_eq!(ids(&lease_for(tx, OTHER, 1, 10)), []);
    assert_eq!(tasks::release_leases(tx, OTHER, at(0)).unwrap(), 1);
    assert_eq!(ids(&lease_for(tx, OTHER, 1, 10)), [id]);
}

#[test]
fn a_start_leaves_a_gateway_that_was_seen_the_work_that_it_is_at() {
    let book = Book::open();
    insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let working = lease_for(tx, OURS, 0, 10)[0];
    let seen = ReplicaRow {
        id: OURS,
        name: "east:8080".to_owned(),
        started_at: at(-60),
        seen_at: at(10),
        version: "1".to_owned(),
        schema: 1,
        settings: String::new(),
        clock_ahead: None,
    };
    replicas::set_replica(tx, &seen).unwrap();
    assert_eq!(tasks::release_leases(tx, OTHER, at(9)).unwrap(), 0);
    assert_eq!(tasks::release_leases(tx, OTHER, at(10)).unwrap(), 1, "gone, as far as anybody knows");
    assert!(!tasks::set_done(tx, &working).unwrap());
}

#[test]
fn whoever_stops_gives_back_its_own_work_and_nobody_elses() {
    let book = Book::open();
    let (first, _) = insert(&book, TaskKind::FetchRecording, 0);
    insert(&book, TaskKind::SettleVoiceCheck, 1);
    let tx = &mut book.tx();
    assert_eq!(ids(&lease_for(tx, OURS, 0, 1)), [first]);
    let others = lease_for(tx, OTHER, 1, 1)[0];
    assert_eq!(tasks::give_back_leases(tx, OURS).unwrap(), 1);
    assert_eq!(ids(&lease_for(tx, OTHER, 2, 10)), [first]);
    assert!(tasks::set_done(tx, &others).unwrap());
}

#[test]
fn a_turn_is_one_gateways_until_it_ends_or_is_given_up() {
    let book = Book::open();
    let tx = &mut book.tx();
    let mut take =
        |replica, secs: i64| upkeep_turns::take_turn(tx, "housekeeping", replica, (at(secs), at(secs + 180))).unwrap();
    assert!(take(OURS, 0) && !take(OTHER, 0) && take(OURS, 60));
    assert!(!take(OTHER, 239));
    assert!(take(OTHER, 240) && !take(OURS, 241));
    upkeep_turns::end_turns(tx, OTHER).unwrap();
    assert!(upkeep_turns::take_turn(tx, "housekeeping", OURS, (at(242), at(422))).unwrap());
    assert!(upkeep_turns::take_turn(tx, "something else", OTHER, (at(242), at(422))).unwrap());
}

#[test]
fn a_task_is_tried_again_when_told_and_never_after_its_end() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let first = lease_for(tx, OURS, 0, 10)[0];
    assert!(tasks::set_again_at(tx, &first, at(60), "not ready").unwrap());
    assert_eq!(tasks::find_next_due(tx).unwrap(), Some(at(60)));
    assert_eq!(lease(tx, 59), []);
    let second = lease_for(tx, OURS, 60, 10)[0];
    assert_eq!((second.id, second.attempts), (id, 2));
    assert!(tasks::set_done(tx, &second).unwrap());
    for late in [first, second] {
        assert!(!tasks::set_again_at(tx, &late, at(90), "late").unwrap());
        assert!(!tasks::set_failed(tx, &late, "late").unwrap());
        assert!(!tasks::set_done(tx, &late).unwrap());
    }
    assert_eq!(lease(tx, 9_000), []);
    assert_eq!(tasks::find_next_due(tx).unwrap(), None);
    assert_eq!(tasks::count_by_state(tx).unwrap(), (0, 0), "it is done and stays so");
}

#[test]
fn two_who_look_at_once_get_different_tasks() {
    let book = Book::open();
    let mut all: Vec<_> = (0..5).map(|n| insert(&book, TaskKind::FetchRecording, n).0).collect();
    let tx = &mut book.tx();
    let (ours, theirs) = (lease_for(tx, OURS, 10, 3), lease_for(tx, OTHER, 10, 3));
    assert_eq!((ours.len(), theirs.len()), (3, 2));
    assert!(ours.iter().all(|task| task.leased_by == OURS) && theirs.iter().all(|task| task.leased_by == OTHER));
    let mut leased = [ids(&ours), ids(&theirs)].concat();
    leased.sort();
    all.sort();
    assert_eq!(leased, all, "each of them once");
}

#[test]
fn an_end_is_not_noted_over_a_successors_lease() {
    let book = Book::open();
    let (id, _) = insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let slow = lease_for(tx, OURS, 0, 10)[0];
    let successor = lease_for(tx, OTHER, 180, 10)[0];
    assert_eq!((successor.id, successor.attempts), (id, 2));
    assert!(!tasks::set_done(tx, &slow).unwrap());
    assert!(!tasks::set_failed(tx, &slow, "late").unwrap());
    assert!(!tasks::set_again_at(tx, &slow, at(181), "late").unwrap());
    assert_eq!(lease(tx, 181), [], "the successor has it still");
    // Nor by whoever has it on lease again, under an earlier try.
    let third = lease_for(tx, OURS, 360, 10)[0];
    assert_eq!(third.attempts, 3);
    assert!(!tasks::set_done(tx, &slow).unwrap() && !tasks::set_done(tx, &successor).unwrap());
    assert!(tasks::set_done(tx, &third).unwrap());
}

#[test]
fn an_end_is_not_noted_over_a_lease_that_was_given_back() {
    let book = Book::open();
    insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let earlier = lease_for(tx, OURS, 0, 10)[0];
    assert_eq!(tasks::release_leases(tx, OTHER, at(0)).unwrap(), 1);
    assert!(!tasks::set_failed(tx, &earlier, "late").unwrap());
    assert_eq!(lease_for(tx, OTHER, 1, 10)[0].attempts, 2);
}

/// A clock that jumps ahead makes it seem over while the work goes on.
#[test]
fn a_lease_that_is_taken_again_by_its_holder_is_the_same_try() {
    let book = Book::open();
    insert(&book, TaskKind::FetchRecording, 0);
    let tx = &mut book.tx();
    let working = lease_for(tx, OURS, 0, 10)[0];
    assert_eq!(lease_for(tx, OURS, 9_000, 10)[0].attempts, 1);
    assert!(tasks::set_done(tx, &working).unwrap());
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
        tasks::insert_task(tx, TaskId::generate(&book.ids()), kind, subject, window).unwrap();
    }
    assert_eq!(tasks::count_by_state(tx).unwrap(), (9, 0));
    assert_eq!(lease(tx, 0), [id]);
}

#[test]
fn done_tasks_are_forgotten_in_time_and_failed_ones_kept() {
    let book = Book::open();
    for _ in 0..3 {
        insert(&book, TaskKind::FetchRecording, 0);
    }
    let tx = &mut book.tx();
    let leased = lease_for(tx, OURS, 0, 2);
    assert!(tasks::set_done(tx, &leased[0]).unwrap());
    assert!(tasks::set_failed(tx, &leased[1], "gone").unwrap());
    assert_eq!(tasks::count_by_state(tx).unwrap(), (1, 1));
    assert_eq!(tasks::prune_done(tx, at(0)).unwrap(), 0);
    assert_eq!(tasks::prune_done(tx, at(1)).unwrap(), 1);
    assert_eq!(tasks::count_by_state(tx).unwrap(), (1, 1));
}
