//! Delivers webhooks as the provider does: signed, with a time limit, retried when no connection comes about; and keeps
//! a record of each.

use std::time::Instant;

use bytes::{Bytes, BytesMut};
use futures::future::join_all;
use reqwest::{Client, RequestBuilder, header};
use url::Url;

use super::{
    brand::signing::{self, Header, Unsigned},
    error::SimulatorError,
    place_call::{DeliveryLimits, PlaceCall},
    report::{Complaint, Observed, WebhookRecord},
    route::Route,
    twiml::{ApplicationError, Method},
};

/// Shows what happens while it happens. Closures over [`Observed`] are observers.
pub trait Observer: Send {
    /// Shown one thing at the moment it happens.
    fn observe(&mut self, seen: Observed<'_>);
}

impl<F: FnMut(Observed<'_>) + Send> Observer for F {
    fn observe(&mut self, seen: Observed<'_>) {
        self(seen);
    }
}

pub(super) fn client(delivery: DeliveryLimits) -> Result<Client, SimulatorError> {
    // Only plain HTTP is spoken: the roots stay empty, so that nothing is asked of the machine's trust store.
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| SimulatorError::Client(error.to_string()))?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Client::builder()
        .no_proxy()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .connect_timeout(delivery.connect_timeout)
        .timeout(delivery.timeout)
        .user_agent("TwilioProxy/1.1")
        .build()
        .map_err(|error| SimulatorError::Client(error.to_string()))
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WebhookAnswer {
    pub status: u16,
    pub content_type: Option<String>,
    pub body: Bytes,
}

impl WebhookAnswer {
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn whole(&self) -> String {
        format!("{} {}", self.status, self.text())
    }
}

/// One signed request, which can be sent any number of times.
#[derive(Debug)]
struct SignedDelivery {
    public: Url,
    reached_at: Url,
    method: Method,
    form: String,
    headers: Vec<Header>,
}

/// The provider's end of the connection to the gateway, for one call.
pub(super) struct Wire<'a> {
    pub client: Client,
    pub call: &'a PlaceCall,
    pub route: Route,
    pub observer: &'a mut dyn Observer,
    pub records: Vec<WebhookRecord>,
    pub complaints: Vec<Complaint>,
    sent: Vec<(SignedDelivery, WebhookAnswer)>,
}

impl<'a> Wire<'a> {
    pub fn new(call: &'a PlaceCall, observer: &'a mut dyn Observer) -> Result<Self, SimulatorError> {
        let route = Route::new(&call.webhook_url, call.public_url.as_ref())?;
        let client = client(call.delivery)?;
        Ok(Self { client, call, route, observer, records: Vec::new(), complaints: Vec::new(), sent: Vec::new() })
    }

    pub fn complain(&mut self, complaint: Complaint) {
        self.observer.observe(Observed::Complaint(&complaint));
        self.complaints.push(complaint);
    }

