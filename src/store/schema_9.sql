-- Version 9: figures of a remark that would be the same again are taken over when remarks are made anew.

-- A hash of what the figures were made of (src/store/origin.rs), combined with a checksum of the row; 0: unknown.
ALTER TABLE remark_figures ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;
