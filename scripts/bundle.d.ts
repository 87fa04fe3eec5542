/** Bundles the command and the library into a folder. */
export function bundle(folder: string): Promise<void>
