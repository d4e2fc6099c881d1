/** Runs the command `init` of an adapter: makes an application from the adapter's template. */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandLine, usageOf } from './command-line.ts';
import { InitError, InitUsageError } from './init-error.ts';
import { nextSteps } from './next-steps.ts';
import { checkNodeVersion } from './node-version.ts';
import { checkTarget, writeFiles } from './target-folder.ts';
import { applicationFiles } from './template.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** The command that is run. */
export interface InitCommand {
  /** The folder of the adapter's package, which has the template in `dist/template/`. */
  readonly packageRoot: URL;
  /** The arguments of the command line. */
  readonly args: readonly string[];
  /** The words that a person types before the folder. Default: `npx <the package's name> init`. */
  readonly invocation?: string;
  /** Default: that of this process. */
  readonly terminal?: Terminal;
}

/** The surroundings of a command: its folder, its Node, and the screen that it prints to. */
export interface Terminal {
  /** Relative paths start at this folder. */
  readonly folder: string;
  readonly nodeVersion: string;
  print(text: string): void;
  printError(text: string): void;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly engines: { readonly node: string };
}

/**
 * Makes an application in the folder that the arguments name. It asks nothing, overwrites nothing and sends no request; whatever goes
 * wrong is printed as a sentence.
 *
 * @returns the exit code: 0, 1 if no application was made, 2 if the command line is wrong
 */
export function runInitCommand({ packageRoot, args, invocation, terminal = ofProcess() }: InitCommand): number {
  const manifest = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as Manifest;
  const name = { packageName: manifest.name, invocation: invocation ?? `npx ${manifest.name} init` };
  try {
    const request = readCommandLine(args, name);
    if (request.kind === 'help') terminal.print(usageOf(name));
    else if (request.kind === 'version') terminal.print(manifest.version);
    else terminal.print(init(request.folder, manifest, packageRoot, terminal));
    return 0;
  } catch (error) {
    terminal.printError(`${manifest.name}: ${sentenceOf(error)}`);
    if (!(error instanceof InitUsageError)) return EXIT_FAILED;
    terminal.printError(`\n${usageOf(name)}`);
    return EXIT_USAGE;
  }
}

function init(folder: string, { name, version, engines }: Manifest, packageRoot: URL, terminal: Terminal): string {
  checkNodeVersion(engines.node, terminal.nodeVersion);
  const target = resolve(terminal.folder, folder);
  checkTarget(target);
  writeFiles(target, applicationFiles(fileURLToPath(new URL('dist/template/', packageRoot)), basename(target)));
  return nextSteps(folder, target === resolve(terminal.folder), `${name} ${version}`);
}

function sentenceOf(error: unknown): string {
  if (error instanceof InitError) return `${error.message}.`;
  return `the application could not be made: ${error instanceof Error ? error.message : String(error)}`;
}

function ofProcess(): Terminal {
  return {
    folder: process.cwd(),
    nodeVersion: process.versions.node,
    print: (text) => void process.stdout.write(`${text}\n`),
    printError: (text) => void process.stderr.write(`${text}\n`),
  };
}
