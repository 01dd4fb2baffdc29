-- Version 8: where the date of an article is from, if it is not its own: 'crawl', the day on which a crawler took the page.

ALTER TABLE articles ADD COLUMN date_from TEXT;
