//! `cargo bench --bench workspace`: from `initialized` to the complete answer to a symbol query in a folder of 10,000
//! briefs, 130 MB in all, and how much memory the server has taken by then; and the same until every brief is known
//! that cites a source. The files have just been written, so that the system has them in memory, as it has what an
//! author works with.

#![allow(
    clippy::disallowed_methods,
    reason = "the bench reads what the system tells of the server"
)]

use std::fs;
use std::io::{self, BufRead, BufReader, Error, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

#[path = "briefs/mod.rs"]
#[allow(dead_code, reason = "other benches use the rest")]
mod briefs;

/// How many briefs there are, and of how many bytes each.
const BRIEFS: (usize, usize) = (10_000, 10_000);

/// How often the server is started.
const ROUNDS: usize = 5;

fn main() -> io::Result<()> {
    // Without the argument of `cargo bench` it is only tried.
    let ((count, size), rounds) = match std::env::args().any(|arg| arg == "--bench") {
        true => (BRIEFS, ROUNDS),
        false => ((10, 1_000), 1),
    };
    let folder = tempfile::tempdir()?;
    let bytes = write_briefs(folder.path(), count, size)?;
    let mut symbols = Vec::new();
    let mut sources = Vec::new();
    for _ in 0..rounds {
        let (symbol, source) = ask(folder.path(), count)?;
        symbols.push(symbol);
        sources.push(source);
    }
    let text = bytes as f64 / 1e6;
    let told = format!("of {count} briefs ({text:.0} MB) after `initialized`");
    write_row(&format!("a symbol {told}"), symbols, bytes)?;
    write_row(&format!("a source {told}"), sources, bytes)
}

/// Writes the median time of the rounds, and the most memory that one of them took.
fn write_row(name: &str, mut rounds: Vec<(f64, usize)>, bytes: usize) -> io::Result<()> {
    rounds.sort_by(|one, other| one.0.total_cmp(&other.0));
    let median = rounds.get(rounds.len() / 2).map_or(0.0, |round| round.0);
    let memory = rounds.iter().map(|round| round.1).max().unwrap_or(0);
    let ratio = memory as f64 / bytes as f64;
    let mut out = io::stdout();
    writeln!(out, "{median:.0} ms  {name}")?;
    writeln!(
        out,
        "{:.0} MB  at most in memory by then: {ratio:.2} times the text",
        memory as f64 / 1e6
    )
}

/// Writes the briefs, a hundred to a folder, each with a heading of its own; their length in all.
fn write_briefs(folder: &Path, count: usize, size: usize) -> io::Result<usize> {
    let text = briefs::markdown(size);
    let mut bytes = 0;
    for number in 0..count {
        let folder = folder.join(format!("{:03}", number / 100));
        fs::create_dir_all(&folder)?;
        let text = text.replacen("# A brief", &format!("# Brief {number} on the Basin"), 1);
        bytes += text.len();
        fs::write(folder.join(format!("brief-{number}.md")), text)?;
    }
    Ok(bytes)
}

/// Starts a server in `folder` and asks for the symbol of the last brief, and then for every brief that cites its
/// first source: for each, how many milliseconds passed since `initialized`, and how many bytes of memory the server
/// had at the most, where the system tells.
fn ask(folder: &Path, count: usize) -> io::Result<((f64, usize), (f64, usize))> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_brief-ls"))
        .arg("server")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(mut input), Some(output)) = (server.stdin.take(), server.stdout.take()) else {
        return Err(Error::other("it has no pipes"));
    };
    let mut output = BufReader::new(output);
    let uri = format!("file://{}", folder.display());
    send(
        &mut input,
        &format!(
            r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{"capabilities":{{}},"workspaceFolders":[{{"uri":"{uri}","name":"briefs"}}]}}}}"#
        ),
    )?;
    answer(&mut output, 1)?;
    let begin = Instant::now();
    send(
        &mut input,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
    )?;
    let last = count - 1;
    send(
        &mut input,
        &format!(
            r#"{{"jsonrpc":"2.0","id":2,"method":"workspace/symbol","params":{{"query":"brief {last} basin"}}}}"#
        ),
    )?;
    let found = answer(&mut output, 2)?;
    let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
    if !found.contains(&format!("Brief {last} on the Basin")) {
        return Err(Error::other(format!("its answer is {found}")));
    }
    let symbol = (milliseconds, peak_memory(&server));
    ask_source(&mut input, &mut output, folder, count)?;
    let source = (begin.elapsed().as_secs_f64() * 1e3, peak_memory(&server));
    drop(input);
    server.wait()?;
    Ok((symbol, source))
}

/// Opens the last brief and asks where its first source is cited, which every brief does.
fn ask_source(
    input: &mut impl Write,
    output: &mut impl BufRead,
    folder: &Path,
    count: usize,
) -> io::Result<()> {
    let last = count - 1;
    let path = folder.join(format!("{:03}/brief-{last}.md", last / 100));
    let text = fs::read_to_string(&path)?;
    let line = text.lines().position(|line| line.starts_with("[^1]: "));
    let line = line.ok_or_else(|| Error::other("the brief has no note"))?;
    let column = "[^1]: R. Author, [\"Rep".len();
    let text = serde_json::Value::from(text);
    let uri = format!("file://{}", path.display());
    send(
        input,
        &format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{uri}","languageId":"markdown","version":1,"text":{text}}}}}}}"#
        ),
    )?;
    send(
        input,
        &format!(
            r#"{{"jsonrpc":"2.0","id":3,"method":"textDocument/references","params":{{"textDocument":{{"uri":"{uri}"}},"position":{{"line":{line},"character":{column}}},"context":{{"includeDeclaration":true}}}}}}"#
        ),
    )?;
    let found = answer(output, 3)?;
    match found.matches("\"uri\"").count() {
        places if places >= count => Ok(()),
        places => Err(Error::other(format!("{places} of {count} are found"))),
    }
}

fn send(input: &mut impl Write, message: &str) -> io::Result<()> {
    write!(input, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    input.flush()
}

/// The answer to the request of that number.
fn answer(output: &mut impl BufRead, id: u32) -> io::Result<String> {
    loop {
        let mut header = String::new();
        output.read_line(&mut header)?;
        let length = header.trim_end().strip_prefix("Content-Length: ");
        let length = length.and_then(|length| length.parse().ok());
        let length: usize =
            length.ok_or_else(|| Error::other(format!("its answer is {header:?}")))?;
        output.read_line(&mut header)?;
        let mut message = vec![0; length];
        output.read_exact(&mut message)?;
        let message = String::from_utf8_lossy(&message).into_owned();
        if message.contains(&format!("\"id\":{id}")) && !message.contains("\"method\"") {
            return Ok(message);
        }
    }
}

/// The most memory that a process has had, in bytes; 0 where the system does not tell (Linux, `proc_pid_status(5)`).
fn peak_memory(process: &Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
    kilobytes.unwrap_or(0) * 1024
}
