//! The program `nianbao`, with the importers and exporters that come with it.
fn main() -> std::process::ExitCode {
    nianbao_cli::main()
}
