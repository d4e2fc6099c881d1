/** Does what a Dockerfile says, instruction by instruction, in folders of this machine. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Copy, DockerfileParser, From, type Instruction, JSONInstruction } from 'dockerfile-ast';
import { run } from './programs.ts';

/** What a container of the image runs. */
export interface Image {
  readonly root: string;
  readonly workFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly health: readonly string[];
}

interface Stage {
  readonly root: string;
  workFolder: string;
  env: Record<string, string>;
  user: string;
  command: readonly string[];
  health: readonly string[];
}

/**
 * Builds the image of a folder's Dockerfile. The base images are this machine.
 *
 * @param scratch a folder for the files of the image
 * @param env what the machine that builds has set, such as a registry
 */
export async function buildImage(
  context: string,
  scratch: string,
  env: Readonly<Record<string, string>>,
): Promise<Image> {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of instructionsOf(context)) {
    if (instruction instanceof From) {
      stage = newStage(scratch);
      stages.set(instruction.getBuildStage() ?? String(stages.size), stage);
    } else if (stage) await obey(instruction, stage, { context, env, stages });
  }
  if (!stage) throw new Error('The Dockerfile has no FROM.');
  return stage;
}

function instructionsOf(context: string): readonly Instruction[] {
  return DockerfileParser.parse(readFileSync(join(context, 'Dockerfile'), 'utf8')).getInstructions();
}

function newStage(scratch: string): Stage {
  const root = mkdtempSync(join(scratch, 'stage-'));
  return { root, workFolder: root, env: {}, user: 'root', command: [], health: [] };
}

interface Build {
  readonly context: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stages: ReadonlyMap<string, Stage>;
}

async function obey(instruction: Instruction, stage: Stage, build: Build): Promise<void> {
  const text = instruction.getArgumentsContent() ?? '';
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workFolder = join(stage.root, text);
      mkdirSync(stage.workFolder, { recursive: true });
      return;
    case 'ENV':
      for (const assignment of text.split(/\s+/)) {
        const [name = '', value = ''] = assignment.split('=');
        stage.env[name] = value;
      }
      return;
    case 'COPY':
      return copy(instruction as Copy, stage, build);
    case 'RUN': {
      const { code, output } = await run(stage.workFolder, 'sh', ['-c', text], { ...build.env, ...stage.env });
      if (code !== 0) throw new Error(`RUN ${text} ended with ${code}: ${output}`);
      return;
    }
    case 'USER':
      stage.user = text;
      return;
    case 'CMD':
      stage.command = wordsOf(instruction);
      return;
    case 'HEALTHCHECK':
      stage.health = JSON.parse(text.slice(text.indexOf('['))) as string[];
      return;
    case 'EXPOSE':
    case 'VOLUME':
      return;
    default:
      throw new Error(`This test does not know ${instruction.getKeyword()}.`);
  }
}

function wordsOf(instruction: Instruction): readonly string[] {
  if (!(instruction instanceof JSONInstruction)) throw new Error('A command is written as a list.');
  return instruction.getJSONStrings().map((word) => word.getJSONValue());
}

function copy(instruction: Copy, stage: Stage, { context, stages }: Build): void {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const target = join(stage.workFolder, words.at(-1) ?? '.');
  const from = instruction
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue();
  const root = typeof from === 'string' ? stages.get(from)?.root : context;
  if (root === undefined) throw new Error(`There is no stage ${from}.`);
  const sources = words.slice(0, -1).flatMap((word) => matching(root, word));
  if (sources.length === 0) throw new Error(`COPY ${words.join(' ')} finds nothing.`);
  for (const source of sources) {
    const to = statSync(source).isDirectory() ? target : join(target, basename(source));
    cpSync(source, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** A name without a star has to be there; one with a star may find nothing. */
function matching(root: string, word: string): readonly string[] {
  if (!word.includes('*')) return [join(root, word)];
  const parts = word.split('*').map((part) => part.replaceAll('.', String.raw`\.`));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  return readdirSync(root)
    .filter((name) => pattern.test(name))
    .map((name) => join(root, name));
}
