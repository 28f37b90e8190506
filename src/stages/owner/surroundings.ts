import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import type { Views } from "../../observe/views.ts";
import { valueAt } from "../../records/located-records.ts";
import { type ReadReceipt, readReceipt } from "../../records/read-receipt.ts";
import type { ScriptContext } from "../script.ts";

/** A deploy receipt as an operator names it; its content is attacker-controlled. */
interface DeployReceipt {
  readonly path: string;
  readonly contracts: readonly AddressEntry[];
  readonly transactions: readonly TransactionRecord[];
}

const REPORTS = "reports/";

const NOTHING: ReadReceipt = { document: null, records: [], contracts: [] };

/**
 * Checks that a deploy receipt, where the environment names one, is of the chain that is read.
 *
 * @throws OMNI2311 if AURORA_DEPLOY_OUTPUT is no deploy receipt, OMNI2312 if it is one of another chain.
 */
export async function requireStatedChain(
  views: Views,
  { out }: ScriptContext,
  { AURORA_DEPLOY_OUTPUT }: NodeJS.ProcessEnv,
): Promise<void> {
  if (AURORA_DEPLOY_OUTPUT)
    await requireDeployedHere(views, await readDeployReceipt(out, AURORA_DEPLOY_OUTPUT));
}

async function readDeployReceipt(out: string, path: string): Promise<DeployReceipt> {
  const unreadable = (reason: string, cause: unknown) =>
    new OmniError(OWNER.DEPLOY_UNREADABLE, { path, reason }, { cause });
  const text = await readFile(located(out, path), "utf8").catch((cause) => {
    throw unreadable("cannot be read", cause);
  });
  const { read } = readReceipt({ path, text });
  const { document, contracts, records } = read.ok ? read.value : NOTHING;
  const listed = valueAt(document, "/contracts");
  if (contracts.length === 0 || !Array.isArray(listed) || listed.length !== contracts.length) {
    throw unreadable("lists no contracts", undefined);
  }
  const own = records.filter(({ pointer }) => /^\/transactions(\/|$)/.test(pointer));
  return { path, contracts, transactions: own.map(({ record }) => record) };
}

/** `reports/…` stands for OUT, as in plans and flags. */
function located(out: string, path: string): string {
  return path.startsWith(REPORTS) ? join(out, path.slice(REPORTS.length)) : resolve(path);
}

/** A transaction's hash commits to what was deployed and with which arguments. */
async function requireDeployedHere({ book, chain }: Views, receipt: DeployReceipt): Promise<void> {
  const { path, contracts, transactions } = receipt;
  const foreign = (problem: string) => new OmniError(OWNER.DEPLOY_FOREIGN, { path, problem });
  const addresses = new Map(book.entries().map(({ name, address }) => [name, address]));
  const moved = contracts.find(({ name, address }) => addresses.get(name) !== address);
  if (moved) throw foreign(`${moved.name} is not at ${moved.address}`);
  if (transactions.length === 0) throw foreign("it shows no transaction");
  const found = await chain.blocksOf(transactions.map(({ hash }) => hash));
  const missing = transactions.find(({ block }, index) => found[index] !== block);
  if (missing) throw foreign(`transaction ${missing.hash} is not in its block ${missing.block}`);
}
