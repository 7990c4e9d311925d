//! What a body says: a request, a notification, a response, or nothing valid (JSON-RPC 2.0, section 4;
//! LSP 3.17, "Base Protocol").

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::surrogate;

/// One message of the client.
#[derive(Debug)]
pub enum Message {
    /// A request or a notification.
    Call(Request),
    /// The answer to a request of ours.
    Answer(Response),
    /// No valid message: what to answer.
    Invalid(Response),
    /// Nothing valid, and nothing that could be answered: why.
    Unanswerable(String),
}

/// Reads a body as JSON; none where it is not.
pub fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body)
        .ok()
        .or_else(|| serde_json::from_slice(&surrogate::repair(body)?).ok())
}

/// The answer to what is no JSON.
pub fn parse_error(why: impl Into<String>) -> Message {
    let mut error = Error::parse_error();
    error.message = why.into().into();
    Message::Invalid(Response::from_error(Id::Null, error))
}

/// Tells what a JSON value is.
pub fn read(value: Value) -> Message {
    match value {
        Value::Object(object) => read_object(object),
        Value::Array(_) => invalid(Id::Null, "batches are not supported"),
        _ => invalid(Id::Null, "a message must be an object"),
    }
}

fn read_object(mut object: Map<String, Value>) -> Message {
    let is_answer = object.contains_key("result") || object.contains_key("error");
    if is_answer && !object.contains_key("method") {
        return read_answer(object);
    }
    let id = match object.get("id").map(read_id) {
        None => None,
        Some(Some(id)) => Some(id),
        Some(None) => return invalid(Id::Null, "an id must be an integer or a string"),
    };
    let fault = |why| invalid(id.clone().unwrap_or(Id::Null), why);
    if object.get("jsonrpc") != Some(&json!("2.0")) {
        return fault("jsonrpc must be \"2.0\"");
    }
    let Some(Value::String(method)) = object.remove("method") else {
        return fault("a method must be a string");
    };
    let params = match object.remove("params") {
        // Many clients write `null` for none, and some give parameters to what has none.
        None | Some(Value::Null) => None,
        Some(_) if method == "shutdown" || method == "exit" => None,
        Some(params @ (Value::Object(_) | Value::Array(_))) => Some(params),
        Some(_) => return fault("params must be an object or an array"),
    };
    let mut call = Request::build(method);
    if let Some(params) = params {
        call = call.params(params);
    }
    if let Some(id) = id {
        call = call.id(id);
    }
    Message::Call(call.finish())
}

fn read_answer(mut object: Map<String, Value>) -> Message {
    let Some(id) = object.get("id").and_then(read_id) else {
        return Message::Unanswerable("a response has no usable id".to_owned());
    };
    let result = match (object.remove("error"), object.remove("result")) {
        (None | Some(Value::Null), result) => Ok(result.unwrap_or_default()),
        (Some(error), _) => Err(serde_json::from_value(error).unwrap_or_else(|_| {
            // Whoever waits for the answer must hear of it, though its error has another shape.
            Error::internal_error()
        })),
    };
    Message::Answer(Response::from_parts(id, result))
}

/// An id, where it is one (LSP 3.17: `integer | string`).
fn read_id(value: &Value) -> Option<Id> {
    match value {
        Value::Number(number) => number.as_i64().map(Id::Number),
        Value::String(text) => Some(Id::String(text.clone())),
        _ => None,
    }
}

fn invalid(id: Id, why: &str) -> Message {
    let mut error = Error::invalid_request();
    error.message = format!("Invalid request: {why}").into();
    Message::Invalid(Response::from_error(id, error))
}

#[cfg(test)]
mod tests {
    use tower_lsp::jsonrpc::ErrorCode;

    use crate::server::transport::message::*;

    fn fault(value: Value) -> (Id, ErrorCode) {
        match read(value) {
            Message::Invalid(answer) => {
                let error = answer.error().unwrap();
                (answer.id().clone(), error.code)
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_message_is_an_invalid_request() {
        for (value, id) in [
            (json!([]), Id::Null),
            (json!(1), Id::Null),
            (json!({"jsonrpc": "2.0"}), Id::Null),
            (json!({"jsonrpc": "2.0", "id": 1}), Id::Number(1)),
            (
                json!({"jsonrpc": "1.0", "id": "a", "method": "x"}),
                Id::String("a".into()),
            ),
            (
                json!({"jsonrpc": "2.0", "id": null, "method": "x"}),
                Id::Null,
            ),
            (
                json!({"jsonrpc": "2.0", "id": 1.5, "method": "x"}),
                Id::Null,
            ),
            (
                json!({"jsonrpc": "2.0", "id": 1, "method": 2}),
                Id::Number(1),
            ),
            (
                json!({"jsonrpc": "2.0", "id": 1, "method": "x", "params": 3}),
                Id::Number(1),
            ),
        ] {
            let shown = value.to_string();
            assert_eq!(fault(value), (id, ErrorCode::InvalidRequest), "{shown}");
        }
    }

    #[test]
    fn null_parameters_are_none() {
        let Message::Call(call) = read(json!({"jsonrpc": "2.0", "method": "exit", "params": null}))
        else {
            panic!();
        };
        assert_eq!(call.params(), None);
    }

    #[test]
    fn an_error_of_another_shape_still_answers() {
        let value =
            json!({"jsonrpc": "2.0", "id": 4, "error": {"code": 1, "message": "m", "x": 2}});
        let Message::Answer(answer) = read(value) else {
            panic!();
        };
        assert!(answer.is_error());
    }
}
