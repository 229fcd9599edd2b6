//! The queue of exceptions: its order, its pages, its decisions, and the indexes that it is read from.

use super::{
    Book, at,
    plans::{plan, searches},
};
use crate::{
    domain::{
        caller::Caller,
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, ExceptionId, UserId, WorkspaceId},
    },
    store::{
        entry_habits, entry_revisions, entry_spans,
        exception_queue::{self as queue, ExceptionDecision, ExceptionFilter},
        exceptions::{self, Exception},
        sign_ins,
    },
};

impl Book {
    fn raise(&self, (workspace, employee): (WorkspaceId, EmployeeId), kind: ExceptionKind, secs: i64) -> ExceptionId {
        self.raise_on((workspace, employee, None), kind, secs)
    }

    fn raise_on(
        &self,
        (workspace, employee, entry): (WorkspaceId, EmployeeId, Option<EntryId>),
        kind: ExceptionKind,
        secs: i64,
    ) -> ExceptionId {
        let id = ExceptionId::generate(&self.ids());
        let call = Some(self.call(&format!("CA-{id}")).id);
        let exception = Exception { id, workspace, employee, entry, call, kind, at: at(secs), note: None };
        exceptions::insert_exception(&mut self.tx(), &exception).unwrap();
        id
    }

    fn accept(&self, workspace: WorkspaceId, id: ExceptionId, secs: i64) -> bool {
        let decided = ExceptionDecision { decision: "accepted", because: "fine", user: None, settler: "Pay" };
        queue::set_decided(&mut self.tx(), (workspace, id), &decided, at(secs)).unwrap()
    }

    fn standing(&self, workspace: WorkspaceId, filter: ExceptionFilter) -> Vec<ExceptionId> {
        let listed = queue::list_standing(&mut self.tx(), workspace, filter, None, 99).unwrap();
        listed.into_iter().map(|queued| queued.id).collect()
    }
}

#[test]
fn the_worst_comes_first_then_the_oldest_and_pages_join() {
    let book = Book::open();
    let north = book.workspace("North");
    let (ana, ben) = ((north, book.employee(north, "Ana")), (north, book.employee(north, "Ben")));
    let south = book.workspace("South");
    book.raise((south, book.employee(south, "Eva")), ExceptionKind::NotThisPerson, 0);
    let late = book.raise(ana, ExceptionKind::LockedOut, 9);
    let early = book.raise(ben, ExceptionKind::LockedOut, 3);
    let worst = book.raise(ana, ExceptionKind::NotThisPerson, 99);
    let blocking = book.raise(ben, ExceptionKind::JobMissing, 1);
    assert_eq!(book.standing(north, ExceptionFilter::default()), [worst, blocking, early, late]);

    let mut walked = Vec::new();
    let mut after = None;
    while let Some(row) =
        queue::list_standing(&mut book.tx(), north, ExceptionFilter::default(), after, 1).unwrap().pop()
    {
        after = Some((row.kind.rank(), row.at, row.id));
        walked.push(row.id);
    }
    assert_eq!(walked, [worst, blocking, early, late]);

    assert_eq!(
        book.standing(north, ExceptionFilter { blocking: true, ..ExceptionFilter::default() }),
        [worst, blocking]
    );
    let kind = Some(ExceptionKind::LockedOut);
    assert_eq!(book.standing(north, ExceptionFilter { kind, ..ExceptionFilter::default() }), [early, late]);
    assert_eq!(book.standing(north, ExceptionFilter { kind, employee: Some(ana.1), blocking: false }), [late]);
    assert_eq!(
        book.standing(north, ExceptionFilter { kind, blocking: true, ..ExceptionFilter::default() }),
        [],
        "no kind is both"
    );
    let counts = [(ExceptionKind::NotThisPerson, 1), (ExceptionKind::JobMissing, 1), (ExceptionKind::LockedOut, 2)];
    assert_eq!(queue::count_standing(&mut book.tx(), north).unwrap(), counts);
}

