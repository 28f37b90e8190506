import type { ReportedDeliverable } from "../../../src/model/layer-report.ts";
import { sha256OfText } from "../../../src/support/digest.ts";
import { artefactPath } from "../../../src/support/paths.ts";

/** A file that a job has handed in. */
export function reportedDeliverable(): ReportedDeliverable {
  const path = artefactPath("plans/asi-takeoff/works/survey.md");
  return { job: "JOB", path, sha256: sha256OfText("work"), handedIn: true };
}
