import { inspect } from 'node:util'
import type { Result } from '../core/driver.js'
import { Exportable } from '../exportable.js'
import { Dataset } from './dataset.js'
import { shown } from './plain-text.js'
import { type ReadInput, type ReadOptions, readFileTables, readTables } from './read.js'

/** Several datasets in one output: a workbook of a sheet for each, or tables under their titles. */
export class Book extends Exportable implements Iterable<Dataset> {
  /** The datasets in their order. */
  readonly datasets: Dataset[]
  /** @internal */
  override readonly book = true

  /** Of these datasets; none by default. */
  constructor(datasets: Iterable<Dataset> = []) {
    super()
    this.datasets = [...datasets]
  }

  /** Read from text or bytes in a format. */
  static async read<F extends string>(
    format: F,
    input: ReadInput,
    options?: ReadOptions<F>,
  ): Promise<Book> {
    return new Book((await readTables(format, input, options)).map(Dataset.holding))
  }

  /** Read from a file, in the format of its extension. */
  static async load<F extends string>(path: string, options?: ReadOptions<F>): Promise<Book> {
    return new Book((await readFileTables(path, options)).map(Dataset.holding))
  }

  /** Adds a dataset at the end. */
  add(dataset: Dataset): void {
    this.datasets.push(dataset)
  }

  /** The first dataset of that title. */
  dataset(title: string): Dataset | undefined {
    return this.datasets.find((dataset) => dataset.title === title)
  }

  [Symbol.iterator](): Iterator<Dataset> {
    return this.datasets.values()
  }

  /** Plain tables under their titles. */
  override toString(): string {
    return this.#text(String)
  }

  /** Plain tables of the first rows, which is how the console shows it. */
  preview(): string {
    return this.#text((dataset) => dataset.preview())
  }

  /** @internal */
  override async *results(): AsyncGenerator<Result> {
    for (const dataset of this.datasets) yield* dataset.results()
  }

  #text(textOf: (dataset: Dataset) => string): string {
    if (this.datasets.length === 0) return '(no datasets)'
    return this.datasets
      .map((dataset) =>
        dataset.title === undefined
          ? textOf(dataset)
          : `${shown(dataset.title)}\n${textOf(dataset)}`,
      )
      .join('\n\n')
  }
}

Object.defineProperty(Book.prototype, inspect.custom, { value: Book.prototype.preview })
