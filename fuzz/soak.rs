//! Whether edits leave memory behind: random edits of some briefs through the server, with a question after each.

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use brief_ls::server::serve_values;
use fastrand::Rng;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::inputs::Language;

/// How many briefs are open.
const BRIEFS: usize = 5;

/// How many edits the server has to settle down.
const SETTLED: u64 = 20_000;

/// How many edits there are between two looks.
const STEP: u64 = 2_000;

/// The most that may be used more than when it had settled down, in bytes.
const MOST_GROWTH: usize = 1_000_000;

/// What is asked after an edit.
const QUESTIONS: [&str; 7] = [
    "documentSymbol",
    "foldingRange",
    "semanticTokens/full",
    "hover",
    "definition",
    "completion",
    "diagnostic",
];

/// A client.
struct Client {
    to_server: UnboundedSender<Value>,
    from_server: UnboundedReceiver<Value>,
    id: u64,
}

impl Client {
    fn notify(&self, method: &str, params: Value) {
        let _ = self
            .to_server
            .send(json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and waits for the answer.
    fn ask(&mut self, method: &str, params: Value) {
        self.id += 1;
        let id = self.id;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let _ = self.to_server.send(request);
        while self
            .from_server
            .blocking_recv()
            .is_some_and(|answer| answer["id"] != id)
        {}
    }
}

/// Edits for so many minutes; fails where memory has grown, or where the time was too short to tell. `used` tells how
/// many bytes are in use.
pub fn run(minutes: u64, seed: u64, used: impl Fn() -> usize) -> ExitCode {
    let (to_server, incoming) = unbounded_channel();
    let (outgoing, from_server) = unbounded_channel();
    let server = thread::spawn(move || serve_values(incoming, outgoing));
    let mut client = Client {
        to_server,
        from_server,
        id: 0,
    };
    client.ask("initialize", json!({"capabilities": {}}));
    client.notify("initialized", json!({}));
    let uri = |number: usize| format!("file:///{number}.md");
    let base: String = (1..200).map(|it| format!("## Part {it}\n\nText.[^{it}] More text of it.\n\n[^{it}]: Roe, *Dams*, 20{:02}, p. {it}.\n\n", it % 100)).collect();
    let mut texts = vec![base.clone(); BRIEFS];
    for (number, text) in texts.iter().enumerate() {
        let item =
            json!({"uri": uri(number), "languageId": "markdown", "version": 0, "text": text});
        client.notify("textDocument/didOpen", json!({"textDocument": item}));
    }
    let mut random = Rng::with_seed(seed);
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (mut edits, mut settled) = (0, None);
    while Instant::now() < end {
        edits += 1;
        let brief = random.usize(0..BRIEFS);
        let change = edit(&mut random, &mut texts[brief], &base);
        let document = json!({"uri": uri(brief), "version": edits});
        client.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [change]}),
        );
        let question = QUESTIONS[random.usize(0..QUESTIONS.len())];
        let at = json!({"line": random.usize(0..400), "character": 8});
        client.ask(
            &format!("textDocument/{question}"),
            json!({"textDocument": {"uri": uri(brief)}, "position": at}),
        );
        if edits % STEP == 0 {
            let now = used();
            println!("{edits} edits: {} KB", now / 1000);
            if edits >= SETTLED {
                settled.get_or_insert(now);
            }
        }
    }
    let now = used();
    client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    let _ = server.join();
    let Some(settled) = settled else {
        println!("only {edits} edits of {SETTLED}: nothing can be said");
        return ExitCode::FAILURE;
    };
    println!("from {} KB to {} KB", settled / 1000, now / 1000);
    ExitCode::from(u8::from(now > settled + MOST_GROWTH))
}

/// A change of `text` by some atoms, as the protocol has it. A text that has become another is set back.
fn edit(random: &mut Rng, text: &mut String, base: &str) -> Value {
    if random.u8(..) == 0 {
        base.clone_into(text);
        return json!({"text": base});
    }
    let lines = text.split('\n').count();
    let line = random.usize(0..lines);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let atom = random
        .choice(Language::Brief.atoms())
        .copied()
        .unwrap_or_default();
    text.insert_str(start, atom);
    let place = json!({"line": line, "character": 0});
    json!({"range": {"start": place, "end": place}, "text": atom})
}
