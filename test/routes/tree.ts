/** Random applications as data, so that a failure shrinks to a small one that can be read. */
import fc from 'fast-check';

/** Scopes of users of which none includes another. */
export const SCOPES = ['profile', 'accounts_read', 'connections_sync', 'connections_manage'] as const;
type UserScope = (typeof SCOPES)[number];

export type Path = string | { readonly source: string; readonly flags: string } | readonly Path[];

/** A guard, or a function that is called like the examples in docs/routes.md. */
export type Fn =
  | { readonly does: 'guard'; readonly scope: UserScope }
  | {
      readonly does:
        | 'answer'
        | 'pass'
        | 'fail'
        | 'skip route'
        | 'leave router'
        | 'go on after errors'
        | 'hand on errors';
    }
  | { readonly does: 'rewrite'; readonly url: string }
  | { readonly does: 'change method'; readonly method: string };

export type Method = 'get' | 'post' | 'head' | 'options' | 'all';

export interface RouterOptions {
  readonly sensitive?: boolean;
  readonly strict?: boolean;
  readonly exclusive?: boolean;
  readonly host?: string;
  readonly prefix?: string;
  /** Set after the routes. */
  readonly latePrefix?: string;
}

export type Part =
  | { readonly kind: 'use'; readonly path?: Path; readonly fns: readonly Fn[] }
  | {
      readonly kind: 'route';
      readonly path: Path;
      readonly chain: readonly { readonly method: Method; readonly fns: readonly Fn[] }[];
    }
  | { readonly kind: 'parameter'; readonly name: string; readonly fn: Fn }
  | {
      readonly kind: 'router';
      readonly path?: Path;
      readonly options: RouterOptions;
      /** True for a sub-application of Express, and for `koa-mount`. */
      readonly opaque: boolean;
      readonly parts: readonly Part[];
    };

export interface Tree {
  readonly options: RouterOptions;
  readonly parts: readonly Part[];
}

const LITERALS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const SIMPLE_SEGMENTS = ['a', 'b', ':id', ':x'];
const ODD_SEGMENTS = ['A', 'ab', 'a.b', '%61', 'é', '', ':a-:b', 'v:n', ':n.json', ':"q r"', '*w', 'f*w'].concat([
  '{:o}',
  ':id{-:v}',
  '{a}',
  'a$b',
  'a|b',
  String.raw`\:a`,
]);
const ODD_PATHS = [
  '',
  '/',
  '//',
  '{/:id}',
  '{/*rest}',
  '/{*rest}',
  '*all',
  '/a{/:id}',
  '/a{/:id}/b',
  '{/a}/b',
  '/a/',
  'a',
  ':id',
  '/*w',
  '/a{/b}{/c}',
  '*',
];
const EXPRESSIONS = ['^\\/api', '^\\/a', '.*', '^\\/(\\w+)\\/b$', 'b', '(?:)', '^\\/$'];

const simplePath = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...LITERALS) }, fc.constantFrom(':id', ':x')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((segments) => `/${segments.join('/')}`);
const oddPath = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...SIMPLE_SEGMENTS) }, fc.constantFrom(...ODD_SEGMENTS)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((segments) => `/${segments.join('/')}`);
const expression = fc.record({
  source: fc.constantFrom(...EXPRESSIONS),
  flags: fc.constantFrom('', 'i', 'g', 'y', 'gi'),
});
const narrowPath = fc
  .array(fc.constantFrom(...SIMPLE_SEGMENTS), { minLength: 1, maxLength: 2 })
  .map((segments) => `/${segments.join('/')}`);
const onePath: fc.Arbitrary<Path> = fc.oneof(
  { weight: 8, arbitrary: narrowPath },
  { weight: 4, arbitrary: oddPath },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_PATHS) },
  { weight: 1, arbitrary: expression },
);
const anyPath: fc.Arbitrary<Path> = fc.oneof({ weight: 9, arbitrary: onePath }, fc.array(onePath, { maxLength: 3 }));

