-- The ten best-selling cheeses of a year.
--   records examples/best-sellers.sql table year=2025 --url demo:
select cheese,
       style,
       sum(quantity) as portions,
       sum(revenue) as revenue
from sales
where strftime('%Y', bought_at) = :year
group by cheese, style
order by revenue desc
limit 10
