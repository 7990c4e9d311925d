//! The heads of notes that count up, and the markers before them.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::syntax::Confidence;

use super::super::candidate::FlatNumber;
use super::super::item_id::ItemId;
use super::marks::heaviest_ascent;

/// A flat number that may begin a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub id: ItemId,
    pub form: Form,
    pub number: u32,
    /// Its block, where that tells whether two heads stand together.
    pub block: Option<usize>,
}

/// Heads that count up, and the markers that are tied to them.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// Each with its run, from 0.
    pub heads: Vec<(Head, u32)>,
    /// Markers, by place, each with its note.
    pub ties: Vec<(FlatNumber, ItemId)>,
}

/// The most numbers that are left out between two heads.
const LONGEST_GAP: u32 = 9;

/// What it costs to leave out a number, to begin with another number than 1, to begin again.
const GAP: i32 = 1;
const LATE: i32 = 6;
const RESTART: i32 = 4;

/// As many numbers between two heads are looked at, to tell whether text stands there.
const FARTHEST: usize = 200;

/// As many tenths of the heads have markers, and of the markers that ascend have heads, where the chain is sure.
const CITED: usize = 7;
const COVERED: usize = 6;

/// A chain of so many markers, of so many tenths of its heads, is sure wherever they stand.
const LONG: usize = 8;
const WHOLE: usize = 8;

/// The best chain that ends with a head.
#[derive(Clone, Copy)]
struct ChainLink {
    score: i32,
    before: Option<usize>,
    /// After which item the markers of its page begin, and the first head of its page.
    page: (Option<ItemId>, usize),
    /// The same for the list of its run of numbers.
    list: (Option<ItemId>, usize),
}

impl Chain {
    /// The chain among `heads` that `marks` speak for most. Where nearly all numbers touch their words, those apart
    /// from them are none.
    pub fn of(heads: &[Head], marks: &[FlatNumber]) -> Chain {
        let mut chain = Chain::among(heads, marks);
        let is_certain = |(mark, _): &&(FlatNumber, ItemId)| mark.confidence == Confidence::Certain;
        let certain = chain.ties.iter().filter(is_certain).count();
        if certain * 10 >= chain.ties.len() * 8 {
            let touches = |mark: &&FlatNumber| mark.confidence != Confidence::Apart;
            let touching: Vec<FlatNumber> = marks.iter().filter(touches).copied().collect();
            chain = Chain::among(heads, &touching);
        }
        let between = carried_over(&chain, marks);
        chain.ties.extend(between);
        chain.ties.sort_by_key(|(mark, _)| mark.id);
        chain
    }

    fn among(heads: &[Head], marks: &[FlatNumber]) -> Chain {
        let builder = ChainBuilder::new(heads, marks);
        let links = builder.links();
        let best = (0..links.len()).max_by_key(|index| (links[*index].score, usize::MAX - index));
        let mut path = Vec::new();
        let mut next = best.filter(|best| links[*best].score > 0);
        while let Some(index) = next {
            path.push(index);
            next = links[index].before;
        }
        path.reverse();
        builder.tied(&path, &links)
    }

    /// How much speaks for it.
    pub fn weight(&self) -> u32 {
        self.ties.iter().map(|(mark, _)| mark.weight()).sum()
    }

    /// Whether it is a chain of footnotes beyond doubt: most heads have markers, most markers of the text that ascend,
    /// `ascent` of them, have heads.
    pub fn is_sure(&self, ascent: usize) -> bool {
        let ties = self.ties.len();
        let certain = |(mark, _): &&(FlatNumber, ItemId)| mark.confidence == Confidence::Certain;
        let strong = self
            .ties
            .iter()
            .filter(|(mark, _)| mark.is_strong())
            .count();
        let fewest = match self.heads.first() {
            Some((head, _)) if head.number == 1 => 3,
            _ => 4,
        };
        let is_pair = ties == 2 && fewest == 3 && self.ties.iter().filter(certain).count() == 2;
        let is_whole = ties >= LONG && ties * 10 >= self.heads.len() * WHOLE;
        (ties >= fewest || is_pair)
            && (strong * 2 >= ties || is_whole)
            && ties * 10 >= self.heads.len() * CITED
            && ties * 10 >= ascent * COVERED
    }
}

