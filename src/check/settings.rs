use crate::config::{Config, Level, Profile};

use super::{Rule, rules};

/// The level of every rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    levels: Vec<Level>,
}

impl Settings {
    /// The levels that `config` asks for, and the codes in it that no rule has.
    pub fn new(config: &Config) -> (Settings, Vec<String>) {
        let profile = config.profile.unwrap_or_default();
        let level = |rule: &Rule| match (config.rules.get(rule.code), profile) {
            (Some(level), _) => *level,
            (None, Profile::Default) => rule.default,
            (None, Profile::Brief) => rule.brief,
        };
        let levels = rules().iter().map(level).collect();
        let known = |code: &&String| super::rule(code).is_some();
        let unknown = config.rules.keys().filter(|code| !known(code));
        (Settings { levels }, unknown.cloned().collect())
    }

    /// The level of `rule`.
    pub fn level(&self, rule: &Rule) -> Level {
        let index = rules().iter().position(|other| other.code == rule.code);
        index.map_or(Level::Off, |index| self.levels[index])
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings::new(&Config::default()).0
    }
}
