import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStageManifest } from "../../dossier/stage-manifest.ts";
import { CHAIN } from "../../errors/chain-errors.ts";
import { REPLAY } from "../../errors/dossier-errors.ts";
import { codeOf, type OmniError } from "../../errors/error.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import type { Finding } from "../../model/dossier.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { StageManifest } from "../../model/manifest.ts";
import { ofForms, type Receipt, receiptAt } from "../../model/receipts.ts";
import { readOwnReceipt } from "../../records/read-receipt.ts";
import { finding } from "../../support/finding.ts";
import { artefactPath } from "../../support/paths.ts";
import { asManifest, JOURNAL, planPath, withinReports } from "../../support/payload.ts";
import { filesBelow } from "../../system/folders.ts";
import { loadPayload } from "../dossier-project.ts";
import { differenceFrom } from "./compare.ts";
import { type Derivation, derive, type Origins } from "./derive.ts";

/** What of a dossier follows from its plans and its journal. */
export interface DerivationCheck {
  /** Files that do, byte for byte, and those that they follow from; relative to `data/`. */
  readonly bound: ReadonlySet<ArtefactPath>;
  /** Files that nobody can make again. */
  readonly free: readonly ArtefactPath[];
  readonly findings: readonly Finding[];
}

/** What a journal came to. */
export type Replayed = Omit<Origins, "project" | "manifests" | "anchors">;

/**
 * Makes a dossier again from its plans and its replayed journal, and compares every file.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it; attacker-controlled otherwise.
 */
export async function checkDerivation(folder: string, replayed: Replayed): Promise<DerivationCheck> {
  const payload = join(folder, "data");
  const paths = payloadPaths(payload);
  const loaded = await loadPayload(payload);
  if (!loaded.ok) {
    const reason =
      loaded.issues.find(({ severity }) => severity === "error")?.message ?? "they cannot be read";
    const findings = [finding(REPLAY.NOT_MADE, { what: "a mission", reason })];
    return { bound: new Set(), free: paths, findings };
  }
  const { project } = loaded;
  const derivation = await derive({
    ...{ ...replayed, project },
    ...{ manifests: manifestsIn(payload, paths), anchors: anchorsIn(payload, paths) },
  });
  return holdAgainst(folder, derivation, project);
}

/** Compares a dossier with what was made of plans and journal. @param folder as of {@link checkDerivation} */
export function holdAgainst(
  folder: string,
  { files, stopped }: Derivation,
  project: Pick<Project, "files" | "deliverables">,
): DerivationCheck {
  const payload = join(folder, "data");
  const paths = payloadPaths(payload);
  const compared = files.map((file) => ({ path: file.path, difference: differenceFrom(payload, file) }));
  const same = compared.filter(({ difference }) => difference === null).map(({ path }) => path);
  const given = [...project.files, ...project.deliverables];
  const origins = [JOURNAL, ...given.map(({ path }) => planPath(artefactPath(path)))];
  const bound = new Set([...same, ...(stopped === null ? origins : [])]);
  const made = new Set<string>([...files.map(({ path }) => path), ...origins]);
  const strange = stopped === null ? paths.filter((path) => !made.has(path)) : [];
  return {
    bound,
    free: paths.filter((path) => !bound.has(path)),
    findings: [
      ...(stopped === null ? [] : [stopFinding(stopped)]),
      ...compared.flatMap(({ difference }) => difference ?? []),
      ...strange.map((path) => finding(REPLAY.FREE, { path })),
    ],
  };
}

function payloadPaths(payload: string): ArtefactPath[] {
  return filesBelow(payload).map(artefactPath);
}

/** Those that cannot be read have a finding already. */
function manifestsIn(payload: string, paths: readonly ArtefactPath[]): StageManifest[] {
  return paths.flatMap((path) => {
    const at = asManifest(path);
    const parsed = at && parseStageManifest(readFileSync(join(payload, path), "utf8"), at);
    return parsed?.ok ? [parsed.value] : [];
  });
}

/** The same. */
function anchorsIn(payload: string, paths: readonly ArtefactPath[]): Receipt<"anchored">[] {
  const read = paths.flatMap((path) => {
    const at = withinReports(path);
    if (at === undefined || receiptAt(at) !== "anchored") return [];
    const receipt = readOwnReceipt({ path: at, text: readFileSync(join(payload, path), "utf8") });
    return receipt.ok ? [receipt.value] : [];
  });
  return ofForms(read, "anchored");
}

function stopFinding({ code, message, args }: OmniError): Finding {
  if (code === codeOf(CHAIN.JOURNAL_DEPARTS)) return finding(CHAIN.JOURNAL_DEPARTS, args as never, JOURNAL);
  return finding(REPLAY.NOT_MADE, { what: "all that the mission leaves", reason: message });
}
