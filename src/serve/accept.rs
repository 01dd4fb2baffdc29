//! Connections. In: a listening socket, the router. Out: connections that are served until the end is asked for; then open requests are finished.
//!
//! `axum::serve` gives the head of a request all the time that a client takes, so that a few clients that send a byte now and then would keep
//! all connections. Here a head has a time limit, and the number of connections is bounded.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limit::TIME;

/// Connections at a time; others wait until the system refuses them. Systems give a process 1,024 open files or more.
const MOST_CONNECTIONS: usize = 512;
/// How long open requests may take after the end was asked for.
const DRAIN: Duration = Duration::from_secs(20);
/// How long no connection is taken after the system had none to give.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves connections until `end`.
pub(super) async fn accept(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    // It also ends connections on which nothing is asked for so long.
    http.timer(TokioTimer::new()).header_read_timeout(TIME);
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let open = GracefulShutdown::new();
    tokio::pin!(end);
    loop {
        let (stream, place) = tokio::select! {
            taken = next(&listener, &places) => taken,
            () = &mut end => break,
        };
        let service = TowerToHyperService::new(router.clone());
        let served = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _ = served.await;
            drop(place);
        });
    }
    drop(listener);
    // Requests that are still open are finished, but one that never ends does not keep the process.
    let _ = tokio::time::timeout(DRAIN, open.shutdown()).await;
}

/// The next connection, with its place among those that are open.
async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed, so there always is a place in the end.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
