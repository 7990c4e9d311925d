//! What waits at the transport, and how much of it may: answers for a client that does not read them, and meanwhile its
//! calls.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Id, Request};

/// The most that may wait to be written before calls have to wait, in bytes as [`weight`] counts them.
const MOST_UNREAD: usize = 4 << 20;

/// The most that the calls that wait may take before none is read from the stream, in bytes as [`weight`] counts them.
/// A client that writes all of its calls before it reads an answer is not held up below that.
const MOST_HELD: usize = 16 << 20;

/// What a call takes beside its parameters, in bytes.
const CALL: usize = 200;

/// How much is to be written. Clones are one.
#[derive(Clone, Default)]
pub struct Backlog {
    unread: Arc<UnreadAnswers>,
}

#[derive(Default)]
struct UnreadAnswers {
    bytes: AtomicUsize,
    less: Notify,
}

/// The part that a message has in a [`Backlog`], until it is dropped.
pub struct Load {
    bytes: usize,
    unread: Arc<UnreadAnswers>,
}

impl Backlog {
    /// Adds a message that is to be written.
    pub fn add(&self, message: &Value) -> Load {
        let bytes = weight(message);
        self.unread.bytes.fetch_add(bytes, Ordering::AcqRel);
        Load {
            bytes,
            unread: self.unread.clone(),
        }
    }

    /// Whether more waits than may.
    pub fn is_full(&self) -> bool {
        self.unread.bytes.load(Ordering::Acquire) > MOST_UNREAD
    }

    /// Waits until a message has been written.
    pub async fn wait_for_less(&self) {
        self.unread.less.notified().await;
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.unread.bytes.fetch_sub(self.bytes, Ordering::AcqRel);
        self.unread.less.notify_one();
    }
}

/// The calls of the client that wait, in their order.
#[derive(Default)]
pub struct Held {
    calls: VecDeque<(Request, usize)>,
    bytes: usize,
}

impl Held {
    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Whether no more may wait.
    pub fn is_full(&self) -> bool {
        self.bytes > MOST_HELD
    }

    /// Adds a call behind the others.
    pub fn push(&mut self, call: Request) {
        let bytes = CALL + call.params().map_or(0, weight);
        self.bytes += bytes;
        self.calls.push_back((call, bytes));
    }

    /// Takes the first.
    pub fn pop(&mut self) -> Option<Request> {
        let (call, bytes) = self.calls.pop_front()?;
        self.bytes -= bytes;
        Some(call)
    }

    /// Takes the request that `cancel`, a `$/cancelRequest`, is about, where it waits; its id.
    pub fn cancel(&mut self, cancel: &Request) -> Option<Id> {
        let id: Id = serde_json::from_value(cancel.params()?.get("id")?.clone()).ok()?;
        let mut calls = self.calls.iter();
        let at = calls.position(|(call, _)| call.id() == Some(&id))?;
        let (_, bytes) = self.calls.remove(at)?;
        self.bytes -= bytes;
        Some(id)
    }
}

/// About how many bytes of memory `value` takes.
fn weight(value: &Value) -> usize {
    let within = match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(weight).sum(),
        Value::Object(members) => {
            let member = |(key, value)| String::len(key) + size_of::<String>() + weight(value);
            members.iter().map(member).sum()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    size_of::<Value>() + within
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::server::transport::backlog::*;

    #[test]
    fn what_is_written_waits_no_more() {
        let backlog = Backlog::default();
        let message = json!({"result": ["x".repeat(MOST_UNREAD / 2)]});
        let first = backlog.add(&message);
        assert!(!backlog.is_full());
        let second = backlog.add(&message);
        assert!(backlog.is_full());
        drop(first);
        assert!(!backlog.is_full());
        drop(second);
    }

    #[test]
    fn a_call_that_waits_is_cancelled() {
        let call = |id: i64| Request::build("x").id(id).params(json!(["y"])).finish();
        let cancel = |id: i64| {
            Request::build("$/cancelRequest")
                .params(json!({"id": id}))
                .finish()
        };
        let mut held = Held::default();
        held.push(call(1));
        held.push(call(2));
        assert_eq!(held.cancel(&cancel(2)), Some(Id::Number(2)));
        assert_eq!(held.cancel(&cancel(2)), None);
        assert_eq!(
            held.pop().and_then(|call| call.id().cloned()),
            Some(Id::Number(1))
        );
        assert!(held.is_empty() && held.bytes == 0);
    }
}
