//! The HTTP side: addresses, cookies of the simulator's own, and the one lock around its memory.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Form, Json, Path, Query, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::authorise;
use crate::behaviour::{Behaviour, LATE_MILLISECONDS, SILENT_MILLISECONDS, SLOW_MILLISECONDS};
use crate::clock::{Clock, Seconds};
use crate::codes::{Codes, Exchange};
use crate::control::{Advance, Call, KEPT_CALLS, Mint, Minted, Next, Now};
use crate::followers::{DEFAULT_OPENID, is_openid};
use crate::page;
use crate::random;
use crate::settings::Settings;

/// Cookies of the simulator. They live on another host name than the portal's.
pub const FOLLOWER_COOKIE: &str = "follower";
pub const BEHAVIOUR_COOKIE: &str = "behaviour";

#[derive(Clone)]
struct Simulator {
    settings: Arc<Settings>,
    memory: Arc<Mutex<Memory>>,
}

#[derive(Default)]
struct Memory {
    clock: Clock,
    codes: Codes,
    queue: Vec<Next>,
    calls: VecDeque<Call>,
    /// The last redirect of each follower, to be opened again.
    last_redirect: std::collections::HashMap<String, String>,
}

impl Memory {
    fn record(&mut self, path: &str, query: &str, headers: &HeaderMap, outcome: &str) {
        let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let call = Call {
            at: self.clock.now(),
            path: path.to_owned(),
            query: without_secret(query),
            user_agent: user_agent.to_owned(),
            outcome: outcome.to_owned(),
        };
        if self.calls.len() >= KEPT_CALLS {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
    }

    fn take_behaviour(&mut self, openid: &str) -> Option<Behaviour> {
        let is_for = |next: &Next| next.openid.as_deref().is_none_or(|wanted| wanted == openid);
        let position = self.queue.iter().position(is_for)?;
        Some(self.queue.remove(position).behaviour)
    }
}

/// Binds `127.0.0.1` and, where the machine has it, `::1`: browsers resolve `localhost` to either.
pub async fn bind(port: u16) -> io::Result<Vec<TcpListener>> {
    let first = TcpListener::bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)).await?;
    let port = first.local_addr()?.port();
    let mut listeners = vec![first];
    listeners.extend(TcpListener::bind(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port)).await);
    Ok(listeners)
}

/// Serves until one of the listeners fails.
pub async fn run(settings: Settings, listeners: Vec<TcpListener>) -> io::Result<()> {
    let router = router(settings);
    let mut tasks = tokio::task::JoinSet::new();
    for listener in listeners {
        let router = router.clone();
        tasks.spawn(async move { serve(listener, router).await });
    }
    match tasks.join_next().await {
        Some(Ok(result)) => result,
        Some(Err(error)) => Err(io::Error::other(error)),
        None => Ok(()),
    }
}

pub fn router(settings: Settings) -> Router {
    let simulator = Simulator { settings: Arc::new(settings), memory: Arc::default() };
    Router::new()
        .route("/", get(chat))
        .route("/follower", post(choose_follower))
        .route("/as/{openid}", get(become_follower))
        .route("/behaviour", post(choose_behaviour))
        .route("/repeat", get(repeat))
        .route("/authenticator", get(authenticator))
        .route("/connect/oauth2/authorize", get(authorise_page))
        .route("/sns/oauth2/access_token", get(access_token))
        .route("/control/health", get(async || "ok\n"))
        .route("/control/next", post(control_next))
        .route("/control/codes", post(control_codes))
        .route("/control/clock", post(control_clock))
        .route("/control/calls", get(control_calls).delete(control_forget_calls))
        .with_state(simulator)
}

async fn chat(State(simulator): State<Simulator>, headers: HeaderMap) -> Html<String> {
    let openid = openid(&headers);
    let repeatable = lock(&simulator).last_redirect.contains_key(&openid);
    let behaviour = chosen_behaviour(&headers);
    Html(page::chat(&page::Chat { settings: &simulator.settings, openid: &openid, behaviour, repeatable }))
}

