CREATE TABLE sale (id INTEGER, size REAL, tags TEXT);
INSERT INTO sale VALUES (1, 2.5, '[{"n": 7}, {"n": true}]'), (2, 4, '[{"n": "x"}]');
