//! Many changes at once, with requests among them.

use std::process::ExitCode;

use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::index::{Document, DocumentKind};
use brief_ls::text::{Encoding, Text};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::driver::Client;
use crate::tries::tries;

/// No file, so that no link in it can be told to lead nowhere.
const URI: &str = "untitled:a.md";

/// What edits insert: markers, notes, every kind of line break, characters of each length.
const PIECES: [&str; 16] = [
    "[^1]",
    "[^2]",
    "\n\n[^1]: A note.\n\n",
    "\r\n\r\n[^2]: (#)\r\n",
    "¹",
    "\r",
    "\n",
    "\r\n",
    "😀",
    "é",
    "# Heading\n",
    "```\n",
    "^[inline]",
    "word ",
    "",
    "[^",
];

/// An edit: where it begins and how many characters it replaces, as parts of the text; by what.
type EditPlan = (u16, u8, usize);

/// A text as its client has it: a plain list of characters.
struct Model {
    text: Vec<char>,
    encoding: Encoding,
}

impl Model {
    /// Makes an edit; the change that tells the server of it.
    fn edit(&mut self, (at, len, piece): EditPlan) -> Value {
        let start = self.boundary(usize::from(at) % (self.text.len() + 1));
        let end = self.boundary((start + usize::from(len % 12)).min(self.text.len()));
        let range = json!({"start": self.position(start), "end": self.position(end)});
        self.text.splice(start..end, PIECES[piece].chars());
        json!({"range": range, "text": PIECES[piece]})
    }

    /// No client can name the place within a CRLF.
    fn boundary(&self, at: usize) -> usize {
        let splits = at > 0 && self.text[at - 1] == '\r' && self.text.get(at) == Some(&'\n');
        at - usize::from(splits)
    }

    fn position(&self, at: usize) -> Value {
        let (mut line, mut column) = (0, 0);
        for (index, char) in self.text[..at].iter().enumerate() {
            let is_break = match char {
                '\n' => true,
                '\r' => self.text.get(index + 1) != Some(&'\n'),
                _ => false,
            };
            column += self.encoding.width(*char);
            if is_break {
                (line, column) = (line + 1, 0);
            }
        }
        json!({"line": line, "character": column})
    }

    fn string(&self) -> String {
        self.text.iter().collect()
    }

    /// What a fresh check of the text finds, as the protocol has it.
    fn findings(&self) -> Vec<Value> {
        let text = Text::new(&self.string());
        let document = Document::new(text.clone(), DocumentKind::Markdown, DialectChoice::Auto);
        let position = |offset| {
            let position = text.position(offset, self.encoding);
            json!({"line": position.line, "character": position.column})
        };
        let finding = |finding: &brief_ls::check::Diagnostic| {
            let range =
                json!({"start": position(finding.span.start), "end": position(finding.span.end)});
            json!([finding.rule.code, finding.message, range])
        };
        check(&document, &RuleLevels::default())
            .iter()
            .map(finding)
            .collect()
    }
}

fn shown(published: &Value) -> Vec<Value> {
    let diagnostics = published["diagnostics"].as_array().expect("a list");
    diagnostics
        .iter()
        .map(|it| json!([it["code"], it["message"], it["range"]]))
        .collect()
}

fn hammer(encoding: Encoding, name: &str, edits: Vec<EditPlan>) {
    let mut client = Client::start(json!({"general": {"positionEncodings": [name]}}));
    let mut model = Model {
        text: "# Title\n\nA claim.[^1] More.[^2]\r\n\n[^1]: One.\n"
            .chars()
            .collect(),
        encoding,
    };
    client.open(URI, "markdown", &model.string());
    let mut version = 1;
    let mut ids = Vec::new();
    for (count, edits) in edits.chunks(3).enumerate() {
        version += 1;
        let changes: Vec<_> = edits.iter().map(|edit| model.edit(*edit)).collect();
        client.change(URI, version, json!(changes));
        let at =
            json!({"textDocument": {"uri": URI}, "position": model.position(model.text.len() / 2)});
        match count % 3 {
            0 => ids.push(client.ask("textDocument/hover", at)),
            1 => ids.push(client.ask("textDocument/definition", at)),
            _ => ids.push(client.ask("textDocument/documentSymbol", at)),
        }
    }
    // A finding that no other state of the text has tells that all changes have been checked.
    let last = "\n\nThe end.[^the-last-one]\n\n[^note]: Text.\n";
    let end = model.position(model.text.len());
    model.text.extend(last.chars());
    client.change(
        URI,
        version + 1,
        json!([{"range": {"start": end, "end": end}, "text": last}]),
    );
    let expected = model.findings();
    let mut latest = 0;
    loop {
        let published = client.published();
        let told = published["version"].as_i64().expect("a version");
        assert!(told > latest, "{told} after {latest}");
        latest = told;
        if shown(&published) == expected {
            break;
        }
        assert!(
            told <= i64::from(version),
            "the last set is {published:#} and not {expected:#?}"
        );
    }
    for id in ids {
        assert!(client.answer(id).is_ok());
    }
    let rest = client.notifications_so_far("textDocument/publishDiagnostics");
    if let Some(last) = rest.last() {
        assert_eq!(shown(last), expected);
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn the_last_set_is_that_of_the_last_text() {
    let edit = (any::<u16>(), any::<u8>(), 0..PIECES.len());
    let mut runner = TestRunner::new(Config {
        max_shrink_iters: 200,
        ..tries(24)
    });
    let encodings = prop_oneof![
        Just((Encoding::Utf8, "utf-8")),
        Just((Encoding::Utf16, "utf-16")),
        Just((Encoding::Utf32, "utf-32")),
    ];
    runner
        .run(
            &(encodings, prop::collection::vec(edit, 60..240)),
            |((encoding, name), edits)| {
                hammer(encoding, name, edits);
                Ok(())
            },
        )
        .unwrap();
}
