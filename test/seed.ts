import fc from 'fast-check'

/** Property tests try the same values at every run. `SEED` gives others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) })
