//! What the front matter of a brief says of its title block.

use crate::import::Metadata;

/// The front matter that `text` begins with, without its fences, and the text after it.
pub(super) fn split(text: &str) -> (&str, &str) {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|first| first.trim_end() == "---");
    let Some(start) = first.map(str::len) else {
        return ("", text);
    };
    let mut at = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return (&text[start..at], &text[at + line.len()..]);
        }
        at += line.len();
    }
    ("", text)
}

/// The title block that `yaml` states: title, subtitle, author, institution, date, each on one line or as a list.
pub fn metadata(yaml: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let mut field = "";
    for line in yaml.lines() {
        let item = line.trim_start().strip_prefix("- ");
        if let Some(item) = item {
            add(&mut metadata, field, item);
        } else if let Some((name, value)) = line.split_once(':')
            && !line.starts_with(char::is_whitespace)
        {
            field = name.trim();
            add(&mut metadata, field, value);
        } else if field == "author"
            && let Some((name, value)) = line.split_once(':')
            && name.trim() == "name"
        {
            add(&mut metadata, field, value);
        }
    }
    metadata
}

fn add(metadata: &mut Metadata, field: &str, value: &str) {
    let value = value.trim();
    let value = value.strip_prefix("name:").unwrap_or(value);
    let Some(text) = scalar(value) else {
        return;
    };
    match field {
        "title" => metadata.title = Some(text),
        "subtitle" => metadata.subtitle = Some(text),
        "author" | "authors" => match value.trim().strip_prefix('[') {
            Some(list) => {
                let names = list.trim_end_matches(']').split(',');
                metadata.authors.extend(names.filter_map(scalar));
            }
            None => metadata.authors.push(text),
        },
        "institution" => metadata.institution = Some(text),
        "date" => metadata.date = Some(text),
        _ => {}
    }
}

/// The text of a scalar on one line (YAML 1.2.2, chapter 7); none where it is empty or goes on below.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let text = if let Some(text) = quoted('"') {
        text.replace("\\\"", "\"").replace("\\\\", "\\")
    } else if let Some(text) = quoted('\'') {
        text.replace("''", "'")
    } else {
        value.split(" #").next().unwrap_or(value).trim().to_owned()
    };
    let goes_on = matches!(text.as_str(), "" | "|" | ">" | "|-" | ">-");
    (!goes_on).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_block_is_read() {
        let metadata = metadata(
            "title: \"Dams: \\\"a\\\" plan\"\nauthor:\n  - Ana Roy\n  - 'Bo O''Lee'\ndate: 3 May # draft\nlang: en\nabstract: |\n  Long: text\n",
        );
        assert_eq!(metadata.title.as_deref(), Some("Dams: \"a\" plan"));
        assert_eq!(metadata.authors, ["Ana Roy", "Bo O'Lee"]);
        assert_eq!(metadata.date.as_deref(), Some("3 May"));
        assert_eq!(metadata.subtitle, None);
    }
}
