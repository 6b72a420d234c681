import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Outside of Next, "server-only" throws; its own empty module is what Next puts in its place.
  resolve: { alias: { "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)) } },
  test: {
    include: ["lib/**/*.test.ts", "sandbox/**/*.test.ts", "components/**/*.test.ts"],
    globalSetup: ["./vitest.global.ts"],
    // Of two cores one would be left idle otherwise, while tests wait for servers and files.
    maxWorkers: "100%",
    // A shared machine may stand still for longer than a test waits; what fails twice has failed.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
