//! How the module is linked.

fn main() {
    // Citation styles are run on the stack of the module: the deepest that is allowed fits.
    println!("cargo::rustc-link-arg=-zstack-size=8388608");
}
