import { defineConfig } from "vitest/config";
export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: true,
    lib: { entry: "src/lightbox-viewer.ts", formats: ["es"], fileName: () => "lightbox-viewer.js" },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    // Generous, because a busy machine is slow: the tests measure no time of their own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    minWorkers: 1,
  },
});
