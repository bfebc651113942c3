/** A graph of some subgraphs, by their names. */
export type SubgraphSdls = Readonly<Record<string, string>>;

const link = (...names: string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [${names.map((name) => `"@${name}"`).join(', ')}])\n`;

/** Compound and several keys, chains of `@requires` (with arguments too), `@provides`, `@override`, lists of lists. */
const shop: SubgraphSdls = {
  catalog: `${link('key', 'shareable', 'external', 'provides', 'override')}
    type Query { products(first: Int, sort: Sort): [Product!] product(sku: String): Product grid: [[Product]] shelves: [[Shelf!]!] best: Item items: [Item] }
    enum Sort { PRICE NAME }
    type Product @key(fields: "sku") @key(fields: "code { area number }") {
      sku: String! code: Code! name(language: String = "en"): String title: String
      price(currency: String = "USD"): Int weight: Float tags: [String] tagGroups: [[String!]] maker: Maker @provides(fields: "name") shelf: Shelf
    }
    type Code @shareable { area: String! number: String! }
    type Shelf { label: String! place: Place products: [Product] }
    type Place { hall: String row: Int! }
    type Maker @key(fields: "id") { id: ID! name: String @external }
    type Bundle @key(fields: "id parts { sku }") { id: ID! parts: [Product!]! label: String }
    union Item = Product | Bundle | Shelf`,
  stock: `${link('key', 'external', 'requires', 'shareable')}
    type Product @key(fields: "sku") {
      sku: String! price(currency: String = "USD"): Int @external weight: Float @external inStock: Int
      shipping: Int @requires(fields: "price(currency: \\"EUR\\") weight")
      delivery: Delivery @requires(fields: "shipping2 inStock2") shipping2: Int @external inStock2: Int @external
      shelf: Shelf @external  walk: Int @requires(fields: "shelf { label place { hall row } }")
    }
    type Shelf @external { label: String! place: Place }
    type Place @external { hall: String row: Int! }
    type Delivery { days: Int! by: Carrier }
    type Carrier @key(fields: "name") { name: String! }
    type Query { carriers: [Carrier!]! }`,
  logistics: `${link('key', 'external', 'requires', 'shareable')}
    type Product @key(fields: "code { area number }") {
      code: Code! shipping2: Int inStock2: Int
      title: String @external rank: Int @requires(fields: "title") related(first: Int = 2): [Product]
    }
    type Code @shareable { area: String! number: String! }
    type Carrier @key(fields: "name") { name: String! phone: String fleet: [Truck] }
    type Truck { plate: String! driver: Maker }
    type Maker @key(fields: "id", resolvable: false) { id: ID! }`,
  makers: `${link('key', 'shareable', 'override', 'external', 'requires')}
    type Query { makers: [Maker] maker(id: ID!): Maker }
    type Maker @key(fields: "id") { id: ID! name: String @shareable country: String! staff: [[Person!]] boss: Person }
    type Person @key(fields: "id") { id: ID! name: String! friend: Person }
    type Bundle @key(fields: "id parts { sku }") { id: ID! @external parts: [Product!]! @external weight: Int made: Maker }
    type Product @key(fields: "sku", resolvable: false) { sku: String! }`,
};

/** Interfaces that are entities, `@interfaceObject`, interfaces of interfaces, unions that not every subgraph knows whole. */
const library: SubgraphSdls = {
  media: `${link('key', 'shareable', 'inaccessible')}
    type Query { media(first: Int): [Media] search(text: String): [Found] book: Book titled: [Titled] any: Media! }
    interface Titled { title: String }
    interface Media @key(fields: "id") { id: ID! title: String author: Author }
    type Book implements Media & Titled @key(fields: "id") { id: ID! title: String author: Author pages: Int isbn: String! }
    type Film implements Media @key(fields: "id") { id: ID! title: String author: Author minutes: Int! sequel: Film }
    type Song implements Media @key(fields: "id") { id: ID! title: String author: Author album: Album }
    type Album implements Titled @shareable { title: String songs: [Song!] year: Int! }
    type Author @key(fields: "id") { id: ID! name: String best: Media secret: String @inaccessible }
    union Found = Book | Film | Author | Album`,
  reviews: `${link('key', 'interfaceObject', 'external', 'requires', 'shareable')}
    type Query { reviews: [Review!] lastReviewed: Media }
    type Media @key(fields: "id") @interfaceObject { id: ID! reviews(stars: Int): [Review!] score: Float! blurb: String }
    type Review @key(fields: "id") { id: ID! text: String stars: Int of: Media writer: Author }
    type Author @key(fields: "id") { id: ID! reviews: [Review] secret: String @external hint: String @requires(fields: "secret") }`,
  loans: `${link('key', 'shareable')}
    type Query { shelf: [Lent] }
    type Book @key(fields: "id") { id: ID! lentTo: Author copies: [Copy!] }
    type Copy { place: String! state: State }
    enum State { NEW WORN }
    type Author @key(fields: "id") { id: ID! reading: [Lent!] }
    union Lent = Book | Copy`,
};

/** Values that several subgraphs share, roots that all of them have, mutations in order, inputs, entities that lead in circles. */
const office: SubgraphSdls = {
  people: `${link('key', 'shareable', 'override')}
    type Query { me: User users(filter: Filter): [User!]! office: Office @shareable }
    input Filter { name: String ages: [Int!] inner: Filter mood: Mood = GOOD }
    enum Mood { GOOD BAD }
    type Mutation { addUser(input: Filter!): UserPayload rename(id: ID!, name: String): User }
    type UserPayload @shareable { user: User ok: Boolean! }
    type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String mood: Mood boss: User address: Address @shareable }
    type Address @shareable { street: String city: City }
    type City @shareable { name: String! zip: String }
    type Office @shareable { name: String rooms: [Room!] }
    type Room @key(fields: "number building { name }") { number: String! building: Building! size: Float }
    type Building @shareable { name: String! }`,
  desks: `${link('key', 'shareable', 'override', 'external', 'requires')}
    type Query { desk(id: ID!): Desk office: Office @shareable }
    type Mutation { moveDesk(id: ID!, to: Int): Desk addDesk: UserPayload }
    type UserPayload @shareable { user: User ok: Boolean! }
    type Office @shareable { name: String desks: [Desk] }
    type User @key(fields: "id") { id: ID! desk: Desk mood2: Int name: String @external greeting(word: String): String @requires(fields: "name") }
    type Desk @key(fields: "id") { id: ID! owner: User room: Room height: Float! drawers: [Drawer] }
    type Drawer { label: String things: [[String]] key: Desk }
    type Room @key(fields: "number building { name }") { number: String! building: Building! desks: [Desk!]! }
    type Building @shareable { name: String! }`,
  mail: `${link('key', 'shareable', 'external', 'requires', 'override')}
    type Mutation { send(to: [ID!], text: String!): Letter }
    type User @key(fields: "email") { email: String! letters(first: Int = 2): [Letter] address: Address @shareable mood: Mood @override(from: "people") }
    enum Mood { GOOD BAD }
    type Address @shareable { street: String city: City }
    type City @shareable { name: String! zip: String }
    type Letter @key(fields: "id") { id: ID! from: User to: [User!]! text: String }`,
};

/** One field required with several arguments, also below another one and by callers; keys by which a subgraph finds nothing. */
const freight: SubgraphSdls = {
  parcels: `${link('key', 'external', 'requires', 'shareable')}
    type Query { parcels: [Parcel] parcel(id: ID!): Parcel! depots: [Depot!] }
    type Parcel @key(fields: "id") {
      id: ID! weight(unit: String = "kg"): Float labels(first: Int!): [Label] sender: Party depot: Depot
    }
    type Label @key(fields: "id") { id: ID! text(upper: Boolean): String colour: String }
    type Party @key(fields: "id") { id: ID! score(of: String!): Int name: String }
    type Depot @key(fields: "id") { id: ID! code: Code! @shareable town: String }
    type Code @shareable { row: String! lane: String! }`,
  tariffs: `${link('key', 'external', 'requires', 'shareable')}
    type Query { worst: Parcel labels: [Label!]! }
    type Parcel @key(fields: "id") {
      id: ID! weight(unit: String = "kg"): Float @external labels(first: Int!): [Label] @external sender: Party @external
      fee: Int @requires(fields: "weight(unit: \\"lb\\")") toll(lane: Int): Int @requires(fields: "weight(unit: \\"t\\")")
      stamp: String! @requires(fields: "weight") sheets: Int @requires(fields: "labels(first: 3) { id text(upper: true) }")
      sticker: String @requires(fields: "labels(first: 1) { text(upper: false) }") zone: Int
      trust: Int @requires(fields: "sender { score(of: \\"trust\\") }") debt: Int @requires(fields: "weight(unit: \\"lb\\") sender { score(of: \\"debt\\") }")
    }
    type Label @key(fields: "id") { id: ID! text(upper: Boolean): String @external glue: Int @requires(fields: "text(upper: true)") }
    type Party @key(fields: "id") { id: ID! score(of: String!): Int @external rating: Int @requires(fields: "score(of: \\"rating\\")") }`,
  yards: `${link('key', 'external', 'requires', 'shareable')}
    type Query { yards: [Yard!]! }
    type Yard @key(fields: "id") { id: ID! depots: [Depot!]! }
    type Depot @key(fields: "code { row }", resolvable: false) @key(fields: "id code { lane }") @key(fields: "id", resolvable: false) {
      id: ID! code: Code! @shareable town: String @external sign: String @requires(fields: "town")
    }
    type Code @shareable { row: String! lane: String! }`,
};

/** Conditions on one abstract type among objects of another, with fields that subgraphs add to interfaces they know as objects. */
const park: SubgraphSdls = {
  animals: `${link('key', 'shareable')}
    type Query { creatures: [Creature!] named: [Named] creature: Creature any: [Any] }
    interface Named { name: String }
    interface Creature @key(fields: "id") { id: ID! name: String keeper: Keeper }
    type Bear implements Creature & Named @key(fields: "id") { id: ID! name: String keeper: Keeper claws: Int }
    type Owl implements Creature & Named @key(fields: "id") { id: ID! name: String keeper: Keeper wings: Int! }
    type Newt implements Creature @key(fields: "id") { id: ID! name: String keeper: Keeper spots: Int }
    type Keeper implements Named @key(fields: "id") { id: ID! name: String tends: [Creature] }
    type Gate implements Named @shareable { name: String wide: Int }
    union Any = Bear | Keeper | Gate | Newt`,
  clinic: `${link('key', 'interfaceObject', 'external', 'requires')}
    type Query { sick: [Creature] visits: [Visit!] }
    type Creature @key(fields: "id") @interfaceObject {
      id: ID! visits: [Visit!] weight: Int name: String @external tag: String @requires(fields: "name")
    }
    type Visit @key(fields: "id") { id: ID! note: String of: Creature }`,
};

/**
 * `@requires` through interfaces and unions, in circles and of what others require; `@provides` on interfaces, on unions and deep; unions and
 * interfaces of which each subgraph knows a part; types of the first federation.
 */
const stage: SubgraphSdls = {
  plays: `${link('key', 'shareable', 'external', 'provides', 'requires')}
    type Query { plays: [Play] play(id: ID!): Play acts: [Act!] @provides(fields: "... on Song { tempo } ... on Dance { style }") lead: Performer tonight: Play @shareable spots: [Spot] @shareable }
    type Play @key(fields: "id") { id: ID! title: String cast: [Performer!] @provides(fields: "... on Actor { rank } ... on Dancer { rank }") acts: [Act] opening: Opening open: Boolean! }
    type Opening @shareable { at: String hall: Hall }
    type Hall @shareable { name: String row(letter: String = "A"): Int }
    union Act = Song | Dance
    type Song @key(fields: "id") { id: ID! tempo: Int @external length: Int }
    type Dance @key(fields: "id") { id: ID! style: String @external steps: [Int!] }
    interface Performer { id: ID! rank: Int partner: Performer }
    type Actor implements Performer @key(fields: "id") { id: ID! rank: Int @external partner: Performer voice: String }
    type Dancer implements Performer @key(fields: "id") { id: ID! rank: Int @external partner: Performer shoe: Int }
    union Spot = Light | Fog
    type Light @shareable { colour: String watt: Int }
    type Fog @shareable { colour: String thick: Int }`,
  agents: `${link('key', 'shareable', 'external', 'provides', 'requires')}
    type Query { agents: [Agent!] tonight: Play @shareable spots: [Spot] @shareable }
    type Agent @key(fields: "id") { id: ID! name: String clients: [Actor] favourite: Act }
    type Actor @key(fields: "id") { id: ID! rank: Int @shareable agent: Agent }
    type Dancer @key(fields: "id") { id: ID! rank: Int @shareable agent: Agent }
    type Song @key(fields: "id") { id: ID! tempo: Int @shareable length: Int @external }
    type Dance @key(fields: "id") { id: ID! style: String @shareable steps: [Int!] @external }
    type Play @key(fields: "id") {
      id: ID! acts: [Act] @external opening: Opening @external open: Boolean! @external
      runtime: Int @requires(fields: "acts { ... on Song { length } ... on Dance { steps } }")
      poster: String @requires(fields: "opening { at hall { name row(letter: \\"B\\") } }") closed: Boolean! @requires(fields: "open")
    }
    type Opening @external { at: String hall: Hall }
    type Hall @external { name: String row(letter: String = "A"): Int }
    union Act = Song | Dance
    union Spot = Light | Sound
    type Light @shareable { colour: String watt: Int }
    type Sound @shareable { colour: String loud: Int }`,
  critics: `${link('key', 'shareable', 'external', 'requires')}
    type Query { critics: [Critic] }
    type Critic @key(fields: "id") { id: ID! stars(of: Int): Int seen: [Play!] }
    type Play @key(fields: "id") { id: ID! runtime: Int @external closed: Boolean! @external mood: String @requires(fields: "runtime closed") }`,
  tickets: `
    type Query { seats: [Seat] }
    extend type Play @key(fields: "id") { id: ID! @external title: String @external price: Int @requires(fields: "title") seats: [Seat!] }
    type Seat @key(fields: "id") { id: ID! play: Play }`,
};

export const testGraphs: Readonly<Record<string, SubgraphSdls>> = { shop, library, office, freight, park, stage };
