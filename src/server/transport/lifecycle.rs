use tower_lsp::jsonrpc::{Error, ErrorCode, Request};

/// How far the client has come (LSP 3.17, "Server lifecycle").
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LifecyclePhase {
    /// It has not initialized the server.
    #[default]
    New,
    /// The server works.
    Running,
    /// It has asked the server to shut down.
    ShutDown,
}

/// What becomes of a request or a notification in a phase.
#[derive(PartialEq, Debug)]
pub enum Disposition {
    /// It is handled.
    Handled,
    /// A notification that comes too early or too late.
    Dropped,
    /// A request that is answered with an error.
    Refused(Error),
    /// The server ends.
    Exit,
}

/// What becomes of `call` in `phase`.
pub fn disposition(phase: LifecyclePhase, call: &Request) -> Disposition {
    let method = call.method();
    let error = match phase {
        // An `exit` with an id is a request, but what it asks for is beyond doubt.
        _ if method == "exit" => return Disposition::Exit,
        LifecyclePhase::New if method == "initialize" => return Disposition::Handled,
        LifecyclePhase::New => server_not_initialized(),
        LifecyclePhase::ShutDown => Error::invalid_request(),
        // Such a request of an extension that the server has not must be refused, such a
        // notification may be ignored (LSP 3.17, "$ Notifications and Requests").
        LifecyclePhase::Running if method.starts_with("$/") && call.id().is_some() => {
            Error::method_not_found()
        }
        LifecyclePhase::Running => return Disposition::Handled,
    };
    match call.id() {
        Some(_) => Disposition::Refused(error),
        None => Disposition::Dropped,
    }
}

fn server_not_initialized() -> Error {
    let mut error = Error::new(ErrorCode::ServerError(-32002));
    error.message = "Server not initialized".into();
    error
}
