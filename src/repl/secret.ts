/**
 * Whether SQL or a command seems to hold a password or a key, so that it is better not kept. It
 * looks at the words, whatever the database: a statement too many left out costs less than a
 * password kept.
 */
export function holdsSecret(text: string): boolean {
  return signs.some((sign) => sign.test(text))
}

const signs: readonly RegExp[] = [
  // PASSWORD 'x', PASSWORD = "x", and password=x of a connection string or a URL
  /\b(?:password|passwd|pwd)\b\s*(?::?=|\(|(?:u&|[enx])?['"]|\$)/i,
  /\bidentified\s+(?:by|with|via)\b/i,
  /\b(?:create|alter)\s+(?:role|user|group|login)\b.*\bpassword\b/is,
  /\bset\s+password\b/i,
  // scheme://user:password@host
  /\b[a-z][a-z\d+.-]*:\/\/[^\s/@:]*:[^\s@]+@/i,
  // Encryption with a key in the call: pgcrypto's, MySQL's, SQL Server's.
  /\b(?:pgp_\w+|(?:en|de)?crypt(?:_iv)?|(?:aes|des)_(?:en|de)crypt|hmac|encryptbypassphrase)\s*\(/i,
  /\bpragma\s+(?:hex)?(?:re)?key\b/i,
]
