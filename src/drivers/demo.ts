import type { Database } from 'better-sqlite3'
import { makeCustomers } from './demo/customers.js'
import { cheeses } from './demo/data.js'
import { dateOf } from './demo/days.js'
import { makePurchases } from './demo/purchases.js'

const schema = `
create table cheese (
  id       integer primary key,
  name     text not null unique,
  country  text not null,
  milk     text not null,
  style    text not null,
  price    real not null,    -- pounds for 100 g
  in_stock integer not null, -- portions of 100 g
  note     text
);
create table customer (
  id      integer primary key,
  name    text not null,
  email   text,
  city    text not null,
  country text not null,
  since   date not null
);
create table purchase (
  id          integer primary key,
  bought_at   datetime not null,
  customer_id integer references customer (id), -- null for who walked in from the street
  cheese_id   integer not null references cheese (id),
  quantity    integer not null,                 -- portions of 100 g
  paid        real not null,                    -- pounds for all of them, to the nearest 25p
  note        text
);
create view sales as
select purchase.id,
       bought_at,
       strftime('%Y-%m', bought_at) as month,
       cheese.name as cheese,
       cheese.style,
       cheese.milk,
       customer.name as customer,
       customer.country,
       quantity,
       paid as revenue
from purchase
join cheese on cheese.id = purchase.cheese_id
left join customer on customer.id = purchase.customer_id;
`

/**
 * Makes the cheese emporium of `demo:` in an empty database: cheeses, customers, two years of
 * purchases, and a view of them all. The same rows every time.
 */
export function fillDemo(database: Database): void {
  database.transaction(() => {
    database.exec(schema)
    fillTables(database)
  })()
}

function fillTables(database: Database): void {
  const insertCheese = database.prepare('insert into cheese values (?, ?, ?, ?, ?, ?, ?, ?)')
  for (const { id, name, country, milk, style, price, inStock, note } of cheeses) {
    insertCheese.run(id, name, country, milk, style, price, inStock, note)
  }
  const customers = makeCustomers()
  const insertCustomer = database.prepare('insert into customer values (?, ?, ?, ?, ?, ?)')
  for (const { id, name, email, city, country, since } of customers) {
    insertCustomer.run(id, name, email, city, country, dateOf(since))
  }
  const insertPurchase = database.prepare('insert into purchase values (null, ?, ?, ?, ?, ?, ?)')
  for (const { boughtAt, customerId, cheeseId, quantity, paid, note } of makePurchases(customers)) {
    insertPurchase.run(boughtAt, customerId, cheeseId, quantity, paid, note)
  }
}
