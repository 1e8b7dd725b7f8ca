import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// In development pages and API come from a running server; in production it serves this build itself.
const api = process.env.API_URL ?? "http://127.0.0.1:3000";

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  server: {
    port: 4700,
    proxy: Object.fromEntries(["/api", "/files"].map((path) => [path, { target: api, changeOrigin: false }])),
  },
  build: { outDir: "dist", target: "es2022", chunkSizeWarningLimit: 700, reportCompressedSize: true },
});
