//! A small browser: cookies, forms, and nothing else.

use std::{collections::BTreeMap, sync::Arc};

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        clock::ManualClock,
        ids::{Ids, UserId, WorkspaceId},
        user::{Email, Role, User},
    },
    service::{Gateway, pin_hash::Secret},
    store::users,
};
use reqwest::{Client, Method, RequestBuilder, header};
use url::Url;

use super::TestGateway;

pub const PASSWORD: &str = "correct horse battery staple";

/// What a page has answered.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    /// Where it leads, when it only leads elsewhere.
    pub to: Option<String>,
    pub headers: header::HeaderMap,
    pub html: String,
}

impl Page {
    /// The value of a form's field by its name, as the browser would send it back.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let marked = format!("name=\"{name}\"");
        let tag = self.html.split('<').find(|tag| tag.contains(&marked));
        let tag = tag.unwrap_or_else(|| panic!("no field {name} on {}", self.html));
        let value = tag.split_once("value=\"").map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        plain(value.unwrap_or_default())
    }

    /// The mistake that stands beside a field and is announced with it.
    #[track_caller]
    pub fn wrong(&self, id: &str) -> String {
        assert!(self.html.contains(&format!("aria-describedby=\"{id}-wrong")), "{}", self.html);
        let (_, rest) = self.html.split_once(&format!("id=\"{id}-wrong\">")).unwrap_or_else(|| panic!("{}", self.html));
        plain(rest.split('<').next().unwrap_or_default())
    }

    /// The page as it reads, with entities as characters.
    pub fn text(&self) -> String {
        let tags = self.html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        plain(&tags.collect::<Vec<_>>().join(" ")).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the first link leads whose tag holds `mark`.
    pub fn link(&self, mark: &str) -> Option<String> {
        let tag = self.html.split('<').find(|tag| tag.starts_with("a ") && tag.contains(mark))?;
        Some(plain(tag.split_once("href=\"")?.1.split('"').next()?))
    }
}

fn plain(html: &str) -> String {
    let quotes = html.replace("&#34;", "\"").replace("&#39;", "'").replace("&quot;", "\"");
    quotes.replace("&#60;", "<").replace("&#62;", ">").replace("&lt;", "<").replace("&gt;", ">").replace("&#38;", "&")
}

#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: Url,
    cookies: BTreeMap<String, String>,
    clock: Arc<ManualClock>,
}

impl Browser {
    /// Nobody in particular.
    pub fn new(test: &TestGateway) -> Self {
        Self::at(test, test.pages())
    }

    /// The same where the pages are served at another address.
    pub fn at(test: &TestGateway, base: Url) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        let client = Client::builder().no_proxy().tls_backend_preconfigured(tls);
        let client = client.redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { client, base, cookies: BTreeMap::new(), clock: test.clock.clone() }
    }

    /// A new user of the test's workspace, signed in.
    pub async fn signed_in(test: &TestGateway, role: Role) -> Self {
        Self::signed_in_to(test, test.workspace.id, role).await
    }

    /// The same in any workspace.
    pub async fn signed_in_to(test: &TestGateway, workspace: WorkspaceId, role: Role) -> Self {
        let email = add_user(&test.gateway, workspace, role).await;
        let mut browser = Self::new(test);
        browser.get("/sign-in").await;
        let signed_in = browser.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(signed_in.status, 303, "{}", signed_in.html);
        browser
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// Sends a form with the CSRF token that the pages of this visit carry.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf();
        self.post_without_csrf(path, &[fields, &[("csrf", &csrf)]].concat()).await
    }

    /// Opens a stream of events behind the last one that was seen.
    pub async fn open_events(&self, path: &str, last: Option<u64>) -> reqwest::Response {
        let request = self.request(Method::GET, path);
        let request = match last {
            Some(last) => request.header("last-event-id", last),
            None => request,
        };
        request.send().await.unwrap()
    }

    /// Sends a recording as scripts do.
    pub async fn post_wav(&mut self, path: &str, csrf: &str, wav: &[u8]) -> Page {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, "audio/wav");
        self.send(request.header("x-csrf-token", csrf).body(wav.to_vec())).await
    }

    /// Sends a form and follows where it leads.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        let to = page.to.unwrap_or_else(|| panic!("{path} leads nowhere: {} {}", page.status, page.html));
        self.get(&to).await
    }

    pub async fn post_without_csrf(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        // What is done later is later, for the audit log too.
        self.clock.advance(SignedDuration::from_millis(1));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.request(Method::POST, path).body(body);
        self.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")).await
    }

    /// Uploads a file the way a form does; `csrf` comes first.
    pub async fn upload(&mut self, path: &str, csrf: Option<&str>, name: &str, file: &[u8]) -> Page {
        const BOUNDARY: &str = "----a-boundary-of-the-tests";
        let mut body = Vec::new();
        if let Some(csrf) = csrf {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").bytes(),
            );
        }
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/csv\r\n\r\n"
        );
        body.extend(part.bytes());
        body.extend(file);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind).body(body);
        self.send(request).await
    }

    /// The token that the forms of this visit carry.
    pub fn csrf(&self) -> String {
        self.cookies.get("phoneclock_csrf").cloned().unwrap_or_default()
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        self.client.request(method, self.base.join(path).unwrap()).header(header::COOKIE, cookies)
    }

    async fn send(&mut self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let to = headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let html = String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned();
        if let Some((_, rest)) = html.split_once("name=\"csrf\" value=\"") {
            assert_eq!(rest.split('"').next(), Some(self.csrf().as_str()), "the form's token is the visit's");
        }
        Page { status, to, headers, html }
    }
}

/// A user who has chosen [`PASSWORD`]; the address to sign in with.
pub async fn add_user(gateway: &Arc<Gateway>, workspace: WorkspaceId, role: Role) -> String {
    let id = UserId::mint(&Ids::new(gateway.clock.as_ref(), gateway.entropy.as_ref()));
    let email = Email::parse(&format!("{}-{id}@example.com", role.name())).unwrap();
    let user = User { id, workspace, email: email.clone(), name: format!("The {}", role.name()), role, active: true };
    let hash = gateway.pins.hash(Secret::new(PASSWORD.to_owned()), gateway.entropy.as_ref()).await.unwrap();
    let now = gateway.now();
    let written = gateway.db.write(move |tx| {
        users::insert_user(tx, &user, now)?;
        users::set_password(tx, user.id, &hash)
    });
    written.await.unwrap();
    email.to_string()
}
