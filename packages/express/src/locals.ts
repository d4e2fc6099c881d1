/** The types of what guards leave on `res.locals`. */
import type { Endpoint, LinxoAccess, OpenedBy, Scope } from '@linxo-guard/core';
import type { Guarded } from '@linxo-guard/core/adapter';
import type { NextFunction, Response } from 'express';

/** The locals of a request that passed a guard: `res.locals.linxo`. */
export interface LinxoLocals<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> {
  linxo: LinxoAccess<S, E>;
}

/**
 * A guard: Express middleware behind which `res.locals.linxo` reaches the endpoints `E`, and no others. `request` is typed
 * loosely, so that `req.params` keeps the types that Express reads from the path.
 */
export type GuardHandler<S extends Scope, E extends Endpoint = OpenedBy<S>> = (
  request: object,
  // The body's type stays open, as Express has it.
  // oxlint-disable-next-line typescript/no-explicit-any
  response: Response<any, LinxoLocals<S, E> & Guarded<S>>,
  next: NextFunction,
) => void | Promise<void>;
