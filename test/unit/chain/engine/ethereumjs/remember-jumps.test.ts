import assert from "node:assert/strict";
import { test } from "node:test";
import { createEVM, type EVM } from "@ethereumjs/evm";
import { bytesToHex, hexToBytes } from "@ethereumjs/util";
import { rememberJumps } from "../../../../../src/chain/engine/ethereumjs/remember-jumps.ts";

const LENGTH = 1_000;

/** Code that jumps to where it returns a word, as long as contracts are. */
function returning(word: string): Uint8Array {
  const code = new Uint8Array(LENGTH);
  code.set(hexToBytes(`0x600456fe5b60${word}60005260206000f3`));
  return code;
}

/** @returns how often the library looked up what an opcode means while code ran. */
async function lookedUp(evm: EVM, code: Uint8Array): Promise<readonly [returned: string, times: number]> {
  const inner = evm as unknown as { _opcodeMap: object[] };
  const opcodes = inner._opcodeMap;
  let times = 0;
  inner._opcodeMap = new Proxy(opcodes, {
    get: (target, key, receiver) => {
      times += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const { returnValue } = await evm.runCode({ code, gasLimit: 100_000n });
  inner._opcodeMap = opcodes;
  return [bytesToHex(returnValue).slice(-2), times];
}

test("a code that is called again is not read again, and runs as itself", async () => {
  const evm = await createEVM();
  rememberJumps(evm);
  const [first, second] = [returning("11"), returning("22")];
  await lookedUp(evm, first);
  for (const [code, word] of [
    [first, "11"],
    [second, "22"],
  ] as const) {
    for (const _ of [1, 2]) assert.equal((await lookedUp(evm, code))[0], word);
    const [returned, times] = await lookedUp(evm, code);
    assert.equal(returned, word);
    assert.ok(times < LENGTH / 10, String(times));
  }
});

test("codes that were not called for long are read again", async () => {
  const evm = await createEVM();
  rememberJumps(evm);
  const code = returning("11");
  for (const _ of [1, 2, 3]) await lookedUp(evm, code);
  for (const _ of Array(64).keys()) {
    const other = returning("33");
    for (const _ of [1, 2]) await lookedUp(evm, other);
  }
  const [returned, times] = await lookedUp(evm, code);
  assert.equal(returned, "11");
  assert.ok(times >= LENGTH / 2, String(times));
});
