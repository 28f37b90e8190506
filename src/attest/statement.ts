/** attest: who stands behind a dossier: statements, envelopes, bundles, keys, thresholds. Knows nothing of how a dossier is checked. */

import type { FileDigest, Sha256 } from "../model/artefact.ts";
import type { ChainSummary } from "../model/dossier.ts";
import type { Chosen } from "../model/manifest.ts";
import { toJson } from "../support/json.ts";
import {
  count,
  dictionary,
  digest,
  either,
  hash32,
  list,
  oneOf,
  optional,
  type Parsed,
  parseExact,
  record,
  type Shape,
  text,
} from "../support/shape.ts";

/** in-toto attestation framework, Statement v1. */
const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
/** SLSA provenance v1.0. */
const PROVENANCE = "https://slsa.dev/provenance/v1";
/** in-toto predicate test-result v0.1. */
const TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
/** What a build type means is told in `docs/attestations.md`. */
const MISSION = "urn:omnisovereign:mission:1";
const REEXECUTION = "urn:omnisovereign:re-execution:1";
/** What a root is the SHA-256 of. */
const SUBJECT = "manifest-sha256.txt";

/** What a signer says: that it made the dossier, that it checked it, or that it executed and built it again. */
export const KINDS = ["provenance", "checks", "re-execution"] as const;

export type StatementKind = (typeof KINDS)[number];

/** What a statement is about; the same in each, so that none can be taken for one of another dossier. */
export interface Binding {
  readonly root: Sha256;
  /** Of the Merkle tree over the payload's files: 0x and 64 hex digits. It follows from what the root is the digest of. */
  readonly merkleRoot: string;
  readonly project: string;
  readonly plan: FileDigest;
  readonly chain: ChainSummary;
}

/** A ResourceDescriptor of in-toto, as far as it is used. */
export interface Resource {
  readonly name: string;
  readonly uri?: string;
  readonly digest?: { readonly sha256: string };
}

/** What a signer vouches for. */
export interface Testimony {
  readonly kind: StatementKind;
  readonly binding: Binding;
  /** SHA-256 of the signer's public key. */
  readonly signer: Sha256;
  /** Everything that went into the execution. */
  readonly inputs: readonly Resource[];
  /** What an operator chose otherwise than a run does, by script. */
  readonly options: Readonly<Record<string, Chosen>>;
  /** Versions by name. */
  readonly engines: Readonly<Record<string, string>>;
  /** Names of the checks that passed. */
  readonly passed: readonly string[];
}

interface Subject {
  readonly name: typeof SUBJECT;
  readonly digest: { readonly sha256: Sha256 };
  readonly annotations: {
    readonly project: string;
    readonly planPath: string;
    readonly planSha256: Sha256;
    readonly chainId: number;
    readonly genesisHash: string;
    readonly stateRoot: string;
    readonly merkleRoot: string;
  };
}

/** A statement as it was read; every text in it is attacker-controlled. */
export interface Statement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly [Subject];
  readonly predicateType: string;
  readonly predicate: Provenance | TestResult;
}

interface Provenance {
  readonly buildDefinition: {
    readonly buildType: typeof MISSION | typeof REEXECUTION;
    readonly externalParameters: {
      readonly plan: Resource;
      readonly options: Readonly<Record<string, Chosen>>;
    };
    readonly internalParameters: ChainSummary;
    readonly resolvedDependencies: readonly Resource[];
  };
  readonly runDetails: {
    readonly builder: { readonly id: string; readonly version: Readonly<Record<string, string>> };
  };
}

interface TestResult {
  readonly result: "PASSED";
  readonly configuration: readonly Resource[];
  readonly passedTests: readonly string[];
}

/** @returns the text of a statement: the same for the same testimony, without a date. */
export function statementOf(testimony: Testimony): string {
  const { kind, binding } = testimony;
  const isTest = kind === "checks";
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: [subjectOf(binding)],
    predicateType: isTest ? TEST_RESULT : PROVENANCE,
    predicate: isTest ? testResultOf(testimony) : provenanceOf(testimony),
  };
  return toJson(statement);
}

function subjectOf({ root, merkleRoot, project, plan, chain }: Binding): Subject {
  const { chainId, genesisHash, stateRoot } = chain;
  return {
    name: SUBJECT,
    digest: { sha256: root },
    annotations: {
      ...{ project, planPath: plan.path, planSha256: plan.sha256 },
      ...{ chainId, genesisHash, stateRoot, merkleRoot },
    },
  };
}

