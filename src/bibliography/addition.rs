//! Adding entries to a file of sources, each in the file's own format and manner.

use super::{Bibliography, BibliographyFormat};
use crate::citation::Source;
use crate::citation::export::{bibtex_entry, csl_item, hayagriva_entry};
use crate::text::{Edit, Edits, Span};

/// An entry that is to be added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntry {
    /// What it is cited by, without `@`.
    pub key: String,
    /// What it says.
    pub source: Source,
    /// What is to be said of the source and has no field.
    pub note: Option<String>,
}

impl Bibliography {
    /// The edits that add `new` after the last entry; none where the file is so broken that this cannot be told, or
    /// where the entries would not be read from it again.
    pub fn with_entries(&self, new: &[NewEntry]) -> Option<Edits> {
        let written: Vec<String> = new.iter().map(|entry| self.written(entry)).collect();
        let edit = match self.format {
            BibliographyFormat::BibTex => self.after_last_in_bibtex(&written.join("\n\n")),
            BibliographyFormat::CslJson => self.after_last_in_json(&written.join(",\n"))?,
            BibliographyFormat::Hayagriva => self.after_last_in_yaml(&written.concat()),
        };
        let insert = edit.insert.replace('\n', self.text.line_break());
        let edits = Edits::one(Edit::new(edit.span, insert));
        let after = self.after(&edits);
        let is_sound = after.faults.len() <= self.faults.len()
            && after.entries.len() == self.entries.len() + new.len();
        let is_there = |entry: &NewEntry| {
            let found = after.get(&entry.key);
            found.is_some_and(|found| found.key == entry.key && found.describes(&entry.source))
        };
        (is_sound && new.iter().all(is_there)).then_some(edits)
    }

    /// The file after `edits`.
    pub fn after(&self, edits: &Edits) -> Bibliography {
        Bibliography::read(&self.path, edits.apply(&self.text), self.format)
    }

