use crate::support::{CLEAN, FAULTY, Folder};

/// A brief with something to repair, and repaired.
const BROKEN: &str = "One.[^1 Two.[^1]\n\n[^1]: A source.\n";
const REPAIRED: &str = "One.[^1] Two.[^1]\n\n[^1]: A source.\n";

#[test]
fn a_file_is_repaired_and_the_rest_stays() {
    let folder = Folder::new(&[("a.md", BROKEN), ("b.md", CLEAN), ("c.md", FAULTY)]);
    let run = folder.run(&["fix"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "a.md: fixed, no findings left\n");
    assert_eq!(folder.read("a.md"), REPAIRED);
    assert_eq!(folder.read("b.md"), CLEAN);
    assert_eq!(folder.read("c.md"), FAULTY);
    assert_eq!(folder.run(&["fix"]).stdout, "");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = Folder::new(&[("a.md", &windows(BROKEN))]);
    assert_eq!(folder.run(&["fix", "a.md"]).code, 0);
    assert_eq!(folder.read("a.md"), windows(REPAIRED));
}

#[test]
fn a_check_changes_nothing() {
    let folder = Folder::new(&[("a.md", BROKEN), ("b.md", CLEAN)]);
    let run = folder.run(&["fix", "--check"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (1, "a.md: would be fixed\n")
    );
    assert_eq!(folder.run(&["fix", "--check", "b.md"]).code, 0);
    let run = folder.run(&["fix", "--diff", "a.md"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stdout, @r"
    --- a/a.md
    +++ b/a.md
    @@ -1,3 +1,3 @@
    -One.[^1 Two.[^1]
    +One.[^1] Two.[^1]
     
     [^1]: A source.
    ");
    assert_eq!(folder.run(&["fix", "--diff", "--check", "a.md"]).code, 1);
    assert_eq!(folder.read("a.md"), BROKEN);
}

#[test]
fn standard_input_comes_out_repaired() {
    let folder = Folder::new(&[]);
    let run = folder.run_with(&["fix", "-"], BROKEN);
    assert_eq!((run.code, run.stdout.as_str()), (0, REPAIRED));
    let run = folder.run_with(&["fix", "-"], "\u{1b}[1mNothing to do.\r\n");
    assert_eq!(run.stdout, "\u{1b}[1mNothing to do.\r\n");
}

#[test]
fn what_may_be_wrong_is_repaired_only_if_it_is_asked_for() {
    let text = "Two words.1 And two.²\n\n¹ A source.\n\n² Another.\n";
    let folder = Folder::new(&[("a.txt", text)]);
    assert_eq!(folder.run(&["fix", "a.txt"]).stdout, "");
    assert_eq!(folder.run(&["fix", "--unsafe", "a.txt"]).code, 0);
    let repaired = text.replacen("words.1", "words.¹", 1);
    assert_eq!(folder.read("a.txt"), repaired);
}

#[test]
fn what_cannot_be_read_keeps_nothing_else_from_repair() {
    let folder = Folder::new(&[("a.md", BROKEN)]);
    let run = folder.run(&["fix", "missing.md", "a.md"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
    assert_eq!(folder.read("a.md"), REPAIRED);
}
