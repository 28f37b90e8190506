import type { Dossier } from "../../src/model/dossier.ts";
import { PATHS } from "../../src/model/layout.ts";
import type { CommandCenter } from "../../src/model/owner.ts";
import { sha256OfText } from "../../src/support/digest.ts";
import { formatDigestList } from "../../src/support/files-digest.ts";
import { inPayload, type Payload } from "../payload.ts";
import type { ToldDrill } from "./drills.ts";
import type { ToldJob } from "./jobs.ts";
import type { LayerBooks } from "./money.ts";
import { wanted } from "./told.ts";

export interface ToldVerdict {
  readonly title: string;
  readonly objective: string;
  /** Everything is as it was foreseen, as far as the dossier tells. */
  readonly isFine: boolean;
  /** What is not, a sentence each. */
  readonly amiss: readonly string[];
  readonly jobs: { readonly all: number; readonly approved: number; readonly others: readonly string[] };
  readonly drills: { readonly all: number; readonly passed: number };
  readonly arrows: { readonly all: number; readonly proved: number };
  readonly booksBalance: boolean;
  readonly chain: Dossier["chain"];
  readonly stages: readonly string[];
  readonly root: string;
  readonly files: number;
  readonly simulated: readonly string[];
}

/** The SHA-256 of the payload's manifest, as its digests make it. */
export function rootOf(payload: Payload): string {
  return sha256OfText(
    formatDigestList(
      payload.listed.map(({ path, sha256 }) => ({ path: `data/${path}` as typeof path, sha256 })),
    ),
  );
}

export function verdictOf(
  payload: Payload,
  parts: { jobs: readonly ToldJob[]; drills: readonly ToldDrill[]; books: readonly LayerBooks[] },
): ToldVerdict {
  const dossier = wanted(payload.json("dossier.json"), "dossier.json") as Dossier;
  const plan = payload.json(dossier.plan.path) as { initiative?: unknown; objective?: unknown } | undefined;
  const { jobs, drills, books } = parts;
  const amiss = amissIn(payload, parts);
  const { proved, toCome, notExercised } = dossier.constellation;
  const others = jobs.filter(({ outcome }) => outcome !== "approved");
  return {
    title: typeof plan?.initiative === "string" ? plan.initiative : "A mission without a name",
    objective: typeof plan?.objective === "string" ? plan.objective : "",
    isFine: amiss.length === 0,
    amiss,
    jobs: {
      all: jobs.length,
      approved: jobs.length - others.length,
      others: others.map(({ id, outcome }) => `${id}: ${outcome}`),
    },
    drills: { all: drills.length, passed: drills.filter(({ verdict }) => verdict === "passed").length },
    arrows: { all: proved + toCome + notExercised, proved },
    booksBalance: books.every(({ inWei, outWei }) => inWei === outWei),
    chain: dossier.chain,
    stages: dossier.stages.map(({ id }) => id),
    root: rootOf(payload),
    files: payload.listed.length,
    simulated: SIMULATED,
  };
}

/** What no chain can do by itself: marked `"simulated": true` where it appears. */
const SIMULATED = [
  "Work and its time: drawn by a stated formula from the plan's seed, and so is who is late, poor or silent.",
  "Energy, emission and other telemetry: derived from the plan by stated formulas, or supplied as readings.",
  "Randomness of the chain: scripted, so that every machine has the same.",
  "The chain itself is a rehearsal: its tokens and keys are worth nothing.",
];

function amissIn(
  payload: Payload,
  {
    jobs,
    drills,
    books,
  }: { jobs: readonly ToldJob[]; drills: readonly ToldDrill[]; books: readonly LayerBooks[] },
): string[] {
  const center = payload.json(inPayload(`${PATHS.owner}/command-center.json`)) as CommandCenter | undefined;
  const open = jobs.filter(({ finalizedAt }) => finalizedAt === null);
  const failed = drills.filter(({ verdict }) => verdict === "failed");
  return [
    ...open.map(({ id, outcome }) => `Job ${id} was never settled (${outcome}).`),
    ...failed.map(({ id }) => `Drill ${id} failed.`),
    ...books
      .filter(({ inWei, outWei }) => inWei !== outWei)
      .map(({ layer }) => `The escrows of "${layer}" do not balance.`),
    ...(center?.solvency?.solvent === false ? ["StakeManager holds less than it owes."] : []),
    ...(center?.findings ?? []).filter(({ severity }) => severity === "critical").map(({ text }) => text),
  ];
}
