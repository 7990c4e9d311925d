use crate::support::{CLEAN, Folder};

const PRINTED: &str = "The end\n\nIt is a claim.¹ And two words.²\n\n¹ A *source*.\n\n² Another.\n";
const MARKDOWN: &str =
    "The end\n\nIt is a claim.[^1] And two words.[^2]\n\n[^1]: A *source*.\n\n[^2]: Another.\n";

#[test]
fn the_whole_brief_is_written_to_standard_output() {
    let folder = Folder::new(&[("a.txt", PRINTED)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, MARKDOWN);
    assert_eq!(folder.read("a.txt"), PRINTED);
}

#[test]
fn standard_input_is_converted_too() {
    let folder = Folder::new(&[]);
    let args = ["convert", "-", "--to", "inline", "--stdin-name", "a.txt"];
    let run = folder.run_with(&args, PRINTED);
    let inline = "The end\n\nIt is a claim.^[A *source*.] And two words.^[Another.]\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, inline));
    let run = folder.run_with(&["convert", "-", "--to", "markdown"], CLEAN);
    assert_eq!((run.code, run.stdout.as_str()), (0, CLEAN));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let windows = format!("\u{feff}{}", PRINTED.replace('\n', "\r\n"));
    let folder = Folder::new(&[("a.txt", &windows), ("out.md", "It was here.\n")]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown", "-o", "out.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let expected = format!("\u{feff}{}", MARKDOWN.replace('\n', "\r\n"));
    assert_eq!(folder.read("out.md"), expected);
    folder.write("b.md", "Speed in §[^1] and more.\n\n[^1]: A.\n".as_bytes());
    let run = folder.run(&["convert", "b.md", "--to", "superscript", "-o", "out.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "brief-ls: b.md: Nothing was changed: the marker on line 1 after “§” would not be parsed as a marker: put a word \
         or a full stop before it.\n"
    );
    assert_eq!(folder.read("out.md"), expected);
}

#[test]
fn a_marker_that_markdown_does_not_read_is_listed_and_the_rest_converted() {
    let text = "It is a claim.¹ And so on.\n\n    An indented word² ends it.\n\n¹ A.\n\n² B.\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.starts_with("It is a claim.[^1] And"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("word² ends"), "{}", run.stdout);
    assert!(
        run.stderr.starts_with("brief-ls: a.txt:3: not converted: "),
        "{}",
        run.stderr
    );
    let as_text = ["convert", "a.txt", "--to", "markdown", "-o", "b.txt"];
    let run = folder.run(&as_text);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let missing = folder.run(&["convert", "missing.md", "--to", "html"]);
    assert_eq!(missing.code, 2);
}

#[test]
fn a_text_without_footnotes_is_not_converted() {
    let folder = Folder::new(&[("a.txt", "It is a claim.\n")]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let said = "brief-ls: a.txt: nothing was converted: no footnotes were found\n";
    assert_eq!(run.stderr, said);
}
