import type { FileDigest } from "../../model/artefact.ts";
import type { JobRecord, JurisdictionRecord } from "../../model/dossier.ts";
import type { Jurisdiction } from "../../model/plan.ts";
import { receiptPath } from "../../model/receipts.ts";
import { isArtefactPath } from "../../support/paths.ts";
import { reportPath } from "../../support/payload.ts";
import { type HeldReceipt, type Holdings, isObject, listIn, receiptsLike, textIn } from "./holdings.ts";
import { COORDINATION, NATIONAL_MISSION, PLANETARY_MISSION } from "./sources.ts";

interface PlacedJob {
  readonly jurisdiction: Jurisdiction;
  readonly job: JobRecord;
}

type JobEntry = Readonly<Record<string, unknown>>;

const KINDS = ["city", "nation", "region", "transnational"] as const;

/** Groups the jobs of every plan by the place that they are for. */
export function groupJobs(holdings: Holdings): JurisdictionRecord[] {
  const jobs = placedJobs(holdings);
  return KINDS.flatMap((kind) => {
    const ofKind = jobs.filter(({ jurisdiction }) => jurisdiction.kind === kind);
    return [...Map.groupBy(ofKind, ({ jurisdiction }) => jurisdiction.name)].map(([name, placed]) => ({
      kind,
      name,
      jobs: placed.map(({ job }) => job),
    }));
  });
}

function placedJobs(holdings: Holdings): PlacedJob[] {
  const national = (job: JobEntry) => receiptPath("job-finalize", textIn(job, "slug"));
  const planetary = (job: JobEntry) =>
    receiptPath("job-finalize", textIn(job, "region"), textIn(job, "slug"));
  return [
    ...ofMission(NATIONAL_MISSION, national, holdings),
    ...ofMission(PLANETARY_MISSION, planetary, holdings),
    ...receiptsLike(COORDINATION, holdings).flatMap(({ file, document }) =>
      isObject(document) ? placed(document, file) : [],
    ),
  ];
}

function ofMission(mission: RegExp, lastStepOf: (job: JobEntry) => string, holdings: Holdings): PlacedJob[] {
  return receiptsLike(mission, holdings).flatMap((receipt) =>
    listIn(receipt.document, "jobs").flatMap((job) =>
      placed(job, settlementOf(lastStepOf(job), receipt, holdings)),
    ),
  );
}

/** The receipt of a job's last step; a job that never came so far is vouched for by its mission's receipt. */
function settlementOf(path: string, mission: HeldReceipt, { files }: Holdings): FileDigest {
  return (isArtefactPath(path) ? files.get(reportPath(path)) : undefined) ?? mission.file;
}

function placed(entry: JobEntry, { path, sha256 }: FileDigest): PlacedJob[] {
  const { kind, name } = isObject(entry.jurisdiction) ? entry.jurisdiction : {};
  const known = KINDS.find((candidate) => candidate === kind);
  if (known === undefined || typeof name !== "string") return [];
  const job = {
    id: textIn(entry, "id"),
    title: textIn(entry, "title"),
    outcome: textIn(entry, "outcome"),
    reward: textIn(entry, "reward"),
    receipt: { path, sha256 },
  };
  return [{ jurisdiction: { kind: known, name }, job }];
}
