/** A sandbox and a token manager on it, with clocks that the test sets. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type LinxoOptions, parseOptions } from '../../src/options/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { createTokenManager } from '../../src/token/create-token-manager.ts';
import type { TokenManager } from '../../src/token/token-manager.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';

export interface WithTokens {
  readonly sandbox: Sandbox;
  /** A manager of its own for each test, with what the test wants otherwise. */
  manager(options?: Partial<LinxoOptions>): TokenManager;
  readonly clock: FakeClock;
}

/** Starts one sandbox for a file of tests; each test has a clock, a clean log and no faults. */
export function withTokens(): WithTokens {
  let sandbox: Sandbox;
  let clock = fakeClock();
  const managers: TokenManager[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => {
    for (const manager of managers.splice(0)) manager.close();
    sandbox.faults.clear();
    sandbox.log.clear();
    sandbox.wire.expiresIn = 'number';
    sandbox.wire.lifetimeSeconds = 3600;
    clock = fakeClock();
  });
  afterAll(() => sandbox.close());
  return {
    get sandbox() {
      return sandbox;
    },
    get clock() {
      return clock;
    },
    manager(options) {
      const manager = createTokenManager(parseOptions({ ...sandbox.options, clock, ...options }));
      managers.push(manager);
      return manager;
    },
  };
}
