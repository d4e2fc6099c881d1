/** A drawing of what there will be to see: a sum, a line, three accounts. It has no number, so that nobody takes it for their own. */

const WIDTH = 400;
const ROWS = [
  { y: 216, name: 96, amount: 56 },
  { y: 244, name: 72, amount: 68 },
  { y: 272, name: 112, amount: 44 },
] as const;
const LINE = '24 148 60 152 66 112 100 124 136 138 142 98 180 112 224 130 230 88 276 104 320 112 372 118';

export function Sketch() {
  return (
    <svg class="sketch" viewBox={`0 0 ${WIDTH} 300`} width={WIDTH} height="300" aria-hidden="true">
      <rect class="paper" x="0.5" y="0.5" width="399" height="299" rx="12" />
      <rect x="24" y="24" width="88" height="8" rx="4" />
      <rect class="strong" x="24" y="40" width="152" height="20" rx="4" />
      <path d="M24 92H376M24 136H376M24 180H376" />
      <path class="area" d={`M${LINE}V180H24Z`} />
      <path class="line" d={`M${LINE}`} />
      <circle cx="372" cy="118" r="4" />
      {ROWS.map(({ y, name, amount }) => (
        <>
          <rect x="24" y={y} width={name} height="8" rx="4" />
          <rect class="strong" x={376 - amount} y={y} width={amount} height="8" rx="4" />
        </>
      ))}
    </svg>
  );
}
