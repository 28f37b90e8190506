import { readFile } from "node:fs/promises";
import { Interface } from "ethers";
import { compileSolidityTests } from "../../../scripts/solidity-tests.js";

const HARNESS = "0x000000000000000000000000000000000000e0e0";
const SOURCES = new URL("../../../cache/tests/test-artifacts/test/contracts/support/", import.meta.url);

/** Sends one JSON-RPC request to a node. */
export type Request = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** Calls one function of the harness with all cases, a batch a call, and gives back their results in order. */
export type OnChain = (name: string, cases: readonly unknown[], ...before: unknown[]) => Promise<unknown[]>;

/** A harness that lives in calls only: its code is put in place for each of them. */
export async function openHarness(name: string, request: Request, batch = 50): Promise<OnChain> {
  await compileSolidityTests();
  const artefact = JSON.parse(await readFile(new URL(`${name}.sol/${name}.json`, SOURCES), "utf8"));
  const contract = new Interface(artefact.abi);
  return async (method, cases, ...before) => {
    const results: unknown[] = [];
    for (let start = 0; start < cases.length; start += batch) {
      const data = contract.encodeFunctionData(method, [...before, cases.slice(start, start + batch)]);
      const override = { [HARNESS]: { code: artefact.deployedBytecode } };
      const returned = await request("eth_call", [{ to: HARNESS, data }, "latest", override]);
      results.push(...contract.decodeFunctionResult(method, returned as string)[0].toArray(true));
    }
    return results;
  };
}
