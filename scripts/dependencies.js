import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ON_WINDOWS = process.platform === "win32";

/**
 * The runtime that the npm package `node` brings.
 *
 * @param {string} root folder of the project
 */
export function pinnedNode(root) {
  return join(root, "node_modules", "node", "bin", ON_WINDOWS ? "node.exe" : "node");
}

/** @param {string} root folder of the project */
export function dependenciesAreCurrent(root) {
  return matchesLockFile(root) && existsSync(pinnedNode(root)) && hasNativeEvm(root);
}

/**
 * npm leaves out the EVM's binary when the runtime that installs is older than that package accepts.
 *
 * @param {string} root folder of the project
 */
export function hasNativeEvm(root) {
  const packages = join(root, "node_modules", "@nomicfoundation");
  const prefix = `edr-${process.platform}-${process.arch}`;
  return existsSync(packages) && readdirSync(packages).some((name) => name.startsWith(prefix));
}

/**
 * `npm ci` by the pinned runtime, whatever runtime this is. Its output goes to stderr.
 *
 * @param {string} root folder of the project
 */
export function install(root) {
  const pinned = `node@${readJson(join(root, "package.json")).devDependencies.node}`;
  console.error(`Installing dependencies with ${pinned}`);
  spawnSync("npx", ["--yes", `--package=${pinned}`, "--", "npm", "ci"], {
    cwd: root,
    env: { ...process.env, OMNISOVEREIGN_INSTALLING: "1" },
    shell: ON_WINDOWS,
    stdio: ["ignore", 2, 2],
  });
}

/**
 * Whether `node_modules` holds what the lock file asks for: npm records what it installed in a hidden one.
 *
 * @param {string} root
 */
function matchesLockFile(root) {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  const { "": _project, ...wanted } = readJson(join(root, "package-lock.json")).packages;
  const installed = readJson(hidden).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    path in installed ? installed[path].version === version : optional === true,
  );
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