    /// Delivers one webhook and gives the first answer to it.
    ///
    /// # Errors
    /// When there was no answer, or it is too long.
    pub async fn deliver(
        &mut self,
        public: &Url,
        method: Method,
        fields: Vec<(String, String)>,
        idempotency_token: String,
    ) -> Result<WebhookAnswer, ApplicationError> {
        let fields = self.call.brand.fields(fields);
        let signed = self.sign(public, method, &fields, idempotency_token)?;
        let begun = Instant::now();
        let faults = &self.call.faults;
        let more = if faults.redeliver_at_once { faults.redeliver } else { 0 };
        let mut again = Vec::new();
        let answer = if more > 0 {
            let all = (0..=more).map(|_| send(&self.client, &signed));
            again = join_all(all).await;
            match again.remove(0) {
                Err(error) if error.code == CONNECTION_FAILED => self.retry(&signed, error).await,
                answered => answered,
            }
        } else {
            match send(&self.client, &signed).await {
                Err(error) if error.code == CONNECTION_FAILED => self.retry(&signed, error).await,
                answered => answered,
            }
        };
        let record = WebhookRecord {
            url: public.to_string(),
            params: fields,
            status: answer.as_ref().map_or(0, |answer| answer.status),
            xml: answer.as_ref().map(WebhookAnswer::text).unwrap_or_default(),
            millis: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        self.observer.observe(Observed::Webhook(&record));
        self.records.push(record);
        let answer = answer?;
        if !faults.redeliver_at_once {
            for _ in 0..faults.redeliver {
                again.push(send(&self.client, &signed).await);
            }
        }
        for second in again {
            self.compare(&signed.public, &answer, second);
        }
        self.sent.push((signed, answer.clone()));
        Ok(answer)
    }

    /// Every webhook so far once more, in order.
    pub async fn redeliver_all(&mut self) {
        let sent = std::mem::take(&mut self.sent);
        let went_on = sent.len() > 1;
        for (at, (signed, first)) in sent.into_iter().enumerate() {
            match send(&self.client, &signed).await {
                // Where the call has gone on, its first webhook is put the question that waits by now.
                Ok(again) if at == 0 && went_on && again.is_success() => {}
                again => self.compare(&signed.public, &first, again),
            }
        }
    }

    fn compare(&mut self, url: &Url, first: &WebhookAnswer, again: Result<WebhookAnswer, ApplicationError>) {
        let url = url.to_string();
        match again {
            Ok(again) if again == *first => {}
            Ok(again) => {
                self.complain(Complaint::AnsweredDifferently { url, first: first.whole(), again: again.whole() });
            }
            Err(error) => self.complain(Complaint::NotDelivered { url, reason: error.to_string() }),
        }
    }

    async fn retry(
        &mut self,
        signed: &SignedDelivery,
        mut error: ApplicationError,
    ) -> Result<WebhookAnswer, ApplicationError> {
        for _ in 0..self.call.delivery.retries {
            self.observer.observe(Observed::Retrying { url: signed.public.as_str() });
            tokio::time::sleep(self.call.delivery.retry_after).await;
            match send(&self.client, signed).await {
                Err(failed) if failed.code == CONNECTION_FAILED => error = failed,
                answered => return answered,
            }
        }
        Err(error)
    }

    fn sign(
        &self,
        public: &Url,
        method: Method,
        fields: &[(String, String)],
        idempotency_token: String,
    ) -> Result<SignedDelivery, ApplicationError> {
        let mut public = public.clone();
        let (form, signed_fields) = match method {
            Method::Post => (form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish(), fields),
            Method::Get => {
                public.query_pairs_mut().extend_pairs(fields);
                (String::new(), <&[_]>::default())
            }
        };
        let reached_at = self.route.reach(&public)?;
        let call = self.call;
        let request = Unsigned { address: &public, form: signed_fields, body: &form, nonce: &idempotency_token };
        let mut headers = signing::sign(call.brand, &call.auth_token, request, &call.clock);
        if call.brand.is_twilio() {
            headers.push(("I-Twilio-Idempotency-Token", idempotency_token));
        }
        Ok(SignedDelivery { public, reached_at, method, form, headers })
    }
}

/// Twilio's codes for what goes wrong on the way.
const RETRIEVAL_FAILED: u32 = 11200;
pub(super) const CONNECTION_FAILED: u32 = 11205;
const TOO_LONG: u32 = 11750;

fn request(client: &Client, signed: &SignedDelivery) -> RequestBuilder {
    let request = match signed.method {
        Method::Get => client.get(signed.reached_at.clone()),
        Method::Post => client
            .post(signed.reached_at.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
            .body(signed.form.clone()),
    };
    let accepting = request.header(header::ACCEPT, "text/xml, application/xml, text/html");
    signed.headers.iter().fold(accepting, |request, (name, value)| request.header(*name, value))
}

/// More than any brand reads; whoever executes the document has the last word.
const MAX_BYTES: usize = 128 * 1024;

async fn send(client: &Client, signed: &SignedDelivery) -> Result<WebhookAnswer, ApplicationError> {
    let failed = |error: reqwest::Error| {
        let code = if error.is_connect() { CONNECTION_FAILED } else { RETRIEVAL_FAILED };
        let origin = signed.reached_at.origin().ascii_serialization();
        ApplicationError::new(code, format!("no answer from {origin}: {}", chain(&error.without_url())))
    };
    let mut response = request(client, signed).send().await.map_err(failed)?;
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_BYTES {
            return Err(ApplicationError::new(TOO_LONG, format!("the answer is longer than {MAX_BYTES} bytes")));
        }
    }
    Ok(WebhookAnswer { status: response.status().as_u16(), content_type, body: body.freeze() })
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        text = format!("{text}: {deeper}");
        source = deeper.source();
    }
    text
}