#[test]
fn a_decision_is_made_once_and_within_the_workspace() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let ana = (north, book.employee(north, "Ana"));
    let id = book.raise(ana, ExceptionKind::LockedOut, 1);
    assert!(!book.accept(south, id, 2));
    assert!(queue::find_exception(&mut book.tx(), south, id).unwrap().is_none());
    assert!(book.accept(north, id, 2));
    assert!(!book.accept(north, id, 3), "the first word stands");
    let settled = queue::list_settled(&mut book.tx(), north, ExceptionFilter::default(), None, 9).unwrap();
    let settled = settled[0].settled.as_ref().unwrap();
    assert_eq!((settled.at, settled.settler.as_deref()), (at(2), Some("Pay")));
    assert!(!queue::set_reopened(&mut book.tx(), (south, id)).unwrap());
    assert!(queue::set_reopened(&mut book.tx(), (north, id)).unwrap());
    assert_eq!(book.standing(north, ExceptionFilter::default()), [id]);
    assert!(!queue::set_reopened(&mut book.tx(), (north, id)).unwrap());
}

#[test]
fn what_was_settled_comes_latest_first_by_kind_and_by_person() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let (ana, ben) = ((north, book.employee(north, "Ana")), (north, book.employee(north, "Ben")));
    let elsewhere = (south, book.employee(south, "Eva"));
    let raised = [
        (ana, ExceptionKind::LockedOut),
        (ben, ExceptionKind::JobMissing),
        (ben, ExceptionKind::LockedOut),
        (elsewhere, ExceptionKind::LockedOut),
        (ana, ExceptionKind::JobMissing),
    ];
    let ids = raised.map(|(who, kind)| book.raise(who, kind, 0));
    for ((who, _), (id, secs)) in raised.iter().zip(ids.iter().zip(1..)) {
        assert!(book.accept(who.0, *id, secs));
    }
    let settled = |kind, employee| {
        let filter = ExceptionFilter { kind, employee, blocking: false };
        let (mut walked, mut before) = (Vec::new(), None);
        while let Some(row) = queue::list_settled(&mut book.tx(), north, filter, before, 1).unwrap().pop() {
            before = Some((row.settled.unwrap().at, row.id));
            walked.push(row.id);
        }
        walked
    };
    let [first, second, third, _, fifth] = ids;
    assert_eq!(settled(None, None), [fifth, third, second, first]);
    assert_eq!(settled(Some(ExceptionKind::LockedOut), None), [third, first]);
    assert_eq!(settled(Some(ExceptionKind::JobMissing), None), [fifth, second]);
    assert_eq!(settled(None, Some(ben.1)), [third, second]);
    assert_eq!(settled(Some(ExceptionKind::JobMissing), Some(ana.1)), [fifth]);
    assert_eq!(settled(None, Some(elsewhere.1)), []);
}

#[test]
fn only_what_was_accepted_is_reopened_and_never_beside_its_like() {
    let book = Book::open();
    let north = book.workspace("North");
    let ana = book.employee(north, "Ana");
    let entry = book.open_entry(north, ana).id;
    let raise = || {
        let id = ExceptionId::generate(&book.ids());
        let kind = ExceptionKind::Overlapping;
        let (entry, at) = (Some(entry), at(0));
        let exception = Exception { id, workspace: north, employee: ana, entry, call: None, kind, at, note: None };
        exceptions::insert_exception(&mut book.tx(), &exception).unwrap();
        id
    };
    let first = raise();
    assert!(book.accept(north, first, 1));
    let second = raise();
    assert!(!queue::set_reopened(&mut book.tx(), (north, first)).unwrap(), "the same stands again");
    exceptions::settle(&mut book.tx(), (entry, None), ExceptionKind::Overlapping, "no longer overlaps", at(2)).unwrap();
    assert!(!queue::set_reopened(&mut book.tx(), (north, second)).unwrap(), "it resolved itself");
    assert!(queue::set_reopened(&mut book.tx(), (north, first)).unwrap());
}

#[test]
fn an_exception_without_a_call_is_renewed_rather_than_raised_again() {
    let book = Book::open();
    let north = book.workspace("North");
    let ana = book.employee(north, "Ana");
    let entry = Some(book.open_entry(north, ana).id);
    let stand = |note| {
        let id = ExceptionId::generate(&book.ids());
        let kind = ExceptionKind::ImpossiblyLong;
        let exception = Exception { id, workspace: north, employee: ana, entry, call: None, kind, at: at(0), note };
        exceptions::set_standing(&mut book.tx(), &exception).unwrap();
        let listed = queue::list_standing(&mut book.tx(), north, ExceptionFilter::default(), None, 9).unwrap();
        listed.into_iter().map(|queued| (queued.id, queued.note.unwrap_or_default())).collect::<Vec<_>>()
    };
    let first = stand(Some("17 h"));
    let second = stand(Some("18 h"));
    assert_eq!((second.len(), second[0].0, second[0].1.as_str()), (1, first[0].0, "18 h"));
    assert!(book.accept(north, first[0].0, 1));
    assert_eq!(stand(Some("18 h")), [], "just this was accepted");
    assert_eq!(stand(Some("19 h")).len(), 1);
}

