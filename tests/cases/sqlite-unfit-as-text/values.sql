CREATE TABLE v (id INTEGER PRIMARY KEY, day DATE, clock TIME, seen DATETIME, open BOOLEAN, n INTEGER, price DECIMAL(9, 2));
INSERT INTO v (id, seen) VALUES (1, '28 May 2025'), (2, '2025-05-28');
INSERT INTO v (id, open) VALUES (3, 'unknown'), (4, 'on'), (5, '-'), (6, 2);
INSERT INTO v (id, day) VALUES (7, '2025-05-28 09:30:00'), (8, '2025-02-30');
INSERT INTO v (id, clock) VALUES (9, '25:00');
INSERT INTO v (id, n) VALUES (10, 'ten');
