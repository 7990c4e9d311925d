//! The front matter of several briefs as one.

/// The fields whose values are all kept, as a list.
const LISTS: &[&str] = &["author", "bibliography"];

/// The fields of a front matter in YAML.
#[derive(Clone, Debug, Default)]
pub(super) struct MergedFrontMatter {
    fields: Vec<YamlField>,
}

/// A field with all its lines.
#[derive(Clone, Debug)]
struct YamlField {
    name: String,
    lines: Vec<String>,
}

/// Where the front matter of `text` ends, with the empty lines after it, in bytes.
pub(super) fn end(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|first| first.trim_end() == "---") else {
        return 0;
    };
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return at;
        }
    }
    0
}

impl MergedFrontMatter {
    /// Reads a front matter with its fences.
    pub fn of(text: &str) -> Self {
        let mut fields: Vec<YamlField> = Vec::new();
        let inner = text
            .lines()
            .filter(|line| !matches!(line.trim_end(), "---" | "..."));
        for line in inner {
            let is_inner = line.starts_with([' ', '\t', '-', '#']) || line.trim().is_empty();
            match (line.split_once(':'), fields.last_mut()) {
                (Some((name, _)), _) if !is_inner => fields.push(YamlField {
                    name: name.trim().to_owned(),
                    lines: vec![line.to_owned()],
                }),
                (_, Some(field)) => field.lines.push(line.to_owned()),
                _ => {}
            }
        }
        Self { fields }
    }

    /// The title, if it is on one line.
    pub fn title(&self) -> Option<String> {
        let field = self.fields.iter().find(|field| field.name == "title")?;
        let values = field.values();
        let [title] = values.as_slice() else {
            return None;
        };
        let title = title.trim_matches(['"', '\'']);
        (!title.is_empty() && !title.starts_with(['|', '>'])).then(|| title.to_owned())
    }

    /// Adds what `other` has and this has not; the title only if it `is_first`: that of a later brief is a heading. What
    /// is left out, a phrase each.
    pub fn join(&mut self, other: Self, is_first: bool) -> Vec<String> {
        let mut left_out = Vec::new();
        for field in other.fields {
            let own = self.fields.iter_mut().find(|own| own.name == field.name);
            let Some(own) = own else {
                if is_first || field.name != "title" {
                    self.fields.push(field);
                }
                continue;
            };
            if LISTS.contains(&field.name.as_str()) {
                own.add(&field.values());
            } else if own.lines != field.lines && field.name != "title" {
                let value = field.values().join(", ");
                left_out.push(format!("the {} {value}", field.name).trim_end().to_owned());
            }
        }
        left_out
    }

    /// The front matter with its fences and an empty line; nothing without fields.
    pub fn text(&self) -> String {
        if self.fields.is_empty() {
            return String::new();
        }
        let lines = self.fields.iter().flat_map(|field| &field.lines);
        let lines: String = lines.map(|line| format!("{line}\n")).collect();
        format!("---\n{lines}---\n\n")
    }
}

impl YamlField {
    /// The scalars of the field, as they are written.
    fn values(&self) -> Vec<String> {
        let first = self.lines.first().and_then(|line| line.split_once(':'));
        let first = first.map(|(_, value)| value.trim()).unwrap_or_default();
        let items = self.lines.iter().skip(1);
        let items = items.filter_map(|line| line.trim_start().strip_prefix("- "));
        let list = first
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'));
        let first = match list {
            Some(list) => list.split(',').map(str::trim).collect(),
            None => vec![first],
        };
        let all = first.into_iter().chain(items.map(str::trim));
        all.filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Adds the values that it does not have.
    fn add(&mut self, values: &[String]) {
        let mut all = self.values();
        let new: Vec<&String> = values.iter().filter(|value| !all.contains(value)).collect();
        if new.is_empty() {
            return;
        }
        all.extend(new.into_iter().cloned());
        self.lines = vec![format!("{}:", self.name)];
        self.lines
            .extend(all.iter().map(|value| format!("  - {value}")));
    }
}
