/** A token endpoint and an API in a process of their own. It closes each kept-alive connection that is used again. */
import { createServer } from 'node:http';

const served = new WeakSet();
const seen = { requests: 0, resets: 0 };
const server = createServer((request, response) => {
  if (request.url === '/seen') return void response.setHeader('connection', 'close').end(JSON.stringify(seen));
  if (served.has(request.socket)) {
    seen.resets++;
    return void request.socket.resetAndDestroy();
  }
  served.add(request.socket);
  seen.requests++;
  const token = { access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 };
  const isToken = request.url === '/token';
  response.setHeader('content-type', 'application/json').end(JSON.stringify(isToken ? token : []));
}).listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
