/** An EVM before one of its opcodes. */
export interface Step {
  readonly pc: number;
  readonly opcode: string;
  /** 1 in the transaction's own call. */
  readonly depth: number;
  readonly gasLeft: bigint;
  /** On top of the stack; `null` if there is nothing, or if nobody looked. */
  readonly top: bigint | null;
}

/** After which opcode two executions of a transaction part. */
export interface Parting {
  readonly opcode: string;
  readonly pc: number;
  readonly depth: number;
}

/** @returns `null` if they part nowhere, or before the first opcode. */
export function partingOf(a: readonly Step[], b: readonly Step[]): Parting | null {
  const longer = Math.max(a.length, b.length);
  for (let index = 0; index < longer; index += 1) {
    if (areSame(a[index], b[index])) continue;
    const before = a[index - 1];
    return before === undefined ? null : { opcode: before.opcode, pc: before.pc, depth: before.depth };
  }
  return null;
}

/** Names of opcodes differ from EVM to EVM. */
function areSame(a: Step | undefined, b: Step | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.pc === b.pc &&
    a.depth === b.depth &&
    a.gasLeft === b.gasLeft &&
    a.top === b.top
  );
}
