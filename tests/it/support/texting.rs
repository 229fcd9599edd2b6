//! What the provider of a gateway tells of texts.

use phoneclock::simulator::{SimulatedText, TextTrouble, TextWebhook};

use super::{PUBLIC_URL, TestGateway, brands, by_hand::Answer};

impl TestGateway {
    /// The provider tells how far a text has come; the status of the answer.
    pub async fn text_is(&self, text: &SimulatedText, status: &str, trouble: Option<TextTrouble>) -> u16 {
        let target = text.status.strip_prefix(PUBLIC_URL).unwrap();
        let webhook = self.brand.text_status(brands::account(self.brand), text, (status, trouble));
        self.post_of_texts(target, &webhook).await.status
    }

    /// Posts what the provider tells of texts.
    pub async fn post_of_texts(&self, target: &str, webhook: &TextWebhook) -> Answer {
        self.post(target, webhook.body.as_bytes()).await
    }
}
