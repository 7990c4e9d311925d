//! Markers that stand at one place: `¹,²`, `¹⁻³`, `[1, 3–5]`, `[^1][^2]`.

use crate::config::Form;
use crate::index::{Document, Marker};
use crate::syntax::BlockAt;
use crate::text::Span;

/// Markers of one form at one place.
#[derive(Clone, Debug)]
pub(in crate::refactor) struct Cluster {
    /// All of them, with the brackets or the element around them, in bytes of the document.
    pub span: Span,
    /// Whether nothing else stands in the brackets or the element: in `[1, 5]` 5 may be no marker.
    pub whole: bool,
    /// The markers, by place; the numbers within a range stand at its dash.
    pub markers: Vec<Marker>,
}

/// What may stand between the first and the last number of a range.
const DASHES: [char; 9] = ['⁻', '–', '-', '‑', '—', '−', '－', '～', '~'];

/// What may stand between two numbers, each in its form.
const BETWEEN: [char; 12] = [
    ',', ';', '،', '‚', '˒', '\'', '，', '、', '；', ' ', '\u{a0}', '\u{202f}',
];

/// Farther apart there is no bracket or tag that belongs to a marker, in bytes.
const REACH: usize = 400;

/// The markers in `block`, place by place. What an inline note cites belongs to its text.
pub(in crate::refactor) fn clusters(document: &Document, block: BlockAt<'_>) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    if block.block.items.is_empty() {
        return clusters;
    }
    for marker in document.markers_in(block) {
        match clusters.last_mut() {
            Some(last) if last.span.covers(marker.span) && last.markers[0].form == Form::Inline => {
            }
            Some(last) if last.is_joined_by(document, &marker) => {
                last.span = last.span.join(marker.span);
                last.markers.push(marker);
            }
            _ => clusters.push(Cluster {
                span: marker.span,
                whole: true,
                markers: vec![marker],
            }),
        }
    }
    for cluster in &mut clusters {
        let enclosed = cluster.with_signs(document, block.body());
        cluster.whole = enclosed.is_some();
        cluster.span = enclosed.unwrap_or(cluster.span);
    }
    clusters
}

/// The clusters that touch one another, of whatever forms: markers at one place.
#[derive(Clone, Debug)]
pub(in crate::refactor) struct AdjacentClusters {
    /// All of them, in bytes of the document.
    pub span: Span,
    /// By place.
    pub clusters: Vec<Cluster>,
}

impl AdjacentClusters {
    /// Its markers, in order.
    pub fn markers(&self) -> impl Iterator<Item = &Marker> {
        self.clusters.iter().flat_map(|cluster| &cluster.markers)
    }
}

/// The places in `block` where markers stand.
pub(in crate::refactor) fn places(
    document: &Document,
    block: BlockAt<'_>,
) -> Vec<AdjacentClusters> {
    let mut places: Vec<AdjacentClusters> = Vec::new();
    for cluster in clusters(document, block) {
        match places.last_mut() {
            Some(last) if last.span.end == cluster.span.start => {
                last.span = last.span.join(cluster.span);
                last.clusters.push(cluster);
            }
            _ => places.push(AdjacentClusters {
                span: cluster.span,
                clusters: vec![cluster],
            }),
        }
    }
    places
}

/// Whether what stands between two markers does nothing but part them: `[^1], [^2]`.
pub(in crate::refactor) fn is_between(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_none_or(|c| BETWEEN.contains(&c)) && matches!(chars.as_str(), "" | " ")
}

/// Whether `span` is a number with its link, or several: `[[1]](#fn1)`.
fn is_link(document: &Document, span: Span) -> bool {
    let text = document.text().slice(span);
    text.starts_with('[') && text.ends_with(')')
}

/// Whether the text between two numbers makes a range of them.
pub(in crate::refactor) fn is_dash(between: &str) -> bool {
    let mut chars = between.trim().chars();
    chars.next().is_some_and(|c| DASHES.contains(&c)) && chars.next().is_none()
}

