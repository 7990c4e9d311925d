//! What is written where, and what is not opened.

use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::process::Command;

use crate::support::{CLEAN, FAULTY, Folder};

/// Makes a named pipe, where the system has the command.
fn pipe(folder: &Folder, name: &str) -> bool {
    let made = Command::new("mkfifo")
        .arg(folder.path().join(name))
        .status();
    made.is_ok_and(|it| it.success())
}

#[test]
fn what_is_no_regular_file_is_not_written() {
    let folder = Folder::new(&[("a.md", CLEAN), ("read-only", "old")]);
    let read_only = folder.path().join("read-only");
    std::fs::set_permissions(&read_only, PermissionsExt::from_mode(0o444)).unwrap();
    let over = [
        "convert",
        "a.md",
        "--to",
        "html",
        "-o",
        "read-only",
        "--force",
    ];
    let run = folder.run(&over);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.stderr,
        "brief-ls: read-only: cannot be written: permission denied\n"
    );
    assert_eq!(folder.read("read-only"), "old");
    if pipe(&folder, "pipe") {
        let run = folder.run(&["convert", "a.md", "--to", "html", "-o", "pipe"]);
        assert_eq!(
            (run.code, run.stderr.as_str()),
            (
                2,
                "brief-ls: pipe: cannot be written: it is not a regular file\n"
            )
        );
        let kind = std::fs::metadata(folder.path().join("pipe")).unwrap();
        assert!(kind.file_type().is_fifo());
    }
}

#[test]
fn a_file_that_exists_is_overwritten_only_if_forced() {
    let folder = Folder::new(&[
        ("a.md", CLEAN),
        ("b.md", CLEAN),
        ("out.md", "An author worked on it.\n"),
    ]);
    let convert = ["convert", "a.md", "--to", "html", "-o", "out.md"];
    let merge = ["merge", "a.md", "b.md", "-o", "out.md"];
    let in_place = ["convert", "a.md", "--to", "html", "-o", "a.md"];
    for (args, file) in [
        (&convert[..], "out.md"),
        (&merge[..], "out.md"),
        (&in_place[..], "a.md"),
    ] {
        let before = folder.read(file);
        let run = folder.run(args);
        let why = format!("brief-ls: {file} already exists; --force overwrites it\n");
        assert_eq!((run.code, run.stdout, run.stderr), (2, String::new(), why));
        assert_eq!(folder.read(file), before);
        let forced = folder.run(&[args, &["--force"]].concat());
        assert_eq!(forced.code, 0, "{args:?}: {forced:?}");
        assert_ne!(folder.read(file), before);
    }
    let without_file = folder.run(&["convert", "b.md", "--to", "html", "--force"]);
    assert_eq!(without_file.code, 2, "it overwrites nothing");
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    let run = folder.run(&["convert", "a.md", "--to", "markdown", "-o", "-"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, CLEAN));
    assert!(!folder.path().join("-").exists());
}

#[test]
fn a_link_stays_one() {
    let folder = Folder::new(&[
        ("a.md", FAULTY),
        ("real.json", "{\"version\": 1, \"findings\": []}"),
    ]);
    symlink("real.json", folder.path().join("known.json")).unwrap();
    symlink("made.toml", folder.path().join("brief-ls.toml")).unwrap();
    let written = folder.run(&["check", "--baseline", "known.json", "--write-baseline"]);
    assert!(
        written.stderr.contains("known.json has 2 findings"),
        "{written:?}"
    );
    assert!(folder.path().join("known.json").is_symlink());
    assert!(folder.read("real.json").contains("undefined-marker"));
    let init = folder.run(&["init"]);
    assert_eq!(init.code, 2, "the link is there");
    assert_eq!(folder.run(&["init", "--force"]).code, 0);
    assert!(folder.path().join("brief-ls.toml").is_symlink());
    assert!(folder.read("made.toml").contains("[rules]"));
}

