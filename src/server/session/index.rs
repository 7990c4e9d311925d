//! What is known of the whole workspace, and of the briefs that are open in it: unsaved text wins over the disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashSet;
use tokio::sync::watch;

use crate::index::{Brief, Cited, Document, Summary, Workspace};
use crate::syntax::{Blocks, MarkKind};
use crate::workspace::{Configured, Library};

/// The index of a session. A request may ask it off the executor.
#[derive(Default)]
pub struct Index {
    disk: watch::Sender<Disk>,
    open: Mutex<HashMap<PathBuf, Arc<Overlay>>>,
    /// The bibliographies.
    pub library: Arc<Library>,
    /// What the client has been told of the whole workspace.
    pub told: Mutex<Told>,
    /// Another number where anything that stands around a brief may be another.
    age: AtomicU64,
}

/// What a client that pulls the diagnostics of the whole workspace has been told.
#[derive(Default)]
pub struct Told {
    /// The age of the index when all was told, and of how many briefs.
    pub all: Option<(u64, usize)>,
    /// What was found in each brief.
    pub briefs: HashMap<Arc<Path>, ToldBrief>,
}

/// What was found in one brief.
#[derive(Clone)]
pub struct ToldBrief {
    /// What the brief said then; the same, by address, as long as it is the same.
    pub summary: Arc<Summary>,
    /// What was set for it.
    pub configured: Arc<Configured>,
    /// The age of the index, for a brief whose findings may depend on other files.
    pub age: u64,
    /// The name of the set of its diagnostics.
    pub result_id: String,
}

impl ToldBrief {
    /// Whether what was found is found still, in a brief that says `summary` and for which `configured` is set.
    pub fn holds(&self, summary: &Arc<Summary>, configured: &Configured, age: u64) -> bool {
        Arc::ptr_eq(&self.summary, summary)
            && *self.configured == *configured
            && (self.age == age || !summary.has_neighbours())
    }
}

/// The briefs as they are on the disk.
#[derive(Clone, Default)]
pub struct Disk {
    /// Those that are read.
    pub workspace: Workspace,
    /// How much is still to be read: folders, changes.
    pub pending: usize,
    /// Whether what they cite is still to be read.
    pub citing: bool,
}

/// A brief that is open.
struct Overlay {
    document: Document,
    configured: Arc<Configured>,
    summary: OnceLock<Arc<Summary>>,
    cited: Arc<OnceLock<Cited>>,
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

    /// Takes the state of a brief that is open; whether others may see a difference.
    pub fn set_open(&self, path: &Path, document: &Document, configured: &Arc<Configured>) -> bool {
        let overlay = Overlay {
            document: document.clone(),
            configured: configured.clone(),
            summary: OnceLock::new(),
            cited: Arc::default(),
        };
        let old = self.open().insert(path.to_owned(), Arc::new(overlay));
        old.is_none_or(|old| names_differ(&old.document, document))
    }

    /// A brief is open no longer: the disk counts again.
    pub fn set_closed(&self, path: &Path) {
        self.open().remove(path);
    }

    /// What the brief at `path` says.
    pub fn summary(&self, path: &Path) -> Option<Arc<Summary>> {
        let overlay = self.open().get(path).cloned();
        match overlay {
            Some(overlay) => Some(overlay.summary()),
            None => {
                let disk = self.disk.borrow();
                disk.workspace.get(path).map(|brief| brief.summary.clone())
            }
        }
    }

    /// The keys that the briefs in the folder of `path` define for themselves.
    pub fn keys_beside(&self, path: &Path) -> Arc<FxHashSet<Arc<str>>> {
        let disk = self.disk.borrow();
        let beside = disk.workspace.iter();
        let beside = beside.filter(|(other, _)| other.parent() == path.parent());
        let keys = beside.flat_map(|(_, brief)| brief.summary.defines.iter().cloned());
        Arc::new(keys.collect())
    }

    /// `workspace` with the briefs below `roots`, and the one at `asked`, that are open as they are in the editor.
    pub fn overlaid(&self, workspace: &Workspace, roots: &[PathBuf], asked: &Path) -> Workspace {
        let open: Vec<_> = self
            .open()
            .iter()
            .map(|(path, it)| (path.clone(), it.clone()))
            .collect();
        let inside = |path: &Path| path == asked || roots.iter().any(|root| path.starts_with(root));
        let open = open.into_iter().filter(|(path, _)| inside(path));
        workspace.with(open.map(|(path, overlay)| {
            let summary = overlay.summary();
            let project = overlay.configured.project(roots);
            let sources = self.library.locate(&path, &summary.front_matter, project);
            let brief = Brief {
                summary,
                bibliographies: sources.paths().into(),
                cited: overlay.cited.clone(),
            };
            (Arc::from(path), brief)
        }))
    }

    /// The same, and what the open briefs cite is read.
    pub fn overlaid_citing(
        &self,
        workspace: &Workspace,
        roots: &[PathBuf],
        asked: &Path,
    ) -> Workspace {
        let open: Vec<_> = self.open().values().cloned().collect();
        for overlay in open {
            let read = || Cited::of(&overlay.document);
            overlay.cited.get_or_init(read);
        }
        self.overlaid(workspace, roots, asked)
    }

    /// Another number where anything that stands around a brief may be another.
    pub fn age(&self) -> u64 {
        self.age.load(Ordering::Acquire)
    }

    /// Anything that stands around a brief may be another.
    pub fn grow_older(&self) {
        self.age.fetch_add(1, Ordering::AcqRel);
    }

    fn open(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Overlay>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Overlay {
    fn summary(&self) -> Arc<Summary> {
        let make = || Arc::new(Summary::of(&self.document));
        self.summary.get_or_init(make).clone()
    }
}

/// Whether the places that a link may lead to may be others in `new`.
fn names_differ(old: &Document, new: &Document) -> bool {
    let (old_blocks, new_blocks) = new.blocks().difference(old.blocks());
    let names = |blocks: &Blocks, range| {
        blocks.marks_of(range).any(|mark| {
            matches!(
                mark.kind,
                MarkKind::Heading { .. } | MarkKind::Anchor { .. }
            )
        })
    };
    names(old.blocks(), old_blocks) || names(new.blocks(), new_blocks)
}
