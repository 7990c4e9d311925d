//! Reads what a request has to know of other files than its own: as the editor has them, else as the disk does.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::bibliography::{Bibliography, Format};
use crate::ide::Files;
use crate::index::{Document, Workspace};
use crate::server::abilities::Abilities;
use crate::text::Text;
use crate::workspace::{Configurations, kind, read_found};

use super::open::Role;
use super::world::World;
use super::{Session, Snapshot};

/// The files of the workspace at one moment.
pub struct Reader {
    briefs: Vec<Snapshot>,
    bibliographies: Vec<Snapshot>,
    configurations: Configurations,
    client: Arc<Abilities>,
    world: World,
}

impl Session {
    /// A reader to which what is open stays as it is now.
    pub fn reader(&self) -> Reader {
        let client = self.abilities();
        let state = self.state();
        let world = self.world(&state);
        let snapshots = |is_asked: fn(&Role) -> bool| -> Vec<Snapshot> {
            let open = state.documents.iter().filter(|(_, it)| is_asked(&it.role));
            let snapshot =
                |(uri, open): (&Url, &super::Open)| open.snapshot(uri, &client, world.clone());
            open.map(snapshot).collect()
        };
        Reader {
            briefs: snapshots(|role| matches!(role, Role::Brief(Some(_)))),
            bibliographies: snapshots(|role| matches!(role, Role::Bibliography(_))),
            configurations: state.configurations(),
            client: client.clone(),
            world,
        }
    }
}

impl Reader {
    /// What the editor has open at `path`.
    pub fn open(&self, path: &Path) -> Option<&Snapshot> {
        at(&self.briefs, path).or_else(|| at(&self.bibliographies, path))
    }

    /// What the client can do.
    pub fn client(&self) -> &Abilities {
        &self.client
    }

    /// `workspace` with what is open, and with the file at `asked`, wherever it is.
    pub fn overlaid(&self, workspace: &Workspace, asked: &Path) -> Workspace {
        self.world.overlaid(workspace, asked)
    }
}

impl Files for Reader {
    fn brief(&self, path: &Path) -> Result<Document, String> {
        if let Some(open) = at(&self.briefs, path) {
            return Ok(open.clone().surrounded().document);
        }
        let kind = kind(path).ok_or("is no brief")?;
        let configured = self.configurations.of(path);
        let dialect = configured.config.dialect.unwrap_or_default();
        let document = Document::new(text(path)?, kind, dialect);
        Ok(self.world.surround(document, path, &configured))
    }

    fn bibliography(&self, path: &Path) -> Result<Arc<Bibliography>, String> {
        if let Some((_, open)) = at(&self.bibliographies, path).and_then(Snapshot::bibliography) {
            return Ok(Arc::new(open.clone()));
        }
        let format = Format::of(path).ok_or("is no bibliography")?;
        let path: PathBuf = path.into();
        let text = text(&path)?;
        Ok(Arc::new(Bibliography::read(path, text, format)))
    }
}

fn at<'a>(open: &'a [Snapshot], path: &Path) -> Option<&'a Snapshot> {
    open.iter().find(|it| it.path() == Some(path))
}

fn text(path: &Path) -> Result<Text, String> {
    let text = read_found(path).map_err(|error| error.to_string())?;
    Ok(Text::new(&text))
}
