// Draws the places where a failure is remembered, as boxes in boxes, with what is remembered at each of them.
import { COOL_DOWN_LEVELS, COOL_DOWN_RULES } from '../packages/core/dist/cool-down/cool-down-rules.js';
import { FAILURES, LEVELS } from './policy-words.mjs';

const STYLE = `<style>
svg { --ink: #1f2328; --quiet: #59636e; --line: #8c959f; --fill: #3b8eea1f }
@media (prefers-color-scheme: dark) {
svg { --ink: #f0f6fc; --quiet: #9198a1; --line: #656c76; --fill: #4c8fe633 }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink) }
.bold { font-weight: 600 }
.quiet { fill: var(--quiet) }
.small { font-size: 12px }
rect { fill: var(--fill); stroke: var(--line) }
</style>`;

const LINE = 18;
const CHARACTERS_PER_LINE = 46;
const TEXT_X = 500;

const box = (x, y, width, height, label, style = '') =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/><text x="${x + 10}" y="${y + 20}"${style}>${label}</text>`;

const WIDE = ' class="bold"';
const SUBJECTS = [
  { x: 24, width: 132, name: 'application', scopes: ['users_create', 'openid'] },
  { x: 192, width: 124, name: 'camille', scopes: ['accounts_read', 'profile'] },
  { x: 328, width: 124, name: 'odette', scopes: ['accounts_read', 'profile'] },
];
const BOXES = [
  box(0.5, 0.5, 476, 220, 'the server', WIDE),
  box(12, 32, 156, 176, 'client credentials', WIDE),
  box(180, 32, 284, 176, 'password', WIDE),
  ...SUBJECTS.map(({ x, width, name, scopes }) => {
    const requests = scopes.map((scope, index) =>
      box(x + 10, 96 + index * 46, width - 20, 36, scope, ' class="small"'),
    );
    return [box(x, 64, width, 132, name), requests.join('\n')].join('\n');
  }),
];

function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length <= CHARACTERS_PER_LINE) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

/** Returns what is remembered at a level: the failures whose rule names it, and those that spread to it. */
function rememberedAt(level) {
  const rules = Object.entries(COOL_DOWN_RULES);
  const own = rules.filter(([, rule]) => rule.level === level).map(([failure]) => FAILURES[failure].short);
  const spreading = rules.filter(([, rule]) => rule.spreads?.to === level).map(([failure]) => FAILURES[failure].short);
  return [
    [...new Set(own)].join('; '),
    spreading.length > 0 ? `${LEVELS[level].after}: ${spreading.join('; ')}` : '',
  ].filter((text) => text !== '');
}

/** Returns the picture as an SVG document. */
export function drawPolicyPicture() {
  let y = 14;
  const texts = COOL_DOWN_LEVELS.map((level) => {
    const heading = `<text x="${TEXT_X}" y="${y}" class="bold">${LEVELS[level].heading}</text>`;
    const lines = rememberedAt(level)
      .flatMap(wrapped)
      .map((line) => `<text x="${TEXT_X}" y="${(y += LINE)}" class="quiet">${line}</text>`);
    y += LINE + 10;
    return heading.concat('\n', lines.join('\n'));
  });
  const height = Math.max(y, 222);
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 830 ${height}" width="830" height="${height}">
<title>Where a failure is remembered</title>
<desc>Boxes in boxes: the server, in it the two grant types, in each its subjects, in each its requests. A failure blocks the box that it is remembered at, and what is in that box.</desc>
${STYLE}
${BOXES.join('\n')}
${texts.join('\n')}
</svg>
`;
}
