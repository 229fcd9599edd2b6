//! Lists of people and forms that are sent twice at once.

use std::collections::BTreeSet;

use futures::future::join_all;
use phoneclock::{
    domain::{
        ids::{EmployeeId, JobId},
        user::Role,
    },
    service::{
        Hold,
        audit::Actor,
        roster::{
            employees,
            import::{self, ImportError, ImportOutcome, ListKind, UpdateChoice},
            jobs::{self, JobDetails, JobError},
        },
    },
};
use reqwest::StatusCode;

use crate::support::{TestGateway, people::details};

const AT_ONCE: usize = 8;

/// How often something was done, by the audit log.
async fn times(test: &TestGateway, action: &str) -> usize {
    test.audit_log().await.records.into_iter().filter(|record| record.action == action).count()
}

#[tokio::test]
async fn imports_of_one_list_at_once_add_everybody_once() {
    let test = TestGateway::start().await;
    let (store, workspace) = (&test.store, test.workspace.id);
    let list = "name,number\nAna,1\nBo,2\nCy,3\n";
    let upload =
        import::read(ListKind::Employees, "list.csv".to_owned(), list.as_bytes(), jiff::civil::date(2026, 11, 17))
            .unwrap();
    let keep = test.in_office(move |u| import::keep(u, &Actor::at_the_machine(workspace), &upload));
    let draft = keep.await.unwrap();

    let imports = (0..AT_ONCE).map(|_| {
        let actor = Actor::at_the_machine(workspace);
        store.write(Hold::Workspace(workspace), move |u| {
            import::confirm(u, &actor, ListKind::Employees, draft, &UpdateChoice::default())
        })
    });
    let outcomes: Vec<ImportOutcome> = join_all(imports).await.into_iter().collect::<Result<_, ImportError>>().unwrap();
    assert!(outcomes.iter().all(|outcome| outcome.added == 3), "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| outcome.now).count(), 1, "{outcomes:?}");
    let names: Vec<_> = test.employees().await.into_iter().map(|row| row.employee.details.name).collect();
    assert_eq!(names, ["Ana", "Bo", "Cy"]);
    assert_eq!((times(&test, "add employee").await, times(&test, "import employees").await), (3, 1));
}

#[tokio::test]
async fn two_lists_with_the_same_people_at_once_add_them_once() {
    let test = TestGateway::start().await;
    let (store, workspace) = (&test.store, test.workspace.id);
    let mut drafts = Vec::new();
    for list in ["name,number\nAna,1\nBo,2\n", "number,name\n2,Bo\n1,Ana\n"] {
        let upload =
            import::read(ListKind::Employees, "list.csv".to_owned(), list.as_bytes(), jiff::civil::date(2026, 11, 17))
                .unwrap();
        let keep = test.in_office(move |u| import::keep(u, &Actor::at_the_machine(workspace), &upload));
        drafts.push(keep.await.unwrap());
    }
    let imports = drafts.into_iter().map(|draft| {
        let actor = Actor::at_the_machine(workspace);
        store.write(Hold::Workspace(workspace), move |u| {
            import::confirm(u, &actor, ListKind::Employees, draft, &UpdateChoice::default())
        })
    });
    let outcomes = join_all(imports).await.into_iter().collect::<Result<Vec<_>, ImportError>>().unwrap();
    assert_eq!(outcomes.iter().map(|outcome| outcome.added).sum::<usize>(), 2, "{outcomes:?}");
    assert_eq!(test.employees().await.len(), 2);
}

#[tokio::test]
async fn a_form_that_is_sent_several_times_at_once_adds_one_employee() {
    let test = TestGateway::start().await;
    let admin = test.browser(Role::Admin).await;
    let id = EmployeeId::generate(&test.store.ids()).to_string();
    let sent =
        join_all((0..AT_ONCE).map(|_| {
            let (mut admin, id) = (admin.clone(), id.clone());
            async move {
                admin.post("/employees/new", &[("id", id.as_str()), ("name", "Ana"), ("number", "7")]).await.status
            }
        }));
    assert_eq!(BTreeSet::from_iter(sent.await), BTreeSet::from([StatusCode::SEE_OTHER]));
    let ids: Vec<_> = test.employees().await.into_iter().map(|row| row.employee.id.to_string()).collect();
    assert_eq!(ids, [id]);
    assert_eq!(times(&test, "add employee").await, 1);
}

#[tokio::test]
async fn of_those_who_take_one_number_at_once_one_has_it() {
    let test = TestGateway::start().await;
    let (store, workspace) = (&test.store, test.workspace.id);
    let added = join_all((0..AT_ONCE).map(|at| {
        let mut details = details(&format!("Ana {at}"));
        details.employee_number = Some("0117".to_owned());
        let (actor, id) = (Actor::at_the_machine(workspace), EmployeeId::generate(&store.ids()));
        store.write(Hold::Workspace(workspace), move |u| employees::add(u, &actor, id, details))
    }));
    assert_eq!(added.await.into_iter().filter(Result::is_ok).count(), 1);
    assert_eq!(test.employees().await.len(), 1);
}

#[tokio::test]
async fn a_job_that_is_added_several_times_at_once_is_one() {
    let test = TestGateway::start().await;
    let (store, workspace) = (&test.store, test.workspace.id);
    let id = JobId::generate(&store.ids());
    let added = join_all((0..AT_ONCE).map(|_| {
        let (actor, job) = (Actor::at_the_machine(workspace), JobDetails::named("Bridge deck"));
        store.write(Hold::Workspace(workspace), move |u| jobs::add(u, &actor, id, &job))
    }));
    let added = added.await.into_iter().collect::<Result<Vec<_>, JobError>>().unwrap();
    assert!(added.iter().all(|job| job.id == id), "{added:?}");
    assert_eq!((test.jobs().await.len(), times(&test, "add job").await), (1, 1));
}