impl Cluster {
    /// Whether `next` stands at the same place.
    fn is_joined_by(&self, document: &Document, next: &Marker) -> bool {
        let Some(last) = self.markers.last().filter(|last| last.form == next.form) else {
            return false;
        };
        if last.span.end >= next.span.start {
            return true;
        }
        let between = document
            .text()
            .slice(Span::new(last.span.end, next.span.start));
        match next.form {
            Form::Markdown
            | Form::Inline
            | Form::Slashed
            | Form::Flat
            | Form::Signed
            | Form::Endnotes => false,
            Form::Html => {
                let whole = document.text().slice(last.span).starts_with('<');
                let in_element = between.len() < REACH && !between.contains("</sup>");
                !whole && in_element && (!is_link(document, last.span) || is_between(&between))
            }
            Form::Superscript | Form::Bracketed => {
                let mut chars = between.chars();
                let sign = chars
                    .next()
                    .is_some_and(|c| BETWEEN.contains(&c) || DASHES.contains(&c));
                let in_brackets = next.form == Form::Superscript
                    || !between.contains(' ')
                    || !between.trim().is_empty();
                sign && in_brackets && chars.as_str().trim().is_empty() && chars.count() < 2
            }
        }
    }

    /// Whether its numbers are all that it says: `[1, p. 4]` names a page, too.
    pub fn is_bare(&self, document: &Document) -> bool {
        let sign = |c: char| {
            let bracket = matches!(c, '[' | ']' | '〔' | '〕' | '［' | '］' | '【' | '】');
            bracket || c.is_numeric() || BETWEEN.contains(&c) || DASHES.contains(&c)
        };
        let brackets = self.markers[0].form == Form::Bracketed;
        self.whole && (!brackets || document.text().slice(self.span).chars().all(sign))
    }

    /// The span with the blank before it, if one stands after it or nothing to be set apart.
    pub fn with_blank(&self, document: &Document) -> Span {
        let text = document.text();
        let Span { start, end } = self.span;
        let before = text.slice(Span::new(start.saturating_sub(2), start));
        let after = text.slice(Span::new(end, end + 1));
        let apart = before.ends_with(' ')
            && before.trim() != ""
            && !after.starts_with(|c: char| !c.is_ascii_punctuation() && !c.is_whitespace());
        Span::new(start - usize::from(apart), end)
    }

    /// The span with what encloses several numbers; none where more than they stands in it.
    fn with_signs(&self, document: &Document, body: Span) -> Option<Span> {
        let Span { start, end } = self.span;
        let before = document.text().slice(Span::new(
            start.saturating_sub(REACH).max(body.start),
            start,
        ));
        let after = document
            .text()
            .slice(Span::new(end, (end + REACH).min(body.end)));
        let (open, close) = match self.markers[0].form {
            Form::Html if !document.text().slice(self.span).starts_with('<') => {
                let open = before.rfind("<sup");
                let open = open.filter(|at| !before[*at..].contains("</sup>"));
                if open.is_none() && is_link(document, self.span) {
                    return Some(self.span);
                }
                let close = after.find("</sup>");
                (open, close.map(|at| at + "</sup>".len()))
            }
            Form::Bracketed
                if document
                    .text()
                    .slice(self.span)
                    .starts_with(|c: char| c.is_numeric()) =>
            {
                let open = before.char_indices().next_back();
                let close = after
                    .char_indices()
                    .find(|(_, c)| matches!(c, ']' | '〕' | '］' | '】'));
                (
                    open.map(|(at, _)| at),
                    close.map(|(at, c)| at + c.len_utf8()),
                )
            }
            _ => return Some(self.span),
        };
        let (before, after) = (&before[open?..], &after[..close?]);
        let bare = |text: &str| {
            !text
                .split(['<', '>'])
                .step_by(2)
                .any(|part| part.contains(char::is_alphanumeric))
        };
        (bare(before) && bare(after)).then(|| Span::new(start - before.len(), end + after.len()))
    }
}
