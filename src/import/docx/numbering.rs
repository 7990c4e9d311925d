//! The lists of a Word file: what number the next item of each has.

use rustc_hash::FxHashMap;

use super::super::manuscript::ListNumbering as Format;
use super::xml::{self, Node};

/// The deepest level of a list, from 0 (ISO/IEC 29500-1, 17.9.3).
const DEEPEST: u8 = 8;

/// What an item of a list begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ItemNumber {
    /// The number; `None` for a bullet.
    pub number: Option<u64>,
    pub format: Format,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct ListLevel {
    /// `None` where items have neither number nor bullet.
    sign: Option<ItemNumber>,
    /// The style whose paragraphs are items of this level.
    style: Option<String>,
}

/// A list that a paragraph may belong to.
#[derive(Clone, Debug, Default)]
struct ListDefinition {
    /// The definition whose numbers it shares.
    definition: String,
    levels: FxHashMap<u8, ListLevel>,
    /// At which levels it begins anew, and with which number.
    restarts: FxHashMap<u8, u64>,
}

/// The lists by id, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct ListNumbers {
    lists: FxHashMap<String, ListDefinition>,
    /// The last number of each definition and level.
    last: FxHashMap<(String, u8), u64>,
    /// The lists that have had an item at a level.
    begun: FxHashMap<(String, u8), ()>,
}

impl ListNumbers {
    /// Reads the part `numbering.xml`.
    pub fn of(root: Node<'_>) -> Self {
        let nodes = xml::children(root);
        let of_kind = |name: &'static str| nodes.iter().filter(move |node| xml::is(**node, name));
        let definitions: FxHashMap<&str, FxHashMap<u8, ListLevel>> = of_kind("abstractNum")
            .filter_map(|node| Some((xml::attribute(*node, "abstractNumId")?, levels(*node))))
            .collect();
        let mut numbering = Self::default();
        for node in of_kind("num") {
            let definition = xml::value(*node, "abstractNumId");
            let (Some(id), Some(definition)) = (xml::attribute(*node, "numId"), definition) else {
                continue;
            };
            let mut list = ListDefinition {
                definition: definition.to_owned(),
                levels: definitions.get(definition).cloned().unwrap_or_default(),
                restarts: FxHashMap::default(),
            };
            list.overridden(*node);
            numbering.lists.insert(id.to_owned(), list);
        }
        numbering
    }

    /// The level of the items that have `style`, in the list called `id`.
    pub fn level_of_style(&self, id: &str, style: &str) -> Option<u8> {
        let list = self.lists.get(id)?;
        let mut levels = list.levels.iter();
        let found = levels.find(|(_, level)| level.style.as_deref() == Some(style));
        found.map(|(level, _)| *level)
    }

    /// Counts an item of the list called `id` and says what it begins with; none where it is no item.
    pub fn next(&mut self, id: &str, level: u8) -> Option<ItemNumber> {
        let level = level.min(DEEPEST);
        let list = self.lists.get(id)?;
        let sign = list.levels.get(&level)?.sign?;
        let Some(first) = sign.number else {
            return Some(sign);
        };
        let key = (list.definition.clone(), level);
        let begins = self.begun.insert((id.to_owned(), level), ()).is_none();
        let restart = list.restarts.get(&level).filter(|_| begins).copied();
        let next = self.last.get(&key).map(|last| last.saturating_add(1));
        let number = restart.or(next).unwrap_or(first);
        for deeper in level + 1..=DEEPEST {
            self.last.remove(&(list.definition.clone(), deeper));
        }
        self.last.insert(key, number);
        Some(ItemNumber {
            number: Some(number),
            ..sign
        })
    }
}

impl ListDefinition {
    /// What `w:num` has otherwise than its definition.
    fn overridden(&mut self, node: Node<'_>) {
        for change in xml::children(node) {
            let level = xml::attribute(change, "ilvl").and_then(|level| level.parse().ok());
            let Some(level) = level else {
                continue;
            };
            if let Some(start) = xml::value(change, "startOverride").and_then(|n| n.parse().ok()) {
                self.restarts.insert(level, start);
            }
            if let Some(node) = xml::child(change, "lvl") {
                self.levels.insert(level, level_of(node));
            }
        }
    }
}

fn levels(definition: Node<'_>) -> FxHashMap<u8, ListLevel> {
    let nodes = xml::children(definition)
        .into_iter()
        .filter(|node| xml::is(*node, "lvl"));
    let level = |node| Some((xml::attribute(node, "ilvl")?.parse().ok()?, level_of(node)));
    nodes.filter_map(level).collect()
}

fn level_of(node: Node<'_>) -> ListLevel {
    let start = xml::value(node, "start").and_then(|start| start.parse().ok());
    let number = |format| {
        Some(ItemNumber {
            number: Some(start.unwrap_or(1)),
            format,
        })
    };
    let sign = match xml::value(node, "numFmt").unwrap_or("decimal") {
        "none" => None,
        "bullet" => Some(ItemNumber::default()),
        "lowerLetter" => number(Format::LowerLetter),
        "upperLetter" => number(Format::UpperLetter),
        "lowerRoman" => number(Format::LowerRoman),
        "upperRoman" => number(Format::UpperRoman),
        _ => number(Format::Decimal),
    };
    ListLevel {
        sign,
        style: xml::value(node, "pStyle").map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_on_and_begin_anew() {
        let text = "<numbering>
            <abstractNum abstractNumId='0'>
              <lvl ilvl='0'><start val='1'/><numFmt val='decimal'/></lvl>
              <lvl ilvl='1'><start val='1'/><numFmt val='lowerLetter'/><pStyle val='Sub'/></lvl>
              <lvl ilvl='2'><numFmt val='none'/></lvl>
            </abstractNum>
            <num numId='1'><abstractNumId val='0'/></num>
            <num numId='2'><abstractNumId val='0'/>
              <lvlOverride ilvl='0'><startOverride val='5'/></lvlOverride></num>
          </numbering>";
        let document = xml::parse(text).unwrap();
        let mut numbering = ListNumbers::of(document.root_element());
        let items = [
            ("1", 0),
            ("1", 0),
            ("1", 1),
            ("1", 0),
            ("1", 1),
            ("2", 0),
            ("2", 0),
        ];
        let numbers = items.map(|(id, level)| numbering.next(id, level).unwrap().number.unwrap());
        assert_eq!(numbers, [1, 2, 1, 3, 1, 5, 6]);
        assert_eq!(numbering.next("1", 2), None);
        assert_eq!(numbering.next("7", 0), None);
        assert_eq!(numbering.level_of_style("1", "Sub"), Some(1));
    }
}
