//! What is known of the whole workspace, and of the briefs that are open in it: unsaved text wins over the disk.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashSet;
use tokio::sync::watch;

use crate::index::{Brief, CitedSources, Document, Summary, Workspace};
use crate::syntax::{Blocks, ItemKind, Leaf};
use crate::workspace::{Configured, Library};

/// The index of a session. A request may ask it off the executor.
#[derive(Default)]
pub struct Index {
    disk: watch::Sender<Disk>,
    open: Mutex<OpenBriefs>,
    /// The bibliographies.
    pub library: Arc<Library>,
    /// What the client has been told of the whole workspace.
    pub last_sent: Mutex<PublishedWorkspace>,
    /// Another number where anything that stands around a brief may be another.
    revision: AtomicU64,
}

/// What a client that pulls the diagnostics of the whole workspace has been sent.
#[derive(Clone, Default)]
pub struct PublishedWorkspace {
    /// The revision of the index when all was reported, and of how many briefs that are not open.
    pub all: Option<(u64, usize)>,
    /// What was found in each brief.
    pub briefs: HashMap<Arc<Path>, PublishedBrief>,
}

/// What was found in one brief.
#[derive(Clone)]
pub struct PublishedBrief {
    /// What the brief said then; the same, by address, as long as it is the same.
    pub summary: Arc<Summary>,
    /// What was set for it.
    pub configured: Arc<Configured>,
    /// The revision of the index, for a brief whose findings may depend on other files.
    pub revision: u64,
    /// The name of the set of its diagnostics.
    pub result_id: String,
}

impl PublishedBrief {
    /// Whether what was found is found still, in a brief that says `summary` and for which `configured` is set.
    pub fn holds(&self, summary: &Arc<Summary>, configured: &Configured, revision: u64) -> bool {
        Arc::ptr_eq(&self.summary, summary)
            && *self.configured == *configured
            && (self.revision == revision || !summary.depends_on_others())
    }
}

/// The briefs as they are on the disk.
#[derive(Clone, Default)]
pub struct Disk {
    /// Those that are read.
    pub workspace: Workspace,
    /// How much is still to be read: folders, changes.
    pub pending: usize,
    /// Whether the client wanted the folders to be read no further, so that briefs may be missing.
    pub cancelled: bool,
    /// Whether what they cite is still to be read.
    pub citing: bool,
}

/// The briefs that are open, as they are at one moment. Cloning it is cheap.
#[derive(Clone, Default)]
pub struct OpenBriefs {
    briefs: Arc<HashMap<PathBuf, Arc<Overlay>>>,
}

/// The state that an open brief had before, and the one that it has.
pub struct Replaced {
    old: Option<Arc<Overlay>>,
    new: Arc<Overlay>,
}

/// A brief that is open.
struct Overlay {
    document: Document,
    configured: Arc<Configured>,
    summary: OnceLock<Arc<Summary>>,
    cited: Arc<OnceLock<CitedSources>>,
}

impl Index {
    /// The briefs as they are on the disk, as far as they are read.
    pub fn disk(&self) -> Disk {
        self.disk.borrow().clone()
    }

    /// Waits until all of the disk is read that is to be read now.
    pub async fn complete(&self) -> Workspace {
        self.once(|disk| disk.pending == 0).await
    }

    /// Waits until what the briefs cite is read as well.
    pub async fn citing(&self) -> Workspace {
        self.once(|disk| disk.pending == 0 && !disk.citing).await
    }

    async fn once(&self, is_complete: impl Fn(&Disk) -> bool) -> Workspace {
        let mut disk = self.disk.subscribe();
        let complete = disk.wait_for(|disk| is_complete(disk)).await;
        complete
            .map(|disk| disk.workspace.clone())
            .unwrap_or_default()
    }

    /// Changes what is known of the disk.
    pub fn change(&self, change: impl FnOnce(&mut Disk)) {
        self.disk.send_modify(change);
    }

    /// Takes the state of a brief that is open.
    pub fn set_open(
        &self,
        path: &Path,
        document: &Document,
        configured: &Arc<Configured>,
    ) -> Replaced {
        let new = Arc::new(Overlay {
            document: document.clone(),
            configured: configured.clone(),
            summary: OnceLock::new(),
            cited: Arc::default(),
        });
        let mut open = self.open();
        let briefs = Arc::make_mut(&mut open.briefs);
        let old = briefs.insert(path.to_owned(), new.clone());
        Replaced { old, new }
    }

    /// A brief is open no longer: the disk counts again.
    pub fn set_closed(&self, path: &Path) {
        Arc::make_mut(&mut self.open().briefs).remove(path);
    }

    /// The briefs that are open, as they are now.
    pub fn open_briefs(&self) -> OpenBriefs {
        self.open().clone()
    }

