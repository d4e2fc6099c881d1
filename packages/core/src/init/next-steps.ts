/** The text that is printed when an application was made. */

/** Returns the text, with the commands that come next. */
export function nextSteps(folder: string, isHere: boolean, madeBy: string): string {
  const commands = [...(isHere ? [] : [`cd ${shellWord(folder)}`]), 'npm install', 'npm start'];
  return [
    `Made ${isHere ? 'an application in this folder' : folder} from the template of ${madeBy}. Next:`,
    '',
    ...commands.map((command) => `  ${command}`),
    '',
    'It runs on a stand-in for Linxo and needs no account. Its settings, with fresh keys, are in .env.',
    'README.md says how to make it yours, and how to go live.',
  ].join('\n');
}

function shellWord(text: string): string {
  if (process.platform === 'win32') return /^[\w@+=:,./\\~-]+$/.test(text) ? text : `"${text}"`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
