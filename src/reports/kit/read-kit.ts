import type { FileDigest } from "../../model/artefact.ts";
import type { GovernanceKit, KitArtefact, KitCounts, KitPlan, KitRole } from "../../model/kit.ts";
import {
  count,
  digest,
  hash32,
  list,
  nullable,
  oneOf,
  optional,
  type Parsed,
  parseExact,
  path,
  record,
  text,
} from "../../support/shape.ts";

const plan = record<KitPlan>({ path: text, sha256: digest, initiative: text });

const counts = record<KitCounts>({
  artefacts: count,
  bytes: count,
  jobs: count,
  jobsApproved: count,
  checks: count,
  checksDone: count,
});

const file = record<FileDigest>({ path, sha256: digest });

const place = { kind: text, name: text };

const includes = record<NonNullable<GovernanceKit["includes"]>>({
  path,
  sha256: digest,
  bytes: count,
  merkleRoot: hash32,
  counts,
  jurisdictions: list(record({ ...place, jobs: count, approved: count })),
});

const script = record<GovernanceKit["scripts"][number]>({
  stage: text,
  script: text,
  manifest: file,
  blocks: nullable(record({ first: count, last: count, stateRoot: hash32 })),
});

const check = record<GovernanceKit["checklist"][number]>({
  id: text,
  question: text,
  status: oneOf("done", "open"),
  finding: text,
  evidence: list(path),
  transactions: list(hash32),
});

const role = record<KitRole>({
  role: text,
  holders: list(
    record<KitRole["holders"][number]>({ address: text, name: nullable(text), delaySeconds: count }),
  ),
});

const governance = record<GovernanceKit["governance"]>({
  principals: list(
    record<GovernanceKit["governance"]["principals"][number]>({
      office: text,
      label: text,
      address: nullable(text),
      standIn: optional(text),
    }),
  ),
  quadraticVoting: nullable(record({ contract: text, timelock: text, executionDelaySeconds: count })),
  thermostat: record<GovernanceKit["governance"]["thermostat"]>({
    initialTemperature: text,
    emergencyTemperature: text,
    minimumTemperature: text,
    maximumTemperature: text,
  }),
  controlScripts: list(record({ plan: text, name: text, command: text, comparison: text })),
  roles: list(role),
});

const participants = record<GovernanceKit["participants"]>({
  council: list(record({ handle: text, role: text, stake: text })),
  validators: list(record({ handle: text, mandate: text, stake: text })),
  agents: list(record({ handle: text, role: text })),
});

const artefact = record<KitArtefact>({ path, sha256: digest, bytes: count, stage: text, kind: text });

const kit = record<GovernanceKit>({
  format: oneOf("omnisovereign-kit/1"),
  layer: oneOf("national", "planetary"),
  plan,
  layerPlan: nullable(plan),
  counts,
  includes: nullable(includes),
  scripts: list(script),
  summary: nullable(file),
  checklist: list(check),
  governance,
  participants,
  jurisdictions: list(
    record({
      ...place,
      jobs: list(record({ id: text, title: text, agent: text, reward: text, outcome: text })),
    }),
  ),
  artefacts: list(artefact),
  merkleRoot: hash32,
  logs: nullable(path),
});

/** Reads `governance-kit.json` as this version writes it. */
export function readKit(content: string): Parsed<GovernanceKit> {
  return parseExact<GovernanceKit>(content, kit);
}
