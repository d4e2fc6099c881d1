#!/usr/bin/env node
/** The command `npx @linxo-guard/koa init <folder>` makes an application from the template of this package. */
import { runInitCommand } from '@linxo-guard/core/init';

process.exitCode = runInitCommand({ packageRoot: new URL('..', import.meta.url), args: process.argv.slice(2) });
