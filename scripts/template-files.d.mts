/** Returns the paths, relative to a template, of the files that do not know its framework. */
export function sharedFilesIn(folder: string): readonly string[];
