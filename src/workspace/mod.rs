//! The one place that reads and writes the disk: finds briefs, reads them, finds and reads the configuration,
//! finds what stands around a brief, replaces a brief by its repaired text.

mod append;
mod batch_context;
mod book;
mod cited;
mod config_origins;
mod configuration;
mod configurations;
mod context_cache;
mod declared;
mod destination;
mod file_patterns;
mod inside;
mod kind;
mod library;
mod load;
mod locate;
mod nearest;
mod once;
mod parse_config;
mod read;
mod rewrite;
mod side_by_side;
mod site;
mod turn_off;
mod walk;
mod write;

pub use append::append;
pub use batch_context::BatchContext;
pub use config_origins::ConfigOrigins;
pub use configuration::{CONFIG_NAME, ConfigPlace, MKDOCS_NAMES, find_config, root_of};
pub use configurations::{ConfigFaults, Configurations, Configured};
pub use context_cache::{ContextCache, ContextProvider};
pub use declared::{BibliographyFile, DeclaredBibliographies, NamedFile, Project, StyleSource};
pub use file_patterns::FilePatterns;
pub use kind::{is_text, kind};
pub use library::{Buffer, Library};
pub use load::{LoadedWorkspace, Loader, SkippedPath};
pub use nearest::nearest;
pub use parse_config::{ConfigFault, ConfigFile, parse_config};
pub use read::{ReadError, decode, read, read_all, read_bytes, read_found};
pub use rewrite::rewrite;
pub use side_by_side::{side_by_side, threads};
pub use turn_off::turn_off;
pub use walk::{Inclusions, Walk, WalkError, is_pattern, walk, walk_matches};
pub use write::{create, replace};
