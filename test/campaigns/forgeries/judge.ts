import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ExecutedTransaction } from "../../../src/chain/engine/engine.ts";
import { executeOn } from "../../../src/chain/engine/execute.ts";
import { type Journal, parseJournal } from "../../../src/chain/journal/journal.ts";
import { startNode } from "../../../src/chain/rehearsal/node.ts";
import { openRetrace } from "../../../src/chain/rehearsal/retrace.ts";
import type { Rpc } from "../../../src/chain/rpc.ts";
import type { Project } from "../../../src/model/loaded-project.ts";
import { JOURNAL } from "../../../src/support/payload.ts";
import { sha256 } from "../../../src/system/files.ts";
import { checkDerivation, holdAgainst, type Replayed } from "../../../src/verify/derive/check-derivation.ts";
import { type Derivation, derive } from "../../../src/verify/derive/derive.ts";
import { loadPayload } from "../../../src/verify/dossier-project.ts";
import { verifyDossier } from "../../../src/verify/verify-dossier.ts";
import { reseal, resealBag } from "../../support/reseal.ts";
import { Forger, type Lie } from "./lie.ts";

/** The first check that does not accept a lie; `--rebuild` is the last resort. */
export type Catcher = "verify" | "--replay" | "--rebuild" | "nobody";

/** Tells lies of one dossier, on one chain that is replayed once. */
export class Judge {
  readonly #honest: string;
  readonly #work: string;
  readonly #rpc: Rpc;
  readonly #journal: Journal;
  readonly #executed: readonly ExecutedTransaction[];
  #derived: Promise<Derived> | null = null;

  private constructor(
    honest: string,
    work: string,
    rpc: Rpc,
    journal: Journal,
    executed: readonly ExecutedTransaction[],
  ) {
    this.#honest = honest;
    this.#work = work;
    this.#rpc = rpc;
    this.#journal = journal;
    this.#executed = executed;
  }

  /** @param scratch a folder that its caller removes. */
  static async at<Value>(
    honest: string,
    scratch: string,
    use: (judge: Judge) => Promise<Value>,
  ): Promise<Value> {
    const parsed = parseJournal(readFileSync(join(honest, "data", JOURNAL), "utf8"));
    if (parsed.kind !== "journal") throw new Error("the honest journal cannot be read");
    const node = await startNode({ logFile: join(scratch, "node.log") });
    try {
      const execution = await executeOn(node.rpc, parsed.journal);
      if (execution.kind !== "executed") throw new Error("the honest journal cannot be executed");
      const work = join(scratch, "forged");
      return await use(new Judge(honest, work, node.rpc, parsed.journal, execution.transactions));
    } finally {
      await node.stop();
    }
  }

  /** @returns `null` if the lie comes to nothing: what is told is what was there. */
  async catcherOf(lie: Lie): Promise<Catcher | null> {
    rmSync(this.#work, { recursive: true, force: true });
    cpSync(this.#honest, this.#work, { recursive: true });
    const root = rootOf(this.#work);
    const before = outlineOf(this.#work);
    if (!this.#isForged(lie)) return "verify";
    if (outlineOf(this.#work) === before) return null;
    const { report } = await verifyDossier(this.#work, {});
    if (report.verdict !== "intact") return "verify";
    if (!(await this.#standsReplay())) return "--replay";
    return rootOf(this.#work) === root ? "nobody" : "--rebuild";
  }

  /** @returns whether the forger's own tools make a dossier of it. */
  #isForged({ tell, sealing = "all" }: Lie): boolean {
    try {
      tell(new Forger(this.#work));
      if (sealing === "all") reseal(this.#work);
      if (sealing === "bag") resealBag(this.#work);
      return true;
    } catch {
      return false;
    }
  }

  /** Of another journal nothing has been executed here: it is asked for as readers ask. */
  async #standsReplay(): Promise<boolean> {
    const [honest, journal] = [this.#honest, this.#work].map((each) =>
      readFileSync(join(each, "data", JOURNAL), "utf8"),
    );
    if (honest !== journal) {
      const { report } = await verifyDossier(this.#work, { replay: true });
      return report.verdict === "intact";
    }
    const told = partsTold(this.#work);
    const derivation = told === partsTold(this.#honest) ? await this.#honestly() : null;
    const { findings, free } =
      derivation === null
        ? await checkDerivation(this.#work, { journal: this.#journal, chain: this.#retrace() })
        : holdAgainst(this.#work, derivation.derivation, derivation.project);
    return findings.length + free.length === 0;
  }

  /** What honest plans and their journal make, made once. */
  async #honestly(): Promise<Derived> {
    this.#derived ??= deriveFrom(this.#honest, { journal: this.#journal, chain: this.#retrace() });
    return this.#derived;
  }

  #retrace() {
    return openRetrace(this.#rpc, this.#journal, this.#executed);
  }
}

interface Derived {
  readonly derivation: Derivation;
  readonly project: Project;
}

async function deriveFrom(folder: string, replayed: Replayed): Promise<Derived> {
  const loaded = await loadPayload(join(folder, "data"));
  if (!loaded.ok) throw new Error("the honest plans cannot be read");
  const manifests = new Forger(folder).manifests().map(({ manifest }) => manifest);
  const { project } = loaded;
  return { project, derivation: await derive({ ...replayed, project, manifests }) };
}

/** All that decides what is made again, beside the journal; an honest dossier's anchors say what its manifests do. */
function partsTold(folder: string): string {
  const forger = new Forger(folder);
  const given = forger.paths().filter((path) => path.startsWith("plans/"));
  const told = forger.manifests().map(({ manifest: { script, chosen, readAt, outputs } }) => {
    const anchored = outputs.filter((output) => forger.isAnchored(script, output));
    return { script, chosen, readAt, anchored };
  });
  return JSON.stringify([told, given.map((path) => [path, forger.text(path)])]);
}

/** Of tag files what they say, of all others that they are there: the tag files have their digests. */
function outlineOf(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const tags = entries.filter((entry) => entry.isFile() && entry.parentPath === folder);
  return [
    ...entries.map((entry) => `${entry.isFile()} ${join(entry.parentPath, entry.name)}`),
    ...tags.map(({ name }) => readFileSync(join(folder, name), "utf8")),
  ].join("\n");
}

function rootOf(dossier: string): string {
  return sha256(readFileSync(join(dossier, "manifest-sha256.txt")));
}
