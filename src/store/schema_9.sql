-- Version 9: lists of articles show damage. Each figure is a sum over all current articles, as src/store/totals.rs makes it;
-- src/store/schema.rs adds up those that are there.

-- sources: id and sha256; headers: id, revision, outlet, date, url and title.
INSERT INTO facts VALUES ('sources', 0), ('headers', 0);
