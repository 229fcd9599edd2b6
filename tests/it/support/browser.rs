//! A small browser: cookies, forms, and nothing else. It runs no scripts and follows nothing by itself.

use std::{collections::BTreeMap, sync::Arc};

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        clock::ManualClock,
        ids::{UserId, VoiceCheckId, WebSessionId, WorkspaceId},
        language::OfficeLanguage,
        user::{Email, Role, User},
        workspace::{Settings, Zone},
    },
    service::{
        Hold, Services,
        access::{
            Token, Visitor, WebSession,
            first_owner::{self, NewOwner},
            form_token::form_token,
            password_requests, sessions,
        },
        pin_hash::{Lane, Secret},
    },
    store::users,
};
use reqwest::{Client, Method, RequestBuilder, StatusCode, header, redirect::Policy};
use sha2::{Digest, Sha256};
use url::Url;

use super::TestGateway;

/// Of everybody who signs in with a password.
pub const PASSWORD: &str = "correct horse battery staple";
/// Where [`TestGateway::owner`] gets mail.
pub const OWNER: &str = "owner@example.com";

const SESSION: &str = "phoneclock_session";
const CSRF: &str = "phoneclock_csrf";
/// Before the names of cookies over https.
const HOST: &str = "__Host-";

/// What came back, read to its end.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    /// Empty for a stream of events, which has no end.
    pub body: String,
}

impl Page {
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in {} {}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn says_nothing_of(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in {}", self.body);
        self
    }

    /// Where it leads, when it only leads elsewhere.
    pub fn to(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap())
    }

    /// The value of a form's field by its name, as the browser would send it back.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let marked = format!("name=\"{name}\"");
        let tag = self.body.split('<').find(|tag| tag.contains(&marked));
        let tag = tag.unwrap_or_else(|| panic!("no field {name} on {}", self.body));
        let value = tag.split_once("value=\"").map(|(_, rest)| rest.split('"').next().unwrap_or_default());
        plain(value.unwrap_or_default())
    }

    /// The fields of the forms that nobody sees, with what they hold.
    pub fn hidden_fields(&self) -> Vec<(String, String)> {
        hidden_fields(&self.body)
    }

    /// Those of the form that is sent to `action`, and holds what is given with it.
    #[track_caller]
    pub fn form(&self, action: &str, given: &[(&str, &str)]) -> Vec<(String, String)> {
        let forms = self.body.split("<form ").skip(1).map(|form| form.split("</form>").next().unwrap_or_default());
        let mut forms = forms.filter(|form| form.contains(&format!("action=\"{action}\""))).map(hidden_fields);
        let differs = |name: &str, value: &str| given.iter().any(|(other, is)| *other == name && *is != value);
        let form = forms.find(|fields| !fields.iter().any(|(name, value)| differs(name, value)));
        form.unwrap_or_else(|| panic!("no form for {action} on {}", self.body))
    }

    /// The error that stands beside a field and is announced with it.
    #[track_caller]
    pub fn wrong(&self, id: &str) -> String {
        self.says(&format!("aria-describedby=\"{id}-wrong"));
        let (_, rest) = self.body.split_once(&format!("id=\"{id}-wrong\">")).unwrap_or_else(|| panic!("{}", self.body));
        plain(rest.split('<').next().unwrap_or_default())
    }

    /// What the page is about as it reads, without what stands around it: one blank between the words.
    pub fn text(&self) -> String {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, main)| main);
        let pieces = main.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        plain(&pieces.collect::<Vec<_>>().join(" ")).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the first link leads whose tag holds `mark`.
    pub fn link(&self, mark: &str) -> Option<String> {
        let tag = self.body.split('<').find(|tag| tag.starts_with("a ") && tag.contains(mark))?;
        Some(plain(tag.split_once("href=\"")?.1.split('"').next()?))
    }
}

