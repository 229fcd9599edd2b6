//! Roles, passwords and links at the same moment.

use futures::future::{join, join_all};
use phoneclock::{
    domain::{
        language::OfficeLanguage,
        user::Role,
        workspace::{Settings, Zone},
    },
    service::{
        access::{
            AccountError, Begun, Visitor, actor_of,
            first_owner::NewOwner,
            sessions,
            users::{self, UserChange},
        },
        audit::Actor,
        pin_hash::{HashError, Secret},
    },
};

use crate::support::{
    TestGateway,
    browser::{OWNER, PASSWORD, visitor},
};

const WRONG: &str = "not the password";
const NEW: &str = "four other words now";

fn from(host: usize) -> Visitor {
    Visitor { address: format!("10.0.{}.{}", host / 250, host % 250), ..Visitor::default() }
}

#[tokio::test]
async fn two_owners_who_step_down_at_once_leave_one() {
    let test = TestGateway::start().await;
    let workspace = test.workspace.id;
    let owners = [test.user(workspace, "olive", Role::Owner).await, test.user(workspace, "otto", Role::Owner).await];
    let steps = owners.map(|id| {
        let actor = Actor { user: Some(id), ..Actor::at_the_machine(workspace) };
        let change = UserChange { name: "Stepped Down".to_owned(), role: Role::Admin, active: true };
        test.store.write(users::holds_to_change(workspace, id), move |u| users::change(u, &actor, id, &change))
    });
    let (down, kept): (Vec<_>, Vec<_>) = join_all(steps).await.into_iter().partition(Result::is_ok);
    assert_eq!((down.len(), kept.len()), (1, 1));
    assert!(matches!(kept[0], Err(AccountError::LastOwner)), "{kept:?}");
    assert_eq!(test.count("web_user WHERE role = 'owner'").await, 1);
}

#[tokio::test]
async fn of_many_wrong_passwords_at_once_ten_count_against_each_address_and_not_one_less() {
    let test = TestGateway::start().await;
    test.owner().await;
    let emails: Vec<_> = (0..9).map(|nth| format!("n{nth}@example.com")).chain([OWNER.to_owned()]).collect();
    // Fifteen against each of ten, each from somewhere else.
    let guesses = (0..150).map(|nth| {
        let (test, email) = (&test, &emails[nth % 10]);
        async move {
            loop {
                match test.sign_in.sign_in(email, Secret::new(WRONG.to_owned()), from(nth)).await {
                    Err(AccountError::NotSignedIn) => break,
                    // Not looked at, and so not counted.
                    Err(AccountError::Hash(HashError::Full)) => tokio::task::yield_now().await,
                    other => panic!("{other:?}"),
                }
            }
        }
    });
    join_all(guesses).await;
    assert_eq!(test.count("failed_password").await, 100);
    let of_each: Vec<i64> = test.column("SELECT count(*) FROM failed_password GROUP BY email_hash").await;
    assert_eq!(of_each, [10; 10]);
    let right = test.sign_in.sign_in(OWNER, Secret::new(PASSWORD.to_owned()), from(200)).await;
    assert!(matches!(right, Err(AccountError::NotSignedIn)), "{right:?}");
}

#[tokio::test]
async fn two_resets_at_once_mail_one_link() {
    let test = TestGateway::start().await;
    test.owner().await;
    join_all((0..2).map(|host| test.ask_for_reset(OWNER, from(host)))).await;
    assert_eq!(test.count("password_link WHERE kind = 'reset'").await, 1);
    assert_eq!(test.count("mail WHERE kind = 'password reset'").await, 2, "it is in both mails");
}

#[tokio::test]
async fn requests_at_once_are_no_more_than_an_address_has() {
    let test = TestGateway::start().await;
    test.owner().await;
    join_all((0..40).map(|host| test.ask_for_reset(OWNER, from(host)))).await;
    assert_eq!((test.count("password_request").await, test.count("mail").await), (3, 3));
}

#[tokio::test]
async fn gateways_that_start_at_once_print_one_link() {
    let test = TestGateway::start().await;
    let printed = join_all((0..8).map(|_| test.first_owner_link())).await;
    assert!(printed.iter().all(|token| token.expose() == printed[0].expose()));
    assert_eq!(test.count("password_link").await, 1);
}

#[tokio::test]
async fn the_first_owners_link_makes_one_owner() {
    let test = TestGateway::start().await;
    let token = test.first_owner_link().await;
    let made = ["olive@example.com", "otto@example.com"].map(|email| {
        let owner = NewOwner {
            name: "Olive Owner".to_owned(),
            email: email.to_owned(),
            language: OfficeLanguage::En,
            workspace: None,
            settings: Settings::new("Two at once".to_owned(), Zone::parse("UTC").unwrap()),
        };
        test.sign_in.create_first_owner(token.expose(), owner, Secret::new(PASSWORD.to_owned()), visitor())
    });
    let (made, refused): (Vec<_>, Vec<_>) = join_all(made).await.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 1));
    assert!(matches!(refused[0], Err(AccountError::LinkSpent)), "{refused:?}");
    assert_eq!((test.count("web_user").await, test.count("workspace").await), (1, 2));
}

#[tokio::test]
async fn whoever_signs_in_with_a_password_while_it_is_changed_is_out_afterwards() {
    let test = TestGateway::start().await;
    test.owner().await;
    let session = test.sessions(test.workspace.id, None).await.remove(0);
    let passwords = (Secret::new(PASSWORD.to_owned()), Secret::new(NEW.to_owned()));
    let change = test.sign_in.change_password(actor_of(&session.user, "here"), session.clone(), passwords, visitor());
    let (changed, thief) = join(change, test.sign_in.sign_in(OWNER, Secret::new(PASSWORD.to_owned()), from(1))).await;
    changed.unwrap();
    let stolen = match thief {
        Ok(Begun::Session(session)) => sessions::look_at(&test.store, session.token.expose()).await.unwrap(),
        Ok(Begun::HalfWay(_)) => panic!("nobody has a second factor"),
        Err(AccountError::NotSignedIn) => None,
        Err(other) => panic!("{other}"),
    };
    assert!(stolen.is_none(), "{stolen:?}");
    assert_eq!(test.count("web_session").await, 1);
}
