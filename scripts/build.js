/** Emits `dist/` for the published package, because Node runs no TypeScript under `node_modules`. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeCodeDigest } from "./code-digest.js";
import { ROOT } from "./setup.js";

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: ROOT,
  stdio: "inherit",
});
if (status === 0) writeCodeDigest(ROOT);
process.exitCode = status ?? 1;