fn hidden_fields(html: &str) -> Vec<(String, String)> {
    let tags = html.split('<').filter(|tag| tag.starts_with("input type=\"hidden\""));
    let value = |tag: &str, name: &str| Some(plain(tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?));
    tags.filter_map(|tag| value(tag, "name").zip(value(tag, "value"))).collect()
}

fn plain(html: &str) -> String {
    let quotes = html.replace("&#34;", "\"").replace("&#39;", "'").replace("&quot;", "\"");
    let marks = quotes.replace("&#60;", "<").replace("&#62;", ">").replace("&lt;", "<").replace("&gt;", ">");
    marks.replace("&#38;", "&").replace("&amp;", "&")
}

#[derive(Clone)]
pub struct Browser {
    client: Client,
    base: Url,
    pub cookies: BTreeMap<String, String>,
    /// The lines of X-Forwarded-For that a proxy adds.
    pub forwarded_for: Vec<String>,
    clock: Arc<ManualClock>,
}

impl Browser {
    /// Nobody in particular.
    pub fn nobody(test: &TestGateway) -> Self {
        Self::at(&test.pages(), test)
    }

    /// The same at another address.
    pub fn at(base: &Url, test: &TestGateway) -> Self {
        // A provider may be there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).no_proxy().tls_certs_only([]).build().unwrap();
        Self {
            client,
            base: base.clone(),
            cookies: BTreeMap::new(),
            forwarded_for: Vec::new(),
            clock: test.clock.clone(),
        }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn head(&mut self, path: &str) -> Page {
        self.send(self.request(Method::HEAD, path)).await
    }

    /// Sends a form with the CSRF token that the pages of this visit carry.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        if self.csrf().is_empty() {
            self.get("/sign-in").await;
        }
        let csrf = self.csrf();
        self.post_bare(path, &[fields, &[("csrf", &csrf)]].concat()).await
    }

    /// Sends the form of a page as it is shown, with what is typed into it.
    pub async fn press(&mut self, page: &str, action: &str, typed: &[(&str, &str)]) -> Page {
        let shown = self.get(page).await;
        let hidden = shown.is(200).form(action, typed);
        let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let hidden = hidden.filter(|(name, _)| !typed.iter().any(|(other, _)| other == name));
        self.post_bare(action, &hidden.chain(typed.iter().copied()).collect::<Vec<_>>()).await
    }

    /// Sends the form of a page with what is typed into it, and follows to the page that says what was done.
    pub async fn press_and_follow(&mut self, page: &str, action: &str, typed: &[(&str, &str)]) -> Page {
        let answer = self.press(page, action, typed).await;
        match answer.to().map(str::to_owned) {
            Some(to) => self.get(&to).await,
            None => answer,
        }
    }

    /// Sends a form as it is, without the token.
    pub async fn post_bare(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        // What is done later is later, for the audit log too.
        self.clock.advance(SignedDuration::from_millis(1));
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.request(Method::POST, path).body(body);
        self.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")).await
    }

    /// Sends a form and follows to the page that says what was done.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        let to = page.is(303).to().unwrap();
        self.get(to).await
    }

    /// Uploads a list of people.
    pub async fn upload_people(&mut self, file: &[u8]) -> Page {
        self.get("/employees/import").await;
        let csrf = self.csrf();
        self.upload("/employees/import", Some(&csrf), "people.csv", file).await
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
        self.send(self.request(Method::POST, path).header(header::CONTENT_TYPE, kind).body(body)).await
    }

    /// Sends a recording as scripts do.
    pub async fn post_wav(&mut self, path: &str, csrf: &str, wav: &[u8]) -> Page {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, "audio/wav");
        self.send(request.header("x-csrf-token", csrf).body(wav.to_vec())).await
    }

    /// Plays the recording of a voice check, which came to its end just now.
    pub async fn play(&mut self, id: VoiceCheckId) -> Page {
        let lasts = SignedDuration::from_secs(3);
        self.clock.advance(-lasts);
        let page = self.get(&format!("/voice-checks/{id}/audio")).await;
        self.clock.advance(lasts);
        page
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        // A session that is over has left its token behind.
        let csrf = self.get("/sign-in").await.value("csrf");
        self.post_bare("/sign-in", &[("email", email), ("password", password), ("csrf", &csrf)]).await
    }

    /// Types a password into the page that asks for it once more, with all that the page has kept.
    pub async fn confirm(&mut self, asked: &Page, password: &str) -> Page {
        let mut fields = asked.hidden_fields();
        fields.retain(|(name, _)| name != "csrf");
        fields.push(("confirm_password".to_owned(), password.to_owned()));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post("/confirm", &fields).await
    }

    /// A cookie by its name, whether over https or not.
    pub fn cookie(&self, name: &str) -> Option<&String> {
        self.cookies.get(&format!("{HOST}{name}")).or_else(|| self.cookies.get(name))
    }

    pub fn session(&self) -> Option<&String> {
        self.cookie(SESSION)
    }

    /// The token that the forms of this visit carry.
    pub fn csrf(&self) -> String {
        let of_session = self.session().map(|session| form_token(session));
        of_session.or_else(|| self.cookie(CSRF).cloned()).unwrap_or_default()
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = self.client.request(method, self.base.join(path).unwrap()).header(header::COOKIE, cookies);
        self.forwarded_for.iter().fold(request, |request, line| request.header("x-forwarded-for", line))
    }

    async fn send(&mut self, request: RequestBuilder) -> Page {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            match value {
                "" => drop(self.cookies.remove(name)),
                value => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let streams = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if streams { Vec::new() } else { response.bytes().await.unwrap().to_vec() };
        let body = String::from_utf8_lossy(&body).into_owned();
        if let Some((_, rest)) = body.split_once("name=\"csrf\" value=\"") {
            let token = rest.split('"').next().unwrap().to_owned();
            // A session that is over is none.
            assert!(token == self.csrf() || Some(&token) == self.cookie(CSRF), "the form's token is the visit's");
        }
        Page { status, headers, body }
    }
}

