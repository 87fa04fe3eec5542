// The same from CommonJS, which Node can from 20.19 and 22.12.
import { Database } from 'records-sql'

async function main(): Promise<void> {
  const database = new Database('demo:')
  const answer = await database.query<{ answer: number }>('select 42 as answer').one()
  console.log(`answer = ${answer.answer}`)
}

main()
