-- Version 3: a quotation has whom it was told to.

-- "start end" in bytes of the article's text, as via.
ALTER TABLE quotations ADD COLUMN addressee TEXT;
