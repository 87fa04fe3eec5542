/**
 * Pins settings of a session: all at once or, where the server does not know one of them, each that
 * it knows. Databases that speak another's protocol have not all of its settings.
 */
export async function pin(
  settings: readonly string[],
  set: (settings: readonly string[]) => Promise<unknown>,
  isUnknown: (error: unknown) => boolean,
): Promise<void> {
  try {
    await set(settings)
  } catch (error) {
    if (!isUnknown(error)) throw error
    if (settings.length === 1) return
    for (const setting of settings) await pin([setting], set, isUnknown)
  }
}
