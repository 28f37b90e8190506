/**
 * A forger who recomputes all that can be recomputed: manifests, constellation, index, page and bag. Only what a lie itself
 * contradicts can give it away.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine, Execution } from "../../src/chain/engine/engine.ts";
import { nodeEngine } from "../../src/chain/rehearsal/node-engine.ts";
import { type ReceiptReading, readReceipt } from "../../src/records/read-receipt.ts";
import { receiptPaths } from "../../src/verify/dossier-receipts.ts";
import { reexecute } from "../../src/verify/reexecute.ts";
import { verifyDossier } from "../../src/verify/verify-dossier.ts";
import { withExecution } from "../../src/verify/verify-replay.ts";
import { type Forgery, forgeDossier } from "../e2e/forge.ts";

/** What is changed, of which kind it is, and in which file it stands. */
export interface Lie {
  /** `receipt job-finalize /payments/0/amountWei` without its numbers: fields of one kind stand for each other. */
  readonly kind: string;
  readonly forgery: Forgery;
}

/** The first check that does not accept it; `--rebuild` is the last resort, and nothing is the end of it. */
export type Catcher = "verify" | "--replay" | "--rebuild" | "nobody";

/** One lie about a field of every kind, on every document, and one on a line of every other file. */
export function liesOn(dossier: string): readonly Lie[] {
  const reports = join(dossier, "data", "reports");
  const paths = globSync("**/*.*", { cwd: reports }).sort();
  const lies = new Map<string, Lie>();
  for (const path of paths) {
    const text = readFileSync(join(reports, path), "utf8");
    for (const lie of path.endsWith(".json") ? fieldLies(path, text) : [lineLie(path)])
      if (!lies.has(lie.kind)) lies.set(lie.kind, lie);
  }
  return [...lies.values(), ...journalLies()];
}

function fieldLies(path: string, text: string): Lie[] {
  const document: unknown = JSON.parse(text);
  const name = path.startsWith("manifests/") ? "manifest" : (kindIn(document) ?? path);
  return leavesOf(document).map(({ pointer, keys }) => ({
    kind: `${name} ${pointer.replaceAll(/\/\d+(?=\/|$)/g, "/*")}`,
    forgery: { files: { [path]: (original) => withLie(original, keys) } },
  }));
}

function kindIn(document: unknown): string | undefined {
  const { kind } = (document ?? {}) as { readonly kind?: unknown };
  return typeof kind === "string" ? kind : undefined;
}

interface Leaf {
  readonly pointer: string;
  readonly keys: readonly string[];
}

function leavesOf(value: unknown, keys: readonly string[] = []): Leaf[] {
  if (typeof value !== "object" || value === null) return [{ pointer: `/${keys.join("/")}`, keys }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...keys, key]));
}

/** In the spelling of the product, so that only the value is another. */
function withLie(text: string, keys: readonly string[]): string {
  const document = JSON.parse(text);
  const holder = keys.slice(0, -1).reduce((value, key) => value[key], document);
  const last = keys.at(-1) ?? "";
  holder[last] = another(holder[last]);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Another value of the same type. */
export function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return "0";
  return value.endsWith("1") ? `${value.slice(0, -1)}2` : `${value.slice(0, -1)}1`;
}

function lineLie(path: string): Lie {
  return {
    kind: `${path} a line`,
    forgery: { files: { [path]: (text) => text.replace(/^(.*[A-Za-z])([a-z])(.*)$/m, "$1$2$2$3") } },
  };
}

function journalLies(): Lie[] {
  const last = (text: string) => text.trimEnd().split("\n").length - 1;
  const onLast = (change: (line: string) => string) => (text: string) =>
    `${text
      .trimEnd()
      .split("\n")
      .map((line, index) => (index === last(text) ? change(line) : line))
      .join("\n")}\n`;
  return [
    {
      kind: "journal timestamp",
      forgery: {
        journal: onLast((line) =>
          line.replace(/"timestamp":(\d+)/, (_, at) => `"timestamp":${Number(at) + 1}`),
        ),
      },
    },
    {
      kind: "journal stage",
      forgery: { journal: onLast((line) => line.replace(/"stage":"[a-z]+"/, '"stage":"takeoff"')) },
    },
    {
      kind: "journal without its last block",
      forgery: { journal: (text) => `${text.trimEnd().split("\n").slice(0, -1).join("\n")}\n` },
    },
  ];
}

/** @param honestRoot that a run of the honest plans has. @param engine executes the journal */
export async function catcherOf(
  dossier: string,
  { forgery }: Lie,
  { honestRoot, engine }: { readonly honestRoot: string; readonly engine: Engine },
): Promise<Catcher> {
  const forged = await forgeDossier(dossier, forgery).catch(() => null);
  if (forged === null) return "verify"; // not even the forger's own tools make a dossier of it
  try {
    const { report } = await verifyDossier(forged.folder, {});
    if (report.verdict !== "intact") return "verify";
    const data = join(forged.folder, "data");
    const receipts = receiptPaths(data).readable.map(
      (path): ReceiptReading => readReceipt({ path, text: readFileSync(join(data, path), "utf8") }),
    );
    const replayed = await reexecute(readFileSync(join(data, "journal.jsonl"), "utf8"), receipts, engine);
    if (withExecution(report, replayed).verdict !== "intact") return "--replay";
    return report.root === honestRoot ? "nobody" : "--rebuild";
  } finally {
    await forged.remove();
  }
}

/** Executes each journal once, however often it is asked for. */
export function rememberingEngine(logFile: string): Engine {
  const known = new Map<string, Promise<Execution>>();
  const execute = nodeEngine(logFile);
  return (journal) => {
    const key = JSON.stringify(journal.blocks.map(({ hash, timestamp }) => [hash, timestamp]));
    const execution = known.get(key) ?? execute(journal);
    known.set(key, execution);
    return execution;
  };
}
