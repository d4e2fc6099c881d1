/** Says why the application does not start: in sentences where somebody can do something about it. */
import { isLinxoError } from '@linxo-guard/core';
import { ConfigProblem } from '../config/config.ts';

/** Returns the message for whoever starts the application. A mistake in the code is shown with its place. */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigProblem || isLinxoError(error)) return error.message;
  const { code, address, port, cause } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly port?: number;
  };
  if (code === 'EADDRINUSE') return `Port ${port} of ${address} is in use (${code}): set PORT to another one.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used (${code}): set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST is no address of this machine (${code}).`;
  if (error instanceof Error && cause instanceof Error) return `${error.message} ${cause.message}`;
  return error instanceof Error ? String(error.stack) : String(error);
}
