/** The part of `npx @linxo-guard/koa init` that adapters share. For the commands of adapters; applications do not import it. */
export { runInitCommand } from './run-init-command.ts';
export type { InitCommand, Terminal } from './run-init-command.ts';
