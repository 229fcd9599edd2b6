//! What a roll-out begins with, and what it leaves in the database.

use phoneclock::{
    domain::employee::{Details, Employee},
    service::{audit::Actor, credentials::worker_links},
    store::{
        Hold, StoreError,
        tx::{Row, Value},
    },
};

use super::{TestGateway, people::details};

impl TestGateway {
    /// Without a PIN.
    pub async fn newcomer(&self, name: &str, email: Option<&str>) -> Employee {
        let details = Details { email: email.map(str::to_owned), ..details(name) };
        self.newcomer_with(details).await
    }

    pub async fn newcomer_with(&self, details: Details) -> Employee {
        self.add_employee(details).await
    }

    /// An address as older programs let it in.
    pub async fn has_email(&self, employee: &Employee, email: &'static str) {
        let id = employee.id;
        let sql = "UPDATE employee SET email = ?2 WHERE id = ?1";
        let written: Result<_, StoreError> = self
            .gateway
            .store
            .db()
            .write(Hold::Gateway, move |tx| tx.execute(sql, &[Value::from(id), Value::from(email)]))
            .await;
        assert_eq!(written.unwrap(), 1);
    }

    /// The addresses of the setup pages that were mailed to the employee, oldest first.
    pub async fn mailed_links(&self, employee: &Employee) -> Vec<String> {
        let (id, links) = (employee.id, self.gateway.store.keys().clone());
        let rows: Result<_, StoreError> = self
            .gateway
            .store
            .db()
            .read(move |tx| {
                let sql =
                    "SELECT link_id FROM mail WHERE employee_id = ?1 AND kind = 'setup link' ORDER BY queued_at, id";
                tx.query(sql, &[id.into()])
            })
            .await;
        let links = rows.unwrap().into_iter().map(|row| {
            let id: Vec<u8> = row.get(0).unwrap();
            format!("/setup/{}", links.token(id.as_slice().try_into().unwrap()))
        });
        links.collect()
    }

    /// The address of the employee's own page, as it was sent or shown last.
    pub async fn worker_page(&self, employee: &Employee) -> String {
        let sql = "SELECT id FROM worker_link WHERE employee_id = ?1 ORDER BY made_at DESC, id DESC LIMIT 1";
        let rows = self.rows(sql, vec![employee.id.into()]).await;
        let id: Vec<u8> = rows[0].get(0).unwrap();
        format!("/my/{}", self.store.keys().token(id.as_slice().try_into().unwrap()))
    }

    /// Emails them a link to their own page, and says where it leads.
    pub async fn send_worker_page(&self, employee: &Employee) -> String {
        let (actor, id) = (Actor::at_the_machine(employee.workspace), employee.id);
        let people = [id];
        assert_eq!(worker_links::email_these(&self.store, &actor, &people, self.clock_now()).await.unwrap(), 1);
        self.worker_page(employee).await
    }

    /// What the audit log holds, oldest first: who did what to whom.
    pub async fn audited(&self) -> Vec<String> {
        let rows = self.rows("SELECT actor, action, subject FROM audit_record ORDER BY rowid", Vec::new()).await;
        let text = |row: &Row, column| row.get::<String>(column).unwrap();
        rows.iter().map(|row| format!("{}: {} {}", text(row, 0), text(row, 1), text(row, 2))).collect()
    }
}
