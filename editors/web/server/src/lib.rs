//! brief-ls as a WebAssembly module (WASI preview 1, a reactor): its host calls `_initialize`, and then either `step`
//! again and again, or `run` once. Nothing but numbers crosses the border: messages pass through stdin and stdout, files
//! through the file system of the host.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use brief_ls::server::SteppedServer;

thread_local! {
    static SERVER: RefCell<Option<SteppedServer>> = const { RefCell::new(None) };
}

/// Takes what stands on stdin, JSON-RPC messages of one line each, goes on as far as one computation, and writes the
/// messages for the client to stdout in the same way. 1 where there may be more to do: the host looks for messages, and
/// calls again. 0 where there is none, 2 where the client has ended it, 3 where stdin or stdout fails.
#[unsafe(no_mangle)]
pub extern "C" fn step() -> i32 {
    SERVER.with_borrow_mut(|server| go_on(server).unwrap_or(3))
}

fn go_on(server: &mut Option<SteppedServer>) -> io::Result<i32> {
    let server = match server {
        Some(server) => server,
        None => server.insert(SteppedServer::new()?),
    };
    let mut lines = String::new();
    io::stdin().lock().read_to_string(&mut lines)?;
    for line in lines.lines() {
        server.take(serde_json::from_str(line).map_err(io::Error::from)?);
    }
    let has_computed = server.step();
    let mut stdout = io::stdout().lock();
    for message in server.messages() {
        writeln!(stdout, "{message}")?;
    }
    stdout.flush()?;
    Ok(match (server.has_ended(), has_computed) {
        (true, _) => 2,
        (false, has_computed) => i32::from(has_computed),
    })
}

/// Runs the command line with the arguments of the host; its exit code.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> i32 {
    i32::from(brief_ls::cli::main() != ExitCode::SUCCESS)
}
