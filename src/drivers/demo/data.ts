/** What the cheese emporium of `demo:` sells, to whom, and when. */

export type Style = 'fresh' | 'soft' | 'semi-soft' | 'hard' | 'blue' | 'washed'

export interface Cheese {
  readonly id: number
  readonly name: string
  readonly country: string
  readonly milk: string
  readonly style: Style
  /** Pounds for 100 g. */
  readonly price: number
  /** Portions of 100 g. */
  readonly inStock: number
  /** How often it is asked for, against the others. */
  readonly popularity: number
  readonly note: string | null
}

type CheeseRow = [
  name: string,
  country: string,
  milk: string,
  style: Style,
  price: number,
  inStock: number,
  popularity: number,
  note?: string,
]

const cheeseRows: readonly CheeseRow[] = [
  ['red leicester', 'England', 'cow', 'hard', 1.0, 40, 60, 'Fresh out on Mondays'],
  ['tilsit', 'Germany', 'cow', 'semi-soft', 1.65, 0, 14, 'Never at the end of the week'],
  ['caerphilly', 'Wales', 'cow', 'hard', 1.8, 12, 26, 'On order: expected "this morning"'],
  ['bel paese', 'Italy', 'cow', 'semi-soft', 1.95, 18, 12],
  ['red windsor', 'England', 'cow', 'hard', 2.1, 0, 10, 'The van broke down'],
  ['stilton', 'England', 'cow', 'blue', 2.45, 35, 58],
  ['emmental', 'Switzerland', 'cow', 'hard', 1.9, 52, 44],
  ['gruyère', 'Switzerland', 'cow', 'hard', 2.95, 48, 50],
  ['jarlsberg', 'Norway', 'cow', 'semi-soft', 2.05, 21, 22],
  ['liptauer', 'Slovakia', 'sheep', 'fresh', 1.55, 9, 9],
  ['lancashire', 'England', 'cow', 'hard', 1.7, 16, 18],
  ['white stilton', 'England', 'cow', 'semi-soft', 2.15, 7, 8],
  ['danish blue', 'Denmark', 'cow', 'blue', 1.6, 23, 24],
  ['double gloucester', 'England', 'cow', 'hard', 1.75, 30, 28],
  ['cheshire', 'England', 'cow', 'hard', 1.5, 14, 20],
  ['dorset blue vinny', 'England', 'cow', 'blue', 2.7, 5, 9],
  ['brie de meaux', 'France', 'cow', 'soft', 2.35, 26, 54],
  ['roquefort', 'France', 'sheep', 'blue', 3.6, 17, 34],
  ["pont-l'évêque", 'France', 'cow', 'washed', 2.8, 11, 16],
  ['port salut', 'France', 'cow', 'semi-soft', 1.85, 15, 14],
  ['saint-paulin', 'France', 'cow', 'semi-soft', 1.8, 8, 9],
  ["carré de l'est", 'France', 'cow', 'soft', 2.25, 6, 8],
  ['boursin', 'France', 'cow', 'fresh', 1.45, 33, 25],
  ['camembert', 'France', 'cow', 'soft', 2.0, 24, 52, 'Runny,\nand the cat has had some of it'],
  ['époisses', 'France', 'cow', 'washed', 4.1, 4, 13],
  ['reblochon', 'France', 'cow', 'washed', 2.9, 13, 24],
  ['sainte-maure', 'France', 'goat', 'soft', 3.2, 10, 19],
  ['gouda', 'Netherlands', 'cow', 'hard', 1.55, 60, 42],
  ['edam', 'Netherlands', 'cow', 'semi-soft', 1.3, 45, 30],
  ['smoked austrian', 'Austria', 'cow', 'semi-soft', 1.4, 19, 12],
  ['sage derby', 'England', 'cow', 'semi-soft', 1.95, 9, 10, 'The Japanese one is not kept'],
  ['wensleydale', 'England', 'cow', 'hard', 2.2, 38, 64],
  ['feta', 'Greece', 'sheep', 'fresh', 1.65, 55, 46],
  ['gorgonzola', 'Italy', 'cow', 'blue', 2.3, 22, 36],
  ['parmigiano reggiano', 'Italy', 'cow', 'hard', 3.4, 42, 55],
  ['mozzarella di bufala', 'Italy', 'buffalo', 'fresh', 2.5, 31, 48],
  ['pecorino romano', 'Italy', 'sheep', 'hard', 2.75, 20, 27],
  ['taleggio', 'Italy', 'cow', 'washed', 2.6, 12, 17],
  ['manchego', 'Spain', 'sheep', 'hard', 2.85, 29, 38],
  ['cabrales', 'Spain', 'cow', 'blue', 3.15, 6, 11],
  ['halloumi', 'Cyprus', 'sheep', 'fresh', 1.9, 36, 40],
  ['limburger', 'Germany', 'cow', 'washed', 1.6, 9, 9],
  ['ilchester', 'England', 'cow', 'hard', 2.05, 3, 6, "Popular around here, it's said"],
  ['cheddar', 'England', 'cow', 'hard', 1.25, 0, 4, 'Not much call for it'],
  ['venezuelan beaver cheese', 'Venezuela', 'beaver', 'soft', 9.9, 0, 0, 'Not today, sir, no'],
]

