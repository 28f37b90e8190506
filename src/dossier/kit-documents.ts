import type { ArtefactPath } from "../model/artefact.ts";
import type { GovernanceKit } from "../model/kit.ts";
import { renderKit } from "../render/kit-markdown.ts";
import { type CollectedFile, textOf } from "../reports/kit/kit-receipts.ts";
import { toJson } from "../support/json.ts";

/** Where a kit goes, relative to OUT. */
interface KitPlaces {
  readonly json: ArtefactPath;
  readonly markdown: ArtefactPath;
}

/**
 * A kit in both forms.
 *
 * @param files those that it covers, of which one is the report that it opens with.
 * @returns content by path relative to OUT.
 */
export function kitDocuments(
  kit: GovernanceKit,
  { json, markdown }: KitPlaces,
  files: readonly CollectedFile[],
): Map<string, string> {
  const summary = files.find(({ artefact }) => artefact.path === kit.summary?.path);
  const report = summary === undefined ? "" : textOf(summary);
  return new Map([
    [json, toJson(kit)],
    [markdown, renderKit(kit, { at: markdown, report })],
  ]);
}