function provenanceOf({ kind, binding, signer, inputs, options, engines }: Testimony): Provenance {
  const { path, sha256 } = binding.plan;
  const { chainId, hardfork, genesisHash, blocks, transactions, stateRoot } = binding.chain;
  return {
    buildDefinition: {
      buildType: kind === "re-execution" ? REEXECUTION : MISSION,
      externalParameters: { plan: { name: path, digest: { sha256 } }, options },
      internalParameters: { chainId, hardfork, genesisHash, blocks, transactions, stateRoot },
      resolvedDependencies: inputs,
    },
    runDetails: { builder: { id: builderOf(signer), version: engines } },
  };
}

function builderOf(signer: string): string {
  return `urn:omnisovereign:operator:sha256:${signer}`;
}

function testResultOf({ inputs, passed }: Testimony): TestResult {
  return { result: "PASSED", configuration: inputs, passedTests: passed };
}

const RESOURCE = record<Resource>({
  name: text,
  uri: optional(text),
  digest: optional(record({ sha256: digest })),
});

const PREDICATE: Shape = either(
  record<TestResult>({
    result: oneOf("PASSED"),
    configuration: list(RESOURCE),
    passedTests: list(text),
  }),
  record<Provenance>({
    buildDefinition: record<Provenance["buildDefinition"]>({
      buildType: oneOf(MISSION, REEXECUTION),
      externalParameters: record({ plan: RESOURCE, options: dictionary(dictionary(text)) }),
      internalParameters: record<ChainSummary>({
        ...{ chainId: count, hardfork: text, genesisHash: hash32 },
        ...{ blocks: count, transactions: count, stateRoot: hash32 },
      }),
      resolvedDependencies: list(RESOURCE),
    }),
    runDetails: record({ builder: record({ id: text, version: dictionary(text) }) }),
  }),
);

const STATEMENT = record<Statement>({
  _type: oneOf(STATEMENT_TYPE),
  subject: list(
    record<Subject>({
      name: oneOf(SUBJECT),
      digest: record({ sha256: digest }),
      annotations: record<Subject["annotations"]>({
        ...{ project: text, planPath: text, planSha256: digest, chainId: count },
        ...{ genesisHash: hash32, stateRoot: hash32, merkleRoot: hash32 },
      }),
    }),
  ),
  predicateType: oneOf(PROVENANCE, TEST_RESULT),
  predicate: PREDICATE,
});

/** @param payload attacker-controlled */
export function parseStatement(payload: string): Parsed<Statement> {
  const parsed = parseExact<Statement>(payload, STATEMENT);
  if (!parsed.ok) return parsed;
  const { subject, predicate, predicateType } = parsed.value;
  if (subject.length !== 1)
    return { ok: false, problem: `has ${subject.length} subjects, and is to have one` };
  if ("result" in predicate !== (predicateType === TEST_RESULT))
    return { ok: false, problem: "has a predicate of another type than it says" };
  return parsed;
}

export function kindOf({ predicate }: Statement): StatementKind {
  if (!("buildDefinition" in predicate)) return "checks";
  return predicate.buildDefinition.buildType === REEXECUTION ? "re-execution" : "provenance";
}

/** What a statement is about otherwise than a dossier is, the most telling thing first; `null` if it is about it. */
export function otherSubject(
  { subject: [{ digest: found, annotations }], predicate }: Statement,
  { root, merkleRoot, project, plan, chain }: Binding,
): { readonly what: string; readonly found: string; readonly expected: string } | null {
  const pairs: readonly (readonly [string, string | number, string | number])[] = [
    ["project", annotations.project, project],
    ["plan", annotations.planSha256, plan.sha256],
    ["plan", annotations.planPath, plan.path],
    ["chain", annotations.chainId, chain.chainId],
    ["chain", annotations.genesisHash, chain.genesisHash],
    ["root", found.sha256, root],
    ["state root", annotations.stateRoot, chain.stateRoot],
    ["Merkle root", annotations.merkleRoot, merkleRoot],
    ...chainPairs(predicate, chain),
  ];
  const other = pairs.find(([, a, b]) => a !== b);
  return other === undefined ? null : { what: other[0], found: String(other[1]), expected: String(other[2]) };
}

function chainPairs(predicate: Statement["predicate"], chain: ChainSummary) {
  if (!("buildDefinition" in predicate)) return [];
  const said = predicate.buildDefinition.internalParameters;
  const keys = ["chainId", "hardfork", "genesisHash", "blocks", "transactions", "stateRoot"] as const;
  return keys.map((key) => ["chain", said[key], chain[key]] as const);
}

/** @returns what a statement says went into the execution. */
export function inputsOf({ predicate }: Statement): readonly Resource[] {
  return "buildDefinition" in predicate
    ? predicate.buildDefinition.resolvedDependencies
    : predicate.configuration;
}

/** Whether a provenance names another key than its signer's as its builder's; a test result names none. */
export function namesOtherBuilder({ predicate }: Statement, signer: string): boolean {
  return "buildDefinition" in predicate && predicate.runDetails.builder.id !== builderOf(signer);
}
