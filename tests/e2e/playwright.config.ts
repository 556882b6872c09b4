import { defineConfig } from "@playwright/test";

// `cargo xtask test` sets these. The defaults are for a run by hand after `cargo xtask build`.
const port = Number(process.env.ATLAS_PORT ?? 8099);
const executablePath = process.env.ATLAS_CHROMIUM ?? "/usr/bin/chromium";

// Chromium has no sandbox as root; the other flags stop its own network requests.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// What does not depend on the size of the screen, or sets it itself, runs once.
const ON_ANY_SCREEN =
  /\b(access|address|complete|crash|facts|keyboard|load-fault|manifest|memory|narrow|offline|offline-fault|retry|scale|scroll|search|single-file|storage|theme|timeline|translated|update|walk)\.spec\.ts/;

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/e2e",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A busy machine can exceed any time limit. A test that fails once is reported as flaky, one that fails twice as
  // failed.
  retries: process.env.CI ? 1 : 0,
  timeout: 30_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { executablePath, args },
    trace: "on-first-retry",
    // A worker would answer before a test's own routes. Only the tests of the offline copy allow it.
    serviceWorkers: "block",
  },
  projects: [
    { name: "laptop", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
      testIgnore: ON_ANY_SCREEN,
    },
  ],
  webServer: {
    command: `node server.mjs ${process.env.ATLAS_DIST ?? "../../dist"} ${port}`,
    port,
    reuseExistingServer: false,
  },
});
