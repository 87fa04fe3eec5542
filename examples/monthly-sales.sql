-- Each month's revenue by style of cheese, and the sum of all months so far.
--   records examples/monthly-sales.sql --url demo: -o sales.xlsx
select month,
       count(*) as purchases,
       sum(revenue) filter (where style = 'fresh') as fresh,
       sum(revenue) filter (where style = 'soft') as soft,
       sum(revenue) filter (where style = 'semi-soft') as "semi-soft",
       sum(revenue) filter (where style = 'hard') as hard,
       sum(revenue) filter (where style = 'blue') as blue,
       sum(revenue) filter (where style = 'washed') as "washed rind",
       sum(revenue) as revenue,
       sum(sum(revenue)) over (order by month) as "revenue so far"
from sales
group by month
order by month
