use crate::support::{CLEAN, FAULTY, Folder};

/// A brief with something to repair, and repaired.
const BROKEN: &str = "One.[^1 Two.[^1]\n\n[^1]: A source.\n";
const REPAIRED: &str = "One.[^1] Two.[^1]\n\n[^1]: A source.\n";

#[test]
fn a_file_is_repaired_and_the_rest_stays() {
    let folder = Folder::new(&[("a.md", BROKEN), ("b.md", CLEAN), ("c.md", FAULTY)]);
    let run = folder.run(&["fix"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let told = "a.md: fixed, no findings left\n\
                c.md: nothing fixed, 2 findings left:\n  \
                placeholder-link on line 3: no automatic fix\n  \
                undefined-marker on line 1: “Add the note” needs --unsafe\n";
    assert_eq!(run.stdout, told);
    assert_eq!(folder.read("a.md"), REPAIRED);
    assert_eq!(folder.read("b.md"), CLEAN);
    assert_eq!(folder.read("c.md"), FAULTY);
    let again = told.split_once('\n').unwrap().1;
    assert_eq!(folder.run(&["fix"]).stdout, again);
}

#[test]
fn where_nothing_is_fixed_it_says_so() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    assert_eq!(folder.run(&["fix"]).stdout, "nothing to fix in 1 brief\n");
    let run = folder.run(&["fix", "--diff"]);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("", "brief-ls: nothing to fix in 1 brief\n")
    );
}

#[test]
fn no_repair_deletes_a_note_or_leads_a_marker_to_another() {
    let flat = "It was ruled out.1 The \"golden age\"2 is over. Trade grew.3\n\n\
                ¹ Roy, \"Meeting\", Gazette, 2019.\n\n² Lee, \"Age\", Herald, 2020.\n\n\
                ³ Poe, \"Trade\", Times, 2021.\n";
    let unused = "Three.[^3] One.[^1]\n\n[^1]: Gazette.\n\n[^2]: Herald.\n\n[^3]: Times.\n";
    let folder = Folder::new(&[("flat.txt", flat), ("unused.md", unused)]);
    let run = folder.run(&["fix", "--unsafe", "--profile", "brief"]);
    let (text, notes) = (folder.read("flat.txt"), flat.split_once("\n\n").unwrap().1);
    assert!(text.ends_with(notes), "{text}");
    assert!(text.starts_with("It was ruled out.¹ The \"golden age\"² is over. Trade grew.³"));
    assert_eq!(folder.read("unused.md"), unused);
    insta::assert_snapshot!(run.stdout, @r"
    flat.txt: fixed, no findings left
    unused.md: nothing fixed, 2 findings left:
      note-order on line 1: a note without a marker, or a marker without a note, would get another number: fix that first
      unused-note on line 5: no automatic fix
    ");
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
        (1, "a.md: would be fixed, no findings left\n")
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
    let told = "a.txt: nothing fixed, 1 finding left:\n  \
                flattened-marker on line 1: “Replace with ¹” needs --unsafe\n";
    assert_eq!(folder.run(&["fix", "a.txt"]).stdout, told);
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

/// One repair of the sample used to leave a note unused, which the next one then deleted.
#[test]
fn the_sample_keeps_its_notes() {
    let sample = include_str!("../../examples/grid-resilience.md");
    let folder = Folder::new(&[("a.md", sample)]);
    folder.run(&["fix", "--unsafe", "--profile", "brief", "a.md"]);
    let fixed = folder.read("a.md");
    let notes = |text: &str| -> Vec<String> {
        let heads = text.lines().filter(|line| line.starts_with("[^"));
        let texts = heads.filter_map(|line| Some(line.split_once("]:")?.1.trim().to_owned()));
        let mut texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        texts.sort();
        texts
    };
    assert_eq!(notes(&fixed), notes(sample));
    assert!(notes(sample).len() > 8);
}
