CREATE TABLE actor (id INTEGER, name TEXT, since INTEGER);
INSERT INTO actor VALUES (1, 'Panda', 2010), (2, 'Bear', NULL);
