//! `footnote health` where no bot answers: nothing listens, or another program does.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::support::{directory, footnote, write};

/// What the command says where `answer` comes back for every request; nothing listens where there is none.
fn check(name: &str, answer: Option<&'static str>, expected: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    match answer {
        None => drop(listener),
        Some(answer) => drop(std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                // What is asked makes no difference.
                let _ = stream.read(&mut request);
                let _ = stream.write_all(answer.as_bytes());
            }
        })),
    }
    let directory = directory(&format!("health-{name}"));
    let settings = format!("[http]\nlisten = \"localhost:{port}\"\n");
    write(&directory, &[("bot.toml", settings)]);
    let (code, out, err) = footnote(["health"]).inside(&directory).output();
    assert_eq!((code, out.as_str()), (3, ""), "{err}");
    let start = format!(
        "error: {}",
        expected.replace("ADDRESS", &format!("127.0.0.1:{port}"))
    );
    assert!(err.starts_with(&start), "{err}");
}

#[test]
fn a_port_without_the_bot_is_told_from_the_bot() {
    check(
        "nobody",
        None,
        "the bot does not answer on ADDRESS: nothing listens there",
    );
    let another = "another program answers on ADDRESS, not the bot";
    check(
        "page",
        Some("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
        another,
    );
    check(
        "missing",
        Some("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"),
        another,
    );
    check(
        "json",
        Some("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"status\":\"ok\"}"),
        another,
    );
    check("no_http", Some("SSH-2.0-OpenSSH_9.6\r\n"), another);
}
