import type { FileDigest } from "../../src/model/artefact.ts";
import { inputPaths, reportPath } from "../../src/support/payload.ts";
import type { Payload } from "../payload.ts";

const MANIFEST = /^reports\/manifests\/[^/]+\.json$/;

/** Holds what each script says that it read and left against what is listed: who swaps a plan alone is found, whatever the lists say. */
export function claimsAmiss(payload: Payload): string[] {
  const digests = new Map<string, string>(payload.listed.map(({ path, sha256 }) => [path, sha256]));
  return payload.paths
    .filter((path) => MANIFEST.test(path))
    .flatMap((path) => {
      const { script, inputs, outputs } = (payload.json(path) ?? {}) as Readonly<Record<string, unknown>>;
      const read = filesIn(inputs).filter(
        (file) => !inputPaths(file.path).some((each) => digests.get(each) === file.sha256),
      );
      const left = filesIn(outputs).filter((file) => digests.get(reportPath(file.path)) !== file.sha256);
      return [
        ...read.map(
          (file) => `"${script}" read another ${JSON.stringify(file.path)} than the one that is here.`,
        ),
        ...left.map(
          (file) => `"${script}" left another ${JSON.stringify(file.path)} than the one that is here.`,
        ),
      ];
    });
}

/** @param list attacker-controlled */
function filesIn(list: unknown): readonly FileDigest[] {
  return (Array.isArray(list) ? list : []).filter(
    (file) => typeof file?.path === "string" && typeof file?.sha256 === "string",
  );
}
