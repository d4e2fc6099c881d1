/** Makes the name of the new package from the name of its folder, by the rules of package.json. */

const LONGEST = 214;
/** npm refuses these names. */
const REFUSED: readonly string[] = ['node_modules', 'favicon.ico'];
const FALLBACK = 'linxo-app';

/**
 * Returns a name that npm accepts and that none of the dependencies has.
 *
 * @param folderName the last part of the folder's path, such as `My App`
 * @param dependencies the names of the packages that the application depends on
 */
export function packageNameFor(folderName: string, dependencies: readonly string[]): string {
  const name = folderName
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  if (name === '' || REFUSED.includes(name)) return FALLBACK;
  return dependencies.includes(name) ? `${name}-app` : name;
}