const guard: fc.Arbitrary<Fn> = fc.record({ does: fc.constant('guard' as const), scope: fc.constantFrom(...SCOPES) });
const answer = fc.constant<Fn>({ does: 'answer' });
/** The first two get around most guards. */
const odd: fc.Arbitrary<Fn> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fn>({ does: 'go on after errors' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('/a', '/b', '/a/b').map((url): Fn => ({ does: 'rewrite', url })),
  },
  fc.constantFrom<Fn>(
    ...(['pass', 'fail', 'skip route', 'leave router', 'hand on errors'] as const).map((does) => ({ does })),
  ),
  fc.constantFrom<Fn>(...['GET', 'POST', 'HEAD'].map((method): Fn => ({ does: 'change method', method }))),
);
const method = fc.constantFrom<Method>('get', 'get', 'get', 'post', 'head', 'options', 'all');
const options: fc.Arbitrary<RouterOptions> = fc.record(
  {
    sensitive: fc.boolean(),
    strict: fc.boolean(),
    exclusive: fc.boolean(),
    host: fc.constantFrom('one.example', 'two.example'),
    prefix: fc.constantFrom('/api', '/a', '/:t', '/a/', '/a$b', '/v1.0', '/A', '/a{/b}'),
    latePrefix: fc.constantFrom('/late', '/a', '/:t'),
  },
  { requiredKeys: [] },
);

interface Kinds {
  readonly path: fc.Arbitrary<Path>;
  readonly use: fc.Arbitrary<Fn>;
  readonly handlers: fc.Arbitrary<readonly Fn[]>;
  readonly methods: fc.Arbitrary<Method>;
  readonly options: fc.Arbitrary<RouterOptions>;
  readonly isSimple: boolean;
}

function treeOf({ path, use, handlers, methods, options: routerOptions, isSimple }: Kinds): fc.Arbitrary<Tree> {
  const { part } = fc.letrec<{ part: Part }>((tie) => ({
    part: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('route' as const),
          path,
          chain: fc.array(fc.record({ method: methods, fns: handlers }), { minLength: 1, maxLength: isSimple ? 1 : 3 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record(
          { kind: fc.constant('use' as const), path, fns: fc.array(use, { minLength: 1, maxLength: 2 }) },
          { requiredKeys: ['kind', 'fns'] },
        ),
      },
      {
        weight: 2,
        arbitrary: fc.record(
          {
            kind: fc.constant('router' as const),
            path,
            options: routerOptions,
            opaque: isSimple ? fc.constant(false) : fc.integer({ max: 5, min: 0 }).map((number) => number === 5),
            parts: fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
          },
          { requiredKeys: ['kind', 'options', 'opaque', 'parts'] },
        ),
      },
      ...(isSimple
        ? []
        : [
            {
              weight: 1,
              arbitrary: fc.record({
                kind: fc.constant('parameter' as const),
                name: fc.constantFrom('id', 'x', 'w'),
                fn: odd,
              }),
            },
          ]),
    ),
  }));
  return fc.record({ options: routerOptions, parts: fc.array(part, { minLength: 1, maxLength: 6 }) });
}

/** Applications with every kind of path, option and function. */
const wideTree = treeOf({
  path: anyPath,
  use: fc.oneof({ weight: 2, arbitrary: guard }, odd),
  handlers: fc
    .tuple(
      fc.array(guard, { maxLength: 2 }),
      fc.array(fc.oneof({ weight: 5, arbitrary: answer }, guard, { weight: 2, arbitrary: odd }), { maxLength: 3 }),
      answer,
    )
    .map(([first, others, last]) => first.concat(others, last)),
  methods: method,
  options,
  isSimple: false,
});

/** Applications with few paths, so that functions and guards meet on the same ones. */
const narrowTree = treeOf({
  path: fc.constantFrom('/a', '/b', '/:id'),
  use: fc.oneof(guard, odd),
  handlers: fc.tuple(fc.array(odd, { maxLength: 1 }), answer).map(([first, last]) => first.concat(last)),
  methods: fc.constant('get'),
  options: fc.constant({}),
  isSimple: false,
});

export const anyTree = fc.oneof(wideTree, narrowTree);

/** Applications of literals and whole parameters, without options, whose handlers answer. */
export const simpleTree = treeOf({
  path: simplePath,
  use: guard,
  handlers: fc.tuple(fc.array(guard, { maxLength: 2 }), answer).map(([guards, last]) => guards.concat(last)),
  methods: fc.constantFrom<Method>('get', 'get', 'post'),
  options: fc.constant({}),
  isSimple: true,
});
