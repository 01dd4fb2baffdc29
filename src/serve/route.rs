//! HTTP: what knows axum, with `accept.rs`. In: requests. Out: responses. A request becomes a [`Inquiry`], a [`Reply`] a response.

use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, MatchedPath, Multipart, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method as HttpMethod, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use axum::{RequestPartsExt, Router};
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::net::TcpListener;

use super::accept::accept;
use super::desk::{Footing, Inquiry};
use super::frame::failure_page;
use super::limit::READ;
use super::options::ServeError;
use super::page::{CSS, Failure, JSON, Keep, Reply};
use super::params::Params;
use super::sent::{self, Sent};
use super::server::Server;
use super::table::{Address, RouteMethod, TABLE};
use super::{host, style};
use crate::render::Format;

/// Shorter answers are not packed.
const PACKED_FROM: usize = 1_024;

/// Takes requests until the process is told to end.
pub(super) async fn run(server: Arc<Server>, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let listen = server.options.listen;
    let failed = |source| ServeError::Listen { listen, source };
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let end = end()?;
    ready(listener.local_addr()?);
    accept(listener, router(server), READ, end).await;
    Ok(())
}

/// Ends when the process is told to end.
fn end() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        let terminated = terminate.recv();
        #[cfg(not(unix))]
        let terminated = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
    })
}

fn router(server: Arc<Server>) -> Router {
    let mut router = Router::new().route(style::address(), get(sheet));
    for address in TABLE {
        router = router.route(address.path, method(address));
    }
    router
        .fallback(|| async { failed(&Failure::not_found("There is no such page."), None, false) })
        .method_not_allowed_fallback(|| async { failed(&Failure::method(), None, false) })
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::clone(&server), guarded))
        .with_state(server)
}

fn method(address: &'static Address) -> MethodRouter<Arc<Server>> {
    let handler = move |State(server): State<Arc<Server>>, request: Request| answer(server, address, request);
    match address.method {
        RouteMethod::Get => get(handler),
        RouteMethod::Post => post(handler),
    }
}

async fn sheet() -> Response {
    response(Reply { keep: Keep::Always, ..Reply::of(CSS, style::sheet().to_owned()) })
}

/// Asks who asks, then answers; adds the headers that every answer has, and writes the log.
async fn guarded(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let api = request.uri().path().starts_with("/api/");
    let packs = one(request.headers(), header::ACCEPT_ENCODING).is_some_and(|coding| coding.contains("gzip"));
    let mut response = match refused(&server, &request) {
        Some(failure) => failed(&failure, Some(server.footing()), api),
        None if method == HttpMethod::OPTIONS && server.options.cors.is_some() => {
            response(Reply { status: 204, ..Reply::html(String::new()) })
        }
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in host::HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(origin) = server.options.cors.as_deref().and_then(|origin| HeaderValue::from_str(origin).ok())
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::VARY, HeaderValue::from_static("Origin, Accept, Accept-Encoding"));
        let allowed = HeaderValue::from_static("authorization, content-type");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    }
    let status = response.status().as_u16();
    (server.log)(&format!("{method} {path} {status} {} ms", begun.elapsed().as_millis()));
    if packs { packed(response).await } else { response }
}

/// Why a request is not answered.
fn refused(server: &Server, request: &Request) -> Option<Failure> {
    let headers = request.headers();
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    if host.is_none() || hosts.next().is_some() {
        return Some(Failure::bad("The request must name one host."));
    }
    let named = [host, request.uri().authority().map(|authority| authority.as_str())];
    if !named.into_iter().flatten().all(|host| server.is_own(host)) {
        let failure = Failure::new(421, "Wrong host", "This server does not answer under that name.");
        return Some(failure.hint("Whoever runs the server names further hosts when it starts."));
    }
    let preflight = request.method() == HttpMethod::OPTIONS && server.options.cors.is_some();
    let known = |token: &str| host::has_token(one(headers, header::AUTHORIZATION), token);
    if !preflight && server.options.token.as_deref().is_some_and(|token| !known(token)) {
        return Some(Failure::new(401, "Token missing", "This server wants a token, as the password."));
    }
    let (site, origin) =
        (one(headers, HeaderName::from_static("sec-fetch-site")), one(headers, header::ORIGIN));
    let own_origin = origin.is_some() && origin == server.options.cors.as_deref();
    let posts = request.method() == HttpMethod::POST;
    if posts && !own_origin && !host::may_post(site, origin, &server.options.hosts) {
        return Some(Failure::new(403, "Foreign form", "Forms of other sites are not taken."));
    }
    None
}

