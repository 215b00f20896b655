import { defineConfig } from 'vite';

// sandbox/web-host/build-page.ts says where the page is built to.
export default defineConfig({
  base: './',
  build: { target: 'es2024', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2000 },
});
