import { adapterContract } from './adapter-contract.ts';
import { expressAdapter } from './express.ts';
import { fastifyAdapter } from './fastify.ts';
import { honoAdapter } from './hono.ts';
import { koaAdapter } from './koa.ts';
import { reportContract } from './report-contract.ts';

for (const adapter of [koaAdapter, expressAdapter, fastifyAdapter, honoAdapter]) adapterContract(adapter);
for (const adapter of [koaAdapter, expressAdapter]) reportContract(adapter);
