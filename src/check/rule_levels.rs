use crate::config::{Config, House, Level, Profile};

use super::{Rule, rules};

/// The level of every rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleLevels {
    /// For each rule, its level, and that of its minor findings.
    levels: Vec<(Level, Level)>,
}

impl RuleLevels {
    /// The levels that `config` asks for, and the codes in it that no rule has.
    pub fn new(config: &Config) -> (RuleLevels, Vec<String>) {
        let profile = config.profile.unwrap_or_default();
        let levels = RuleLevels::of(config, profile.house(), profile);
        let known = |code: &&String| super::rule(code).is_some();
        let unknown = config.rules.keys().filter(|code| !known(code));
        (levels, unknown.cloned().collect())
    }

    /// The levels that `config` asks for, then `house`, then the profile that it adds to.
    pub fn of(config: &Config, house: &House, base: Profile) -> RuleLevels {
        let set = |rule: &Rule| {
            let own = config.rules.get(rule.code);
            own.or_else(|| house.rules.get(rule.code))
        };
        let levels = |rule: &Rule| match (set(rule), base) {
            (Some(level), _) => (*level, *level),
            (None, Profile::Default) => (rule.default, rule.when_minor),
            (None, _) => (rule.brief, rule.brief),
        };
        let levels = rules().iter().map(levels).collect();
        RuleLevels { levels }
    }

    /// The same for the rules of `codes` alone. Those that are off are warnings.
    pub fn only(&self, codes: &[&str]) -> RuleLevels {
        let on = |level: Level| match level {
            Level::Off => Level::Warning,
            level => level,
        };
        let levels = self.levels.iter().zip(rules());
        let levels = levels.map(
            |((level, renumbered), rule)| match codes.contains(&rule.code) {
                true => (on(*level), on(*renumbered)),
                false => (Level::Off, Level::Off),
            },
        );
        RuleLevels {
            levels: levels.collect(),
        }
    }

    /// Whether the rule of that index can report anything.
    pub(super) fn is_on(&self, index: usize) -> bool {
        let on = |levels: &(Level, Level)| levels.0 != Level::Off || levels.1 != Level::Off;
        self.levels.get(index).is_some_and(on)
    }

    /// The level of the rule of that index, for a minor finding or another one.
    pub(super) fn level(&self, index: usize, is_minor: bool) -> Level {
        match self.levels.get(index) {
            Some((_, level)) if is_minor => *level,
            Some((level, _)) => *level,
            None => Level::Off,
        }
    }
}

impl Default for RuleLevels {
    fn default() -> Self {
        RuleLevels::new(&Config::default()).0
    }
}
