/** What others start the application with: tests, and programs that run it beside something else. */
export { createApp, createListener } from './app.ts';
export { type Config, readConfig } from './config/config.ts';
export { addSandboxPeople } from './linxo/sandbox-people.ts';
export { openServices, type Services } from './services.ts';
