import type { StorageType } from "../../model/storage-layout.ts";
import type { Field } from "./fields.ts";

/** A part of an integer in which a contract keeps several values, or one of another type. */
interface Part {
  /** "" is all of it. */
  readonly label: string;
  readonly type: string;
  /** Bytes from the low-order end of the integer. */
  readonly offset: number;
  readonly bytes: number;
}

const part = (offset: number, bytes: number, type: string, label = ""): Part => ({
  label,
  type,
  offset,
  bytes,
});

const share = (offset: number, label: string) => part(offset, 2, "uint16", label);

/** `Time.sol` of OpenZeppelin. */
const DELAY: readonly Part[] = [
  part(0, 4, "uint32", "afterSeconds"),
  part(4, 4, "uint32", "beforeSeconds"),
  part(8, 6, "uint48", "effectAt"),
];

/** By their members' names, what the checkpoints of our contracts hold. */
const CHECKPOINTS: Readonly<Record<string, readonly Part[]>> = {
  // ShareSchedule.sol
  "_schedule.byEpoch": [
    part(0, 6, "uint48", "epoch"),
    ...[share(6, "moved.employersBps"), share(8, "moved.operatorsBps")],
    ...[share(10, "moved.validatorsBps"), share(12, "moved.agentsBps")],
    ...[share(14, "governed.employersBps"), share(16, "governed.operatorsBps")],
    ...[share(18, "governed.validatorsBps"), share(20, "governed.agentsBps")],
  ],
  // Thermostat.sol
  _steady: [part(0, 26, "int208")],
  _roleOffsets: [part(0, 26, "int208")],
  _raises: [part(0, 6, "uint48", "fades"), part(6, 20, "uint160", "raiseWad")],
  _boundsOver: [part(0, 13, "uint104", "maxWad"), part(13, 13, "uint104", "minWad")],
  // MemberHistory.sol
  "_members.accounts": [part(0, 20, "address")],
};

/** A field by its parts, where contracts keep more in it than its type says. */
export function partsOf(field: Field): Field[] {
  const parts = field.type.label === "Time.Delay" ? DELAY : CHECKPOINTS[checkpointsOf(field)];
  return parts === undefined ? [field] : parts.map((each) => fieldOf(field, each));
}

/** Of a checkpoint's value, the variable that has the checkpoints. */
function checkpointsOf({ path }: Field): string {
  const names = path.flatMap((step) => (step.kind === "member" ? [step.label] : [])).join(".");
  return names.endsWith("._checkpoints._value") ? names.replace("._checkpoints._value", "") : "";
}

function fieldOf(field: Field, { label, type, offset, bytes }: Part): Field {
  const own: StorageType = { encoding: "inplace", label: type, numberOfBytes: String(bytes) };
  const path = label === "" ? field.path : [...field.path, { kind: "member", label } as const];
  return { ...field, path, type: own, offset: field.offset + offset, size: bytes };
}
