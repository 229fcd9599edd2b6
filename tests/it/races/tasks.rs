//! Background work that several workers reach for.

use std::collections::BTreeMap;

use futures::future::join_all;
use jiff::SignedDuration;
use phoneclock::{
    domain::ids::{ReplicaId, TaskId, VoiceCheckId},
    service::{Hold, StoreError},
    store::tasks::{self, TaskKind, Window},
    worker::Worker,
};

use crate::support::TestGateway;

const TASKS: usize = 60;

#[tokio::test]
async fn each_task_is_taken_by_one_of_the_workers_that_lease_at_once() {
    let test = TestGateway::start().await;
    let queued: Result<Vec<TaskId>, StoreError> = test
        .store
        .write(Hold::Nothing, |u| {
            let window = Window { run_at: u.now, give_up_at: u.now + SignedDuration::from_hours(1) };
            let mut queued = Vec::new();
            for _ in 0..TASKS {
                let (id, subject) = (TaskId::generate(&u.ids), VoiceCheckId::generate(&u.ids));
                tasks::insert_task(u.tx, id, TaskKind::FetchRecording, subject, window)?;
                queued.push(id);
            }
            Ok(queued)
        })
        .await;
    let mut queued = queued.unwrap();
    let workers = [1, 2].map(|run| Worker { replica: ReplicaId::from_bytes([run; 16]), ..test.worker() });
    let mut taken = BTreeMap::new();
    loop {
        // Each asks several times at the same moment, for fewer than there are.
        let leased = join_all((0..12).map(|nth| workers[nth % 2].lease(4))).await;
        let leased: Vec<_> = leased.into_iter().flat_map(Result::unwrap).collect();
        if leased.is_empty() {
            break;
        }
        for task in leased {
            assert_eq!(task.attempts, 1);
            let before = taken.insert(task.id, task.leased_by);
            assert_eq!(before, None, "{} was taken before", task.id);
        }
    }
    queued.sort_unstable();
    assert_eq!(taken.keys().copied().collect::<Vec<_>>(), queued);
    let rows = test.rows("SELECT id, leased_by FROM task WHERE leased_by IS NOT NULL", Vec::new()).await;
    let kept: BTreeMap<TaskId, ReplicaId> = rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect();
    assert_eq!(taken, kept, "who was given a task is who has it");
}
