//! `nianbao` with one more exporter.

// Without this line the linker leaves the exporter out, and says nothing.
use own_exporter as _;

fn main() -> std::process::ExitCode {
    nianbao_cli::main()
}
