import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: true,
    lib: { entry: "src/lightbox-viewer.ts", formats: ["es"], fileName: () => "lightbox-viewer.js" },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
});
