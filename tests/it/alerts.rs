//! Alerts: each raised once and told once, cleared, or left out; whatever starts again, runs twice or shows a wrong time.

mod choices;
mod digest;
mod held;
mod kinds;
mod planned;
mod texts;

use phoneclock::{
    domain::{
        ids::{MailId, UserId},
        user::Role,
        workspace::{Settings, Workspace},
    },
    service::{alerts::tend::tend, kernel::line_health::LineHealth},
};

use crate::support::{TestGateway, browser::Browser};

impl TestGateway {
    /// The look of one minute.
    pub async fn look(&self) {
        tend(&self.store, &self.gateway.line).await.unwrap();
    }

    /// A user with a password who has turned these kinds on, and nothing else, and their browser.
    pub async fn told(&self, role: Role, kinds: &[&str]) -> (Browser, UserId) {
        let (mut browser, user) = self.signed_in(role).await;
        choose(&mut browser, kinds, &[]).await;
        (browser, user.id)
    }

    /// Another employer on the same gateway.
    async fn other_workspace(&self) -> Workspace {
        let settings = Settings { name: "Other".to_owned(), ..self.settings().await };
        self.add_workspace(settings).await
    }

    /// What the mails about alerts say, in the order in which they were queued, without their last lines.
    pub async fn alert_mails(&self, user: UserId) -> Vec<String> {
        self.work().await;
        let sql = "SELECT m.id FROM mail m JOIN alert_letter l ON l.id = m.link_id \
                   WHERE m.kind = 'alert' AND l.user_id = ?1 ORDER BY m.queued_at, m.rowid";
        let mails = self.rows(sql, vec![user.into()]).await;
        let texts = mails.iter().map(|row| {
            let id: MailId = row.get(0).unwrap();
            let mail = std::fs::read_to_string(self.dir.path().join("outbox").join(format!("{id}.eml"))).unwrap();
            said(&mail)
        });
        texts.collect()
    }
}

/// The subject, and the lines of the lists without their links.
fn said(mail: &str) -> String {
    let mail = mail.replace("=\r\n", "").replace("=3D", "=").replace("\r\n", "\n");
    let subject = mail.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap_or_default();
    let (text, _) = mail.split_once("You get this email").unwrap();
    let (_, lists) = text.split_once("Hello ").unwrap();
    let lines = lists.lines().skip(1).filter(|line| !line.is_empty() && !line.trim_start().starts_with("http"));
    let lines: Vec<_> = lines.map(|line| line.trim_start_matches("- ")).collect();
    format!("{subject}: {}", lines.join(" / "))
}

/// Turns these kinds on, with the times and whatever else is typed.
pub async fn choose(browser: &mut Browser, kinds: &[&str], typed: &[(&str, &str)]) {
    let mut fields: Vec<(&str, &str)> = vec![
        ("in_too_long_hours", "12"),
        ("near_overtime_hours", "2"),
        ("how", "each"),
        ("hour", "7"),
        ("all_clear", "on"),
    ];
    fields.extend(kinds.iter().map(|kind| (*kind, "on")));
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        if !value.is_empty() {
            fields.push((name, value));
        }
    }
    let page = browser.get("/account/alerts").await;
    page.is(200);
    browser.post("/account/alerts", &fields).await.is(303);
}

/// Another program on the same database.
pub fn another() -> LineHealth {
    LineHealth::default()
}
