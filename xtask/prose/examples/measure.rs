//! The measurement alone, without the other tools: `cargo run -p xtask-prose --example measure`.

use clap::Parser;

#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    options: xtask_prose::Options,
}

fn main() -> xtask_kit::Outcome {
    xtask_prose::run(&Arguments::parse().options)
}
