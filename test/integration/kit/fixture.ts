import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import type { Jurisdiction } from "../../../src/model/plan.ts";
import type { MissionEntry } from "../../../src/model/receipt-contents.ts";

import { loadProject } from "../../../src/plan/project.ts";
import { textDigest } from "../../../src/records/job-request.ts";
import { PROJECT } from "../../e2e/bin.ts";
import { wholeReceipt, wholeReceiptText } from "../../support/whole-receipt.ts";
import { put } from "../../unit/dossier/fixture.ts";
import { deployment, OWNER, recorded } from "../../unit/reports/kit/records.ts";

export const TAKEOFF_FOLDER = "localhost/asi-takeoff";
export const GLOBAL_FOLDER = "asi-global";
const SHARED_PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";

const PRINCIPALS = wholeReceipt("national-deploy").principals;

interface Place {
  readonly out: string;
  readonly plan?: string;
}

/** A takeoff in which little happened: a deployment, one job, one drill. */
export async function leaveTakeoff({ out, plan = SHARED_PLAN }: Place): Promise<void> {
  await leave({ out, plan, stage: "takeoff", script: "demo:asi-takeoff:local" }, [
    [`${TAKEOFF_FOLDER}/asi-takeoff-report.md`, "# Takeoff\n\nOne job.\n\n## Jobs\n\nNone shown.\n"],
    [
      `${TAKEOFF_FOLDER}/receipts/deploy.json`,
      wholeReceiptText("national-deploy", {
        principals: { ...PRINCIPALS, owner: { label: "owner.omnisovereign.eth", address: OWNER } },
        transactions: deployment(),
      }),
    ],
    [
      `${TAKEOFF_FOLDER}/receipts/mission.json`,
      wholeReceiptText("national-mission", {
        jobs: [job(wholeReceipt("national-mission").jobs[0], "GRID", { kind: "city", name: "Aster Bay" })],
      }),
    ],
    [`${TAKEOFF_FOLDER}/receipts/jobs/grid/post.json`, wholeReceiptText("job-post", { transactions: [] })],
  ]);
}

/** A council that anchored the national root and did no more. */
export async function leaveGlobal({ out, plan = SHARED_PLAN }: Place): Promise<void> {
  const anchored = recorded({
    block: 9,
    events: [["ReceiptAnchor", "ReceiptsAnchored", { key: textDigest("national"), root: "0x1" }]],
  });
  await leave({ out, plan, stage: "global", script: "demo:asi-global" }, [
    [`${GLOBAL_FOLDER}/asi-global-report.md`, "# Council\n\nOne region.\n"],
    [
      `${GLOBAL_FOLDER}/receipts/deploy.json`,
      wholeReceiptText("planetary-deploy", { admission: [], transactions: [anchored] }),
    ],
    [
      `${GLOBAL_FOLDER}/receipts/mission.json`,
      wholeReceiptText("planetary-mission", {
        jobs: [job(wholeReceipt("planetary-mission").jobs[0], "TIDES", { kind: "region", name: "NORDIC" })],
      }),
    ],
  ]);
}

interface Stage {
  readonly out: string;
  readonly plan: string;
  readonly stage: string;
  readonly script: string;
}

/** Writes files and the manifest that lists them, with the plans as they are as inputs. */
export async function leave(
  { out, plan, stage, script }: Stage,
  files: readonly (readonly [path: string, content: string])[],
): Promise<void> {
  const loaded = await loadProject(plan, { folder: PROJECT });
  if (!loaded.ok) throw new Error(`${plan} is invalid`);
  for (const [path, content] of files) await put(out, path, content);
  await writeStageManifest({
    out,
    stage,
    script,
    blocks: null,
    inputs: loaded.project.files,
    outputs: files.map(([path]) => path),
  });
}

/** A job of which only this is told. */
function job<Entry extends MissionEntry>(
  real: Entry | undefined,
  id: string,
  { kind, name }: Jurisdiction,
): Entry {
  if (real === undefined) throw new Error("the fixture has no job");
  const told = { id, title: `Title of ${id}`, jurisdiction: { kind, name }, agent: "a.eth" };
  return { ...real, ...told, reward: "1500000000000000000", outcome: "approved" };
}
