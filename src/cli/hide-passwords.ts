import { maskedUrl } from '../connection-url.js'

/**
 * Has `ps` show the command line without the passwords of its URLs, from here on. Node writes a
 * title over the words that the process was started with; without a password they stay.
 */
export function hidePasswords(process: NodeJS.Process): void {
  const words = process.argv.slice(2)
  const masked = words.map(maskedUrl)
  if (masked.some((word, index) => word !== words[index])) {
    process.title = ['records', ...masked].join(' ')
  }
}
