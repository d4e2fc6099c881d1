/** The files of public/. Their addresses change with their content, so browsers may keep them for ever. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { Answer } from '../answer.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const HASH_LENGTH = 12;

/** Reads the files of a folder, and answers requests for them. */
export function createAssets(folder: URL) {
  let { byName, byAddress } = readFiles(folder);
  return {
    /** Returns the address of a file. */
    href(name: string): string {
      const file = byName.get(name);
      if (file === undefined) throw new Error(`There is no file public/${name}.`);
      return `/assets/${file.address}`;
    },
    /** Answers a request for a file, or returns `undefined` if there is none at the address. */
    answer(address: string): Answer | undefined {
      const file = byAddress.get(address);
      if (file === undefined) return undefined;
      return {
        status: 200,
        headers: {
          'Content-Type': TYPES[extname(file.name)] ?? 'application/octet-stream',
          'Content-Length': String(file.content.length),
          'Cache-Control': 'public, max-age=31536000, immutable',
        },
        body: Readable.from([file.content]),
      };
    },
    /** Reads the files again after each change, for those who work on them. */
    watch(): void {
      watch(folder, { persistent: false }, () => {
        try {
          ({ byName, byAddress } = readFiles(folder));
        } catch {
          // An editor may replace a file while it is read. Another event follows.
        }
      });
    },
  };
}

export const ASSETS = createAssets(new URL('../../public/', import.meta.url));

function readFiles(folder: URL) {
  const files = readdirSync(folder).map((name) => {
    const content = readFileSync(new URL(name, folder));
    const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
    return { name, content, address: name.replace(/(\.\w+)$/, `.${hash}$1`) };
  });
  return {
    byName: new Map(files.map((file) => [file.name, file])),
    byAddress: new Map(files.map((file) => [file.address, file])),
  };
}
