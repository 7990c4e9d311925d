//! The one place that reads and writes the disk: finds briefs, reads them, finds and reads the configuration,
//! replaces a brief by its repaired text.

mod append;
mod configuration;
mod exclusions;
mod kind;
mod nearest;
mod parse_config;
mod read;
mod turn_off;
mod walk;
mod write;

pub use append::append;
pub use configuration::{CONFIG_NAME, find_config};
pub use exclusions::Exclusions;
pub use kind::{is_text, kind};
pub use nearest::nearest;
pub use parse_config::{ConfigFault, ConfigFile, parse_config};
pub use read::{ReadError, decode, read};
pub use turn_off::turn_off;
pub use walk::{Walk, WalkError, walk};
pub use write::write;
