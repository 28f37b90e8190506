import { toJson } from "../../../src/support/json.ts";
import type { Forger, Json, Lie } from "./lie.ts";

/** What a script can be made to say of itself, told of every script. */
export function manifestLies(forger: Forger): readonly Lie[] {
  return forger.manifests().flatMap(({ at, manifest }) => [
    ...Object.entries(CHANGES).map(
      ([kind, change]): Lie => ({
        kind,
        place: manifest.script,
        tell: (liar) => liar.editJson(at, (told) => Object.assign(told, change(told))),
      }),
    ),
    {
      kind: "a script that never ran, with all that it left",
      place: manifest.script,
      tell: (liar: Forger) => withoutScript(liar, at),
    },
  ]);
}

const CHANGES: Readonly<Record<string, (manifest: Json) => object>> = {
  "another choice of a script": () => ({ chosen: { out: "by-hand/other.md" } }),
  "another temperature that was chosen": () => ({ chosen: { temperature: "310000000000000000" } }),
  "another block at which a script read": ({ readAt }) => ({ readAt: (readAt ?? 10) - 1 }),
  "the last block as the one at which a script read": () => ({ readAt: 1_000 }),
  "another stage of a script": ({ stage }) => ({ stage: stage === "kit" ? "owner" : "kit" }),
  "a script without its blocks": () => ({ blocks: null }),
  "a script with a block more": ({ blocks }) => ({
    blocks: { ...(blocks ?? { first: 1, stateRoot: `0x${"0".repeat(64)}` }), last: (blocks?.last ?? 1) + 1 },
  }),
  "a script that read nothing": () => ({ inputs: [] }),
  "a script that read what another left": ({ inputs }) => ({
    inputs: [
      ...inputs,
      { path: "localhost/asi-takeoff/thermodynamics.json", sha256: "0".repeat(64) },
    ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  }),
};

function withoutScript(forger: Forger, at: string): void {
  const { outputs } = JSON.parse(forger.text(at));
  const gone = new Set([at, ...outputs.map(({ path }: Json) => `reports/${path}`)]);
  for (const path of gone) forger.remove(path);
  for (const { at: other, manifest } of forger.manifests()) {
    const inputs = manifest.inputs.filter(({ path }) => !gone.has(`reports/${path}`));
    forger.put(other, toJson({ ...manifest, inputs }));
  }
}
