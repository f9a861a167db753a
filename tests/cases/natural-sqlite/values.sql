CREATE TABLE v (
  id INTEGER PRIMARY KEY, whole INTEGER, price DECIMAL(9, 3), score REAL, open BOOLEAN,
  day DATE, clock TIME, seen DATETIME, raw BLOB);
INSERT INTO v VALUES
  (1, 7, 1.500, 80.25, 1, '2025-05-28', '09:30', '2025-05-28 09:30:00', x'00ff'),
  (2, 0, '2.0', 3, 'false', '2025-05-28 00:00:00', '09:30:00.500', '2025-05-28T09:30:00.250Z', x''),
  (3, NULL, 1e20, -0.0, 'T', NULL, NULL, '2025-05-28 09:30 +02:00', NULL);
