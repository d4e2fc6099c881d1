// Ends this process when npm is stopped. npm signals its shell, and the shell dies without passing the signal on.

const PARENT = process.ppid;
const LOOK_EVERY_MS = 200;

export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const look = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
}
