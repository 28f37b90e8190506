/**
 * Runs missions one after the other in one process: the project's own scripts in the catalogue's order, each as `npm run`
 * would start it, but without a process and a node of its own. A child process that gets plans by message.
 */
import { globSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type LocalNode, startNode } from "../../src/chain/rehearsal/node.ts";
import { receiptAt } from "../../src/model/receipts.ts";
import { readOwnReceipt } from "../../src/records/read-receipt.ts";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { ODD_PLAN, type OddPlan, writePlans } from "./odd-plans.ts";
import { runScript } from "./run-script.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

export interface Rehearsed {
  readonly name: string;
  /** The script that failed, or the receipt that has not its form, and what was said; `null` when the mission reached its dossier. */
  readonly failed: { readonly script: string; readonly exit: number; readonly said: string } | null;
  readonly seconds: number;
}

let genesis: unknown;

/** Takes the node back to its genesis. */
async function afresh({ rpc }: LocalNode, snapshot: unknown): Promise<unknown> {
  if (snapshot !== undefined) await rpc.request("evm_revert", snapshot);
  return rpc.request("evm_snapshot");
}

async function rehearse(odd: OddPlan, folder: string, node: LocalNode): Promise<Rehearsed> {
  const started = performance.now();
  const out = join(folder, "out");
  const file = join(folder, ODD_PLAN);
  await rm(out, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writePlans(odd, folder);
  genesis = await afresh(node, genesis);
  Object.assign(process.env, { OMNISOVEREIGN_OUT: out, OMNISOVEREIGN_PLAN: file, RPC_URL: node.url });
  let failed: Rehearsed["failed"] = null;
  for (const { name: script, args } of CATALOGUE.flatMap((step) => step.scripts)) {
    const path = scripts[script]?.split(" ").at(-1) ?? "";
    const { code, stdout, stderr } = await runScript(path, args({ plan: file, out }));
    if (code !== 0) {
      failed = { script, exit: code, said: stdout + stderr };
      break;
    }
  }
  failed ??= misfit(out);
  return { name: odd.name, failed, seconds: Math.round((performance.now() - started) / 100) / 10 };
}

/** A mission's receipts have the form that the table of receipts gives them. */
function misfit(out: string): Rehearsed["failed"] {
  const paths = globSync("**/*.json", { cwd: out, exclude: ["omnisovereign/dossier"] });
  for (const path of paths.filter((each) => receiptAt(each) !== undefined)) {
    const read = readOwnReceipt({ path, text: readFileSync(join(out, path), "utf8") });
    if (!read.ok) return { script: path, exit: 0, said: read.problem };
  }
  return null;
}

const folder = process.argv[2] ?? "";
const node = await startNode({ logFile: join(folder, "node.log") });
process.on("message", async (rehearsal: OddPlan | "stop") => {
  if (rehearsal === "stop") {
    await node.stop();
    process.disconnect();
  } else process.send?.(await rehearse(rehearsal, folder, node));
});
process.send?.("ready");
