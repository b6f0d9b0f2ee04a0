//! The `footnote` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Gives memory back to the system that loading files takes for a moment, and is quicker than that of the C library.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    footnote::cli::main()
}