    /// `workspace` with the briefs below `roots`, and the one at `asked`, that are open as they are in the editor.
    pub fn overlaid(&self, workspace: &Workspace, roots: &[PathBuf], asked: &Path) -> Workspace {
        let open = self.open_briefs();
        open.over(workspace, &self.library, roots, asked)
    }

    /// The same, and what the open briefs cite is read.
    pub fn overlaid_citing(
        &self,
        workspace: &Workspace,
        roots: &[PathBuf],
        asked: &Path,
    ) -> Workspace {
        let open = self.open_briefs();
        open.read_cited();
        open.over(workspace, &self.library, roots, asked)
    }

    /// Another number where anything that stands around a brief may be another.
    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }

    /// Anything that stands around a brief may be another.
    pub fn bump_revision(&self) {
        self.revision.fetch_add(1, Ordering::AcqRel);
    }

    fn open(&self) -> MutexGuard<'_, OpenBriefs> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Overlay {
    fn summary(&self) -> Arc<Summary> {
        let make = || Arc::new(Summary::of(&self.document));
        self.summary.get_or_init(make).clone()
    }
}

impl Replaced {
    /// Whether other documents may see a difference: in the places that a link may lead to, in the keys that the
    /// brief cites or defines, in its front matter.
    pub fn differs(&self) -> bool {
        let Some(old) = &self.old else { return true };
        let (old, new) = (old.document.blocks(), self.new.document.blocks());
        let (old_blocks, new_blocks) = new.difference(old);
        let names = |blocks: &Blocks, range| {
            blocks.items_of(range).any(|item| {
                matches!(
                    item.kind,
                    ItemKind::Heading { .. } | ItemKind::Anchor { .. }
                )
            })
        };
        let has_front_matter = |blocks: &Blocks, range: &Range<usize>| {
            let first = blocks.get(0).filter(|_| range.contains(&0));
            first.is_some_and(|first| first.block.leaf == Leaf::FrontMatter)
        };
        names(old, old_blocks.clone())
            || names(new, new_blocks.clone())
            || has_front_matter(old, &old_blocks)
            || has_front_matter(new, &new_blocks)
            || !keys(old, old_blocks).eq(keys(new, new_blocks))
    }
}

/// The keys that some blocks cite or define, and which of both.
fn keys(blocks: &Blocks, range: Range<usize>) -> impl Iterator<Item = (bool, &str)> {
    blocks.items_of(range).filter_map(|item| match &item.kind {
        ItemKind::Citation { key, .. } => Some((false, &**key)),
        ItemKind::Key { key } => Some((true, &**key)),
        _ => None,
    })
}

impl OpenBriefs {
    /// What the brief at `path` says, if it is open.
    pub fn summary(&self, path: &Path) -> Option<Arc<Summary>> {
        self.briefs.get(path).map(|overlay| overlay.summary())
    }

    /// The keys that the other briefs in the folder of `path` define for themselves, those that are open and those
    /// of `workspace`.
    pub fn keys_beside(&self, path: &Path, workspace: &Workspace) -> Arc<FxHashSet<Arc<str>>> {
        let is_beside = |other: &Path| other.parent() == path.parent() && other != path;
        let closed = workspace
            .iter()
            .filter(|(other, _)| is_beside(other) && !self.briefs.contains_key(&***other));
        let closed = closed.map(|(_, brief)| brief.summary.clone());
        let open = self.briefs.iter().filter(|(other, _)| is_beside(other));
        let open = open.map(|(_, overlay)| overlay.summary());
        let defined = closed.chain(open).flat_map(|it| it.defines.to_vec());
        Arc::new(defined.collect())
    }

    /// Reads what they cite.
    pub fn read_cited(&self) {
        for overlay in self.briefs.values() {
            let read = || CitedSources::of(&overlay.document);
            overlay.cited.get_or_init(read);
        }
    }

    /// `workspace` with the briefs below `roots`, and the one at `asked`, as they are here.
    pub fn over(
        &self,
        workspace: &Workspace,
        library: &Library,
        roots: &[PathBuf],
        asked: &Path,
    ) -> Workspace {
        let inside = |path: &Path| path == asked || roots.iter().any(|root| path.starts_with(root));
        let open = self.briefs.iter().filter(|(path, _)| inside(path));
        workspace.with(open.map(|(path, overlay)| {
            let summary = overlay.summary();
            let project = overlay.configured.project(roots);
            let sources = library.locate(path, &summary.front_matter, project);
            let brief = Brief {
                summary,
                bibliographies: sources.paths().into(),
                cited: overlay.cited.clone(),
            };
            (Arc::from(path.as_path()), brief)
        }))
    }
}
