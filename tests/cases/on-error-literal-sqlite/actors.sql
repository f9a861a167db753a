CREATE TABLE actors (id INTEGER, page TEXT, since TEXT);
INSERT INTO actors VALUES (31, 'http://a.example/31', '2010-05-01'), (40, 'none', '2013'), (41, NULL, NULL);
