//! `cargo bench --bench startup`: from the start of the server's process to its answer to `initialize`,
//! and beside it the start and end of processes that do nothing. The three are to be read as ratios: they
//! take turns in one run.

use std::env;
use std::io::{self, BufRead, BufReader, Error, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each process is started.
const ROUNDS: usize = 300;

/// The argument with which this program does nothing.
const NOTHING: &str = "nothing";

const INITIALIZE: &str =
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;

/// Starts a process; how long it took.
type Start = fn() -> io::Result<Duration>;

const STARTS: [(&str, Start); 3] = [
    ("a Rust program that does nothing", rust_program),
    ("/bin/true", system_program),
    ("brief-ls server, initialize answered", server),
];

fn main() -> io::Result<()> {
    if env::args().any(|arg| arg == NOTHING) {
        return Ok(());
    }
    // Without the argument of `cargo bench` it is only tried.
    let rounds = match env::args().any(|arg| arg == "--bench") {
        true => ROUNDS,
        false => 1,
    };
    let mut times = STARTS.map(|_| Vec::new());
    for _ in 0..rounds {
        for (times, (name, start)) in times.iter_mut().zip(STARTS) {
            match start() {
                Ok(time) => times.push(time),
                // The program of the system, where it is no Unix.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::other(format!("{name}: {error}"))),
            }
        }
    }
    let [.., server] = times.each_ref().map(|times| median(times));
    let server = server.unwrap_or_default().as_secs_f64() * 1e3;
    let mut out = io::stdout();
    writeln!(out, "{server:.2} ms  {}", STARTS[2].0)?;
    for ((name, _), times) in STARTS.iter().zip(&times).take(2) {
        if let Some(median) = median(times) {
            let median = median.as_secs_f64() * 1e3;
            let ratio = server / median;
            writeln!(
                out,
                "{median:.2} ms  {name}: the server takes {ratio:.2} times that"
            )?;
        }
    }
    Ok(())
}

fn median(times: &[Duration]) -> Option<Duration> {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied()
}

fn rust_program() -> io::Result<Duration> {
    run(Command::new(env::current_exe()?).arg(NOTHING))
}

fn system_program() -> io::Result<Duration> {
    run(&mut Command::new("/bin/true"))
}

fn run(command: &mut Command) -> io::Result<Duration> {
    let begin = Instant::now();
    command.stdin(Stdio::null()).status()?;
    Ok(begin.elapsed())
}

fn server() -> io::Result<Duration> {
    let begin = Instant::now();
    let mut process = Command::new(env!("CARGO_BIN_EXE_brief-ls"))
        .arg("server")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(Error::other("it has no pipes"));
    };
    write!(
        input,
        "Content-Length: {}\r\n\r\n{INITIALIZE}",
        INITIALIZE.len()
    )?;
    read_message(&mut BufReader::new(output))?;
    let time = begin.elapsed();
    drop(input);
    process.wait()?;
    Ok(time)
}

/// Reads one message of the server to its end.
fn read_message(input: &mut impl BufRead) -> io::Result<()> {
    let mut header = String::new();
    input.read_line(&mut header)?;
    let length = header.trim_end().strip_prefix("Content-Length: ");
    let length = length.and_then(|length| length.parse().ok());
    let length: usize = length.ok_or_else(|| Error::other(format!("its answer is {header:?}")))?;
    input.read_line(&mut header)?;
    input.read_exact(&mut vec![0; length])
}
