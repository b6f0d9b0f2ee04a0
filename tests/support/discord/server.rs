//! What a request goes through: route, body, fault, token, limits, checks, handling, record.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::body::Body;
use super::cut::{Accepted, Acceptor, Cut};
use super::faults::Fault;
use super::record;
use super::routes::{Matched, names};
use super::state::{Shared, State};
use super::{documented, openapi, rest};

const API: &str = "/api/v10";
const LARGEST: usize = 64 << 20;

/// What the fake answers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// A bot could not have known better: no violation.
    pub(crate) excused: bool,
}

impl Answer {
    pub(crate) fn json(json: &Value) -> Self {
        Self::with(200, json)
    }

    pub(crate) fn with(status: u16, json: &Value) -> Self {
        Self {
            status,
            body: json.to_string().into_bytes(),
            headers: vec![("content-type", "application/json".to_owned())],
            excused: false,
        }
    }

    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            body: Vec::new(),
            headers: Vec::new(),
            excused: false,
        }
    }

    /// An error of Discord's, by its code.
    pub(crate) fn error(status: u16, code: u32, message: &str) -> Self {
        Self::with(status, &json!({"message": message, "code": code}))
    }

    pub(crate) fn unknown(what: &str, code: u32) -> Self {
        Self::error(404, code, &format!("Unknown {what}"))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(self.body.into());
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap();
        for (name, value) in self.headers {
            response.headers_mut().insert(name, value.parse().unwrap());
        }
        response
    }
}

/// Serves the streams that the returned acceptor is given.
pub(crate) fn start(shared: Arc<Shared>) -> Acceptor {
    let (acceptor, accepted) = Accepted::new();
    let app = Router::new().fallback(handle).with_state(shared);
    let service = app.into_make_service_with_connect_info::<Cut>();
    tokio::spawn(async move { axum::serve(accepted, service).await.unwrap() });
    acceptor
}

