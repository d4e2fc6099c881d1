import { afterEach, describe, expect, it, vi } from 'vitest';
import { momentOf, systemClock } from '../src/clock.ts';
import { fakeClock } from './token/fake-clock.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function machineShowing(times: readonly { readonly wallMs: number; readonly monotonicMs: number }[]) {
  let at = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => times[at]?.wallMs ?? 0);
  const monotonic = vi.spyOn(performance, 'now').mockImplementation(() => times[at]?.monotonicMs ?? 0);
  const moments = times.map((_, index) => {
    at = index;
    return momentOf(systemClock);
  });
  return { moments, monotonicReadings: monotonic.mock.calls.length };
}

describe("a reading of the machine's clocks", () => {
  it('is shared within one millisecond of the wall clock', () => {
    const { moments, monotonicReadings } = machineShowing([
      { wallMs: 1000, monotonicMs: 10 },
      { wallMs: 1000, monotonicMs: 10.4 },
      { wallMs: 1001, monotonicMs: 11.1 },
    ]);
    expect(moments.map(({ monotonicMs }) => monotonicMs)).toEqual([10, 10, 11.1]);
    expect(monotonicReadings).toBe(2);
  });

  it('is a new one when the wall clock was set back, or forth, or the machine slept', () => {
    const { moments } = machineShowing([
      { wallMs: 5000, monotonicMs: 10 },
      { wallMs: 2000, monotonicMs: 3010 },
      { wallMs: 9000, monotonicMs: 3011 },
    ]);
    const start = moments[0]?.wallMs ?? 0;
    expect(moments.map(({ wallMs, monotonicMs }) => [wallMs - start, monotonicMs])).toEqual([
      [0, 10],
      [-3000, 3010],
      [4000, 3011],
    ]);
  });
});

it('a clock that was injected is read each time', () => {
  const clock = fakeClock();
  const before = momentOf(clock);
  clock.pass(50);
  clock.setWallClock(-50);
  expect(momentOf(clock)).toEqual({ wallMs: before.wallMs, monotonicMs: before.monotonicMs + 50 });
});
