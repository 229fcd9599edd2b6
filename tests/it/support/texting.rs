//! What the provider of a gateway tells of texts.

use phoneclock::{
    domain::{
        caller::E164,
        employee::{Details, Employee},
        ids::EmployeeId,
        user::Role,
    },
    service::{
        Hold,
        audit::Actor,
        credentials::{CredentialError, texts},
    },
    simulator::{PhoneText, SimulatedText, TextTrouble, TextWebhook},
};

use super::{DIAL_IN, PUBLIC_URL, TestGateway, brands, by_hand::Answer, people::details};

impl TestGateway {
    /// The provider tells how far a text has come; the status of the answer.
    pub async fn text_is(&self, text: &SimulatedText, status: &str, trouble: Option<TextTrouble>) -> u16 {
        let target = text.status.strip_prefix(PUBLIC_URL).unwrap();
        let webhook = self.brand.text_status(brands::account(self.brand), text, (status, trouble));
        self.post_of_texts(target, &webhook).await.status
    }

    /// Somebody without a PIN who has this phone.
    pub async fn with_phone(&self, name: &str, phone: &str) -> Employee {
        self.newcomer_with(Details { phone: E164::parse(phone).ok(), ..details(name) }).await
    }

    /// An owner says that somebody, or everybody, has agreed to texts.
    pub async fn allow_texts(&self, employee: Option<EmployeeId>) -> Result<(), CredentialError> {
        self.say_of_texts(employee, true).await
    }

    /// The same, or that they no longer want any.
    pub async fn say_of_texts(&self, employee: Option<EmployeeId>, allowed: bool) -> Result<(), CredentialError> {
        let (_, user) = self.signed_in(Role::Owner).await;
        let machine = Actor::at_the_machine(self.workspace.id);
        let actor = Actor { user: Some(user.id), name: user.name, ..machine };
        self.store.write(Hold::Workspace(actor.workspace), move |u| texts::allow(u, &actor, employee, allowed)).await
    }

    /// A phone answers a text under this id, and the gateway does what is to be done about it; what went back.
    pub async fn answers(&self, phone: &str, body: &str, id: &str) -> Vec<String> {
        self.answers_what_the_provider_has(phone, body, (id, None)).await
    }

    /// The same where the provider may have answered by itself.
    pub async fn answers_what_the_provider_has(
        &self,
        from: &str,
        body: &str,
        (id, answered): (&str, Option<&str>),
    ) -> Vec<String> {
        let before = self.texts.taken().len();
        let text = PhoneText { id, from, to: DIAL_IN, body, answered };
        let webhook = self.brand.incoming_text(brands::account(self.brand), text);
        let answer = self.post_of_texts(&self.message_target(), &webhook).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.body.ends_with("<Response></Response>"), "{}", answer.body);
        self.work().await;
        self.texts.taken().drain(before..).map(|text| text.body).collect()
    }

    /// Where phones' answers come to.
    pub fn message_target(&self) -> String {
        format!("/voice/{}/message", self.brand.name())
    }

    /// Posts what the provider tells of texts.
    pub async fn post_of_texts(&self, target: &str, webhook: &TextWebhook) -> Answer {
        self.post(target, webhook.body.as_bytes()).await
    }
}
