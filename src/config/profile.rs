//! The profiles that are built in.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::House;

/// A named set of rules and their levels; that of a house says how the house writes, too.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// For any document with footnotes.
    #[default]
    Default,
    /// For a policy brief before publication: also checks sources, dates, acronyms and markers as an editor does, the order and gaps of Markdown footnote numbers, and skipped or identical headings.
    Brief,
    /// As `brief`, with the style of issue briefs of MP-IDSA.
    MpIdsa,
    /// As `brief`, with notes as in The Chicago Manual of Style.
    Chicago,
    /// As `brief`, with the style of OSCOLA.
    Oscola,
    /// As `brief`, with the style of the United Nations Editorial Manual.
    Un,
    /// As `brief`, with the style of the European Union's Interinstitutional Style Guide.
    Eu,
    /// As `brief`, with the style of Chatham House.
    ChathamHouse,
}

/// What each profile says of its house, in the order of [`Profile::ALL`].
static HOUSES: LazyLock<Vec<House>> = LazyLock::new(|| {
    let read = |profile: Profile| toml::from_str(profile.text()).unwrap_or_default();
    Profile::ALL.into_iter().map(read).collect()
});

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 8] = [
        Profile::Default,
        Profile::Brief,
        Profile::MpIdsa,
        Profile::Chicago,
        Profile::Oscola,
        Profile::Un,
        Profile::Eu,
        Profile::ChathamHouse,
    ];

    /// The name as configuration writes it.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Default => "default",
            Profile::Brief => "brief",
            Profile::MpIdsa => "mp-idsa",
            Profile::Chicago => "chicago",
            Profile::Oscola => "oscola",
            Profile::Un => "un",
            Profile::Eu => "eu",
            Profile::ChathamHouse => "chatham-house",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Profile> {
        let mut all = Profile::ALL.into_iter();
        all.find(|profile| profile.name() == name)
    }

    /// What it says of its house, in TOML: nothing where it has none.
    pub fn text(self) -> &'static str {
        match self {
            Profile::Default | Profile::Brief => "",
            Profile::MpIdsa => include_str!("houses/mp-idsa.toml"),
            Profile::Chicago => include_str!("houses/chicago.toml"),
            Profile::Oscola => include_str!("houses/oscola.toml"),
            Profile::Un => include_str!("houses/un.toml"),
            Profile::Eu => include_str!("houses/eu.toml"),
            Profile::ChathamHouse => include_str!("houses/chatham-house.toml"),
        }
    }

    /// The same, read.
    pub fn house(self) -> &'static House {
        static NONE: LazyLock<House> = LazyLock::new(House::default);
        let mut all = Profile::ALL.iter().zip(HOUSES.iter());
        all.find(|(profile, _)| **profile == self)
            .map_or(&NONE, |(_, house)| house)
    }
}
