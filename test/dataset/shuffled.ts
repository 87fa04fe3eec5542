/** The same items in another order, which is the same at every run. */
export function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items]
  return items.map((_, index) => left.splice((index * 7 + 3) % left.length, 1)[0] as T)
}
