/** Serves packed packages on loopback, as a registry does for the packages of one scope. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

export interface Registry {
  readonly url: string;
  close(): void;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

export async function startRegistry(tarballs: readonly string[]): Promise<Registry> {
  const packed = tarballs.map((path) => {
    const manifest = execFileSync('tar', ['-xzOf', path, 'package/package.json'], { encoding: 'utf8' });
    return { path, file: basename(path), manifest: JSON.parse(manifest) as Manifest };
  });
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? '/', url).pathname.slice(1));
    const tarball = packed.find(({ file }) => asked === file);
    if (tarball) return void response.end(readFileSync(tarball.path));
    const named = packed.find(({ manifest }) => manifest.name === asked);
    if (!named) return void response.writeHead(404).end();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(describe(named.manifest, named.path, `${url}/${named.file}`)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The document of a package with one version. */
function describe(manifest: Manifest, path: string, tarball: string): object {
  const integrity = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  const version = { ...manifest, dist: { tarball, integrity } };
  return {
    name: manifest.name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: version },
  };
}