export const cheeses: readonly Cheese[] = cheeseRows.map(
  ([name, country, milk, style, price, inStock, popularity, note = null], index) => {
    return { id: index + 1, name, country, milk, style, price, inStock, popularity, note }
  },
)

/** How the demand for each style moves, January to December. */
export const seasons: Readonly<Record<Style, readonly number[]>> = {
  fresh: [0.6, 0.6, 0.8, 1.0, 1.3, 1.6, 1.8, 1.6, 1.2, 0.9, 0.6, 0.5],
  soft: [0.9, 0.9, 1.0, 1.0, 1.1, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.2],
  'semi-soft': [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9],
  hard: [1.1, 1.1, 1.0, 1.0, 0.9, 0.8, 0.8, 0.8, 1.0, 1.1, 1.1, 1.2],
  blue: [0.9, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6, 0.6, 0.9, 1.1, 1.4, 2.4],
  washed: [1.4, 1.3, 1.0, 0.9, 0.7, 0.6, 0.5, 0.6, 0.9, 1.2, 1.3, 1.4],
}

/** How busy the shop is, January to December. */
export const months: readonly number[] = [
  0.75, 0.85, 0.9, 1.0, 1.0, 0.95, 0.9, 0.8, 1.0, 1.05, 1.2, 1.9,
]

/** How busy the shop is, Sunday (closed) to Saturday. */
export const weekdays: readonly number[] = [0, 0.7, 0.8, 0.9, 1.0, 1.3, 1.9]

/** Holidays, and ten days of repairs after the pipe burst. */
export const closed: ReadonlySet<string> = new Set([
  ...['2024-01-01', '2024-03-29', '2024-12-25', '2024-12-26'],
  ...['2025-01-01', '2025-04-18', '2025-12-25', '2025-12-26'],
  ...['2025-02-10', '2025-02-11', '2025-02-12', '2025-02-13', '2025-02-14'],
  ...['2025-02-15', '2025-02-17', '2025-02-18', '2025-02-19', '2025-02-20'],
])

export interface People {
  readonly country: string
  readonly cities: readonly string[]
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** What stands between a family name and the given name after it; else the given name leads. */
  readonly familyFirst?: string
  /** Of a hundred customers. */
  readonly share: number
}

