import { defineConfig } from 'vitest/config'

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: { include: ['app/**/*.test.{ts,tsx}', 'packages/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
