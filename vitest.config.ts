import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/servers/setup.ts', 'test/cli/build.ts'],
    setupFiles: ['test/seed.ts', 'test/built-publisher.ts'],
    testTimeout: 30_000,
    // MariaDB writes to the disk for each table that is dropped, of which a suite has 5,000.
    hookTimeout: 120_000,
    // .ci/run counts the tests from it.
    reporters: process.env.CI
      ? ['default', ['json', { outputFile: 'reports/tests.json' }]]
      : ['default'],
  },
})

export default config
