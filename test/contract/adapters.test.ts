import { EXPRESS_VERSIONS, KOA_MAJORS, KOA_VERSIONS } from '../support/framework-versions.ts';
import { adapterContract } from './adapter-contract.ts';
import { expressAdapter } from './express.ts';
import { fastifyAdapter } from './fastify.ts';
import { honoAdapter } from './hono.ts';
import { koaAdapter } from './koa.ts';
import { reportContract } from './report-contract.ts';

const express = EXPRESS_VERSIONS.map(expressAdapter);
for (const adapter of [...KOA_VERSIONS.map(koaAdapter), ...express, fastifyAdapter, honoAdapter])
  adapterContract(adapter);
for (const adapter of [...KOA_MAJORS.map(koaAdapter), ...express]) reportContract(adapter);
