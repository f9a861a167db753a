CREATE TABLE actor (id INTEGER, kind TEXT, size, born DATE, known BOOLEAN, name TEXT);
INSERT INTO actor VALUES (1, 'group', 42, '2010-01-02', 1, 'Panda'), (2, 'person', 1.5, '2011-03-04', 0, 'Bear'),
  (3, 'group', 'many', NULL, 1, NULL);