#[derive(Deserialize)]
struct AuthenticatorQuery {
    secret: String,
}

/// Stands in for the authenticator app of the demo's member of staff. Knows nothing: the secret is in the link.
async fn authenticator(State(simulator): State<Simulator>, Query(query): Query<AuthenticatorQuery>) -> Response {
    let now = lock(&simulator).clock.now();
    match crate::totp::code(&query.secret, crate::totp::step(now)) {
        Some(code) => Html(page::authenticator(&code, crate::totp::STEP_SECONDS - now % crate::totp::STEP_SECONDS))
            .into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

#[derive(Deserialize)]
struct FollowerForm {
    openid: String,
}

async fn choose_follower(Form(form): Form<FollowerForm>) -> Response {
    let openid = if form.openid == "new" { random::text("oNew", 24) } else { form.openid };
    be(&openid)
}

/// A link that chooses a follower: for printed links and for tests.
async fn become_follower(Path(openid): Path<String>) -> Response {
    be(&openid)
}

fn be(openid: &str) -> Response {
    if !is_openid(openid) {
        return (StatusCode::BAD_REQUEST, "openid: 6 to 64 letters, digits, _ or -\n").into_response();
    }
    remember(FOLLOWER_COOKIE, openid)
}

#[derive(Deserialize)]
struct BehaviourForm {
    behaviour: Behaviour,
}

async fn choose_behaviour(Form(form): Form<BehaviourForm>) -> Response {
    remember(BEHAVIOUR_COOKIE, form.behaviour.name())
}

/// Opens the follower's last redirect again, as WeChat does now and then.
async fn repeat(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    match lock(&simulator).last_redirect.get(&openid(&headers)) {
        Some(location) => redirect(StatusCode::FOUND, location),
        None => redirect(StatusCode::SEE_OTHER, "/"),
    }
}

async fn authorise_page(State(simulator): State<Simulator>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    const PATH: &str = "/connect/oauth2/authorize";
    let query = query.unwrap_or_default();
    let openid = openid(&headers);
    let mut memory = lock(&simulator);
    let request = match authorise::read(&query, &simulator.settings) {
        Ok(request) => request,
        Err(mistake) => {
            memory.record(PATH, &query, &headers, &format!("{mistake:?}"));
            return Html(page::mistake(mistake)).into_response();
        }
    };
    let behaviour = memory.take_behaviour(&openid).unwrap_or_else(|| chosen_behaviour(&headers));
    if behaviour == Behaviour::Refuse {
        memory.record(PATH, &query, &headers, "refused");
        return redirect(StatusCode::FOUND, &request.location(None));
    }
    let now = memory.clock.now();
    let code = memory.codes.issue(&openid, &request.scope, behaviour, now);
    let location = request.location(Some(&code));
    memory.record(PATH, &query, &headers, "authorised");
    memory.last_redirect.insert(openid, location.clone());
    if behaviour == Behaviour::Twice {
        return Html(page::twice(&location)).into_response();
    }
    redirect(StatusCode::FOUND, &location)
}

async fn access_token(State(simulator): State<Simulator>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    const PATH: &str = "/sns/oauth2/access_token";
    let query = query.unwrap_or_default();
    let request = read_exchange(&query);
    let behaviour = lock(&simulator).codes.behaviour_of(request.code.as_deref().unwrap_or_default());
    if behaviour == Behaviour::ServerError {
        lock(&simulator).record(PATH, &query, &headers, "502");
        return (StatusCode::BAD_GATEWAY, Html(page::BAD_GATEWAY)).into_response();
    }
    if behaviour == Behaviour::Slow {
        tokio::time::sleep(Duration::from_millis(SLOW_MILLISECONDS)).await;
    }
    if behaviour == Behaviour::Silent {
        tokio::time::sleep(Duration::from_millis(SILENT_MILLISECONDS)).await;
    }
    let answer = exchange(&simulator, &query, &request, &headers);
    if behaviour == Behaviour::Late && answer.is_ok() {
        tokio::time::sleep(Duration::from_millis(LATE_MILLISECONDS)).await;
    }
    // WeChat labels its JSON as plain text.
    let (Ok(body) | Err(body)) = answer;
    ([(header::CONTENT_TYPE, "text/plain")], body).into_response()
}

/// The answer's text, granted or refused.
fn exchange(simulator: &Simulator, query: &str, request: &Exchange, headers: &HeaderMap) -> Result<String, String> {
    const PATH: &str = "/sns/oauth2/access_token";
    let mut memory = lock(simulator);
    let now = memory.clock.now();
    let answer = memory.codes.exchange(request, &simulator.settings.app_id, &simulator.settings.secret, now);
    let outcome = match &answer {
        Ok(_) => "granted".to_owned(),
        Err(refusal) => refusal.code().to_string(),
    };
    memory.record(PATH, query, headers, &outcome);
    match answer {
        Ok(token) => Ok(token.body().to_string()),
        Err(refusal) => Err(refusal.body(now).to_string()),
    }
}

async fn control_next(State(simulator): State<Simulator>, Json(next): Json<Next>) -> StatusCode {
    lock(&simulator).queue.push(next);
    StatusCode::NO_CONTENT
}

async fn control_codes(State(simulator): State<Simulator>, Json(mint): Json<Mint>) -> Json<Minted> {
    let mut memory = lock(&simulator);
    let now = memory.clock.now();
    Json(Minted { code: memory.codes.issue(&mint.openid, "snsapi_base", mint.behaviour, now) })
}

async fn control_clock(State(simulator): State<Simulator>, Json(advance): Json<Advance>) -> Json<Now> {
    let mut memory = lock(&simulator);
    memory.clock.advance(advance.advance_seconds);
    let now: Seconds = memory.clock.now();
    Json(Now { now })
}

async fn control_calls(State(simulator): State<Simulator>) -> Json<Vec<Call>> {
    Json(lock(&simulator).calls.iter().cloned().collect())
}

async fn control_forget_calls(State(simulator): State<Simulator>) -> StatusCode {
    lock(&simulator).calls.clear();
    StatusCode::NO_CONTENT
}

fn lock(simulator: &Simulator) -> MutexGuard<'_, Memory> {
    simulator.memory.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_exchange(query: &str) -> Exchange {
    let mut exchange = Exchange::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = Some(value.into_owned());
        match name.as_ref() {
            "appid" => exchange.app_id = value,
            "secret" => exchange.secret = value,
            "code" => exchange.code = value,
            "grant_type" => exchange.grant_type = value,
            _ => {}
        }
    }
    exchange
}

fn without_secret(query: &str) -> String {
    let hide = |pair: &str| if pair.starts_with("secret=") { "secret=…".to_owned() } else { pair.to_owned() };
    query.split('&').map(hide).collect::<Vec<_>>().join("&")
}

fn openid(headers: &HeaderMap) -> String {
    cookie(headers, FOLLOWER_COOKIE).filter(|text| is_openid(text)).unwrap_or(DEFAULT_OPENID).to_owned()
}

fn chosen_behaviour(headers: &HeaderMap) -> Behaviour {
    cookie(headers, BEHAVIOUR_COOKIE).and_then(Behaviour::from_name).unwrap_or_default()
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
}

fn remember(name: &str, value: &str) -> Response {
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, "/".to_owned())]).into_response()
}

fn redirect(status: StatusCode, location: &str) -> Response {
    let headers: [(HeaderName, &str); 2] = [(header::LOCATION, location), (header::CACHE_CONTROL, "no-store")];
    (status, headers).into_response()
}
