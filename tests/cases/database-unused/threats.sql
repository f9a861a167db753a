CREATE TABLE actor (code TEXT PRIMARY KEY, name TEXT, rank INTEGER);
CREATE TABLE report (id INTEGER PRIMARY KEY, actor TEXT, day DATE);
INSERT INTO actor VALUES ('a31', 'Judgment Panda', 1), ('a28', 'Fancy Bear', NULL);
INSERT INTO report VALUES (1, 'a31', '2025-05-28'), (2, 'a99', '2025-06-01');
