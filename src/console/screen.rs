//! Where text goes, and whether it may carry colours.

use std::io::{self, BufWriter, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

/// Standard output: buffered, with colours where a terminal shows them and nobody has switched them off.
pub struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    /// Whether text may carry colours.
    pub colours: bool,
}

impl Screen {
    /// Standard output.
    pub fn stdout() -> Self {
        let out = io::stdout();
        Self {
            colours: AutoStream::choice(&out) != ColorChoice::Never,
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
