use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value,
};

use crate::text::{Edit, Edits, Span};

/// The byte order mark.
const MARK: char = '\u{feff}';

/// What turns the rule of that code off in the text of a configuration file, whose comments and layout stay.
/// None where the text is no TOML, or `rules` in it is no table.
pub fn turn_off(text: &str, code: &str) -> Option<Edits> {
    changed(text, |document| {
        if !document.contains_key("rules") {
            let mut rules = Table::new();
            rules.decor_mut().set_prefix(prefix_at_end(document));
            document.insert("rules", Item::Table(rules));
        }
        set_off(document.get_mut("rules")?.as_table_like_mut()?, code);
        Some(())
    })
}

/// What turns the rule of that code off for the file that `pattern` names, as [`turn_off`] does for all: in the last of
/// `files` if that is for this file alone, or else in one after it, as the last counts.
pub fn turn_off_for(text: &str, pattern: &str, code: &str) -> Option<Edits> {
    changed(text, |document| {
        let last = match document.get_mut("files") {
            None => None,
            Some(Item::ArrayOfTables(files)) => files.iter_mut().last().map(|it| it as _),
            Some(Item::Value(Value::Array(files))) => {
                let last = files.iter_mut().last().and_then(Value::as_inline_table_mut);
                last.map(|it| it as _)
            }
            Some(_) => return None,
        };
        if let Some(rules) = last.and_then(|last| rules_for(last, pattern)) {
            set_off(rules, code);
            return Some(());
        }
        let mut rules = InlineTable::new();
        rules.insert(code, "off".into());
        let paths = Array::from_iter([pattern]);
        if let Some(Item::Value(Value::Array(files))) = document.get_mut("files") {
            let pairs = [("paths", Value::from(paths)), ("rules", rules.into())];
            files.push(InlineTable::from_iter(pairs));
            return Some(());
        }
        let mut table = Table::new();
        table.decor_mut().set_prefix(prefix_at_end(document));
        table.insert("paths", value(paths));
        table.insert("rules", value(rules));
        let files = document
            .entry("files")
            .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        files.as_array_of_tables_mut()?.push(table);
        Some(())
    })
}

/// The rules of an entry of `files`, if it is for `pattern` alone.
fn rules_for<'a>(entry: &'a mut dyn TableLike, pattern: &str) -> Option<&'a mut dyn TableLike> {
    let paths = entry.get("paths")?.as_array()?;
    let is_alone = paths.len() == 1 && paths.get(0)?.as_str() == Some(pattern);
    entry
        .get_mut("rules")
        .filter(|_| is_alone)?
        .as_table_like_mut()
}

/// What `change` makes of the text of a configuration file; none where the text is no TOML or there is no change.
fn changed(text: &str, change: impl FnOnce(&mut DocumentMut) -> Option<()>) -> Option<Edits> {
    let content = text.trim_start_matches(MARK);
    let mut document: DocumentMut = content.parse().ok()?;
    change(&mut document)?;
    let mut changed = document.to_string();
    if content.contains("\r\n") {
        changed = changed.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Some(difference(content, &changed, text.len() - content.len()))
}

fn set_off(rules: &mut dyn TableLike, code: &str) {
    let rule = rules.entry(code).or_insert(Item::None);
    match rule.as_value_mut() {
        Some(level) => {
            let layout = level.decor().clone();
            *level = "off".into();
            *level.decor_mut() = layout;
        }
        None => *rule = value("off"),
    }
}

/// What stands before a table that is added at the end, with the comments there.
fn prefix_at_end(document: &mut DocumentMut) -> String {
    let mut before = document.trailing().as_str().unwrap_or_default().to_owned();
    document.set_trailing("");
    if !before.is_empty() && !before.ends_with('\n') {
        before.push('\n');
    }
    if !before.is_empty() || !document.is_empty() {
        before.push('\n');
    }
    before
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

    #[track_caller]
    fn assert_off_for(before: &str, after: &str) {
        let edits = turn_off_for(before, "a.txt", "note-order").unwrap();
        assert_eq!(edits.apply(&Text::new(before)).to_string(), after);
    }

    #[test]
    fn a_rule_is_turned_off_for_one_file() {
        let entry = "[[files]]\npaths = [\"a.txt\"]\nrules = { note-order = \"off\" }\n";
        assert_off_for("", entry);
        let other =
            "# ours\n[rules]\nunused-note = 'off'\n\n[[files]]\npaths = ['*.txt']\nrules = {}\n";
        assert_off_for(other, &format!("{other}\n{entry}"));
        assert_off_for(
            "[[files]]\npaths = ['a.txt']\nrules.unused-note = 'off'\n",
            "[[files]]\npaths = ['a.txt']\nrules.unused-note = 'off'\nrules.note-order = \"off\"\n",
        );
        assert_off_for(
            "[[files]]\npaths = ['a.txt']\n[files.rules]\nnote-order = 'hint' # why\n",
            "[[files]]\npaths = ['a.txt']\n[files.rules]\nnote-order = \"off\" # why\n",
        );
        assert_off_for(
            "files = [{ paths = ['a.txt', 'b.txt'], rules = {} }]\n",
            "files = [{ paths = ['a.txt', 'b.txt'], rules = {} }, \
             { paths = [\"a.txt\"], rules = { note-order = \"off\" } }]\n",
        );
        assert_eq!(turn_off_for("files = 1\n", "a.txt", "note-order"), None);
    }

    #[test]
    fn what_is_broken_stays() {
        assert_eq!(turn_off("[rules", "note-order"), None);
        assert_eq!(turn_off("rules = 1\n", "note-order"), None);
        let off = "[rules]\nnote-order = \"off\"\n";
        assert_eq!(turn_off(off, "note-order"), Some(Edits::default()));
    }
}