#[test]
fn a_file_with_two_names_is_left_with_a_reason() {
    let folder = Folder::new(&[("a.md", "One.[^ 1]\n\n[^1]: A.\n")]);
    std::fs::hard_link(folder.path().join("a.md"), folder.path().join("b.txt")).unwrap();
    let run = folder.run(&["fix", "a.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("hard links"), "{}", run.stderr);
    assert_eq!(folder.read("a.md"), folder.read("b.txt"));
}

#[test]
fn a_named_pipe_is_refused_at_once() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    if !pipe(&folder, "b.md") {
        return;
    }
    for command in ["check", "fix", "outline", "sources"] {
        let run = folder.run(&[command, "b.md"]);
        assert_eq!(run.code, 2, "{command}");
        let why = "brief-ls: b.md: is a named pipe; `-` reads standard input\n";
        assert_eq!(run.stderr, why, "{command}");
    }
    // The others are checked.
    let run = folder.run(&["check", "b.md", "a.md"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (2, "no findings in 1 brief\n")
    );
}

/// A shell passes what a command writes as a pipe without a name.
#[test]
fn what_a_shell_passes_on_is_read() {
    let folder = Folder::new(&[]);
    let brief_ls = env!("CARGO_BIN_EXE_brief-ls");
    let script = format!("'{brief_ls}' check <(printf 'One.[^1]\\n\\n[^1]: A.\\n')");
    let run = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output();
    if let Ok(run) = run {
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert_eq!(said, "no findings in 1 brief\n", "{run:?}");
    }
}

/// A style that runs the stack over, one that fills the memory, an entry that is too deep: each a finding, and the
/// other files are checked.
#[test]
fn files_beyond_a_limit_end_nothing() {
    let style = |macros: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\"><info><title>T</title>\
             <id>x</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}<citation><layout><text macro=\"m\"/>\
             </layout></citation></style>"
        )
    };
    let brief = |csl: &str| format!("---\nbibliography: r.bib\ncsl: {csl}\n---\n\nx [@z]\n");
    let deep = format!(
        "<macro name=\"m\">{}{}</macro>",
        "<group>".repeat(700),
        "</group>".repeat(700)
    );
    let tower: String = (1..10)
        .map(|floor| {
            let call = format!("<text macro=\"{}\"/>", floor - 1).repeat(10);
            format!("<macro name=\"{floor}\">{call}</macro>")
        })
        .collect();
    let tower = format!(
        "<macro name=\"0\"><text variable=\"title\"/></macro>{tower}<macro name=\"m\"><text macro=\"9\"/></macro>"
    );
    let yaml = format!(
        "k:\n  title: {}{}\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let folder = Folder::new(&[
        ("r.bib", "@book{z, title={T}, author={A, B}, year=2001}"),
        (
            "circle.csl",
            &style("<macro name=\"m\"><text macro=\"m\"/></macro>"),
        ),
        ("deep.csl", &style(&deep)),
        ("tower.csl", &style(&tower)),
        ("refs.yml", &yaml),
        ("a.md", &brief("circle.csl")),
        ("b.md", &brief("deep.csl")),
        ("c.md", &brief("tower.csl")),
        ("d.md", "---\nbibliography: refs.yml\n---\n\nx [@k]\n"),
        ("e.md", FAULTY),
    ]);
    let run = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!(
        run.codes(),
        [
            "a.md bibliography-not-read",
            "b.md bibliography-not-read",
            "c.md bibliography-not-read",
            "e.md undefined-marker",
            "e.md placeholder-link",
            "refs.yml bibliography-error",
        ],
        "{run:?}"
    );
    for said in [
        "`circle.csl` has a recursive macro `m` (line 1)",
        "`deep.csl` nests elements and macros more than 200 deep (line 1)",
        "`tower.csl` may print more than 2 MB for one source (line 1)",
        "it nests lists more than 100 deep",
    ] {
        assert!(run.stdout.contains(said), "{said}: {}", run.stdout);
    }
}

/// On a full disk nothing can be written: here, where no file may have a length.
#[test]
fn a_file_that_cannot_be_written_whole_is_not_there() {
    let folder = Folder::new(&[
        ("a.md", "One.[^ 1]\n\n[^1]: A.\n"),
        ("b.md", FAULTY),
        ("c.md", CLEAN),
    ]);
    let full = |args: &str| {
        let brief_ls = env!("CARGO_BIN_EXE_brief-ls");
        let script = format!("trap '' XFSZ; ulimit -f 0; exec '{brief_ls}' {args} 2>&1 | cat");
        let run = Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path())
            .output();
        String::from_utf8(run.unwrap().stdout).unwrap()
    };
    for (args, name) in [
        ("init", "brief-ls.toml"),
        ("convert c.md --to html -o out.md", "out.md"),
        (
            "check b.md --baseline known.json --write-baseline",
            "known.json",
        ),
    ] {
        let said = full(args);
        assert!(said.contains("File too large"), "{args}: {said}");
        assert!(!folder.path().join(name).exists(), "{args}");
    }
    let before = folder.read("a.md");
    let said = full("fix a.md");
    assert!(said.contains("File too large"), "{said}");
    assert_eq!(folder.read("a.md"), before);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 4, "the briefs and the repository");
    assert_eq!(folder.run(&["init"]).code, 0, "there was none");
}
