-- What customers spent in a quarter, and in the quarter before it, by country.
with spent as (
  select customer.country,
         count(distinct customer.id) filter (where bought_at >= :quarter_start) as customers,
         coalesce(sum(paid) filter (where bought_at >= :quarter_start), 0) as spent,
         coalesce(sum(paid) filter (where bought_at < :quarter_start), 0) as before
  from purchase
  join customer on customer.id = purchase.customer_id
  where bought_at >= date(:quarter_start, '-3 months')
    and bought_at < :quarter_end
    and customer.country in (:countries)
  group by customer.country
)
select country, customers, spent, before, spent / nullif(before, 0) - 1 as change
from spent
order by spent desc
