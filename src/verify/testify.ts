import { enginesHere } from "../attest/engines.ts";
import { preAuthEncoding, sealBundle } from "../attest/envelope.ts";
import type { Signer } from "../attest/signer.ts";
import { type Resource, type StatementKind, statementOf, type Testimony } from "../attest/statement.ts";
import type { Attested } from "../attest/weigh.ts";
import { addTagFile } from "../dossier/add-tag-file.ts";
import { ATTESTATIONS } from "../dossier/bag.ts";
import { thisCode } from "../dossier/code.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import { CONTRACT_SOURCES, type ContractName } from "../model/contracts.ts";
import type { Chosen, StageManifest } from "../model/manifest.ts";
import { digestOfFiles } from "../support/files-digest.ts";
import { artefactPath, byCodeUnit } from "../support/paths.ts";
import { contractType } from "../system/contract-artefacts.ts";
import { sha256 } from "../system/files.ts";
import { attestedOf, type Standing } from "./attested.ts";

/** Digits of a key's id in a file's name. */
const NAMED_DIGITS = 16;

export interface Witness extends Standing {
  readonly folder: string;
  readonly signer: Signer;
  /** Names of the checks that passed. */
  readonly passed: readonly string[];
}

/**
 * Signs statements about a dossier and leaves each as a tag file of it; one of the same kind by the same key is replaced.
 *
 * @param witness of a dossier that is intact
 * @returns the paths of the statements
 */
export async function testify(
  kinds: readonly StatementKind[],
  witness: Witness,
): Promise<readonly ArtefactPath[]> {
  const attested = await attestedOf(witness.folder, witness);
  if (attested === null) throw new TypeError("an intact dossier names its plan");
  const paths: ArtefactPath[] = [];
  for (const kind of kinds) paths.push(await leaveStatement(testimonyOf(kind, attested, witness), witness));
  return paths;
}

async function leaveStatement(testimony: Testimony, { folder, signer }: Witness): Promise<ArtefactPath> {
  const payload = new TextEncoder().encode(statementOf(testimony));
  const signature = await signer.sign(preAuthEncoding(payload));
  const path = artefactPath(
    `${ATTESTATIONS}/${testimony.kind}-${signer.id.slice(0, NAMED_DIGITS)}.sigstore.json`,
  );
  await addTagFile(folder, path, sealBundle({ payload, signature, keyId: signer.id }));
  return path;
}

function testimonyOf(
  kind: StatementKind,
  { binding, inputs }: Attested,
  { signer, contents, report, passed }: Witness,
): Testimony {
  const isOurs = kind !== "provenance" || report.madeByThisCode;
  const machine = isOurs ? machineHere() : machineOf(report.madeBy);
  return {
    ...{ kind, binding, signer: signer.id, passed },
    inputs: [...inputs, ...machine.inputs],
    options: optionsOf(contents.manifests),
    engines: machine.engines,
  };
}

interface Machine {
  readonly inputs: readonly Resource[];
  readonly engines: Readonly<Record<string, string>>;
}

/** What executes here, from contracts to packages. */
function machineHere(): Machine {
  const engines = enginesHere();
  const packages = Object.entries(engines).filter(([name]) => name !== "omnisovereign" && name !== "node");
  return {
    engines,
    inputs: [
      { name: "code", digest: { sha256: thisCode().code } },
      { name: "contracts", digest: { sha256: contractsHere() } },
      { name: "node", uri: `pkg:generic/node@${engines.node}` },
      ...packages.map(([name, version]) => ({ name, uri: packageUrl(name, version) })),
    ],
  };
}

/** Of a dossier that other code made nothing is known but what it says itself. */
function machineOf(maker: Standing["report"]["madeBy"]): Machine {
  if (maker === null) return { inputs: [], engines: {} };
  return {
    inputs: [{ name: "code", digest: { sha256: maker.code } }],
    engines: { omnisovereign: maker.version },
  };
}

/** `@scope/name` → `pkg:npm/%40scope/name@1.0.0` */
function packageUrl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** Over the creation code of every contract, which a build makes of sources that are not all this program's. */
function contractsHere(): string {
  const names = Object.keys(CONTRACT_SOURCES) as ContractName[];
  return digestOfFiles(
    names.map((name) => ({ path: artefactPath(name), sha256: sha256(contractType(name).bytecode) })),
  );
}

function optionsOf(manifests: readonly StageManifest[]): Readonly<Record<string, Chosen>> {
  const chosen = manifests.flatMap(({ script, chosen: given }) => (given ? [[script, given] as const] : []));
  return Object.fromEntries(chosen.toSorted(([a], [b]) => byCodeUnit(a, b)));
}
