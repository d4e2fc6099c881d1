// A template as a newcomer gets it: made in an empty folder, installed with npm, checked, tested, started, asked, ended, built as an image.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasPostgres, startPostgres } from '../../examples/koa-app/test/support/postgres-server.ts';
import { freePort } from '../support/free-port.ts';
import { hasRedisServer, startRedisServer } from '../support/redis-server.ts';
import { composeServices } from './compose.ts';
import { buildImage, type Image } from './image.ts';
import { freePorts, run, start } from './programs.ts';
import { type Registry, startRegistry } from './registry.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MS = 600_000;
/** The last characters of what a failed program printed. */
const SHOWN = 4_000;
const QUIETLY = ['--no-audit', '--no-fund', '--prefer-offline'];

if (!hasPostgres) console.warn('SKIPPED: the compose file with PostgreSQL. Install it: apt-get install postgresql');

let folder: string;
let registry: Registry;
/** npm asks this registry for the packages of this repository, and the usual one for all others. */
let scoped: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linxo-guard-alone-'));
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  const module = new URL('../../scripts/pack-packages.mjs', import.meta.url).href;
  const program = `const { packPackages } = await import('${module}'); await packPackages(process.cwd());`;
  const { code, output } = await run(packed, process.execPath, ['--input-type=module', '--eval', program]);
  if (code !== 0) throw new Error(output);
  registry = await startRegistry(readdirSync(packed).map((name) => join(packed, name)));
  // A shell hands on no variable of the name that npm has for this, so it stands in a file, below what the user's own file says.
  const { output: own } = await run(folder, 'npm', ['config', 'get', 'userconfig']);
  const settings = existsSync(own.trim()) ? readFileSync(own.trim(), 'utf8') : '';
  writeFileSync(join(folder, 'npmrc'), `${settings}\n@linxo-guard:registry=${registry.url}\n`, { mode: 0o600 });
  scoped = { npm_config_userconfig: join(folder, 'npmrc') };
}, LIMIT_MS);
afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
}, LIMIT_MS);

const WAYS = [
  {
    adapter: 'koa',
    way: 'npx @linxo-guard/koa init my-app',
    // A cache of its own: npx would use a package that it fetched earlier.
    make: (here: string) =>
      run(here, 'npx', ['--yes', '@linxo-guard/koa', 'init', 'my-app'], {
        ...scoped,
        npm_config_cache: join(here, '..', 'npx-cache'),
      }),
  },
  {
    adapter: 'express',
    way: 'npm run init -- express ../my-app, in a clone',
    make: (here: string) => run(ROOT, 'npm', ['run', 'init', '--', 'express', join(here, 'my-app')]),
  },
];

