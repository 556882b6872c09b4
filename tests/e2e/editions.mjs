// Makes builds of other days from a finished build, for tests of what happens across deployments.

import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Copies the build in `dist` to `folder`, with another edition in its catalog and other names of its script and wasm, which
 * end in `suffix`. With `offline: false` it is a build that removes offline copies.
 */
export function makeEdition(dist, folder, edition, { offline = true, suffix = "" } = {}) {
  cpSync(dist, folder, { recursive: true });
  const edit = (file, change) => {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };
  edit("assets/catalog.json", (text) => text.replace(/"edition":\s*"[^"]*"/, `"edition":"${edition}"`));
  const script = readdirSync(folder).find((name) => /^python-atlas-[0-9a-f]+\.js$/.test(name));
  const [old, renamed] = [script.slice(0, -3), `python-atlas-${edition.replaceAll("-", "")}${suffix}`];
  edit("index.html", (text) => text.replaceAll(old, renamed));
  renameSync(join(folder, script), join(folder, `${renamed}.js`));
  renameSync(join(folder, `${old}_bg.wasm`), join(folder, `${renamed}_bg.wasm`));
  const options = offline ? [] : ["--no-offline"];
  execFileSync("cargo", ["xtask", "seal", folder, ...options], { cwd: root, stdio: "pipe" });
}