    /// An entry in the format of the file, its lines indented as those of the last entry are.
    fn written(&self, entry: &NewEntry) -> String {
        let NewEntry { key, source, note } = entry;
        let note = note.as_deref();
        match self.format {
            BibliographyFormat::BibTex => {
                let written = bibtex_entry(source, key, note);
                let indent = self.indent().unwrap_or_else(|| "  ".to_owned());
                let lines = written.trim().lines();
                let lines = lines.map(|line| match line.starts_with(['@', '}']) {
                    true => line.to_owned(),
                    false => format!("{indent}{line}"),
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            BibliographyFormat::CslJson => {
                let indent = self.margin().unwrap_or_else(|| "  ".to_owned());
                let item = csl_item(source, key, note);
                let lines = item.lines().map(|line| format!("{indent}{line}"));
                lines.collect::<Vec<_>>().join("\n")
            }
            BibliographyFormat::Hayagriva => hayagriva_entry(source, key, note),
        }
    }

    /// The blanks before the second line of the last entry that has several.
    fn indent(&self) -> Option<String> {
        self.entries.iter().rev().find_map(|entry| {
            let text = self.text.slice(entry.span);
            let line = text.split_inclusive('\n').nth(1)?;
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            line.get(..blanks).map(str::to_owned)
        })
    }

    /// The blanks before the last entry, where nothing else stands before it on its line.
    fn margin(&self) -> Option<String> {
        let start = self.entries.last()?.span.start;
        let line = self.text.line(self.text.line_of(start)).start;
        let before = self.text.slice(Span::new(line, start));
        before.trim().is_empty().then(|| before.into_owned())
    }

    fn after_last_in_bibtex(&self, written: &str) -> Edit {
        let Some(last) = self.entries.last() else {
            return self.at_end(&format!("{written}\n"));
        };
        // What stands after the entry on its line is a remark on it.
        let line = self.text.line(self.text.line_of(last.span.end));
        let rest = self.text.slice(Span::new(last.span.end, line.end));
        let end = match rest.contains('@') {
            true => last.span.end,
            false => line.end,
        };
        let is_last = end == self.text.len();
        let break_ = if is_last { "\n" } else { "" };
        Edit::insert(end, format!("\n\n{written}{break_}"))
    }

    fn after_last_in_json(&self, written: &str) -> Option<Edit> {
        if let Some(last) = self.entries.last() {
            return Some(Edit::insert(last.span.end, format!(",\n{written}")));
        }
        let content = self.text.to_string();
        let empty = content.trim_start_matches('\u{feff}');
        if empty.trim().is_empty() {
            return Some(self.at_end(&format!("[\n{written}\n]\n")));
        }
        let open = content.len() - empty.len() + empty.find('[')?;
        let close = open + content.get(open..)?.find(']')?;
        let between = content.get(open + 1..close)?;
        let span = Span::new(open + 1, close);
        let blank = between.trim().is_empty();
        blank.then(|| Edit::new(span, format!("\n{written}\n")))
    }

    fn after_last_in_yaml(&self, written: &str) -> Edit {
        match self.entries.last() {
            Some(last) => {
                let before = self.text.slice(last.span);
                let break_ = if before.ends_with('\n') { "" } else { "\n" };
                let apart = if before.contains("\n\n") { "\n" } else { "" };
                Edit::insert(last.span.end, format!("{break_}{apart}{written}"))
            }
            None => self.at_end(written),
        }
    }

    /// `written` at the end of a file without entries, parted from what stands there.
    fn at_end(&self, written: &str) -> Edit {
        let content = self.text.to_string();
        let before = content.trim_start_matches('\u{feff}');
        let apart = match before {
            "" => "",
            _ if before.ends_with("\n\n") => "",
            _ if before.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        Edit::insert(content.len(), format!("{apart}{written}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::{Name, PartialDate};
    use crate::text::Text;

    fn source(title: &str) -> Source {
        Source {
            authors: vec![Name::Person {
                family: "Bell".to_owned(),
                given: "Ana".to_owned(),
            }],
            title: Some(title.to_owned()),
            container: Some("Water & Land".to_owned()),
            date: Some(PartialDate::Year(2001)),
            url: Some("https://a.example/b_c?d=1&e=2".to_owned()),
            ..Source::default()
        }
    }

    fn added(text: &str, format: BibliographyFormat) -> Option<String> {
        let bibliography = Bibliography::read("a", Text::new(text), format);
        let entry = |key: &str, note: Option<&str>| NewEntry {
            key: key.to_owned(),
            source: source(&format!("On 50% of {key}")),
            note: note.map(str::to_owned),
        };
        let new = [entry("one", None), entry("two", Some("2nd edn"))];
        let edits = bibliography.with_entries(&new)?;
        Some(edits.apply(bibliography.text()).to_string())
    }

    #[test]
    fn entries_are_appended_in_the_format_of_the_file() {
        let bib = "% Ours\n@book{a,\n\ttitle = {A},\n} % good\n\n% The end\n";
        let json = "[\n    {\"id\": \"a\", \"title\": \"A\"}\n]\n";
        let yaml = "a:\n  type: book\n  title: A\n";
        let files = [
            (bib, BibliographyFormat::BibTex),
            (json, BibliographyFormat::CslJson),
            (yaml, BibliographyFormat::Hayagriva),
        ];
        let after = files.map(|(text, format)| added(text, format).unwrap());
        insta::assert_snapshot!(after.join("---\n"), @r#"
% Ours
@book{a,
	title = {A},
} % good

@misc{one,
	author = {Bell, Ana},
	year = {2001},
	howpublished = {Water \& Land},
	title = {{On 50\% of one}},
	url = {https://a.example/b_c?d=1&e=2},
}

@misc{two,
	author = {Bell, Ana},
	year = {2001},
	howpublished = {Water \& Land},
	note = {2nd edn},
	title = {{On 50\% of two}},
	url = {https://a.example/b_c?d=1&e=2},
}

% The end
---
[
    {"id": "a", "title": "A"},
    {
      "URL": "https://a.example/b_c?d=1&e=2",
      "author": [
        {
          "family": "Bell",
          "given": "Ana"
        }
      ],
      "container-title": "Water & Land",
      "id": "one",
      "issued": {
        "date-parts": [
          [
            2001
          ]
        ]
      },
      "title": "On 50% of one",
      "type": "webpage"
    },
    {
      "URL": "https://a.example/b_c?d=1&e=2",
      "author": [
        {
          "family": "Bell",
          "given": "Ana"
        }
      ],
      "container-title": "Water & Land",
      "id": "two",
      "issued": {
        "date-parts": [
          [
            2001
          ]
        ]
      },
      "note": "2nd edn",
      "title": "On 50% of two",
      "type": "webpage"
    }
]
---
a:
  type: book
  title: A
one:
  type: web
  title: On 50% of one
  author: Bell, Ana
  date: 2001
  url: https://a.example/b_c?d=1&e=2
  parent:
    type: web
    title: Water & Land
two:
  type: web
  title: On 50% of two
  author: Bell, Ana
  date: 2001
  url: https://a.example/b_c?d=1&e=2
  note: 2nd edn
  parent:
    type: web
    title: Water & Land
"#);
    }

    #[test]
    fn a_file_without_entries_gets_its_first() {
        for (text, format) in [
            ("", BibliographyFormat::BibTex),
            ("% Ours", BibliographyFormat::BibTex),
            ("", BibliographyFormat::CslJson),
            ("[]", BibliographyFormat::CslJson),
            ("{\"references\": [ ]}\n", BibliographyFormat::CslJson),
            ("", BibliographyFormat::Hayagriva),
            ("# Ours\n", BibliographyFormat::Hayagriva),
        ] {
            let after = added(text, format).unwrap_or_else(|| panic!("{text:?}"));
            assert!(after.contains("one") && after.contains("two"), "{after}");
        }
    }

    #[test]
    fn line_breaks_stay_what_they_are() {
        let after = added(
            "@book{a,\r\n  title = {A},\r\n}\r\n",
            BibliographyFormat::BibTex,
        )
        .unwrap();
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    }

    #[test]
    fn a_file_that_is_no_list_gets_none() {
        assert_eq!(
            added(
                "{\"id\": \"a\", \"title\": \"A\"}",
                BibliographyFormat::CslJson
            ),
            None
        );
        assert_eq!(added("nothing", BibliographyFormat::CslJson), None);
        assert_eq!(added("- a\n- b\n", BibliographyFormat::Hayagriva), None);
    }
}