async fn handle(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Answer {
    let (parts, body) = request.into_parts();
    // A client that ends in the middle of its request gets no answer.
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST).await else {
        return Answer::error(400, 0, "400: Bad Request");
    };
    let header = |name: &str| {
        let value = parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let path = parts.uri.path();
    let path = path.strip_prefix(API).unwrap_or(path);
    let Some(matched) = Matched::find(parts.method.as_str(), path) else {
        shared.violation(format!("{} {path}: there is no such route", parts.method));
        return Answer::error(404, 0, "404: Not Found");
    };
    let call = Call {
        shared,
        matched,
        path: path.to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        token: header("authorization"),
        content_type: header("content-type"),
    };
    call.answer(bytes, &cut).await
}

struct Call {
    shared: Arc<Shared>,
    matched: Matched,
    path: String,
    query: String,
    token: String,
    content_type: String,
}

impl Call {
    async fn answer(&self, bytes: Bytes, cut: &Cut) -> Answer {
        let body = match Body::read(&self.content_type, bytes).await {
            Ok(body) => body,
            Err(problem) => {
                self.violation(&problem);
                return Answer::error(400, 50109, "The request body contains invalid JSON.");
            }
        };
        let fault = self
            .shared
            .with(|state| state.faults.take(self.matched.route));
        if let Some(Fault::Slow(pause)) = fault {
            tokio::time::sleep(pause).await;
        }
        let answer = self.meet(fault, &body);
        let lost = matches!(fault, Some(Fault::DropBefore | Fault::DropAfter));
        if lost {
            cut.cut();
        }
        self.shared.with(|state| {
            state.record.request(record::Request {
                route: self.matched.route,
                body: body.json,
                status: if lost { 0 } else { answer.status },
            });
        });
        answer
    }

    /// Handles the request, or lets it meet a fault first.
    fn meet(&self, fault: Option<Fault>, body: &Body) -> Answer {
        if fault.is_some_and(|fault| !matches!(fault, Fault::Slow(_))) {
            self.shared.with(|state| rest::excuse(state, &self.matched));
        }
        match fault {
            Some(Fault::Status(status)) => {
                return Answer::error(status, 0, "Internal Server Error");
            }
            Some(Fault::Refused(status, code)) => return Answer::error(status, code, "Refused"),
            Some(Fault::BadButton) => return bad_button(self.matched.route),
            Some(Fault::DropBefore) => return Answer::nothing(),
            Some(Fault::RateLimitRoute(pause)) => {
                self.shared
                    .with(|state| state.limits.exhaust(&self.matched, pause));
            }
            Some(Fault::RateLimitGlobal(pause)) => {
                self.shared
                    .with(|state| state.limits.exhaust_globally(pause));
            }
            Some(Fault::DropAfter | Fault::Slow(_)) | None => {}
        }
        let provoked = matches!(
            fault,
            Some(Fault::RateLimitRoute(_) | Fault::RateLimitGlobal(_))
        );
        self.shared.with(|state| {
            let answer = self.handle(state, body, provoked);
            if matches!(fault, Some(Fault::DropAfter)) {
                state.limits.not_told(&self.matched);
            }
            answer
        })
    }

    fn handle(&self, state: &mut State, body: &Body, provoked: bool) -> Answer {
        if self.needs_token() && self.token != format!("Bot {}", state.app.token) {
            return Answer::error(401, 0, "401: Unauthorized");
        }
        let verdict = state.limits.ask(&self.matched);
        if let Some((wait, global)) = verdict.limited {
            if verdict.known && !provoked {
                let scope = if global {
                    "the global limit"
                } else {
                    "its bucket"
                };
                state.record.violation(
                    self.named(&format!("sent although {scope} was known to be used up")),
                );
            }
            state.record.limited += usize::from(!provoked);
            let body = json!({"message": "You are being rate limited.", "retry_after": wait, "global": global});
            return headed(Answer::with(429, &body), verdict.headers);
        }
        for problem in self.problems(body) {
            state.record.violation(self.named(&problem));
        }
        let answer = rest::handle(state, &self.matched, &self.query, body);
        if answer.status == 400 && !answer.excused {
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            state.record.violation(self.named(&text));
        }
        headed(answer, verdict.headers)
    }

    /// Interactions and their webhooks carry a token of their own in the path.
    fn needs_token(&self) -> bool {
        let own = ["/interactions/", "/webhooks/"];
        let open = [names::DOWNLOAD, names::GATEWAY];
        !own.iter().any(|own| self.path.starts_with(own)) && !open.contains(&self.matched.route)
    }

    fn problems(&self, body: &Body) -> Vec<String> {
        if self.matched.route == names::DOWNLOAD {
            return Vec::new();
        }
        let mut problems = openapi::problems(&self.matched, &self.query, &body.media, &body.json);
        problems.extend(documented::problems(
            &self.matched,
            &body.json,
            body.files.len(),
        ));
        problems.extend(body.problems_of_files());
        problems
    }

    fn named(&self, problem: &str) -> String {
        format!("{}: {problem}", self.matched.route)
    }

    fn violation(&self, problem: &str) {
        self.shared.violation(self.named(problem));
    }
}

/// What Discord says of a link that it does not take.
fn bad_button(route: &str) -> Answer {
    let problem = json!({"code": "BASE_TYPE_BAD_URL", "message": "Not a well formed URL."});
    let row = json!({"components": {"0": {"components": {"0": {"url": {"_errors": [problem]}}}}}});
    let errors = if route == names::CALLBACK {
        json!({"data": row})
    } else {
        row
    };
    let body = json!({"message": "Invalid Form Body", "code": 50035, "errors": errors});
    Answer::with(400, &body)
}

fn headed(mut answer: Answer, headers: Vec<(&'static str, String)>) -> Answer {
    answer.headers.extend(headers);
    answer
}
