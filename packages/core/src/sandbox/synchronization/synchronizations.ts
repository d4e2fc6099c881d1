/**
 * Runs the synchronizations of connections, stage by stage: the bank answers, accounts arrive, transactions arrive, the end. The
 * stages follow each other by timers, which keep no process alive, by the sandbox's clock where it is moved, or step by step where a
 * test wants that.
 */
import type { World } from '../world/world.ts';
import { STAGES, type SyncRun } from './stages.ts';

/** The synchronizations of a running sandbox. */
export interface SandboxSynchronizations {
  /**
   * The duration of a synchronization, in milliseconds. 0 ends it before the request that starts it is answered; `Infinity` leaves
   * it to {@link step} and {@link finish}. Assignments take effect with the next synchronization. Default: 2,000.
   */
  durationMs: number;
  /** The ids of the connections that are being synchronized. */
  readonly running: readonly string[];
  /** Takes a synchronization one of its four stages further, or all of them if no connection is named. */
  step(connectionId?: string): void;
  /** Ends a synchronization now, or all of them if no connection is named. */
  finish(connectionId?: string): void;
}

const DEFAULT_SYNC_DURATION_MS = 2_000;

/** The progress of a synchronization. */
export interface SyncProgress {
  readonly percent: number;
  readonly seconds: number;
}

interface Running {
  readonly run: SyncRun;
  readonly world: World;
  readonly stageMs: number;
  readonly startedAtMs: number;
  /** The start by the sandbox's clock. */
  readonly startedByClockMs: number;
  stage: number;
  timer?: NodeJS.Timeout;
}

export class Synchronizations implements SandboxSynchronizations {
  durationMs: number;
  readonly #running = new Map<string, Running>();

  constructor(durationMs: number = DEFAULT_SYNC_DURATION_MS) {
    this.durationMs = durationMs;
  }

  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Starts a synchronization, unless one of the same connection is running. */
  start(run: SyncRun, world: World, slowness = 1): void {
    if (this.#running.has(run.connectionId)) return;
    const stageMs = (this.durationMs * slowness) / STAGES.length;
    const running: Running = {
      run,
      world,
      stageMs,
      startedAtMs: performance.now(),
      startedByClockMs: world.clock(),
      stage: 0,
    };
    this.#running.set(run.connectionId, running);
    if (stageMs === 0) this.finish(run.connectionId);
    else this.#wait(running);
  }

  /** Takes all synchronizations as far as the sandbox's clock says, which may have been moved. */
  followClock(): void {
    for (const running of this.#named(undefined)) {
      const due = Math.floor((running.world.clock() - running.startedByClockMs) / running.stageMs);
      while (running.stage < due && this.#running.get(running.run.connectionId) === running) this.#advance(running);
    }
  }

  progressOf(connectionId: string): SyncProgress | undefined {
    const running = this.#running.get(connectionId);
    if (running === undefined) return undefined;
    const seconds = Math.floor((performance.now() - running.startedAtMs) / 1000);
    return { percent: Math.round((100 * running.stage) / STAGES.length), seconds };
  }

  step(connectionId?: string): void {
    for (const running of this.#named(connectionId)) this.#advance(running);
  }

  finish(connectionId?: string): void {
    for (const running of this.#named(connectionId)) {
      while (this.#running.get(running.run.connectionId) === running) this.#advance(running);
    }
  }

  /** Forgets a synchronization, because its connection was deleted. */
  drop(connectionId: string): void {
    clearTimeout(this.#running.get(connectionId)?.timer);
    this.#running.delete(connectionId);
  }

  /** Forgets all synchronizations, and sets the duration back. */
  reset(durationMs: number = DEFAULT_SYNC_DURATION_MS): void {
    this.close();
    this.durationMs = durationMs;
  }

  /** Forgets all synchronizations. */
  close(): void {
    for (const id of this.running) this.drop(id);
  }

  #named(connectionId: string | undefined): readonly Running[] {
    return [...this.#running.values()].filter(
      ({ run }) => connectionId === undefined || run.connectionId === connectionId,
    );
  }

  #wait(running: Running): void {
    // A timer takes no delay of more than 2^31 - 1 ms, and such a synchronization is stepped by hand.
    if (running.stageMs > 2 ** 31 - 1) return;
    running.timer = setTimeout(() => this.#advance(running), running.stageMs);
    running.timer.unref();
  }

  #advance(running: Running): void {
    clearTimeout(running.timer);
    const { run, world } = running;
    const data = world.data.get(run.userId);
    const stage = STAGES[running.stage];
    running.stage += 1;
    if (running.stage >= STAGES.length || data === undefined) this.#running.delete(run.connectionId);
    else this.#wait(running);
    if (data !== undefined) stage?.(run, data, world);
  }
}
