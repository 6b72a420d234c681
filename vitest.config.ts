import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["react-server", "node", "import", "default"] } },
  test: {
    include: ["lib/**/*.test.ts", "sandbox/**/*.test.ts", "components/**/*.test.ts"],
    globalSetup: ["./vitest.global.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