/// Somebody at a browser, for use cases that ask.
pub fn visitor() -> Visitor {
    Visitor { address: "192.0.2.7".to_owned(), browser: "a test".to_owned(), known: None }
}

impl TestGateway {
    /// The browser of a new user with this role, who has signed in some time ago.
    pub async fn browser(&self, role: Role) -> Browser {
        self.browser_in(self.workspace.id, role).await
    }

    pub async fn browser_in(&self, workspace: WorkspaceId, role: Role) -> Browser {
        let (user, now) = (new_user(&self.gateway, workspace, role), self.clock_now());
        let session = WebSession {
            id: WebSessionId::generate(&self.gateway.store.ids()),
            user: user.clone(),
            began_at: now,
            last_seen_at: now,
            address: "127.0.0.1".to_owned(),
            browser: "a test".to_owned(),
            device: None,
            confirmed_at: Some(now),
            has_password: false,
            has_second_factor: false,
        };
        let token = format!("session-{}", user.id);
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let written = self.store.write(Hold::Gateway, move |u| {
            users::insert_user(u.tx, &user, now)?;
            users::insert_session(u.tx, &hash, &session)
        });
        written.await.unwrap();
        let mut browser = Browser::nobody(self);
        browser.cookies.insert(format!("{HOST}{SESSION}"), token);
        browser
    }

    /// A new user with this role and [`PASSWORD`], who signs in with it.
    pub async fn signed_in(&self, role: Role) -> (Browser, User) {
        self.signed_in_to(self.workspace.id, role).await
    }

