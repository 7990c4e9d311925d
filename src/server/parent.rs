//! Watching the client's process (LSP 3.17, `InitializeParams.processId`): a client that was killed
//! may leave the stream open.

use super::transport::ServingEnd;

/// Ends the server when the process `id` is no more. One that cannot be seen at the start, as it runs
/// in another container, is not watched.
#[cfg(unix)]
pub fn watch(id: u32, end: ServingEnd) {
    use std::time::Duration;

    const INTERVAL: Duration = Duration::from_secs(1);

    let Some(process) = i32::try_from(id)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    else {
        return;
    };
    // "Not permitted" too says that it exists.
    let is_gone =
        move || rustix::process::test_kill_process(process) == Err(rustix::io::Errno::SRCH);
    if is_gone() {
        tracing::info!("cannot watch the client's process {id}");
        return;
    }
    tokio::spawn(async move {
        while !is_gone() {
            tokio::time::sleep(INTERVAL).await;
        }
        tracing::info!("the client's process {id} has ended");
        end.client_gone();
    });
}

/// Processes are watched on Unix only; elsewhere the end of the stream has to do.
#[cfg(not(unix))]
pub fn watch(_id: u32, _end: ServingEnd) {}
