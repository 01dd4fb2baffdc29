-- Version 4: who is meant over all articles. These rows are made together with the remarks.

CREATE TABLE persons (
    person INTEGER PRIMARY KEY,              -- in the order of the number of quotations
    key    TEXT    NOT NULL UNIQUE,          -- as `person` in every output
    name   TEXT    NOT NULL                  -- the commonest full name
);
-- Every name that articles give for a person, the commonest first.
CREATE TABLE person_names (
    person   INTEGER NOT NULL REFERENCES persons (person),
    name     TEXT    NOT NULL,
    articles INTEGER NOT NULL
);
CREATE INDEX person_names_person ON person_names (person);
-- Why another key is not the same person's.
CREATE TABLE person_notes (
    person  INTEGER NOT NULL REFERENCES persons (person),
    other   TEXT    NOT NULL,                -- the other key
    reason  TEXT    NOT NULL                 -- gender, age, name, role, event, several
);
CREATE INDEX person_notes_person ON person_notes (person);
CREATE TABLE meant (
    quotation INTEGER PRIMARY KEY REFERENCES quotations (quotation),
    person    INTEGER NOT NULL REFERENCES persons (person),
    basis     TEXT    NOT NULL               -- name, short-name, description, remark
);
CREATE INDEX meant_person ON meant (person);

CREATE VIEW people AS
SELECT p.key AS person, p.name,
       (SELECT group_concat(n.name, '; ') FROM person_names n WHERE n.person = p.person) AS names,
       count(*) AS quotations, count(DISTINCT a.article) AS articles,
       (SELECT group_concat(o.other || ': ' || o.reason, '; ') FROM person_notes o WHERE o.person = p.person) AS notes
FROM persons p
JOIN meant m USING (person)
JOIN quotations q USING (quotation)
JOIN articles a ON a.article = q.article AND a.current
GROUP BY p.person;

DROP VIEW remarks_view;
CREATE VIEW remarks_view AS
SELECT r.id AS remark, r.speaker, a.outlet, a.date, a.id AS article, w.base,
       CAST(substr(CAST(a.text AS BLOB), w.start + 1, w."end" - w.start) AS TEXT) AS wording,
       q.verb, r.articles AS in_articles, a.url, p.key AS person, p.name AS person_name
FROM wordings w
JOIN remarks r USING (remark)
JOIN quotations q USING (quotation)
JOIN articles a ON a.article = w.article
LEFT JOIN meant m ON m.quotation = w.quotation
LEFT JOIN persons p ON p.person = m.person;

-- The people of a corpus from before are found when remarks are next made.
UPDATE facts SET value = value + 1 WHERE name = 'changes';
