//! PDFs as briefs. `pdf/harbours.pdf` is what Typst 0.15 makes of `pdf/harbours.typ`.

use serde_json::Value;

use crate::support::Folder;

const HARBOURS: &[u8] = include_bytes!("pdf/harbours.pdf");

fn folder() -> Folder {
    let folder = Folder::new(&[]);
    folder.write("harbours.pdf", HARBOURS);
    folder
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    serde_json::from_str(&folder.run(args).stdout).unwrap()
}

#[test]
fn a_pdf_becomes_a_brief() {
    let run = folder().run(&["convert", "harbours.pdf", "--to", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn other_forms_are_written_too() {
    let folder = folder();
    let run = folder.run(&["convert", "harbours.pdf", "--to", "inline", "-o", "out.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        folder
            .read("out.md")
            .contains("in the spring.^[See note 1.] By then")
    );
}

#[test]
fn findings_have_their_page() {
    let folder = folder();
    let found = json(
        &folder,
        &[
            "check",
            "--profile",
            "brief",
            "--format",
            "json",
            "harbours.pdf",
        ],
    );
    let found = found.as_array().unwrap();
    let spelled = found
        .iter()
        .find(|found| found["code"] == "placeholder-link")
        .unwrap();
    assert_eq!(
        (&spelled["page"], &spelled["paragraph"]),
        (&Value::from(2), &Value::from(11))
    );
    // What is no text cannot be edited.
    assert!(found.iter().all(|found| found.get("fix").is_none()));

    let log = json(
        &folder,
        &[
            "check",
            "--profile",
            "brief",
            "--format",
            "sarif",
            "harbours.pdf",
        ],
    );
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(typed).unwrap(), log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results
        .iter()
        .find(|result| result["ruleId"] == "placeholder-link")
        .unwrap();
    let location = &result["locations"][0];
    assert_eq!(location["physicalLocation"].get("region"), None);
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        "page 2, paragraph 11"
    );

    let shown = folder.run(&["check", "--profile", "brief", "harbours.pdf"]);
    assert!(
        shown.stdout.contains("page 2, paragraph 11"),
        "{}",
        shown.stdout
    );
    let github = folder.run(&[
        "check",
        "--profile",
        "brief",
        "--format",
        "github",
        "harbours.pdf",
    ]);
    assert!(
        github.stdout.contains("file=harbours.pdf,title="),
        "{}",
        github.stdout
    );
}

#[test]
fn the_outline_has_pages() {
    let outline = json(&folder(), &["outline", "--format", "json", "harbours.pdf"]);
    let sections = outline["outline"].as_array().unwrap();
    let named = |name: &str| {
        let mut all = Vec::new();
        flatten(sections, &mut all);
        all.into_iter().find(|entry| entry["name"] == name).unwrap()["page"].clone()
    };
    assert_eq!(named("What the harbours owe"), 1);
    assert_eq!(named("What the tides will do"), 2);
}

fn flatten<'a>(entries: &'a [Value], all: &mut Vec<&'a Value>) {
    for entry in entries {
        all.push(entry);
        flatten(entry["children"].as_array().map_or(&[], Vec::as_slice), all);
    }
}

#[test]
fn sources_are_read() {
    let run = folder().run(&["sources", "harbours.pdf"]);
    assert_eq!(run.code, 0);
    for title in [
        "Depths of the Minor Harbours",
        "A Year of Storms",
        "Tides to Come",
    ] {
        assert!(run.stdout.contains(title), "{title}: {}", run.stdout);
    }
}

#[test]
fn a_pdf_is_not_changed() {
    let folder = folder();
    let run = folder.run(&["fix", "harbours.pdf"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("brief-ls convert"), "{}", run.stderr);
    assert_eq!(
        std::fs::read(folder.path().join("harbours.pdf")).unwrap(),
        HARBOURS
    );
}

#[test]
fn a_folder_is_not_searched_for_pdfs() {
    let folder = folder();
    folder.write("a.md", b"One.[^1]\n\n[^1]: A source.\n");
    assert!(folder.run(&["check"]).stdout.contains("in 1 brief"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = folder();
    folder.write("a.pdf", b"no PDF");
    folder.write("b.odt", b"PK");
    for (file, said) in [
        ("a.pdf", "brief-ls: a.pdf: is not a PDF, or is damaged\n"),
        (
            "b.odt",
            "brief-ls: b.odt: is in an unsupported format: save it as .docx in Word or LibreOffice first\n",
        ),
        ("none.pdf", "brief-ls: none.pdf: no such file or folder\n"),
    ] {
        let run = folder.run(&["convert", file, "--to", "markdown"]);
        assert_eq!((run.code, run.stderr.as_str()), (2, said));
    }
}

#[test]
fn the_commands_of_the_page_for_analysts_work() {
    let page = include_str!("../../docs/published.md");
    let folder = Folder::new(&[]);
    folder.write("report.pdf", HARBOURS);
    for name in ["brief.md", "chapter1.md", "chapter2.md"] {
        folder.write(
            name,
            b"# Dams\n\nIt rose.[^1]\n\n[^1]: Ana Roy, *Dams*, 2019.\n",
        );
    }
    let text = "Dams\n\nAna Roy\n\nSummary\n\nIt rose.¹\n\n¹ Ana Roy, *Dams*, 2019.\n";
    folder.write("copied.txt", text.as_bytes());
    let made = folder.run(&["convert", "brief.md", "--to", "docx", "-o", "draft.docx"]);
    assert_eq!(made.code, 0);
    let mut count = 0;
    for line in page
        .lines()
        .filter_map(|line| line.strip_prefix("brief-ls "))
    {
        // What a shell takes off.
        let words = line.split_whitespace().take_while(|word| *word != "#");
        let args = words.map(|word| word.trim_matches('\''));
        let run = folder.run(&args.collect::<Vec<_>>());
        // A finding is no failure of the command.
        assert!(
            run.code < 2 && run.stderr.is_empty(),
            "{line}: {}",
            run.stderr
        );
        count += 1;
    }
    assert!(count >= 14);
}
