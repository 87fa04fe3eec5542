/** The same items; what goes wrong on the way is thrown as `translate` has it. */
export async function* translated<T>(
  items: AsyncIterable<T>,
  translate: (error: unknown) => unknown,
): AsyncGenerator<T> {
  try {
    yield* items
  } catch (error) {
    throw translate(error)
  }
}
