/** The versions of Express, Koa and @koa/router that an application may have. */
import Router15 from '@koa/router';
import express5 from 'express';
import express4 from 'express4';
import Koa3 from 'koa';
import Router12 from 'koa-router-12';
import Router13 from 'koa-router-13';
import Router14 from 'koa-router-14';
import Koa2 from 'koa2';

/** An Express that an application imports. */
export interface ExpressVersion {
  readonly name: string;
  readonly express: typeof express5;
}

/** A Koa that an application imports, with a router. */
export interface KoaVersion {
  readonly name: string;
  readonly Koa: typeof Koa3;
  readonly Router: typeof Router15;
}

export const EXPRESS_VERSIONS: readonly ExpressVersion[] = [
  { name: 'Express 5', express: express5 },
  { name: 'Express 4', express: express4 },
];

const KOAS = { 'Koa 3': Koa3, 'Koa 2': Koa2 };
const ROUTERS = {
  '@koa/router 15': Router15,
  '@koa/router 14': Router14,
  '@koa/router 13': Router13,
  '@koa/router 12': Router12,
};

/** Each Koa with each router. */
export const KOA_VERSIONS: readonly KoaVersion[] = Object.entries(KOAS).flatMap(([koaName, Koa]) =>
  Object.entries(ROUTERS).map(([routerName, Router]) => ({ name: `${koaName} with ${routerName}`, Koa, Router })),
);

/** Each Koa with one router, where the router makes no difference: the oldest with the oldest. */
export const KOA_MAJORS: readonly KoaVersion[] = [
  { name: 'Koa 3', Koa: Koa3, Router: Router15 },
  { name: 'Koa 2', Koa: Koa2, Router: Router12 },
];
