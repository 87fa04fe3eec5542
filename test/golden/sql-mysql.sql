SET NAMES utf8mb4;
INSERT INTO `result` (`id`, `name`, `price`, `ratio`, `sold`, `picture`, `day`, `time`, `at`, `details`, `tags`, `anything`) VALUES
  (1, 'red leicester', 1.50, 2.2, TRUE, x'00ff', '2024-02-29', '12:30:45', '2024-02-29 12:30:45.123456+00', '{"a": 1.50, "b": [true, null]}', '{a,"b c",NULL}', 'x'),
  (9007199254740993, 'say "no", it''s 1|2
new line', -1000000.00, 1, FALSE, x'01ab', '0044-03-15 BC', '24:00:00', 'infinity', _utf8mb4 x'7b2261223a31453430302c22c3a95c6e223a225c7530306539227d', _utf8mb4 x'7b7b2231222c22227d2c7b7965732c225c225c5c227d7d', 1),
  (-1, '', 0.00, 1e+300, NULL, '', '', '', '-infinity', '"null"', '{}', -0e0),
  (0, '=1+1', 'NaN', '-Infinity', NULL, NULL, NULL, NULL, NULL, 'null', NULL, 1e+21),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
