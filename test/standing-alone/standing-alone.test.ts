// A template as a newcomer gets it: made in an empty folder, installed with npm, checked, tested, started, asked, ended, built as an image.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasRedisServer, startRedisServer } from '../support/redis-server.ts';
import { composeServices } from './compose.ts';
import { buildImage, type Image } from './image.ts';
import { freePort, freePorts, run, start } from './programs.ts';
import { type Registry, startRegistry } from './registry.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MS = 300_000;
const QUIETLY = ['--no-audit', '--no-fund', '--prefer-offline'];

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

  /** Sends the request that the README shows. */
  async function firstRequest(url: string): Promise<readonly unknown[]> {
    const readme = readFileSync(join(app, 'README.md'), 'utf8');
    const [, user = '', path = ''] = /^curl -u (\S+) http:\/\/127\.0\.0\.1:3000(\S+)$/m.exec(readme) ?? [];
    const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
    const answer = await fetch(url + path, { headers: { authorization } });
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

  it.each(['typecheck', 'check:scopes', 'test'])(
    'npm run %s succeeds',
    async (script) => {
      const { code, output } = await npm('run', script);
      expect({ code, output }).toEqual({ code: 0, output: expect.any(String) as string });
    },
    LIMIT_MS,
  );

  it(
    'npm start serves what the README says, and ends on Ctrl-C',
    async () => {
      const running = await start(app, 'npm', ['start'], { PORT: '0' });
      expect(await firstRequest(running.url)).toEqual([200, expect.any(Array)]);
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
      const env = { ...image.env, PORT: String(await freePort()), HOST: '127.0.0.1', EMBEDDED_SANDBOX: 'true' };
      const [program = '', ...args] = image.command;
      const [check = '', ...checkArgs] = image.health;
      expect((await run(image.workFolder, check, checkArgs, env)).code).not.toBe(0);
      const running = await start(image.workFolder, program, args, env);
      expect(await run(image.workFolder, check, checkArgs, env)).toEqual({ code: 0, output: '' });
      expect(await running.end()).toBe(0);
    });

    it.skipIf(!hasRedisServer)('runs as compose.yaml says, with what the application stands on', async () => {
      const services = composeServices(app);
      const [redis, base] = [await startRedisServer(), await freePorts(3)];
      onTestFinished(() => redis.close());
      // The ports of the file may be taken on this machine, and its names are those of containers.
      const here = (text: string) =>
        text
          .replace(/\b400([0-2])\b/, (_, place: string) => String(base + Number(place)))
          .replace('redis:6379', `127.0.0.1:${redis.port}`);
      const [probe = '', ...probeArgs] = services['redis']?.healthcheck?.test?.slice(1) ?? [];
      expect(
        await run(app, probe, [...probeArgs.slice(0, -1), '-p', String(redis.port), ...probeArgs.slice(-1)]),
      ).toEqual({
        code: 0,
        output: 'PONG\n',
      });
      const [sandboxProgram = '', ...sandboxArgs] = services['sandbox']?.command ?? [];
      const sandbox = await start(image.workFolder, sandboxProgram, sandboxArgs.map(here));
      onTestFinished(async () => void (await sandbox.end()));
      const set = Object.entries(services['app']?.environment ?? {}).map(([name, value]) => [name, here(value)]);
      const env = {
        ...image.env,
        ...(Object.fromEntries(set) as Record<string, string>),
        PORT: '0',
        HOST: '127.0.0.1',
      };
      const [program = '', ...args] = image.command;
      const running = await start(image.workFolder, program, args, env);
      expect(await firstRequest(running.url)).toEqual([200, expect.any(Array)]);
      const keys = await run(app, 'redis-cli', ['-p', String(redis.port), 'keys', 'linxo-guard:*']);
      expect(keys.output).toContain('linxo-guard:');
      expect(await running.end()).toBe(0);
    });
  });
});
