use toml_edit::{DocumentMut, Item, Table, value};

use crate::text::{Edit, Edits, Span};

/// The byte order mark.
const MARK: char = '\u{feff}';

/// What turns the rule of that code off in the text of a configuration file, whose comments and layout stay.
/// None where the text is no TOML, or `rules` in it is no table.
pub fn turn_off(text: &str, code: &str) -> Option<Edits> {
    let content = text.trim_start_matches(MARK);
    let mut document: DocumentMut = content.parse().ok()?;
    if !document.contains_key("rules") {
        append_rules(&mut document);
    }
    let rule = document
        .get_mut("rules")?
        .as_table_like_mut()?
        .entry(code)
        .or_insert(Item::None);
    match rule.as_value_mut() {
        Some(level) => {
            let layout = level.decor().clone();
            *level = "off".into();
            *level.decor_mut() = layout;
        }
        None => *rule = value("off"),
    }
    let mut changed = document.to_string();
    if content.contains("\r\n") {
        changed = changed.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Some(difference(content, &changed, text.len() - content.len()))
}

/// Adds the table of the rules at the end, after the comments there.
fn append_rules(document: &mut DocumentMut) {
    let mut before = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    if !before.is_empty() && !before.ends_with('\n') {
        before.push('\n');
    }
    if !before.is_empty() || !document.is_empty() {
        before.push('\n');
    }
    let mut rules = Table::new();
    rules.decor_mut().set_prefix(before);
    document.insert("rules", Item::Table(rules));
}

/// The one edit that makes `before`, which stands at `base`, into `after`.
fn difference(before: &str, after: &str, base: usize) -> Edits {
    let pairs = || before.chars().zip(after.chars());
    let same = pairs().take_while(|(a, b)| a == b);
    let start: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let (rest, new) = (&before[start..], &after[start..]);
    let same = rest
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b);
    let end: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let span = Span::new(start, before.len() - end).shift(base);
    match span.is_empty() && new.len() == end {
        true => Edits::default(),
        false => Edits::one(Edit::new(span, &new[..new.len() - end])),
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    use super::*;

    #[track_caller]
    fn assert_off(before: &str, after: &str) {
        let edits = turn_off(before, "note-order").unwrap();
        assert_eq!(edits.apply(&Text::new(before)).to_string(), after);
    }

    #[test]
    fn a_rule_is_added_and_the_rest_stays() {
        assert_off("", "[rules]\nnote-order = \"off\"\n");
        assert_off("# ours", "# ours\n\n[rules]\nnote-order = \"off\"\n");
        assert_off(
            "dialect = 'gfm'\n# end\n",
            "dialect = 'gfm'\n# end\n\n[rules]\nnote-order = \"off\"\n",
        );
        assert_off(
            "profile = 'brief' # ours\r\n\r\n[rules]\r\n# why\r\nunused-note   = \"hint\"\r\n",
            "profile = 'brief' # ours\r\n\r\n[rules]\r\n# why\r\nunused-note   = \"hint\"\r\nnote-order = \"off\"\r\n",
        );
    }

    #[test]
    fn a_level_that_is_set_is_replaced() {
        let before =
            "\u{feff}[rules]\nnote-order =  'hint'  # house style\n[outline]\nnotes = true\n";
        assert_off(before, &before.replace("'hint'", "\"off\""));
        assert_off(
            "rules = { note-order = 'hint' }\n",
            "rules = { note-order = \"off\" }\n",
        );
        assert_off(
            "rules.note-order = 'hint'\n",
            "rules.note-order = \"off\"\n",
        );
    }

    #[test]
    fn what_is_broken_stays() {
        assert_eq!(turn_off("[rules", "note-order"), None);
        assert_eq!(turn_off("rules = 1\n", "note-order"), None);
        let off = "[rules]\nnote-order = \"off\"\n";
        assert_eq!(turn_off(off, "note-order"), Some(Edits::default()));
    }
}
