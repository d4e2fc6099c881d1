/** Reads from environment variables which Linxo the application talks to: one of Linxo's environments, or a stand-in in this process. */
import { type LinxoOptions, linxoOptionsFromEnv } from '@linxo-guard/core';
import type { Sandbox } from '@linxo-guard/core/sandbox';
import { ConfigProblem } from '../config/config.ts';

/** The options of `createLinxo`, and the stand-in that they lead to, if it is one. */
export interface LinxoFromEnv {
  readonly options: LinxoOptions;
  readonly sandbox: Sandbox | undefined;
}

/**
 * Starts a stand-in for Linxo if `EMBEDDED_SANDBOX` is `true`. Otherwise it reads the variables that name an environment of Linxo's.
 *
 * @throws ConfigProblem that says which variables contradict each other, are missing or wrong
 */
export async function linxoFromEnv(env: NodeJS.ProcessEnv): Promise<LinxoFromEnv> {
  const embedded = env['EMBEDDED_SANDBOX'] || 'false';
  if (embedded !== 'true' && embedded !== 'false') throw new ConfigProblem('EMBEDDED_SANDBOX has to be true or false.');
  if (embedded === 'false') return { options: linxoOptionsFromEnv(env), sandbox: undefined };
  if (env['NODE_ENV'] === 'production') {
    throw new ConfigProblem(
      'EMBEDDED_SANDBOX is true, and NODE_ENV is production: everybody knows the passwords of its users.',
    );
  }
  const others = Object.keys(env).filter((name) => name.startsWith('LINXO_') && env[name] !== '');
  if (others.length > 0) {
    throw new ConfigProblem(
      `EMBEDDED_SANDBOX is true, and ${others.join(', ')} ${others.length === 1 ? 'is' : 'are'} set: remove the former to use Linxo, or the latter to use the stand-in.`,
    );
  }
  // An application on Linxo itself does not load the stand-in.
  const { startSandbox } = await import('@linxo-guard/core/sandbox');
  const sandbox = await startSandbox();
  return { options: sandbox.options, sandbox };
}
