/** Serves a list of transactions, page by page, and says where: `node pages.js [pages, rows]`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { TOKEN_LENGTH } from '../contenders/linxo.ts';
import { argsOf } from '../measure/output-of.ts';

const [pages, rows] = argsOf<[number, number]>();
const row = (id: number) => ({
  id: String(id),
  account_id: 'a-1',
  amount: -12.5,
  currency: 'EUR',
  type: 'POINT_OF_SALE',
  origin: 'ORIGINAL',
  status: 'BOOKED',
  category_id: '34',
  date: 1_790_000_000,
  import_date: 1_790_000_000,
  booking_date: 1_790_000_000,
  value_date: 1_790_000_000,
  label: `CARD BAKERY ${id}`,
  remittance_information: ['CARD', 'BAKERY'],
});
// Each row is on one page only, and the last page is not full.
const bodies = Array.from({ length: pages }, (_, page) =>
  JSON.stringify(Array.from({ length: page + 1 === pages ? rows - 1 : rows }, (_, index) => row(page * rows + index))),
);

const TOKEN = JSON.stringify({ access_token: 'x'.repeat(TOKEN_LENGTH), token_type: 'Bearer', expires_in: 3600 });

const server = createServer(async (request, response) => {
  if (request.method === 'POST') return void response.end(TOKEN);
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  await setTimeout(Number(request.headers['x-delay-ms'] ?? 0));
  response.writeHead(200, { 'content-type': 'application/json' }).end(bodies[Number(searchParams.get('page')) - 1]);
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2.1`));
process.once('disconnect', () => process.exit());
