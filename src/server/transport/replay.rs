use std::io::{self, BufRead, Read};

/// A reader that takes back bytes which were read already, to give them out again first.
pub struct Replay<R> {
    inner: R,
    again: Vec<u8>,
    position: usize,
}

impl<R: BufRead> Replay<R> {
    /// Reads from `inner` until something is given back.
    pub fn new(inner: R) -> Self {
        Replay {
            inner,
            again: Vec::new(),
            position: 0,
        }
    }

    /// Takes `bytes` back: they are read next, before what else there is.
    pub fn give_back(&mut self, bytes: &[u8]) {
        let rest = self.again.get(self.position..).unwrap_or_default();
        self.again = [bytes, rest].concat();
        self.position = 0;
    }
}

impl<R: BufRead> Read for Replay<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Replay<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.position < self.again.len() {
            true => Ok(&self.again[self.position..]),
            false => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.position < self.again.len() {
            self.position += amount;
            return;
        }
        self.inner.consume(amount);
    }
}
