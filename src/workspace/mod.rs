//! The one place that reads and writes the disk: finds briefs, reads them, finds and reads the configuration,
//! finds what stands around a brief, replaces a brief by its repaired text.

mod append;
mod around;
mod cited;
mod configuration;
mod configurations;
mod destination;
mod exclusions;
mod kind;
mod library;
mod load;
mod locate;
mod nearest;
mod neighbours;
mod once;
mod parse_config;
mod read;
mod rewrite;
mod side_by_side;
mod turn_off;
mod walk;
mod write;

pub use append::append;
pub use around::{Around, Vicinity};
pub use configuration::{CONFIG_NAME, find_config, root_of};
pub use configurations::{Configurations, Configured};
pub use exclusions::Exclusions;
pub use kind::{is_text, kind};
pub use library::{Buffer, Library};
pub use load::{Loaded, Loader, Skipped};
pub use locate::{Project, Source, SourcePlace, Sources, StyleSource};
pub use nearest::nearest;
pub use neighbours::Neighbours;
pub use parse_config::{ConfigFault, ConfigFile, parse_config};
pub use read::{ReadError, decode, read, read_all, read_bytes, read_found};
pub use rewrite::rewrite;
pub use side_by_side::{side_by_side, threads};
pub use turn_off::turn_off;
pub use walk::{Walk, WalkError, walk};
pub use write::{create, replace};
