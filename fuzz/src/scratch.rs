//! Files that exist for one input. In: a name and bytes. Out: a path; the file goes when it is dropped.

use std::fs;
use std::path::PathBuf;

/// A file with the bytes of one input.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Writes a file. `name` is the target and an ending; each process has a folder of its own.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        // Files in memory are quicker by far where there are any.
        let memory = PathBuf::from("/dev/shm");
        let root = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = root.join(format!("inquit-fuzz-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        let path = folder.join(name);
        fs::write(&path, bytes).expect("the file can be written");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        // Only an empty folder goes.
        let _ = self.0.parent().map(fs::remove_dir);
    }
}