    pub async fn signed_in_to(&self, workspace: WorkspaceId, role: Role) -> (Browser, User) {
        let user = new_user(&self.gateway, workspace, role);
        insert_user(&self.gateway, &user).await;
        let mut browser = Browser::nobody(self);
        let page = browser.sign_in(user.email.as_str(), PASSWORD).await;
        // Where there are kiosks, whoever may approve devices is asked first whether this is one.
        let to = page.is(303).to().unwrap_or_default();
        assert!(to == "/" || to.starts_with("/time-tracking/kiosks/this-device?"), "{to}");
        (browser, user)
    }

    /// What a start prints while there is no user.
    pub async fn first_owner_link(&self) -> Token {
        self.store.write(Hold::Gateway, first_owner::link).await.unwrap().unwrap().token
    }

    /// Asks for a new password as the page of a forgotten one does.
    pub async fn ask_for_reset(&self, email: &str, visitor: Visitor) {
        password_requests::email_link(&self.store, email, visitor).await.unwrap();
    }

    /// The sessions of a workspace, or of one of its users, last seen first.
    pub async fn sessions(&self, workspace: WorkspaceId, of: Option<UserId>) -> Vec<WebSession> {
        let now = self.store.clock().time_for_ends();
        self.store.read(move |tx| sessions::list(tx, workspace, of, now)).await.unwrap()
    }

    /// The owner of the workspace, [`OWNER`] with [`PASSWORD`], made through the link of the first start and signed in.
    pub async fn owner(&self) -> Browser {
        let token = self.first_owner_link().await;
        let owner = NewOwner {
            name: "Olive Owner".to_owned(),
            email: OWNER.to_owned(),
            language: OfficeLanguage::En,
            workspace: Some(self.workspace.id),
            settings: Settings::new("unused".to_owned(), Zone::parse("UTC").unwrap()),
        };
        let made = self.sign_in.create_first_owner(token.expose(), owner, Secret::new(PASSWORD.to_owned()), visitor());
        made.await.unwrap();
        let mut browser = Browser::nobody(self);
        browser.sign_in(OWNER, PASSWORD).await.is(303);
        browser
    }

    /// Where the mail for a forgotten password leads.
    pub async fn reset_link(&self, email: &str) -> String {
        self.ask_for_reset(email, visitor()).await;
        let mut links: Vec<phoneclock::domain::ids::PasswordLinkId> =
            self.column("SELECT link_id FROM mail WHERE kind = 'password reset' ORDER BY rowid").await;
        format!("/welcome/{}", self.gateway.store.keys().token(links.pop().unwrap().as_bytes()))
    }

    /// A user with [`PASSWORD`], `NAME@example.com`.
    pub async fn user(&self, workspace: WorkspaceId, name: &str, role: Role) -> UserId {
        let email = Email::parse(&format!("{name}@example.com")).unwrap();
        let user = User { email, name: name.to_owned(), ..new_user(&self.gateway, workspace, role) };
        insert_user(&self.gateway, &user).await;
        user.id
    }
}

/// A user with this role and [`PASSWORD`]; the address to sign in with.
pub async fn add_user(gateway: &Services, workspace: WorkspaceId, role: Role) -> String {
    let user = new_user(gateway, workspace, role);
    insert_user(gateway, &user).await;
    user.email.to_string()
}

fn new_user(gateway: &Services, workspace: WorkspaceId, role: Role) -> User {
    let id = UserId::generate(&gateway.store.ids());
    let email = Email::parse(&format!("{}.{id}@example.com", role.name())).unwrap();
    User {
        id,
        workspace,
        email,
        name: format!("The {}", role.name()),
        role,
        active: true,
        language: OfficeLanguage::En,
    }
}

async fn insert_user(gateway: &Services, user: &User) {
    let hash = gateway.pins.hash(Lane::Telephone, Secret::new(PASSWORD.to_owned()), gateway.store.entropy().as_ref());
    let hash = hash.await.unwrap();
    let user = user.clone();
    let written = gateway.store.write(Hold::Gateway, move |u| {
        users::insert_user(u.tx, &user, u.now)?;
        users::set_password(u.tx, user.id, &hash)
    });
    written.await.unwrap();
}