describe.each(WAYS)('$way', ({ adapter, make }) => {
  let app: string;
  let printed: string;

  beforeAll(async () => {
    const here = mkdtempSync(join(folder, `${adapter}-`));
    const { code, output } = await make(here);
    if (code !== 0) throw new Error(output);
    printed = output;
    app = join(here, 'my-app');
    const installed = await run(app, 'npm', ['install', ...QUIETLY], scoped);
    if (installed.code !== 0) throw new Error(installed.output);
    printed += installed.output;
  }, LIMIT_MS);

  const readme = () => readFileSync(join(app, 'README.md'), 'utf8');

  /** Signs in as the README says, and returns the page that comes then. */
  async function firstPage(origin: string): Promise<{ readonly status: number; readonly html: string }> {
    const [, email = '', password = ''] = /sign in as `(\S+)`\s+with the password `(\S+)`/.exec(readme()) ?? [];
    const body = new URLSearchParams({ email, password });
    const signedIn = await fetch(`${origin}/sign-in`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin },
    });
    const [cookie = ''] = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]);
    const page = await fetch(new URL(signedIn.headers.get('location') ?? '', origin), {
      headers: { cookie },
      redirect: 'manual',
    });
    return { status: page.status, html: await page.text() };
  }

  /** Sends the request for JSON that the README shows. */
  async function firstData(origin: string): Promise<readonly unknown[]> {
    const [, user = '', path = ''] = /^curl -u (\S+) http:\/\/127\.0\.0\.1:3000(\S+)$/m.exec(readme()) ?? [];
    const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
    const answer = await fetch(origin + path, { headers: { authorization } });
    return [answer.status, await answer.json()];
  }

  const npm = (...args: readonly string[]) => run(app, 'npm', args);

  it('prints three commands, and npm installs without a warning', () => {
    expect(printed.match(/^ {2}\S.*$/gm)).toEqual([
      expect.stringMatching(/^ {2}cd \S*my-app$/),
      '  npm install',
      '  npm start',
    ]);
    expect(printed).not.toMatch(/npm (warn|error)/i);
  });

  it('has plain version ranges, its own name, and nothing that leads out of the folder', () => {
    const text = readFileSync(join(app, 'package.json'), 'utf8');
    const manifest = JSON.parse(text) as { name: string; dependencies: Record<string, string> };
    expect(manifest.name).toBe('my-app');
    expect(text).not.toMatch(/workspace:|catalog:|@linxo-guard\/source/);
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.includes('node_modules') && /\.(tsx?|json|css|html)$/.test(file))
      .map((file) => ({ file, depth: file.split(/[/\\]/).length, text: readFileSync(join(app, file), 'utf8') }));
    expect(files.length).toBeGreaterThan(10);
    const leaving = files.filter(({ depth, text: content }) => content.includes('../'.repeat(depth)));
    expect(leaving.map(({ file }) => file)).toEqual([]);
  });

  it('keeps keys out of Git', () => {
    expect(readFileSync(join(app, '.gitignore'), 'utf8').split('\n')).toContain('.env');
    expect(readFileSync(join(app, '.env'), 'utf8')).not.toMatch(/^\w+=.*<random>/m);
  });

  // All tests of the template run in this repository, too: here it is held that they run outside of it.
  it.each([['typecheck'], ['check:scopes'], ['test', '--', 'test/app.test.ts', 'test/people.test.ts']])(
    'npm run %s succeeds',
    async (...script) => {
      const { code, output } = await npm('run', ...script);
      expect(code === 0 ? 'succeeded' : output.slice(-SHOWN)).toBe('succeeded');
    },
    LIMIT_MS,
  );

  it(
    'npm start serves what the README says, and ends on Ctrl-C',
    async () => {
      const running = await start(app, 'npm', ['start'], { PORT: '0', API_BASIC: 'true' });
      expect(await (await fetch(running.url)).text()).toMatch(/^<!doctype html>/);
      expect(await firstPage(running.url)).toMatchObject({ status: 200, html: expect.stringContaining('<h1') });
      expect(await firstData(running.url)).toEqual([200, expect.any(Array)]);
      await running.interrupt();
      const state = () =>
        fetch(running.url).then(
          () => 'up',
          () => 'down',
        );
      await expect.poll(state, { timeout: 10_000 }).toBe('down');
    },
    LIMIT_MS,
  );

  // Both templates have the same Dockerfile and the same compose file, so one image is built.
  if (adapter !== 'koa') return;

  describe('its image', () => {
    let image: Image;
    beforeAll(async () => {
      image = await buildImage(app, folder, scoped);
    }, LIMIT_MS);

    it('has what runs, and neither sources, tests nor development packages', () => {
      expect(image.user).not.toBe('root');
      expect(existsSync(join(image.workFolder, 'node_modules/@linxo-guard/core'))).toBe(true);
      const absent = ['src', 'test', '.env', 'node_modules/typescript', 'node_modules/vitest'];
      expect(absent.filter((name) => existsSync(join(image.workFolder, name)))).toEqual([]);
    });

    it('serves, is healthy, and ends with exit code 0', async () => {
      const { PASSWORD_KEYS = '' } = parseEnv(readFileSync(join(app, '.env'), 'utf8'));
      const linxo = { LINXO_ENVIRONMENT: 'sandbox', LINXO_CLIENT_ID: 'id', LINXO_CLIENT_SECRET: 'secret' };
      const own = { PORT: String(await freePort()), HOST: '127.0.0.1', PASSWORD_KEYS, ...linxo };
      const env = { ...image.env, ...own };
      const [program = '', ...args] = image.command;
      const [check = '', ...checkArgs] = image.health;
      expect((await run(image.workFolder, check, checkArgs, env)).code).not.toBe(0);
      const running = await start(image.workFolder, program, args, env);
      expect(await run(image.workFolder, check, checkArgs, env)).toEqual({ code: 0, output: '' });
      expect(await running.end()).toBe(0);
    });

    it.skipIf(!hasRedisServer || !hasPostgres)(
      'runs as compose.yaml says, with what the application stands on',
      async () => {
        const services = composeServices(app);
        const [redis, postgres, base] = [await startRedisServer(), await startPostgres(), await freePorts(4)];
        onTestFinished(() => Promise.all([redis.close(), postgres.close()]).then(() => undefined));
        const database = new URL(await postgres.newDatabase());
        // The ports of the file may be taken on this machine, and its names are those of containers.
        const here = (text: string) =>
          text
            .replace(/\b400([0-2])\b/, (_, place: string) => String(base + Number(place)))
            .replace(/^postgres:.*/, database.href)
            .replace('0.0.0.0', '127.0.0.1')
            .replace('127.0.0.1:3000', `127.0.0.1:${base + 3}`)
            .replace('redis:6379', `127.0.0.1:${redis.port}`);
        const probe = (service: string, ...args: readonly string[]) => {
          const [program = '', ...rest] = services[service]?.healthcheck?.test?.slice(1) ?? [];
          return run(app, program, [...args, ...rest]);
        };
        expect((await probe('redis', '-p', String(redis.port))).output).toBe('PONG\n');
        expect(await probe('postgres', '-h', database.hostname, '-p', database.port)).toMatchObject({ code: 0 });

        const [sandboxProgram = '', ...sandboxArgs] = services['sandbox']?.command ?? [];
        const sandbox = await start(image.workFolder, sandboxProgram, sandboxArgs.map(here));
        onTestFinished(async () => void (await sandbox.end()));
        const set = Object.entries(services['app']?.environment ?? {}).map(([name, value]) => [name, here(value)]);
        const env = { ...image.env, ...(Object.fromEntries(set) as Record<string, string>), API_BASIC: 'true' };
        const [program = '', ...args] = image.command;
        const running = await start(image.workFolder, program, args, {
          ...env,
          PORT: String(base + 3),
          HOST: '127.0.0.1',
        });
        const ready = await fetch(`${running.url}/ready`);
        expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ database: 'ready' })]);
        expect(await firstData(running.url)).toEqual([200, expect.any(Array)]);
        const keys = await run(app, 'redis-cli', ['-p', String(redis.port), 'keys', 'linxo-guard:*']);
        expect(keys.output).toContain('linxo-guard:');
        expect(await running.end()).toBe(0);
      },
    );
  });
});
