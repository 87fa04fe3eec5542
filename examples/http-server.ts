// Reports over HTTP: a page asks for /sales.csv, /sales.xlsx or any other format.
//
//   DATABASE_URL=demo: PORT=8080 node http-server.js
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Database, formatOfFile, RecordsError } from 'records-sql'

const database = new Database()
const sql = process.env.REPORT ?? 'select * from purchase order by id'

const server = createServer(async (request, response) => {
  try {
    const path = request.url ?? '/'
    const { name, content } = formatOfFile(path)
    const type = content === 'text' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
    const report = database.query(sql).readable(name)
    response.setHeader('content-type', type)
    response.setHeader('content-disposition', `attachment; filename="sales${extname(path)}"`)
    // A slow reader slows the query; one that goes away ends it.
    await pipeline(report, response)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else response.writeHead(statusOf(error)).end(`${error}\n`)
  }
})

function statusOf(error: unknown): number {
  return error instanceof RecordsError && error.code === 'usage' ? 404 : 500
}

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1')
process.once('SIGTERM', () => {
  server.close(() => database.close())
  server.closeAllConnections()
})
