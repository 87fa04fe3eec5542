/** See bundle.js. */
export function bundle(
  folder: string,
): Promise<{ readonly folders: readonly string[]; readonly ofTheSource: readonly string[] }>