/// The markers of the heads of `chain` that have none: of a note for which its page had no room, and that stands on the
/// next one, and where few numbers stand apart from their words. Each is the one number that its head has among `marks`
/// between the markers of the heads before and after it.
fn carried_over(chain: &Chain, marks: &[FlatNumber]) -> Vec<(FlatNumber, ItemId)> {
    let mut by_number: FxHashMap<u32, Vec<FlatNumber>> = FxHashMap::default();
    for mark in marks {
        by_number.entry(mark.number).or_default().push(*mark);
    }
    let by_head: FxHashMap<ItemId, ItemId> = chain
        .ties
        .iter()
        .map(|(mark, head)| (*head, mark.id))
        .collect();
    let mut carried = Vec::new();
    let (mut after, mut follows, mut last) = (None, false, None);
    for (place, (head, run)) in chain.heads.iter().enumerate() {
        if last.is_some_and(|(_, before)| before != *run) {
            after = after.max(last.map(|(id, _)| id));
        }
        last = Some((head.id, *run));
        if let Some(mark) = by_head.get(&head.id) {
            (after, follows) = (after.max(Some(*mark)), true);
            continue;
        }
        let next = chain.heads[place + 1..].iter().take(LONGEST_GAP as usize);
        let mut next = next.take_while(|(_, other)| other == run);
        let next = next.find_map(|(head, _)| by_head.get(&head.id));
        let before = next.map_or(head.id, |mark| head.id.min(*mark));
        let all = by_number.get(&head.number).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|mark| Some(mark.id) <= after);
        let to = all.partition_point(|mark| mark.id < before);
        let is_between = follows && next.is_some();
        match all.get(from..to) {
            Some([mark]) if mark.is_strong() || is_between => {
                (after, follows) = (Some(mark.id), true);
                carried.push((*mark, head.id));
            }
            _ => follows = false,
        }
    }
    carried
}

struct ChainBuilder<'a> {
    heads: &'a [Head],
    marks: &'a [FlatNumber],
    by_number: FxHashMap<u32, Vec<FlatNumber>>,
}

