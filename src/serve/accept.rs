//! Connections. In: a listening socket, the router. Out: connections that are served until the end is asked for; then open requests are finished.
//!
//! `axum::serve` gives the head of a request all the time that a client takes, so that a few clients that send a byte now and then would keep
//! all connections; so would clients that never read. Here a head has a time limit, an answer has one, and the number of connections is bounded.

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
use super::timed::TimedStream;

/// Connections at a time; others wait until the system refuses them. Systems give a process 1,024 open files or more.
const MOST_CONNECTIONS: usize = 512;
/// How long open requests may take after the end was asked for.
const DRAIN: Duration = Duration::from_secs(20);
/// How long no connection is taken after the system had none to give.
const PAUSE: Duration = Duration::from_millis(200);

/// Serves connections until `end`. A client has the time `read` for what it must read of an answer.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    read: Duration,
    end: impl Future<Output = ()>,
) {
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
        let stream = TokioIo::new(TimedStream::new(stream, read));
        let served = open.watch(http.serve_connection(stream, service));
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    use axum::routing::get;

    use super::*;

    /// More than the system holds for a client that does not read.
    const LONG: usize = 32 << 20;

    /// Serves one long answer in a thread.
    fn served(read: Duration) -> SocketAddr {
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let router = Router::new().route("/", get(|| async { "a".repeat(LONG) }));
                accept(listener, router, read, std::future::pending()).await;
            });
        });
        told.recv().unwrap()
    }

    /// What arrives of the answer if the client reads `first` bytes before each of some pauses, and then all that there is.
    fn arrived(address: SocketAddr, first: usize, pauses: &[u64]) -> usize {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut count = 0;
        for pause in pauses {
            let mut bytes = vec![0; first];
            count += stream.read(&mut bytes).unwrap_or(0);
            std::thread::sleep(Duration::from_millis(*pause));
        }
        let mut bytes = vec![0; 1 << 16];
        while let Ok(n @ 1..) = stream.read(&mut bytes) {
            count += n;
        }
        count
    }

    #[test]
    fn a_client_that_does_not_read_loses_its_connection() {
        let address = served(Duration::from_millis(400));
        assert!(arrived(address, 1, &[2_000]) < LONG, "one that never reads");
        assert!(arrived(address, 64, &[100; 20]) < LONG, "one that reads a little now and then");
        assert!(arrived(served(Duration::from_secs(60)), 64, &[100; 5]) > LONG, "one that pauses");
    }
}
