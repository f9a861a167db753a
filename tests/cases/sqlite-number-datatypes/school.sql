CREATE TABLE student (id INTEGER, score REAL, whole REAL);
INSERT INTO student VALUES (1, 80.25, 100.0), (2, -0.0015, -5.0), (3, 1e21, 0.0);
