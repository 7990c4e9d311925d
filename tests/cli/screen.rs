use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;

use rustix::pty::{OpenptFlags, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// A terminal of 80 columns: what a program writes to the second can be read from the first.
pub fn terminal() -> (File, OwnedFd) {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    unlockpt(&screen).unwrap();
    let end = ioctl_tiocgptpeer(&screen, OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    let size = Winsize {
        ws_row: 24,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&end, size).unwrap();
    (File::from(screen), end)
}

/// Reads from a terminal until `text` stands there, or to the end, which a terminal tells by an error.
pub fn read_until(screen: &mut File, text: &str) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 1024];
    while let Ok(length @ 1..) = screen.read(&mut buffer) {
        read.extend_from_slice(&buffer[..length]);
        if String::from_utf8_lossy(&read).contains(text) {
            break;
        }
    }
    String::from_utf8_lossy(&read).into_owned()
}
