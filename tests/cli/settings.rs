//! `init` and `schema`.

use serde_json::{Value, json};

use crate::support::{FAULTY, Folder};

fn schema() -> Value {
    let run = Folder::new(&[]).run(&["schema"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    serde_json::from_str(&run.stdout).unwrap()
}

fn is_valid(schema: &Value, config: &str) -> bool {
    let config: toml::Table = config.parse().unwrap();
    let config = serde_json::to_value(config).unwrap();
    jsonschema::validate(schema, &config).is_ok()
}

#[test]
fn init_writes_a_file_that_changes_nothing() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    let before = folder.run(&["check"]);
    let run = folder.run(&["init"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(folder.run(&["check"]).stdout, before.stdout);
    let file = folder.read("brief-ls.toml");
    assert!(file.contains("\n#profile = \"default\"\n"), "{file}");
    let rule = "\n# a footnote marker without a note\n#undefined-marker = \"error\"\n";
    assert!(file.contains(rule), "{file}");
}

#[test]
fn init_writes_over_a_file_only_if_forced() {
    let folder = Folder::new(&[("brief-ls.toml", "profile = 'brief'")]);
    let run = folder.run(&["init"]);
    let expected = "brief-ls: brief-ls.toml already exists in this folder; --force overwrites it\n";
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (2, "", expected)
    );
    assert_eq!(folder.read("brief-ls.toml"), "profile = 'brief'");
    assert_eq!(folder.run(&["init", "--force"]).code, 0);
    assert!(
        folder
            .read("brief-ls.toml")
            .starts_with("# Settings of brief-ls")
    );
}

#[test]
fn the_schema_is_one_and_takes_what_is_right() {
    let schema = schema();
    jsonschema::meta::validate(&schema).unwrap();
    for config in [
        "",
        "profile = 'brief'\ndialect = 'gfm'\nexclude = ['drafts/**']\n",
        "bibliography = ['refs.bib']\ncitation-style = 'apa'\nsite-root = '.'\n",
        "[rules]\nundefined-marker = 'off'\nnote-order = 'hint'\n[outline]\nnotes = false\n",
    ] {
        assert!(is_valid(&schema, config), "{config}");
    }
}

#[test]
fn the_schema_refuses_what_is_a_fault_in_the_file() {
    let schema = schema();
    for config in [
        "profil = 'brief'",
        "profile = 'loud'",
        "dialect = 1",
        "exclude = 'drafts'",
        "[rules]\nundefined-markers = 'off'",
        "[rules]\nundefined-marker = 'loud'",
        "outline.notes = 'no'",
        "outline.words = true",
    ] {
        assert!(!is_valid(&schema, config), "{config}");
        let folder = Folder::new(&[("a.md", ""), ("brief-ls.toml", config)]);
        assert_eq!(folder.run(&["check"]).code, 1, "{config}");
    }
}

#[test]
fn the_schema_tells_what_each_thing_is() {
    let schema = schema();
    let rules = &schema["properties"]["rules"]["properties"];
    for rule in brief_ls::check::rules() {
        let schema = &rules[rule.code];
        assert_eq!(schema["default"], rule.default.name());
        assert!(schema["description"].is_string(), "{}", rule.code);
    }
    for (key, property) in schema["properties"].as_object().unwrap() {
        assert!(property["description"].is_string(), "{key}");
    }
    assert_eq!(schema["properties"]["profile"]["default"], "default");
    let values = schema["$defs"]["Profile"]["oneOf"].as_array().unwrap();
    let brief = "For a policy brief before publication: also checks sources, dates, acronyms and markers as an editor \
                 does, the order and gaps of Markdown footnote numbers, and skipped or identical headings.";
    assert!(values.contains(&json!({ "const": "brief", "description": brief, "type": "string" })));
}