#[test]
fn every_list_of_exceptions_comes_in_order_from_an_index() {
    let book = Book::open();
    let north = book.workspace("North");
    let ana = book.employee(north, "Ana");
    let entry = book.open_entry(north, ana);
    let kind = Some(ExceptionKind::LockedOut);
    let (everything, employee) = (ExceptionFilter::default(), Some(ana));
    let after = Some((4, at(0), ExceptionId::generate(&book.ids())));
    for (filter, index) in [
        (everything, "exception_standing (workspace_id=? AND "),
        (ExceptionFilter { kind, ..everything }, "exception_standing (workspace_id=? AND "),
        (ExceptionFilter { blocking: true, ..everything }, "exception_standing (workspace_id=? AND "),
        (ExceptionFilter { employee, ..everything }, "exception_standing_of_employee (employee_id=? AND "),
    ] {
        let plan = plan(&book, |tx| queue::list_standing(tx, north, filter, after, 51).unwrap());
        assert!(plan.iter().any(|line| line.contains(index)), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
    let before = Some((at(0), ExceptionId::generate(&book.ids())));
    for (filter, index) in [
        (everything, "exception_settled (workspace_id=? AND "),
        (ExceptionFilter { kind, ..everything }, "exception_settled_of_kind (workspace_id=? AND "),
        (ExceptionFilter { employee, ..everything }, "exception_settled_of_employee (employee_id=? AND "),
    ] {
        let plan = plan(&book, |tx| queue::list_settled(tx, north, filter, before, 51).unwrap());
        assert!(plan.iter().any(|line| line.contains(index)), "{plan:#?}");
        assert!(!plan.iter().any(|line| line.contains("TEMP B-TREE") || line.starts_with("SCAN ")), "{plan:#?}");
    }
    let counting = plan(&book, |tx| queue::count_standing(tx, north).unwrap());
    let counted = counting.iter().all(|line| line.contains("INDEX exception_standing (workspace_id=?)"));
    assert!(counted && !counting.is_empty(), "{counting:#?}");
    searches(&book, "exception_settled", |tx| {
        let user = UserId::generate(&book.ids());
        assert!(queue::find_last_decided(tx, north, user, at(0)).unwrap().is_none());
    });
    searches(&book, "exception_of_call", |tx| {
        let call = book.call("CA1").id;
        assert!(!exceptions::any_of_call(tx, call, ExceptionKind::UnrecognizedCaller).unwrap());
    });
    searches(&book, "exception_standing_of_employee", |tx| {
        assert!(entry_spans::list_with_standing(tx, ana, ExceptionKind::Overlapping).unwrap().is_empty());
    });
    searches(
        &book,
        "time_entry_by_employee (workspace_id=? AND (employee_id,in_at)>(?,?) AND (employee_id,in_at)<(?,?))",
        |tx| {
            let span = entry_spans::get_span(tx, entry.id).unwrap();
            assert!(entry_spans::list_overlapping(tx, &span, 20).unwrap().is_empty());
        },
    );
    searches(&book, "time_entry_by_employee (workspace_id=? AND (employee_id,in_at)", |tx| {
        assert!(entry_habits::list_clocked(tx, (north, ana), (at(-9), at(9)), 9).unwrap().is_empty());
    });
    searches(&book, "time_entry_by_employee (workspace_id=? AND employee_id=? AND in_at>?)", |tx| {
        entry_habits::find_next_begin(tx, (north, ana), at(0)).unwrap();
    });
    searches(&book, "PRIMARY KEY (entry_id=?)", |tx| {
        assert!(entry_revisions::list_changed_of(tx, &[entry.id]).unwrap().is_empty());
    });
    let caller = Caller::parse("+15555550123");
    searches(&book, "known_phone_by_caller (caller=? AND last_at>? AND last_at<?)", |tx| {
        sign_ins::find_seen(tx, (north, ana), &caller, (at(0), at(9))).unwrap();
        sign_ins::set_clocked(tx, ana, &caller, at(0)).unwrap();
    });
}
