//! How often random tests try.

use proptest::test_runner::Config;

/// A random test's configuration: as many cases as `PROPTEST_CASES` says, or else `cases`. The seed is that of
/// `.cargo/config.toml`, so that each run tries the same; what fails is printed and not written beside the tests.
pub fn tries(cases: u32) -> Config {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let default = Config::default();
    Config {
        cases: if asked { default.cases } else { cases },
        failure_persistence: None,
        ..default
    }
}
