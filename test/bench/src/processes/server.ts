/** Serves one contender on loopback, and tells how much processor time it has used: `node server.js [name]`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions, argsOf } from '../measure/child.ts';
import { SERVERS } from '../servers/index.ts';
import { createJwtIssuer } from '../jwt-issuer.ts';

const [name] = argsOf<[string]>();
const contender = SERVERS.find((one) => one.name === name);
if (!contender) throw new Error(`There is no server "${name}".`);
const { listener, headers } = await contender.open(await createJwtIssuer());
const server = createServer(listener);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

answerQuestions<'where' | 'cpu'>((question) => {
  if (question === 'where') return { url: `http://127.0.0.1:${port}/accounts`, headers };
  const { user, system } = process.cpuUsage();
  return user + system;
});
