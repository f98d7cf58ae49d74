-- The prefixes of Meta-Wiki that a course uses. iw_local = 1: an interlanguage or project link of the same family.
REPLACE INTO interwiki (iw_prefix, iw_url, iw_api, iw_wikiid, iw_local, iw_trans) VALUES
  ('w', 'https://en.wikipedia.org/wiki/$1', '', '', 1, 0),
  ('c', 'https://commons.wikimedia.org/wiki/$1', '', '', 1, 0),
  ('commons', 'https://commons.wikimedia.org/wiki/$1', '', '', 1, 0),
  ('m', 'https://meta.wikimedia.org/wiki/$1', '', '', 1, 0),
  ('meta', 'https://meta.wikimedia.org/wiki/$1', '', '', 1, 0),
  ('d', 'https://www.wikidata.org/wiki/$1', '', '', 1, 0),
  ('mw', 'https://www.mediawiki.org/wiki/$1', '', '', 1, 0),
  ('outreach', 'https://outreach.wikimedia.org/wiki/$1', '', '', 1, 0),
  ('b', 'https://en.wikibooks.org/wiki/$1', '', '', 1, 0),
  ('v', 'https://en.wikiversity.org/wiki/$1', '', '', 1, 0),
  ('fr', 'https://fr.wikipedia.org/wiki/$1', '', '', 1, 0),
  ('de', 'https://de.wikipedia.org/wiki/$1', '', '', 1, 0);
