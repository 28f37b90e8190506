import { OWNER_PACK } from "../../model/layout.ts";
import type { PackedCall, PackedChange, SafeStep, SignedStep } from "../../model/packed-change.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { describeProposal } from "../../records/planetary/description.ts";
import { proposalIdOf } from "../../records/planetary/proposal-id.ts";
import { safeHashes } from "../../records/planetary/safe-transaction.ts";
import { batchTransaction, withChecksum } from "../../records/safe-batch.ts";
import { toJson } from "../../support/json.ts";

const ZERO_ADDRESS = `0x${"00".repeat(20)}`;
const FORMAT = "omnisovereign-change/1";

/** @returns what the Safe signs: first all that is scheduled, then the calls. */
export function stepsOf(change: PackedChange): SignedStep[] {
  const { safe, calls } = change;
  const steps = [
    ...calls.flatMap((call) => (call.schedule === null ? [] : [scheduleStep(call, call.schedule)])),
    ...calls.map(callStep),
  ];
  return steps.map((step, index) => {
    const file = `safe/${index + 1}-${step.file}.json`;
    return signed(change, { ...step, file, nonce: (BigInt(safe.nonce) + BigInt(index)).toString() });
  });
}

type PlainStep = Omit<SafeStep, "nonce">;

function scheduleStep(
  { contract, function: name }: PackedCall,
  schedule: NonNullable<PackedCall["schedule"]>,
): PlainStep {
  const { address: to, data } = schedule;
  return { file: "schedule", what: `schedule ${contract}.${name}`, to, data, afterSeconds: "0" };
}

function callStep({ contract, function: name, address: to, data, schedule }: PackedCall): PlainStep {
  const afterSeconds = schedule?.delaySeconds ?? "0";
  return { file: "call", what: `call ${contract}.${name}`, to, data, afterSeconds };
}

/** @returns the documents of a pack that programs read, by their names. */
export function packDocuments(
  change: PackedChange,
  steps: readonly SignedStep[],
  book: AddressBook,
): Map<string, string> {
  const { chainId, block, timestamp, stateRoot, safe, calls } = change;
  const told = calls.map(({ tried, ...call }) => call);
  return new Map([
    [OWNER_PACK.calls, toJson({ format: FORMAT, chainId, block, timestamp, stateRoot, safe, calls: told })],
    [OWNER_PACK.state, toJson({ format: FORMAT, block, calls: calls.map(stateOf) })],
    [
      OWNER_PACK.hashes,
      toJson({ format: FORMAT, steps: steps.map(({ afterSeconds, to, data, nonce, ...step }) => step) }),
    ],
    ...proposalOf(change),
    ...steps.map((step) => [step.file, batchOf(change, step, book)] as const),
  ]);
}

function stateOf({ contract, function: name, tried }: PackedCall): object {
  const reason = "nobody may make this call without a delay, so that it cannot be tried";
  return { contract, function: name, ...(tried === null ? { tried: null, reason } : { tried }) };
}

function signed({ chainId, safe }: PackedChange, step: SafeStep): SignedStep {
  const { to, data, nonce } = step;
  const fields = { to, value: "0", data, operation: 0, safeTxGas: "0", baseGas: "0", gasPrice: "0" };
  const message = { ...fields, gasToken: ZERO_ADDRESS, refundReceiver: ZERO_ADDRESS, nonce };
  return { ...step, message, ...safeHashes(chainId, safe.address, message) };
}

function batchOf({ chainId, timestamp, safe }: PackedChange, step: SafeStep, book: AddressBook): string {
  const contract = book.at(step.to);
  const raw = {
    to: step.to,
    value: "0",
    data: step.data,
    contractMethod: null,
    contractInputsValues: null,
  } as const;
  const batch = {
    version: "1.0",
    chainId: String(chainId),
    createdAt: timestamp * 1000,
    meta: {
      name: step.what,
      description: `nonce ${step.nonce}`,
      txBuilderVersion: "1.18.0",
      createdFromSafeAddress: safe.address,
      createdFromOwnerAddress: "",
    },
    transactions: [contract === undefined ? raw : batchTransaction(contract.type.abi, step.to, step.data)],
  } as const;
  return toJson(withChecksum(batch));
}

/** The same calls put to the council, where that may make them. */
function proposalOf({ calls, council }: PackedChange): [string, string][] {
  if (council === null) return [];
  const title = calls.map(({ contract, function: name }) => `${contract}.${name}`).join(", ");
  const proposal = {
    targets: calls.map(({ address }) => address),
    values: calls.map(() => "0"),
    calldatas: calls.map(({ data }) => data),
    description: describeProposal(title, council.proposer),
  };
  const told = { governor: council.governor, ...proposal, proposalId: proposalIdOf(proposal) };
  return [[OWNER_PACK.proposal, toJson({ format: FORMAT, ...told })]];
}
