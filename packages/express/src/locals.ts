/** The types of what guards leave on `res.locals`. */
import type { Endpoint, LinxoAccess, OpenedBy, Scope } from '@linxo-guard/core';
import type { Guarded, HandlerNeeds } from '@linxo-guard/core/adapter';
import type { NextFunction, Response } from 'express';

/**
 * The locals of a request that passed a guard: `res.locals.linxo`. For controllers in files of their own:
 * `(req: Request, res: Response<unknown, LinxoLocals<'accounts_read'>>) => …`
 */
export interface LinxoLocals<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> extends HandlerNeeds<E> {
  linxo: LinxoAccess<S, E>;
}

/** A guard leaves this. Handlers that follow without an annotation of their own get this type. */
interface GuardLocals<S extends Scope, E extends Endpoint> extends Guarded<S, E> {
  linxo: LinxoAccess<S, E>;
}

/**
 * A guard: Express middleware behind which `res.locals.linxo` reaches the endpoints `E`, and no others. `request` is typed
 * loosely, so that `req.params` keeps the types that Express reads from the path.
 */
export interface GuardHandler<S extends Scope, E extends Endpoint = OpenedBy<S>> {
  // Makes a guard a `RequestHandler`, also in arrays. Express' own locals, `Record<string, any>`, are assignable to these, but no
  // subtype of them: so the compiler, which looks for subtypes first, prefers the second signature, and narrows what follows.
  // oxlint-disable-next-line typescript/no-explicit-any -- the body's type stays open, as Express has it
  (request: object, response: Response<any, Record<string, LinxoAccess>>, next: NextFunction): void | Promise<void>;
  // The handlers that follow take their locals from the last signature.
  // oxlint-disable-next-line typescript/no-explicit-any -- the same
  (request: object, response: Response<any, GuardLocals<S, E>>, next: NextFunction): void | Promise<void>;
}
