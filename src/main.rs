//! The `footnote` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    footnote::cli::main()
}
