import type { Press } from './keys.js'
import type { Scene } from './view.js'

export type Key = Press & { type: 'key' }

/** What keys mean something else in for a while: a menu that is open, a search. */
export interface Mode extends Pick<Scene, 'prompt' | 'below'> {
  /**
   * Takes a key. `stay`: it goes on. `end`: it is over. `pass`: it is over, and the key means what
   * it means without it.
   */
  take(key: Key): 'stay' | 'end' | 'pass'
}
