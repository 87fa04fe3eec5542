/** What is wrong with a file of YAML. Its words repeat no value of the file: it may be a password. */
export class YamlProblem extends Error {
  /** Counted from 1. */
  readonly line: number
  readonly hint: string | undefined

  constructor(line: number, message: string, hint?: string) {
    super(message)
    this.line = line
    this.hint = hint
  }
}
