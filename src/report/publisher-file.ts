import { fileURLToPath } from 'node:url'

/** The program of the publisher, beside this file also when both are bundled. */
export const publisherFile: string = fileURLToPath(new URL('./publisher.js', import.meta.url))