export const people: readonly People[] = [
  {
    country: 'United Kingdom',
    cities: ['London', 'York', 'Leicester', 'Bristol', 'Llanfairpwll', 'Edinburgh'],
    given: ['Henry', 'Connie', 'Arthur', 'Maud', 'Eric', 'Rhiannon', 'Graham', 'Iris', 'Terence'],
    family: ['Wensley', 'Pilkington-Smythe', "O'Hara", 'Praline', 'Mousebender', 'Ap Rhys'],
    share: 26,
  },
  {
    country: 'France',
    cities: ['Lyon', 'Besançon', 'Orléans', 'Paris'],
    given: ['Zoë', 'François', 'Hélène', 'Jean-Noël', 'Océane', 'Benoît'],
    family: ['Lefèvre', "D'Aubigné", 'Châtelain', 'Moreau', 'Gâtinel'],
    share: 9,
  },
  {
    country: 'Germany',
    cities: ['Köln', 'Gießen', 'Lübeck', 'Berlin'],
    given: ['Jörg', 'Käthe', 'Matthias', 'Ülkü', 'Sören', 'Annegret'],
    family: ['Strauß', 'Müller', 'Groß', 'von der Höh', 'Schäfer'],
    share: 9,
  },
  {
    country: 'Poland',
    cities: ['Łódź', 'Kraków', 'Gdańsk'],
    given: ['Łukasz', 'Małgorzata', 'Grażyna', 'Paweł', 'Zofia'],
    family: ['Dąbek', 'Gołąb', 'Kościuszko', 'Nowak', 'Żuraw'],
    share: 7,
  },
  {
    country: 'Spain',
    cities: ['A Coruña', 'Cádiz', 'Logroño'],
    given: ['Íñigo', 'Begoña', 'José María', 'Nuria', 'Andrés'],
    family: ['Muñoz Peña', 'Ibáñez', 'García Núñez', 'Ordóñez'],
    share: 7,
  },
  {
    country: 'Italy',
    cities: ['Forlì', 'Parma', 'Bologna'],
    given: ['Nicolò', 'Chiara', 'Giosuè', 'Ludovica'],
    family: ["Dell'Acqua", 'Cantù', 'Ferrari', 'Esposito'],
    share: 6,
  },
  {
    country: 'Denmark',
    cities: ['København', 'Ærøskøbing', 'Aarhus'],
    given: ['Søren', 'Åse', 'Bjørn', 'Kirstine'],
    family: ['Ærø', 'Kjærgaard', 'Østergård', 'Holm'],
    share: 4,
  },
  {
    country: 'Iceland',
    cities: ['Reykjavík', 'Ísafjörður'],
    given: ['Þórdís', 'Guðrún', 'Æsa', 'Sigríður'],
    family: ['Jónsdóttir', 'Þorsteinsdóttir', 'Eiðsdóttir'],
    share: 3,
  },
  {
    country: 'Czechia',
    cities: ['Brno', 'Plzeň', 'České Budějovice'],
    given: ['Jiří', 'Božena', 'Ondřej', 'Růžena'],
    family: ['Hořejší', 'Jirků', 'Krejčí', 'Martinů'],
    share: 4,
  },
  {
    country: 'Hungary',
    cities: ['Győr', 'Szeged'],
    given: ['Ödön', 'Erzsébet', 'Győző'],
    family: ['Kőszegi', 'Szűcs', 'Tóth'],
    familyFirst: ' ',
    share: 3,
  },
  {
    country: 'Türkiye',
    cities: ['İzmir', 'Muğla'],
    given: ['İlker', 'Ayşegül', 'Çağrı'],
    family: ['Yıldız', 'Gündoğdu', 'Şahin'],
    share: 3,
  },
  {
    country: 'Greece',
    cities: ['Αθήνα', 'Θεσσαλονίκη'],
    given: ['Ελένη', 'Γιώργος', 'Αριάδνη', 'Σπύρος'],
    family: ['Γεωργίου', 'Οικονόμου', 'Παπαϊωάννου'],
    share: 5,
  },
  {
    country: 'Ukraine',
    cities: ['Київ', 'Львів'],
    given: ['Оксана', 'Юрій', "Дем'ян"],
    family: ['Шевченко', 'Їжакевич', 'Ґудзь'],
    share: 3,
  },
  {
    country: 'Japan',
    cities: ['東京', '札幌', '京都'],
    given: ['陽子', '健太', 'さくら', '一郎'],
    family: ['田中', '髙橋', '小林', '渡邊'],
    familyFirst: ' ',
    share: 5,
  },
  {
    country: 'China',
    cities: ['上海', '成都'],
    given: ['伟', '秀英', '晓明'],
    family: ['王', '欧阳', '李'],
    familyFirst: '',
    share: 3,
  },
  {
    country: 'South Korea',
    cities: ['서울', '부산'],
    given: ['민준', '서연', '지후'],
    family: ['김', '박', '최'],
    familyFirst: '',
    share: 3,
  },
]

export const purchaseNotes: readonly string[] = [
  'Gift, wrapped',
  'Cut thin,\nfor raclette',
  'Asked for "the runny one"',
  'No bouzouki, please',
  'Paid in coins; 3 × 5p short',
  'For the cat',
  'Without the rind',
  'Will call back, "about tea-time"',
  '50% off: last piece',
  'Dégustation à l’aveugle',
  'Wedding on Saturday 🎉',
]
