import { writeStageManifest } from "../../../src/dossier/stage-manifest.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { loadProject } from "../../../src/plan/project.ts";
import { textDigest } from "../../../src/records/job-request.ts";
import { PROJECT } from "../../e2e/bin.ts";
import { put } from "../../unit/dossier/fixture.ts";
import { deployment, OWNER, recorded } from "../../unit/reports/kit/records.ts";

export const TAKEOFF_FOLDER = "localhost/asi-takeoff";
export const GLOBAL_FOLDER = "asi-global";
const SHARED_PLAN = "plans/omnisovereign/project-plan.omnisovereign.json";

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
      receipt("deploy", {
        principals: { owner: { label: "owner.omnisovereign.eth", address: OWNER } },
        transactions: deployment(),
      }),
    ],
    [
      `${TAKEOFF_FOLDER}/receipts/mission.json`,
      receipt("mission", { jobs: [job("GRID", "city", "Aster Bay")] }),
    ],
    [`${TAKEOFF_FOLDER}/receipts/jobs/grid/post.json`, receipt("job-post", { transactions: [] })],
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
    [`${GLOBAL_FOLDER}/receipts/deploy.json`, receipt("deploy", { transactions: [anchored] })],
    [
      `${GLOBAL_FOLDER}/receipts/mission.json`,
      receipt("mission", { jobs: [job("TIDES", "region", "NORDIC")] }),
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

function receipt(
  kind: string,
  content: { transactions?: TransactionRecord[]; [key: string]: unknown },
): string {
  return `${JSON.stringify({ format: "omnisovereign-receipt/1", kind, ...content }, null, 2)}\n`;
}

function job(id: string, kind: string, name: string) {
  const reward = "1500000000000000000";
  return {
    id,
    title: `Title of ${id}`,
    jurisdiction: { kind, name },
    agent: "a.eth",
    reward,
    outcome: "approved",
  };
}
