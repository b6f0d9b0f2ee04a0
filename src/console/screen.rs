//! Where text goes, whether it may carry colours, and how wide it may be.

use std::io::{self, BufWriter, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use terminal_size::{Width, terminal_size_of};

/// Standard output: buffered, with colours where a terminal shows them and nobody has switched them off.
pub struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    /// Whether text may carry colours.
    pub colours: bool,
    /// How many columns the terminal has; none where it is no terminal.
    pub columns: Option<usize>,
}

impl Screen {
    /// Standard output.
    pub fn stdout() -> Self {
        let out = io::stdout();
        Self {
            colours: AutoStream::choice(&out) != ColorChoice::Never,
            columns: terminal_size_of(&out).map(|(Width(columns), _)| columns.into()),
            out: BufWriter::new(out.lock()),
        }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether text on standard error may carry colours.
pub fn stderr_colours() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}
