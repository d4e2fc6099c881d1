import { adapterContract } from './adapter-contract.ts';
import { expressAdapter } from './express.ts';
import { koaAdapter } from './koa.ts';

for (const adapter of [koaAdapter, expressAdapter]) adapterContract(adapter);
