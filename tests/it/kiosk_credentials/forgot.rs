//! A forgotten PIN is told by mail, once an hour a person.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        ids::{DeviceId, DeviceRequestId, EmployeeId, KioskId},
        kiosk::Method,
        user::Role,
    },
    service::kiosks::{
        KioskRequest,
        forgot::{self, Forgetful},
    },
};

use crate::support::{TestGateway, files_below, people::details};

/// Says so at the kiosk; how many mails go out for it.
async fn tell(test: &TestGateway, who: EmployeeId, kiosk: KioskId) -> i64 {
    let devices: Vec<DeviceId> = test.column("SELECT id FROM kiosk_device").await;
    let request = KioskRequest {
        workspace: test.workspace.id,
        kiosk,
        device: devices[0],
        request: DeviceRequestId::generate(&test.store.ids()),
        at: test.clock_now(),
        address: "192.0.2.1".to_owned(),
    };
    let before = test.count("mail").await;
    test.store.write(request.holds(), move |u| forgot::tell(u, &request, &Forgetful::Named(who))).await.unwrap();
    test.count("mail").await - before
}

#[tokio::test]
async fn owners_admins_and_managers_are_told_once_an_hour_with_a_link_to_the_page() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let ben = test.add_employee(details("Ben Ode")).await;
    let kiosk = test.kiosk_for_everybody(Method::NameAndPin).await;
    test.execute(
        "INSERT INTO kiosk_device (id, workspace_id, kiosk_id, name, status, status_at, cookie_hash, cookie_made_at, \
         public_key, nonce, approved_at, approver, browser, address) SELECT randomblob(16), workspace_id, id, 'Tablet', \
         'active', 1, randomblob(32), 1, zeroblob(65), randomblob(16), 1, 'Olive', 'a browser', '192.0.2.1' FROM kiosk",
    )
    .await;
    for (name, role) in [("olive", Role::Owner), ("adam", Role::Admin), ("mia", Role::Manager), ("pat", Role::Payroll)]
    {
        test.user(test.workspace.id, name, role).await;
    }
    assert_eq!(tell(&test, ana.id, kiosk).await, 3);
    assert_eq!(tell(&test, ana.id, kiosk).await, 0, "once an hour");
    assert_eq!(tell(&test, ben.id, kiosk).await, 3, "each person for themselves");
    test.advance(SignedDuration::from_mins(59));
    assert_eq!(tell(&test, ana.id, kiosk).await, 0);
    test.advance(SignedDuration::from_mins(2));
    assert_eq!(tell(&test, ana.id, kiosk).await, 3);
    test.work().await;
    let mails = files_below(&test.dir.path().join("outbox"));
    assert_eq!(mails.len(), 9, "three users, three times");
    let mails: Vec<_> = mails.iter().map(|file| std::fs::read_to_string(file).unwrap().replace("=\r\n", "")).collect();
    assert!(mails.iter().all(|mail| !mail.contains("pat@example.com")));
    let about_ana: Vec<_> =
        mails.iter().filter(|mail| mail.contains("Ana Torres says at the kiosk Front gate")).collect();
    assert_eq!(about_ana.len(), 6);
    assert!(about_ana[0].contains(&format!("https://clock.example/employees/{}/kiosk", ana.id)), "{}", about_ana[0]);

    // Nobody learns anything, and nobody is told, of somebody who cannot clock here.
    let other = crate::access::other_workspace(&test).await;
    let theirs = test.add_employee_in(other, details("Zoe Other")).await;
    test.execute("UPDATE employee SET active = 0 WHERE name = 'Ben Ode'").await;
    test.advance(SignedDuration::from_hours(2));
    for who in [theirs.id, ben.id, EmployeeId::from_bytes([9; 16])] {
        assert_eq!(tell(&test, who, kiosk).await, 0);
    }
}
