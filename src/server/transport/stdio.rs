//! The two threads of the stream: one reads frames, one writes them. They are plain threads, so that
//! neither a client that sends nothing nor one that reads nothing holds the runtime.

use std::io::{self, BufReader, Read, Write};
use std::sync::mpsc::Receiver;
use std::thread;

use serde_json::Value;
use tokio::sync::mpsc::Sender;

use super::client_sender::Outgoing;
use super::end::ServingEnd;
use super::frame::{Frame, Frames};
use super::message;
use super::message::Message;

/// How many bytes are read at once.
const BUFFER: usize = 1 << 16;

/// Reads messages from `input` into `messages` until it ends or nobody takes them.
///
/// # Errors
/// What starting a thread gives.
pub fn read(input: impl Read + Send + 'static, messages: Sender<Message>) -> io::Result<()> {
    let reader = move || {
        let mut frames = Frames::new(BufReader::with_capacity(BUFFER, input));
        while let Some(message) = next(&mut frames) {
            if messages.blocking_send(message).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(reader)?;
    Ok(())
}

fn next(frames: &mut Frames<impl io::BufRead>) -> Option<Message> {
    match frames.next() {
        Ok(Frame::Body(body)) => Some(match message::parse(&body) {
            Some(value) => message::read(value),
            None => {
                frames.was_no_json(&body);
                message::parse_error("the body is not valid UTF-8 JSON")
            }
        }),
        Ok(Frame::Damaged(why)) => Some(message::parse_error(why)),
        Ok(Frame::End) => None,
        Err(error) => {
            tracing::error!("cannot read from the client: {error}");
            None
        }
    }
}

/// Writes what comes out of a sender to the client to `output`, until it is closed. A client that has closed its end
/// ends the server.
///
/// # Errors
/// What starting a thread gives.
pub fn write(
    mut output: impl Write + Send + 'static,
    outgoing: Receiver<Outgoing>,
    end: ServingEnd,
) -> io::Result<()> {
    let writer = move || {
        while let Ok(Outgoing::Message(message, load)) = outgoing.recv() {
            let written = frame(&mut output, &message);
            drop((message, load));
            if let Err(error) = written {
                tracing::info!("the client closed the connection: {error}");
                end.client_gone();
                break;
            }
        }
        end.all_written();
    };
    thread::Builder::new()
        .name("writer".to_owned())
        .spawn(writer)?;
    Ok(())
}

fn frame(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    let mut bytes = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body.as_bytes());
    output.write_all(&bytes)?;
    output.flush()
}
