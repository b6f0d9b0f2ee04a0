//! The two ways in: a proxy that accepts CONNECT for Discord's hosts and ends TLS, and a plain port.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::authority::HOSTS;
use super::cut::Acceptor;
use super::state::Shared;

/// Takes CONNECT requests; returns where.
pub(crate) async fn listen(
    shared: Arc<Shared>,
    tls: TlsAcceptor,
    server: Acceptor,
) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (shared, tls, server) = (shared.clone(), tls.clone(), server.clone());
            // A client that gives up in the middle of a handshake is its own affair.
            tokio::spawn(async move { tunnel(stream, &shared, tls, server).await.ok() });
        }
    });
    Ok(address)
}

async fn tunnel(
    mut stream: TcpStream,
    shared: &Shared,
    tls: TlsAcceptor,
    server: Acceptor,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let head = head(&mut stream).await?;
    let target = head.split_whitespace().nth(1).unwrap_or_default();
    let host = target.strip_suffix(":443").unwrap_or_default();
    if !head.starts_with("CONNECT ") || !HOSTS.contains(&host) {
        let line = head.lines().next().unwrap_or_default();
        shared.violation(format!("proxy: refused `{line}`"));
        return stream
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            .await;
    }
    stream
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .await?;
    let stream = tls.accept(stream).await?;
    server.send(Box::new(stream)).ok();
    Ok(())
}

/// The request line and headers, up to the empty line.
async fn head(stream: &mut TcpStream) -> io::Result<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") && bytes.len() < 8192 {
        bytes.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes plain HTTP; returns where.
pub(crate) async fn listen_plain(server: Acceptor) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            stream.set_nodelay(true).ok();
            if server.send(Box::new(stream)).is_err() {
                break;
            }
        }
    });
    Ok(address)
}
