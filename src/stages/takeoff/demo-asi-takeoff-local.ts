import { openSession } from "../../chain/session.ts";
import { writeStageManifest } from "../../dossier/manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage.ts";
import { AddressBook } from "../../protocol/address-book.ts";
import { describeRevert } from "../../protocol/record.ts";
import { writeOutputs } from "../outputs.ts";
import { openProject } from "../project.ts";
import { runScript } from "../script.ts";
import { takeoffReceipts } from "./receipts.ts";
import { takeoffReport } from "./report.ts";
import { type Takeoff, takeOff } from "./takeoff.ts";

const FOLDER = "localhost/asi-takeoff";

await runScript({ stage: "takeoff", script: "demo:asi-takeoff:local" }, async (context) => {
  const { out, stage, script, rpcUrl } = context;
  const project = await openProject(context.planPath);
  const { seed } = project.national.chain;
  const book = new AddressBook();
  const session = await openSession({
    out,
    stage,
    script,
    rpcUrl,
    seed,
    keepBlocks: 0,
    describeRevert: (data) => describeRevert(book, data),
  });
  try {
    const takeoff = await takeOff(session, book, project);
    const outputs = await writeOutputs(out, artefactsOf(takeoff));
    const blocks = { first: 1, last: session.clock.block, stateRoot: session.stateRoot() };
    await writeStageManifest({ out, stage, script, blocks, inputs: project.files, outputs });
    refuseFailedDrills(takeoff);
    return summaryOf(takeoff);
  } finally {
    await session.close();
  }
});

function artefactsOf(takeoff: Takeoff): Map<string, string> {
  const receipts = [...takeoffReceipts(takeoff)];
  return new Map([
    ...receipts.map(([path, content]) => [`${FOLDER}/receipts/${path}`, content] as const),
    [`${FOLDER}/asi-takeoff-report.md`, takeoffReport(takeoff)],
  ]);
}

function refuseFailedDrills({ drills }: Takeoff): void {
  const failed = drills.find(({ passed }) => !passed);
  if (failed) throw new OmniError(STAGE.DRILL_FAILED, { drill: failed.id, ...failed });
}

function summaryOf({ runs, drills, final }: Takeoff): string {
  return `${runs.length} jobs settled, ${drills.length} drills passed, chain at block ${final.block}`;
}
