import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/async/clock.ts';
import { Timeline } from '../../src/async/timeline.ts';
import { fakeClock } from '../token/fake-clock.ts';

const HOUR_MS = 3_600_000;
/** A smaller lag of the wall clock does not count as having been set back. */
const TICK_MS = 50;

describe('a timeline of two clocks', () => {
  it('starts at zero', () => {
    expect(new Timeline(fakeClock()).nowMs()).toBe(0);
  });

  it('counts the time that passes', () => {
    const clock = fakeClock();
    const timeline = new Timeline(clock);
    clock.pass(1500);
    expect(timeline.nowMs()).toBe(1500);
  });

  it('goes on by the monotonic clock when the wall clock is set back, once and again', () => {
    const clock = fakeClock();
    const timeline = new Timeline(clock);
    for (const passed of [1, 2, 3]) {
      clock.setWallClock(-5 * HOUR_MS);
      clock.pass(HOUR_MS);
      expect(timeline.nowMs()).toBe(passed * HOUR_MS);
    }
  });

  it('counts the sleep of a machine whose wall clock was set back before', () => {
    const clock = fakeClock();
    const timeline = new Timeline(clock);
    clock.setWallClock(-HOUR_MS);
    timeline.nowMs();
    clock.sleep(HOUR_MS);
    expect(timeline.nowMs()).toBe(HOUR_MS);
  });

  it('keeps the time that it counted when a wall clock that was set forward is corrected', () => {
    const clock = fakeClock();
    const timeline = new Timeline(clock);
    clock.setWallClock(9 * HOUR_MS);
    timeline.nowMs();
    clock.setWallClock(-9 * HOUR_MS);
    clock.pass(1000);
    expect(timeline.nowMs()).toBe(9 * HOUR_MS + 1000);
  });

  it('is not driven forward by a wall clock that ticks coarsely', () => {
    let passedMs = 0;
    const timeline = new Timeline({ now: () => Math.floor(passedMs / 16) * 16, monotonic: () => passedMs });
    for (; passedMs < 60_000; passedMs += 0.7) timeline.nowMs();
    expect(timeline.nowMs()).toBeGreaterThan(60_000 - 17);
    expect(timeline.nowMs()).toBeLessThanOrEqual(60_001);
  });

  it('never goes back, loses at most a tick, and counts no time that neither clock showed', () => {
    const step = fc.record({
      kind: fc.constantFrom('pass', 'sleep', 'setWallClock'),
      ms: fc.oneof(fc.nat(100), fc.nat(30 * 24 * HOUR_MS)),
      back: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const clock = fakeClock();
        const timeline = new Timeline(clock);
        let [least, most, before] = [0, 0, 0];
        for (const { kind, ms, back } of steps) {
          const isSetBack = kind === 'setWallClock' && back;
          clock[kind](isSetBack ? -ms : ms);
          if (kind === 'pass') least += ms;
          if (!isSetBack) most += ms;
          const now = timeline.nowMs();
          expect(now).toBeGreaterThanOrEqual(before);
          expect(now).toBeGreaterThanOrEqual(least - TICK_MS);
          expect(now).toBeLessThanOrEqual(most);
          before = now;
        }
      }),
    );
  });
});

describe("a reading of the machine's own clocks", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  function machineShowing(times: readonly { readonly wallMs: number; readonly monotonicMs: number }[]) {
    let at = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => times[at]?.wallMs ?? 0);
    const monotonic = vi.spyOn(performance, 'now').mockImplementation(() => times[at]?.monotonicMs ?? 0);
    const timeline = new Timeline(systemClock);
    monotonic.mockClear();
    const shown = times.map((_, index) => {
      at = index;
      return timeline.nowMs();
    });
    return { shown, monotonicReadings: monotonic.mock.calls.length };
  }

  it('reads the monotonic clock once a millisecond', () => {
    const { shown, monotonicReadings } = machineShowing([
      { wallMs: 1000, monotonicMs: 10 },
      { wallMs: 1001, monotonicMs: 11 },
      { wallMs: 1001, monotonicMs: 11.4 },
      { wallMs: 1002, monotonicMs: 12.1 },
    ]);
    expect(shown).toEqual([0, 1, 1, 2]);
    expect(monotonicReadings).toBe(2);
  });

  it('notices that the wall clock was set back or forward, or that the machine slept', () => {
    const { shown } = machineShowing([
      { wallMs: 5000, monotonicMs: 10 },
      { wallMs: 2000, monotonicMs: 3010 },
      { wallMs: 9000, monotonicMs: 3011 },
    ]);
    expect(shown).toEqual([0, 3000, 10_000]);
  });
});

it('an injected clock is read each time', () => {
  const clock = fakeClock();
  const timeline = new Timeline(clock);
  clock.pass(100);
  clock.setWallClock(-100);
  expect(timeline.nowMs()).toBe(100);
});
