/** A number from 0 up to 1, the next of a fixed sequence. */
export type Random = () => number

/** Mulberry32: integer arithmetic only, so that every machine draws the same numbers. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of the items, each as likely as the others. */
export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T
}

/** What picks one of the items, the more often the larger its weight. */
export function weighted<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
  random: Random,
): () => T {
  let total = 0
  const bounds = items.map((item) => {
    total += weightOf(item)
    return total
  })
  return () => {
    const drawn = random() * total
    return items[bounds.findIndex((bound) => drawn < bound)] as T
  }
}
