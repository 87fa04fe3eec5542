-- Who came to the shop in a year, the best customers first, and their favourite cheese.
--   records examples/customers.sql year=2025 --url demo: -o customers.html --title Customers
with bought as (
  select customer_id,
         count(*) as purchases,
         sum(paid) as spent,
         date(max(bought_at)) as last_visit
  from purchase
  where strftime('%Y', bought_at) = :year
  group by customer_id
),
favourite as (
  select customer_id,
         cheese.name as cheese,
         row_number() over (
           partition by customer_id
           order by sum(quantity) desc, cheese.name
         ) as place
  from purchase
  join cheese on cheese.id = cheese_id
  where strftime('%Y', bought_at) = :year
  group by customer_id, cheese.id
)
select customer.name,
       customer.city,
       customer.country,
       customer.email,
       purchases,
       spent,
       favourite.cheese as favourite,
       last_visit
from bought
join customer on customer.id = bought.customer_id
join favourite on favourite.customer_id = customer.id and place = 1
order by spent desc, customer.name