impl<'a> ChainBuilder<'a> {
    fn new(heads: &'a [Head], marks: &'a [FlatNumber]) -> ChainBuilder<'a> {
        let mut by_number: FxHashMap<u32, Vec<FlatNumber>> = FxHashMap::default();
        for mark in marks {
            by_number.entry(mark.number).or_default().push(*mark);
        }
        ChainBuilder {
            heads,
            marks,
            by_number,
        }
    }

    /// The best chain that ends with each head.
    fn links(&self) -> Vec<ChainLink> {
        let mut links: Vec<ChainLink> = Vec::with_capacity(self.heads.len());
        let mut by_number: FxHashMap<u32, usize> = FxHashMap::default();
        let mut best: Option<usize> = None;
        for (index, head) in self.heads.iter().enumerate() {
            let gaps = (1..=LONGEST_GAP).filter_map(|gap| {
                let before = by_number.get(&head.number.checked_sub(gap)?)?;
                Some(self.going_on(&links, *before, index, gap))
            });
            let again = best.filter(|_| head.number == 1);
            let again = again.map(|before| self.beginning(Some((before, &links[before])), index));
            let alone = self.beginning(None, index);
            let all = gaps.chain(again);
            let link = all.fold(alone, |best, link| match link.score >= best.score {
                true => link,
                false => best,
            });
            links.push(link);
            let last = by_number.entry(head.number).or_insert(index);
            if link.score >= links[*last].score {
                *last = index;
            }
            if best.is_none_or(|best| link.score > links[best].score) {
                best = Some(index);
            }
        }
        links
    }

    /// The chain of `before` with the head `index` after it, `gap` numbers later.
    fn going_on(&self, links: &[ChainLink], before: usize, index: usize, gap: u32) -> ChainLink {
        let link = links[before];
        let stands_by = self.stand_together(before, index);
        let page = match stands_by {
            true => link.page,
            false => (Some(self.heads[before].id), index),
        };
        let score = self.evidence(index, page, link.list) + i32::from(stands_by);
        ChainLink {
            score: link.score + score - GAP * (gap as i32 - 1),
            before: Some(before),
            page,
            list: link.list,
        }
    }

    /// A chain that begins with the head `index`, after all of `before` or at the start.
    fn beginning(&self, before: Option<(usize, &ChainLink)>, index: usize) -> ChainLink {
        let zone = (before.map(|(before, _)| self.heads[before].id), index);
        let late = if self.heads[index].number == 1 {
            0
        } else {
            LATE
        };
        let score = before.map_or(-late, |(_, link)| link.score - RESTART);
        ChainLink {
            score: score + self.evidence(index, zone, zone),
            before: before.map(|(before, _)| before),
            page: zone,
            list: zone,
        }
    }

    /// How much speaks for a marker of the head `index` before its page's notes, or before its list.
    fn evidence(
        &self,
        index: usize,
        page: (Option<ItemId>, usize),
        list: (Option<ItemId>, usize),
    ) -> i32 {
        let Some(marks) = self.by_number.get(&self.heads[index].number) else {
            return 0;
        };
        let heaviest = |(after, first): (Option<ItemId>, usize)| {
            let from = marks.partition_point(|mark| Some(mark.id) <= after);
            let to = marks.partition_point(|mark| mark.id < self.heads[first].id);
            let marks = marks.get(from..to).unwrap_or_default();
            marks
                .iter()
                .take(FARTHEST)
                .map(|mark| mark.weight())
                .max()
                .unwrap_or(0)
        };
        heaviest(page).max(heaviest(list)) as i32
    }

    /// Whether no running text stands between two heads: they are neighbours, or no higher number stands there.
    fn stand_together(&self, before: usize, index: usize) -> bool {
        let (first, second) = (&self.heads[before], &self.heads[index]);
        if let (Some(one), Some(other)) = (first.block, second.block)
            && other <= one + 1
        {
            return true;
        }
        let from = self.marks.partition_point(|mark| mark.id <= first.id);
        let between = self.marks[from..].iter().take(FARTHEST);
        let mut between = between.take_while(|mark| mark.id < second.id);
        !between.any(|mark| (second.number..second.number + 50).contains(&mark.number))
    }

    /// The chain along `path`, with its markers.
    fn tied(&self, path: &[usize], links: &[ChainLink]) -> Chain {
        let mut chain = Chain::default();
        let runs = path.chunk_by(|a, b| links[*a].list == links[*b].list);
        for (run, heads) in (0..).zip(runs) {
            let pages = heads.chunk_by(|a, b| links[*a].page == links[*b].page);
            let by_page = pages.flat_map(|page| self.assigned(page, links[page[0]].page));
            let by_page: Vec<_> = by_page.collect();
            let by_list = self.assigned(heads, links[heads[0]].list);
            let weight = |ties: &[(FlatNumber, ItemId)]| {
                ties.iter().map(|(mark, _)| mark.weight()).sum::<u32>()
            };
            let ties = match weight(&by_list) > weight(&by_page) {
                true => by_list,
                false => by_page,
            };
            chain.ties.extend(ties);
            chain
                .heads
                .extend(heads.iter().map(|index| (self.heads[*index], run)));
        }
        chain.ties.sort_by_key(|(mark, _)| mark.id);
        chain
    }

    /// The markers of `heads` that stand after the item and before the head of `zone`.
    fn assigned(
        &self,
        heads: &[usize],
        zone: (Option<ItemId>, usize),
    ) -> Vec<(FlatNumber, ItemId)> {
        let numbers: FxHashMap<u32, ItemId> = heads
            .iter()
            .map(|index| (self.heads[*index].number, self.heads[*index].id))
            .collect();
        let from = self.marks.partition_point(|mark| Some(mark.id) <= zone.0);
        let to = self
            .marks
            .partition_point(|mark| mark.id < self.heads[zone.1].id);
        let marks = self.marks.get(from..to).unwrap_or_default().iter();
        let marks: Vec<FlatNumber> = marks
            .filter(|mark| numbers.contains_key(&mark.number))
            .copied()
            .collect();
        let ascent = heaviest_ascent(&marks).into_iter();
        ascent.map(|mark| (mark, numbers[&mark.number])).collect()
    }
}
