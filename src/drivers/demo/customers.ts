import { type People, people } from './data.js'
import { pick, type Random, randomFrom, weighted } from './random.js'

export interface Customer {
  readonly id: number
  readonly name: string
  readonly email: string | null
  readonly city: string
  readonly country: string
  /** The day on which the shop came to know them. */
  readonly since: number
}

const count = 200

/** The customers, no two of one name, the oldest first. */
export function makeCustomers(): Customer[] {
  const random = randomFrom(1971)
  const pickPeople = weighted(people, ({ share }) => share, random)
  const customers = new Map<string, Customer>()
  while (customers.size < count) {
    const from = pickPeople()
    const name = fullName(from, random)
    if (customers.has(name)) continue
    const id = customers.size + 1
    const email = random() < 0.15 ? null : emailOf(name, id)
    // The first of them come over from the shop that was there before.
    const since = Math.floor(id * 5.5) - 466
    const city = pick(from.cities, random)
    customers.set(name, { id, name, email, city, country: from.country, since })
  }
  return [...customers.values()]
}

function fullName({ given, family, familyFirst }: People, random: Random): string {
  const first = pick(given, random)
  const last = pick(family, random)
  return familyFirst === undefined ? `${first} ${last}` : `${last}${familyFirst}${first}`
}

const asciiLetters = new Map(
  Object.entries({ ß: 'ss', æ: 'ae', ð: 'd', ı: 'i', ł: 'l', ø: 'o', þ: 'th' }),
)

/** The name in ASCII at an example domain (RFC 2606), or a number for other scripts. */
function emailOf(name: string, id: number): string {
  const local = Array.from(
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\p{M}']/gu, ''),
  )
    .map((letter) => asciiLetters.get(letter) ?? letter)
    .join('')
    .replaceAll(' ', '.')
  const domain = id % 3 === 0 ? 'example.org' : 'example.com'
  return `${/^[a-z.-]+$/.test(local) ? local : `customer${id}`}@${domain}`
}
