// These tests hold what comes into a build, and who may publish it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const FOLDER = '.github/workflows';
/** The workflows of this repository, and those of the templates, which others copy. */
const WORKFLOWS = ['', 'examples/koa-app/', 'examples/express-app/'].flatMap((folder) =>
  readdirSync(new URL(folder + FOLDER, ROOT)).map((file) => {
    const name = `${folder}${FOLDER}/${file}`;
    return { name, text: read(name) };
  }),
);
const CI = read(`${FOLDER}/ci.yml`);
const RELEASE = read(`${FOLDER}/release.yml`);

interface Use {
  readonly action: string;
  readonly commit: string;
  readonly version: string;
}

/** The actions of a workflow. What is not pinned as it should be comes back as it is written. */
function usesOf(text: string): readonly (Use | string)[] {
  return [...text.matchAll(/^\s*(?:- )?["']?uses["']?:(.*)$/gm)].map(([, written = '']) => {
    const groups = /^ (?<action>[\w-]+\/[\w./-]+)@(?<commit>[0-9a-f]{40}) # (?<version>v\d+\.\d+\.\d+)$/.exec(
      written,
    )?.groups;
    return (groups as unknown as Use | undefined) ?? written;
  });
}

/** The text of a workflow by the name of the job, and what stands before the jobs. */
function jobsOf(text: string): { readonly head: string; readonly jobs: Readonly<Record<string, string>> } {
  const [head = '', body = ''] = text.split(/^jobs:\n/m);
  const parts = body.split(/^ {2}([\w-]+):\n/m).slice(1);
  return {
    head,
    jobs: Object.fromEntries(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1] ?? '']] : []))),
  };
}

function permissionsOf(job: string): readonly string[] {
  const [, listed = ''] = /^ {4}permissions:\n((?: {6}.*\n)+)/m.exec(job) ?? [];
  return listed.trim().split(/\n\s*/);
}

describe.each(WORKFLOWS)('the workflow $name', ({ text }) => {
  it('pins each action by its whole commit hash, with the version beside it', () => {
    const uses = usesOf(text);
    // No way of writing it is overlooked.
    expect(text.replaceAll(/#.*/g, '').match(/\buses\b/g)).toHaveLength(uses.length);
    expect(uses.filter((use) => typeof use === 'string')).toEqual([]);
  });

  it('gives no permission but to a job that asks for it', () => {
    const { head, jobs } = jobsOf(text);
    expect(head).toMatch(/^permissions: \{\}$/m);
    expect(Object.keys(jobs).length).toBeGreaterThan(0);
    for (const job of Object.values(jobs)) expect(permissionsOf(job)).not.toContain('');
  });

  it('hands no secret to anybody, leaves no token in a clone, and puts nothing of an event into a script', () => {
    expect(text).not.toMatch(/pull_request_target|workflow_run|secrets\.|secrets:/);
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength(text.split('actions/checkout@').length - 1);
    const expressions = [...text.matchAll(/\$\{\{\s*(.*?)\s*\}\}/g)].map(([, expression]) => expression);
    const harmless = ['matrix.node', 'github.ref', 'github.token', "github.event_name == 'pull_request'"];
    expect(expressions.filter((expression) => !harmless.includes(String(expression)))).toEqual([]);
  });
});

it('all workflows use the same commit of an action', () => {
  const commits = new Map<string, Set<string>>();
  for (const use of WORKFLOWS.flatMap(({ text }) => usesOf(text))) {
    if (typeof use === 'string') continue;
    const known = commits.get(use.action) ?? new Set();
    commits.set(use.action, known.add(`${use.commit} ${use.version}`));
  }
  expect([...commits].filter(([, known]) => known.size > 1)).toEqual([]);
});

it('CI tests the oldest Node that the packages allow, and each later release line', () => {
  const [, versions = ''] = /node: \[(.*)\]/.exec(CI) ?? [];
  expect(versions.split(', ')).toEqual(["'20.19'", "'22'", "'24'"]);
  const { engines } = JSON.parse(read('packages/core/package.json')) as { engines: { node: string } };
  expect(engines.node).toBe('>=20.19');
  expect(Object.values(jobsOf(CI).jobs).map(permissionsOf)).toEqual([['contents: read']]);
});

it('a release is built without rights, and published without running what was built', () => {
  const { jobs } = jobsOf(RELEASE);
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, permissionsOf(job)]))).toEqual({
    build: ['contents: read'],
    publish: ['id-token: write'],
    release: ['contents: write'],
  });
  for (const name of ['publish', 'release']) expect(jobs[name]).not.toMatch(/checkout@|npm (install|ci|run)|node /);
  expect(jobs['publish']).toContain('--provenance');
});

it('a dependency has been public for three days before it is installed', () => {
  const settings = read('pnpm-workspace.yaml');
  expect(Number(/^minimumReleaseAge: (\d+)$/m.exec(settings)?.[1])).toBeGreaterThanOrEqual(3 * 24 * 60);
  expect(/^minimumReleaseAgeExclude:\n((?: {2}- .*\n)+)/m.exec(settings)?.[1]).toBe("  - '@linxo-guard/*'\n");
});
