INSERT INTO "result" ("id", "name", "price", "ratio", "sold", "picture", "day", "time", "at", "details", "tags", "anything") VALUES
  (1, 'red leicester', 1.50, 2.2, 1, x'00ff', '2024-02-29', '12:30:45', '2024-02-29 12:30:45.123456+00', '{"a": 1.50, "b": [true, null]}', '{a,"b c",NULL}', 'x'),
  (9007199254740993, 'say "no", it''s 1|2
new line', -1000000.00, 1.0, 0, x'01ab', '0044-03-15 BC', '24:00:00', 'infinity', '{"a":1E400,"é\n":"\u00e9"}', '{{"1",""},{yes,"\"\\"}}', 1),
  (-1, '', 0.00, 1e+300, NULL, '', '', '', '-infinity', '"null"', '{}', -0.0),
  (0, '=1+1', 'NaN', -9e999, NULL, NULL, NULL, NULL, NULL, 'null', NULL, 1e+21),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
