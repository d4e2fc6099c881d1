/** Exports what tests and other programs need to start the application. */
export { createApp, createListener } from './app.ts';
export { type Config, readConfig } from './config/config.ts';
export { addSandboxPeople } from './linxo/sandbox-people.ts';
export { openServices, type Services } from './services.ts';
