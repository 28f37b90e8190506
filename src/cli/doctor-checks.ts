import { constants, existsSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { devNull } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { LOOPBACK } from "../chain/constants.ts";
import { chainIdAt } from "../chain/rehearsal/connect.ts";
import { OPEN_FILES, ROOM_MEBIBYTES } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { withScratch } from "../system/folders.ts";
import { requireOutFolder } from "../system/out-folder.ts";
import { ownPackage } from "../system/own-package.ts";
import { startProcess } from "../system/processes.ts";

/** One thing that a run needs of this machine. */
export interface Check {
  readonly id: string;
  /** A warning hinders no run that is left to its defaults. */
  readonly status: "ok" | "warning" | "fault";
  readonly found: string;
  /** What to do; `null` if nothing is. */
  readonly mend: string | null;
}

export interface Surroundings {
  /** Of the program. */
  readonly project: string;
  /** OUT, absolute. */
  readonly out: string;
  readonly env: NodeJS.ProcessEnv;
}

const NEEDED_NODE = [22, 18] as const;
const USUAL_PORT = 8545;
const MEBIBYTE = 2 ** 20;
/** A run of ours was seen to need about 50 in one process; below that nodes and scripts do not start. */
const FEWEST_FILES = 128;

/** @returns what was found, in a fixed order */
export async function checkAll(surroundings: Surroundings): Promise<readonly Check[]> {
  return [
    checkRuntime(),
    checkEvm(),
    await checkCompiler(surroundings),
    await checkArtefacts(surroundings),
    await checkNpm(),
    await checkPort(),
    await checkNamedNode(surroundings),
    ...(await checkFolder(surroundings)),
    checkOpenFiles(),
    checkProxies(surroundings),
  ];
}

function ok(id: string, found: string): Check {
  return { id, status: "ok", found, mend: null };
}

function fault(id: string, found: string, mend: string): Check {
  return { id, status: "fault", found, mend };
}

function warning(id: string, found: string, mend: string): Check {
  return { id, status: "warning", found, mend };
}

function checkRuntime(): Check {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const [neededMajor, neededMinor] = NEEDED_NODE;
  const fits = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  if (fits) return ok("runtime", `Node ${node}`);
  return fault(
    "runtime",
    `Node ${node} is older than ${NEEDED_NODE.join(".")}`,
    'Run "npm ci", and start with "npm start".',
  );
}

/** Loads it: a file that is there for another machine does not help. */
function checkEvm(): Check {
  const platform = `${process.platform}-${process.arch}`;
  try {
    createRequire(import.meta.resolve("hardhat"))("@nomicfoundation/edr");
    return ok("evm", `Hardhat's EVM for ${platform}`);
  } catch (error) {
    const problem = (error as Error).message.split("\n")[0];
    return fault(
      "evm",
      `Hardhat's EVM for ${platform} does not load: ${problem}`,
      `Install under the pinned runtime: "npx --yes --package=node@${ownPackage().devDependencies.node} -- npm ci".`,
    );
  }
}

/** A checkout has it, and the package does not. */
const SOURCES_ONLY = "hardhat.config.ts";

async function checkCompiler({ project }: Surroundings): Promise<Check> {
  if (!existsSync(join(project, SOURCES_ONLY))) return ok("compiler", "not needed: contracts come compiled");
  try {
    const manifest = createRequire(join(project, "package.json")).resolve("solc/package.json");
    const { version } = createRequire(manifest)("./package.json") as { version: string };
    return ok("compiler", `solc ${version}`);
  } catch {
    return fault("compiler", "The compiler solc is not installed", 'Run "npm ci".');
  }
}

async function checkArtefacts({ project }: Surroundings): Promise<Check> {
  const setUp = join(project, "scripts/contracts.js");
  if (!existsSync(join(project, SOURCES_ONLY)) || !existsSync(setUp))
    return ok("contracts", "compiled, as packed");
  const { contractsAreCurrent } = await import(pathToFileURL(setUp).href);
  return contractsAreCurrent(project)
    ? ok("contracts", "compiled from the present sources")
    : fault(
        "contracts",
        "The compiled contracts are older than their sources",
        'Run "npx hardhat build", or "npm start".',
      );
}

async function checkNpm(): Promise<Check> {
  const running = await startProcess({
    file: "npm",
    args: ["--version"],
    logFile: devNull,
    timeLimitSeconds: 30,
  });
  const end = await running.ended;
  const version = running.tail().trim();
  if (end.kind === "exited" && end.code === 0 && /^\d+\./.test(version)) return ok("npm", `npm ${version}`);
  const problem = end.kind === "not-started" ? end.reason : version;
  return fault(
    "npm",
    `npm does not start: ${problem}`,
    "Install npm 10 or newer where the PATH leads to it.",
  );
}

/** Nothing of ours needs the port unless RPC_URL names it. */
async function checkPort(): Promise<Check> {
  const found = await nodeAt(`http://${LOOPBACK}:${USUAL_PORT}`);
  if (found === null) return ok("port", `${USUAL_PORT} is free`);
  return warning(
    "port",
    `${USUAL_PORT} is taken by ${found}`,
    `A run needs it only where RPC_URL names it; for "npx hardhat node" stop that program, or add --port.`,
  );
}

async function checkNamedNode({ env }: Surroundings): Promise<Check> {
  if (!env.RPC_URL) return ok("node", "RPC_URL names none: a run starts its own");
  try {
    const found = await nodeAt(env.RPC_URL);
    if (found !== null) return ok("node", `RPC_URL names ${found}`);
    return warning(
      "node",
      "RPC_URL names a node that does not answer",
      "A run starts its own; to use that one, start it.",
    );
  } catch (error) {
    if (!(error instanceof OmniError)) throw error;
    return fault("node", `RPC_URL: ${error.message}`, error.mend);
  }
}

/** @returns `null` if nothing answers. @throws OMNI3020 if the URL is none. */
async function nodeAt(url: string): Promise<string | null> {
  try {
    return `a node of chain ${await chainIdAt(url)}`;
  } catch (error) {
    if (!(error instanceof OmniError) || error.code === "OMNI3020") throw error;
    return error.code === "OMNI3021" ? null : "a program that is no Ethereum node";
  }
}

async function checkFolder({ out }: Surroundings): Promise<readonly Check[]> {
  try {
    requireOutFolder(out);
  } catch (error) {
    const { message, mend } = error as OmniError;
    return [fault("folder", message, mend)];
  }
  const nearest = nearestFolder(out);
  return [await checkPermission(nearest), await checkRoom(nearest)];
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

async function checkPermission(folder: string): Promise<Check> {
  try {
    await access(folder, constants.W_OK);
    await withScratch(join(folder, ".omnisovereign-"), async () => {});
    return ok("folder", `"${folder}" can be written`);
  } catch (error) {
    const mend = "Give it write permission, or name another folder with OMNISOVEREIGN_OUT or --out.";
    return fault("folder", `"${folder}" cannot be written: ${(error as Error).message}`, mend);
  }
}

async function checkRoom(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEBIBYTE);
  if (free >= ROOM_MEBIBYTES) return ok("disk", `${free} MiB free in "${folder}"`);
  const mend = `Make room for ${ROOM_MEBIBYTES} MiB, or name another folder with OMNISOVEREIGN_OUT or --out.`;
  return fault("disk", `Only ${free} MiB are free in "${folder}"`, mend);
}

function checkOpenFiles(): Check {
  const report = process.report.getReport() as { userLimits?: { open_files?: { soft?: number | string } } };
  const limit = report.userLimits?.open_files?.soft ?? "unlimited";
  if (limit === "unlimited" || Number(limit) >= FEWEST_FILES) return ok("open files", `${limit} at once`);
  return fault(
    "open files",
    `Only ${limit} files may be open at once, fewer than ${FEWEST_FILES}`,
    `Raise the limit with "ulimit -n ${OPEN_FILES}" in this shell.`,
  );
}

/** Nodes are asked directly, whatever the variables say. */
function checkProxies({ env }: Surroundings): Check {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].filter(
    (name) => env[name] || env[name.toLowerCase()],
  );
  if (names.length === 0) return ok("proxies", "none");
  const spared = `${env.NO_PROXY ?? ""},${env.no_proxy ?? ""}`.split(",").map((host) => host.trim());
  if (spared.includes("*") || spared.includes(LOOPBACK))
    return ok("proxies", `${names.join(", ")}, not for ${LOOPBACK}`);
  return warning(
    "proxies",
    `${names.join(", ")} is set, and NO_PROXY does not spare ${LOOPBACK}`,
    `Nodes are asked directly all the same; for other programs set NO_PROXY=${LOOPBACK},localhost. A node behind a proxy cannot be used.`,
  );
}