/// The value of a header; `None` if it is not text.
fn one(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The form that a program asks for in `Accept`; browsers ask for a page first.
fn accepted(headers: &HeaderMap) -> Option<Format> {
    let wanted = one(headers, header::ACCEPT).unwrap_or_default();
    let forms = [(JSON, Format::Json), (sent::CSV, Format::Csv)];
    forms.into_iter().find(|(kind, _)| wanted.starts_with(kind)).map(|(_, form)| form)
}

/// Reads the request, waits for a permit, answers on a thread that may wait.
async fn answer(server: Arc<Server>, address: &'static Address, request: Request) -> Response {
    let api = address.path.starts_with("/api/");
    let uri = request.uri().to_string();
    let known = one(request.headers(), header::IF_NONE_MATCH).filter(|_| address.method == RouteMethod::Get);
    let known = known.map(str::to_owned);
    let api = api || address.form.or_else(|| accepted(request.headers())).is_some();
    let question = match tokio::time::timeout(address.time, question(address, request)).await {
        Ok(Ok(question)) => question,
        Ok(Err(failure)) => return failed(&failure, Some(server.footing()), api),
        Err(_) => return failed(&Failure::slow(), Some(server.footing()), api),
    };
    let Some(permit) = server.gatekeeper.enter().await else {
        return failed(&Failure::busy(), Some(server.footing()), api);
    };
    let own = Arc::clone(&server);
    let work = tokio::task::spawn_blocking(move || {
        // The permit is free when the thread is, not when the client has gone.
        let _permit = permit;
        own.answer(address, &question, &uri, known.as_deref())
    });
    let Ok(answered) = work.await else {
        return failed(&Failure::inside(), Some(server.footing()), api);
    };
    match answered.page {
        Ok(page) => {
            let mut response = response(page);
            if let Some(mark) = answered.mark.and_then(|mark| HeaderValue::from_str(&mark).ok()) {
                response.headers_mut().insert(header::ETAG, mark);
            }
            response
        }
        Err(failure) => failed(&failure, Some(&answered.footing), api),
    }
}

/// A request → a question.
async fn question(address: &Address, request: Request) -> Result<Inquiry, Failure> {
    let (mut parts, body) = request.into_parts();
    let captured = parts.extract::<RawPathParams>().await;
    let captured =
        captured.map_or_else(|_| Vec::new(), |all| all.iter().map(|(_, value)| value.to_owned()).collect());
    let mut params = Params::read(parts.uri.query().unwrap_or_default());
    let form = address.form.or_else(|| accepted(&parts.headers));
    let sent = if address.method == RouteMethod::Post {
        sent(address, parts.headers, body, &mut params).await?
    } else {
        None
    };
    Ok(Inquiry { captured, params, sent, form })
}

/// Reads the body of a request. The fields of a form are added to `params`.
async fn sent(
    address: &Address,
    headers: HeaderMap,
    body: Body,
    params: &mut Params,
) -> Result<Option<Sent>, Failure> {
    let kind = sent::bare(one(&headers, header::CONTENT_TYPE).unwrap_or_default());
    let most = sent::most(&kind, address.most);
    let bytes = to_bytes(body, most).await.map_err(|_| Failure::too_large(most))?;
    match kind.as_str() {
        sent::FIELDS => {
            params.add_all(&String::from_utf8_lossy(&bytes));
            Ok(None)
        }
        sent::PARTS => {
            let mut request = Request::new(Body::from(bytes));
            *request.headers_mut() = headers;
            let form = Multipart::from_request(request, &()).await;
            parts(form.map_err(|_| Failure::bad("The form is not complete."))?, params).await
        }
        _ => Ok(Some(Sent { kind, name: None, bytes: bytes.to_vec() })),
    }
}

/// The fields of a form with a file, which are added to `params`, and the file.
async fn parts(mut form: Multipart, params: &mut Params) -> Result<Option<Sent>, Failure> {
    let broken = |_: MultipartError| Failure::bad("The form is not complete.");
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let kind = sent::bare(field.content_type().unwrap_or_default());
        let bytes = field.bytes().await.map_err(broken)?;
        if file_name.is_none() {
            params.add(&name, &String::from_utf8_lossy(&bytes));
        } else if !bytes.is_empty() {
            file = Some(Sent { kind, name: file_name, bytes: bytes.to_vec() });
        }
    }
    Ok(file)
}

/// A page → a response.
fn response(page: Reply) -> Response {
    let mut response = Response::new(Body::from(page.text));
    *response.status_mut() = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(page.kind));
    let kept = match page.keep {
        Keep::Corpus => "private, no-cache",
        Keep::Always => "public, max-age=31536000, immutable",
        Keep::Never => "no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    let text = |text: String| HeaderValue::from_str(&text).ok();
    if let Some(value) = page.location.and_then(text) {
        headers.insert(header::LOCATION, value);
    }
    if let Some(value) = page.save_as.and_then(|name| text(format!("attachment; filename=\"{name}\""))) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// What went wrong → a response: a page for people, `problem+json` for programs.
fn failed(failure: &Failure, foot: Option<&Footing>, api: bool) -> Response {
    let page =
        if api { failure.problem() } else { failure_page(failure, foot.unwrap_or(&Footing::default())) };
    let mut response = response(Reply { keep: Keep::Never, ..page });
    let headers = response.headers_mut();
    match failure.status {
        503 => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        401 => {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Basic realm=\"inquit\", charset=\"UTF-8\""),
            );
        }
        _ => {}
    }
    response
}

/// The same answer, packed, if it is long enough to be worth it.
async fn packed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return failed(&Failure::inside(), None, false);
    };
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let done = if bytes.len() < PACKED_FROM {
        None
    } else {
        encoder.write_all(&bytes).and_then(|()| encoder.finish()).ok()
    };
    let Some(packed) = done else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_refused_now_hears_when_to_ask_again() {
        for (failure, wanted) in
            [(Failure::busy(), Some("1")), (Failure::late(), Some("1")), (Failure::bad(""), None)]
        {
            for api in [true, false] {
                let response = failed(&failure, None, api);
                assert_eq!(one(response.headers(), header::RETRY_AFTER), wanted, "{}", failure.title);
            }
        }
    }
}
