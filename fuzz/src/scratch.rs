//! Files that exist for one input. In: a name and bytes. Out: a path; the file goes when it is dropped.

use std::fs;
use std::path::PathBuf;

/// A file with the bytes of one input.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Writes a file. `name` is the target and an ending; each process has files of its own.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        // Files in memory are quicker by far where there are any.
        let memory = PathBuf::from("/dev/shm");
        let root = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let path = root.join(format!("inquit-fuzz-{}-{name}", std::process::id()));
        fs::write(&path, bytes).expect("the file can be written");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
