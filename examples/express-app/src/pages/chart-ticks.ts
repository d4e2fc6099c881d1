/** Chooses the round numbers on the scale of a chart. */

/** Returns three round numbers between which all balances are. */
export function ticksFor(min: number, max: number): readonly [number, number, number] {
  for (let step = roundStep(Math.max((max - min) / 2, 1)); ; step = roundStep(step * 1.1)) {
    const low = Math.floor(min / step) * step;
    if (low + 2 * step >= max) return [low, low + step, low + 2 * step];
  }
}

/** Returns the next 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= step) ?? 10) * power;
}
